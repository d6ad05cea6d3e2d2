"""What changed inside one 条, told 款 by 款, 项 by 项 or word by word, in the official wording."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from rulebook.decision.quotes import swapped
from rulebook.decision.units import Item, Paragraph, Unit, key
from rulebook.history.redline import words as redline_words
from rulebook.markup.numerals import to_chinese

_WHOLE = 0.55  # likeness below which a 款 is quoted whole
MOST = 3  # edits of one 条 told one by one
_COUNTED = re.compile(r"(?:[\d一二三四五六七八九十百千万两半]|个)$")
_MEASURE = re.compile(
    r"个?(?:工作日|自然日|小时|分钟|季度|月|年|日|天|周|时|万?元|人|名|份|次|件|页|[%％])"
)  # what a figure is said of: 3个月, not 3个
_SHORT = 24  # characters of words that are quoted alone


def quoted(lines: tuple[str, ...]) -> str:
    """Lines in quotation marks: each begins with “, the last ends with ”; tables stand as they are."""
    out = []
    for number, line in enumerate(lines):
        text = swapped(line)
        table = line.startswith(("|", "<table"))
        out.append(text if table else "“" + text)
        if number == len(lines) - 1:
            out[-1] += "\n\n”" if table else "”"
    return "\n\n".join(out)


@dataclass(frozen=True, slots=True)
class InnerEdit:
    """One edit inside a 条. place: 款 and 项; form: the sentence, with {ref}; pair: words and what takes their place."""

    place: str
    form: str
    new: str
    pair: tuple[str, str] | None = None

    def said(self, label: str) -> str:
        """The sentence, with the number of the 条 where it is not understood."""
        lead = "将" if label and self.form.startswith("{ref}") and "修改为" in self.form else ""
        return lead + self.form.format(ref=label + self.place)


def inner_edits(old: Unit, new: Unit) -> Iterator[InnerEdit]:
    """Edits 款 by 款; none where the 款 cannot be told apart well."""
    if old.heading != new.heading:
        if not old.heading or not new.heading:
            return
        yield InnerEdit("", f"{{ref}}条标修改为：{quoted((new.heading,))}", new.heading)
    matcher = difflib.SequenceMatcher(
        None, [_words(p) for p in old.paragraphs], [_words(p) for p in new.paragraphs], autojunk=False
    )
    found: list[InnerEdit] = []
    single = len(old.paragraphs) == 1
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and j - i == m - k:
            for offset in range(j - i):
                place = "" if single and len(new.paragraphs) == 1 else f"第{to_chinese(i + offset + 1)}款"
                found.extend(_within(old.paragraphs[i + offset], new.paragraphs[k + offset], place))
        elif tag == "insert":
            for at in range(k, m):
                number = to_chinese(at + 1)
                found.append(
                    InnerEdit(
                        "", f"{{ref}}增加一款，作为第{number}款：{quoted(new.paragraphs[at].lines)}", _words(new.paragraphs[at])
                    )
                )
        elif tag == "delete":
            found.extend(InnerEdit(f"第{to_chinese(at + 1)}款", "删去{ref}。", "") for at in range(i, j))
        else:
            found = [InnerEdit("", "", new.words)] * (MOST + 1)
            break
    yield from found


def _words(paragraph: Paragraph) -> str:
    return key("\n".join(paragraph.lines))


def _within(old: Paragraph, new: Paragraph, place: str) -> Iterator[InnerEdit]:
    """Edits of one 款: some words, some 项, or all of it."""
    whole = InnerEdit(place, f"{{ref}}修改为：{quoted(new.lines)}", _words(new))
    if Indel.normalized_similarity(_words(old), _words(new)) < _WHOLE:
        yield whole
        return
    same_lead = [key(x) for x in old.lead] == [key(x) for x in new.lead]
    if len(old.lines) == len(new.lines):
        differing = [n for n, (a, b) in enumerate(zip(old.lines, new.lines, strict=True)) if key(a) != key(b)]
        if len(differing) == 1 and (pair := few_words(old.lines, new.lines, differing[0])):
            yield InnerEdit(place, f"将{{ref}}中的“{swapped(pair[0])}”修改为“{swapped(pair[1])}”。", pair[1], pair)
            return
    alike = {item.lines[0][:1] for item in (*old.items, *new.items)}  # one kind of brackets
    items = (
        list(_items(old.items, new.items, place or "第一款")) if same_lead and old.items and new.items and len(alike) == 1 else []
    )
    if items and len(items) <= MOST:
        yield from items
    else:
        yield whole


def few_words(old: tuple[str, ...], new: tuple[str, ...], at: int) -> tuple[str, str] | None:
    """Words of one line and what takes their place, where replacing them everywhere in ``old`` gives ``new``; else None."""
    segments = redline_words(old[at], new[at])
    changes = [n for n, s in enumerate(segments) if s.kind != "equal"]
    if not changes or changes[-1] - changes[0] > 1:
        return None
    first, last = changes[0], changes[-1]
    before = "".join(s.text for s in segments[:first])
    after = "".join(s.text for s in segments[last + 1 :])
    gone = "".join(s.text for s in segments[first : last + 1] if s.kind == "delete")
    come = "".join(s.text for s in segments[first : last + 1] if s.kind == "insert")
    for left, right in ((0, 0), (0, 2), (2, 0), (2, 2), (4, 2), (4, 4), (8, 6), (14, 10)):
        lead, trail = _reach(before[len(before) - left :] if left else "", last=True), _reach(after[:right], last=False)
        if not right and _COUNTED.search(gone):
            trail = ((found := _MEASURE.match(after)) and found.group()) or ""
        a, b = lead + gone + trail, lead + come + trail
        if len(a) < 2 or not b or len(a) > _SHORT + 20 or len(b) > _SHORT + 30 or "\n" in a + b:
            continue
        if tuple(line.replace(a, b) for line in old) == new and not {"“", "”", "‘", "’"} & set(a + b):
            return a, b
    return None


def _reach(text: str, *, last: bool) -> str:
    """The neighbouring words up to the next mark of punctuation."""
    pieces = re.split(r"[，。；：、（）]", text)
    return (pieces[-1] if last else pieces[0]) if text else ""


def _items(old: tuple[Item, ...], new: tuple[Item, ...], place: str) -> Iterator[InnerEdit]:
    """Edits 项 by 项."""

    def bare(item: Item) -> str:
        return key("\n".join(item.lines))[len(key(item.lines[0])) - len(re.sub(r"^[（(][^）)]*[）)]", "", key(item.lines[0]))) :]

    matcher = difflib.SequenceMatcher(None, [bare(i) for i in old], [bare(i) for i in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "replace" and j - i == m - k:
            for a, b in zip(old[i:j], new[k:m], strict=True):
                yield InnerEdit(f"{place}第{to_chinese(a.number[0])}项", f"{{ref}}修改为：{quoted(b.lines)}", "\n".join(b.lines))
        elif tag == "insert":
            for b in new[k:m]:
                number = to_chinese(b.number[0])
                yield InnerEdit(place, f"{{ref}}增加一项，作为第{number}项：{quoted(b.lines)}", "\n".join(b.lines))
        elif tag == "delete":
            for a in old[i:j]:
                yield InnerEdit(f"{place}第{to_chinese(a.number[0])}项", "删去{ref}。", "")
        elif tag == "replace":
            yield InnerEdit(place, "", "x" * 9999)
