"""What a branch changes of published texts: articles by a new text (L322), errata and ends (L324), new acts (L327).

Whether it was decided so only who holds the decision can tell.
Where the row of 沿革 of a new text names the articles, what it does not name is an error (L311).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from rulebook.citation.scopes import article_id
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import is_published
from rulebook.corpus.settle import own_row
from rulebook.history.align import plain
from rulebook.history.renumber import Renumbering, renumbering
from rulebook.lawful.compared import few, gone_and_new, paired, short
from rulebook.lawful.events import differences, entered_late
from rulebook.lawful.facts import OF_DUTY, words
from rulebook.lawful.slips.disguise import reordered
from rulebook.lawful.slips.typed import WIDE
from rulebook.markup.numerals import ARTICLE_NUMBER, NUMERAL, to_int
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event
from rulebook.model.provision import ANNEX, Provision

_TOLD = ("勘误", "废止", "延期", "部分失效")
_FEW = 4  # of what an erratum changed, or what a note leaves out, shown
_MOST, _PLACES = 12, 6  # of what an amendment changed, and places in one article, shown with their words
_STRETCH = 80  # characters of one place
_AROUND = 4  # characters shown around a change, nearer ones are one
_NUMBERED = re.compile(rf"^第[{NUMERAL}\d]+[编章节]\s*")
_OF_SOURCE = ("provenance", "  quote", "replaces")  # says where it comes from, checked elsewhere
_BRACKETED = re.compile("《[^》]*》")
_WHOLE = 0.3  # share of its articles that a text changes at least, which is said to be amended as a whole


@dataclass(frozen=True, slots=True)
class _Changed:
    """What reads otherwise. line: in the new text, 1 where it is gone; said: in words.

    numbers: that the article bears, or bore, none for what is no article; label: 第三条, "" likewise. weight: what a reviewer
    looks at first, 0 what is no article, 1 what binds otherwise, 2 the rest.
    """

    line: int
    numbers: tuple[tuple[int, ...], ...]
    said: str
    label: str = ""
    weight: int = 0


def amended(pairs: Iterable[tuple[Expression, Expression]]) -> Iterator[Finding]:
    """pairs: the newest text of an act on the main branch, and now."""
    for before, now in pairs:
        new = now.header.effective != before.header.effective and now.header.state == "adopted"
        changed = list(_changed(before, now)) if new else []
        if not changed:
            continue
        row = own_row(now.header)
        named = [_number(found) for found in ARTICLE_NUMBER.finditer(row.note)] if row else []
        beyond = [one for one in changed if named and one.numbers and not set(one.numbers) & set(named)]
        if beyond and row:
            message = (
                f"沿革写这次{row.event}改的是“{row.note}”，正文还改了{'；'.join(one.said for one in beyond[:_FEW])}。"
                "决定没有写到的请改回去；写到了的，请把 note 写全。"
            )
            yield Finding(now.file, beyond[0].line, 1, "L311", Level.ERROR, message)
        else:
            yield _told(now, changed)


def entered(fresh: Iterable[Expression], called: tuple[re.Pattern[str] | None, Mapping[str, Act]]) -> Iterator[Finding]:
    """Acts of our own that are new, each with the acts that it names. called: as ``own_names`` gives it."""
    for text in fresh:
        if is_published(text):
            continue
        header, kind = text.header, "制度" if text.header.state == "adopted" else "草案"
        own = re.compile("|".join(map(re.escape, sorted(header.names, key=len, reverse=True))))
        named: dict[str, None] = {}
        bare: list[str] = []
        for number, whole in enumerate(text.raw.split("\n"), start=1):
            line = "" if whole.startswith(_OF_SOURCE) else own.sub("", whole)
            others = _others(text, line, called)
            named |= {f"《{act.header.name}》": None for act in others}
            if others and _others(text, _BRACKETED.sub("", line), called):
                bare.append(f"第{number}行“{short(whole.strip())}”")
        size = f"{sum(1 for _ in text.document.articles())}条"
        facts = "，".join(filter(None, [header.doc_no, f"{header.effective}施行" if header.effective else "", size]))
        message = f"新收进了{kind}《{header.title}》（{facts}）。请对照印发文件逐条核对"
        message += f"；它写到{'、'.join([*named][:_MOST])}" if named else ""
        message += f"，没有写书名号的在{'；'.join(bare[:_FEW])}" if bare else ""
        yield Finding(text.file, line_of(text, "title"), 1, "L327", Level.WARNING, f"{message}。", text.act)


def _others(text: Expression, line: str, called: tuple[re.Pattern[str] | None, Mapping[str, Act]]) -> list[Act]:
    """Other acts that a line names."""
    pattern, acts = called
    found = pattern.finditer(line) if pattern and line else ()
    return [act for one in found if (act := acts[one["name"]]).id != text.act]


def registered(pairs: Iterable[tuple[Expression | None, Expression]], known: Container[Event]) -> Iterator[Finding]:
    """Errata and ends that are new. pairs: a text on the main branch, None where it is not there, and now.

    known: rows of 沿革 that stand on the main branch.
    """
    seen: list[Event] = []
    for before, now in pairs:
        for row in now.header.history:
            if row in known or row in seen or row.event not in _TOLD or entered_late(row):
                continue
            seen.append(row)
            erratum = row.event == "勘误"
            changed = [d.what for d in differences(before, now) if d.key == "words"] if before and erratum else []
            facts = [
                row.item,
                row.doc_no or row.by,
                f"自{row.effective}起" if row.effective else "",
                f"到{row.until}" if row.until else "",
            ]
            done = "；".join(changed[:_FEW]) or "，".join(fact for fact in (*facts, row.note) if fact)
            message = f"这次登记了{row.event}：{done}。有没有这份决定、是不是这样写的，请对照印发文件核对，没有的请删去这一行，恢复原文。"
            yield Finding(now.file, line_of(now, f"history.{row.on}"), 1, "L324", Level.WARNING, message, row.event)


def _told(now: Expression, changed: list[_Changed]) -> Finding:
    event, every = now.header.event, sum(1 for _ in now.document.articles())
    changed = sorted(changed, key=lambda one: one.weight)
    shown, rest = changed[:_MOST], changed[_MOST:]
    labels = "、".join(one.label or one.said for one in rest)
    part = event == "修订" and len(changed) < _WHOLE * every
    many = sum(1 for one in changed if one.numbers)
    way = "改部分条文的写修正，不写 event: 修订；" if part else ""
    row = own_row(now.header)
    note = f"沿革的说明写“{row.note}”，会公布；" if row and row.note else ""
    said = "；".join(one.said for one in shown) + (f"；另有{labels}" if labels else "")
    message = f"这次{event}改了{f'{many}条' if many else ''}：{said}。{way}{note}请对照决定逐条核对，决定没有写到的请改回去。"
    return Finding(now.file, line_of(now, "effective"), 1, "L322", Level.WARNING, message, now.key)


def _changed(before: Expression, now: Expression) -> Iterator[_Changed]:
    found = renumbering(before.document, now.document)
    olds, news = {p.old.eid for p in found.aligned if p.old}, {p.new.eid for p in found.aligned if p.new}
    for pair in found.aligned:
        if pair.old and pair.new and (said := _said(pair.old, pair.new) or _cited(pair.old, pair.new, found, now)):
            weight = 1 if reordered(plain(pair.old), plain(pair.new)) else 2
            numbers = (pair.old.number, pair.new.number)
            yield _Changed(pair.new.line, numbers, f"{pair.new.label}{said}".translate(WIDE), pair.new.label, weight)
    for article in now.document.articles():
        if article.eid not in news:
            said = f"增加{article.label}（{article.heading or plain(article)[:12]}）"
            yield _Changed(article.line, (article.number,), said, article.label, 1)
    for article in before.document.articles():
        if article.eid not in olds:
            said = f"删去原{article.label}（{article.heading or plain(article)[:12]}）"
            yield _Changed(1, (article.number,), said, f"原{article.label}", 1)
    yield from _titles(before, now)
    yield from _duties(before, now)
    yield from _outside(before, now)
    yield from _moved(before, now, found)
    yield from _reordered(found)


def _said(old: Provision, new: Provision) -> str:
    """In what an article reads otherwise, place by place; "" where it does not."""
    if (_words(old), old.heading) != (_words(new), new.heading):
        places = _places(f"【{old.heading}】{plain(old)}", f"【{new.heading}】{plain(new)}")
        return few([f"“{was}”→“{now}”" for was, now in places], _PLACES, between="、")
    before, after = (sum(1 for line in article.own_words.split("\n") if line.strip()) for article in (old, new))
    return f"分成的段由{before}变为{after}" if before != after else ""


def _cited(old: Provision, new: Provision, found: Renumbering, now: Expression) -> str:
    """Articles that are cited otherwise though the rest reads the same; "" where each is called what it is called now.

    An article of the act itself may bear another number in the new text; one of another act, named right before it, does not.
    """
    before, after = plain(old), plain(new)
    numbers = [list(ARTICLE_NUMBER.finditer(words)) for words in (before, after)]
    own = tuple(f"《{name}》" for name in now.header.names)
    wrong = [
        f"“{_near(before, was)}”→“{_near(after, now_called)}”"
        for was, now_called in zip(*numbers, strict=False)
        if _number(was) != _number(now_called)
        and (_of_other(before[: was.start()], own) or found.became(_eid(was)) != _eid(now_called))
    ]
    return few(wrong, _PLACES, between="、") or ("引用的条数变了" if len(numbers[0]) != len(numbers[1]) else "")


def _of_other(words: str, own: tuple[str, ...]) -> bool:
    """Whether what follows ``words`` is an article of another act."""
    return words.endswith("》") and not words.endswith(own)


def _eid(found: re.Match[str]) -> str:
    return article_id(_number(found))


def _near(words: str, found: re.Match[str]) -> str:
    return words[max(0, found.start() - _AROUND) : found.end() + _AROUND]


def _places(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Each stretch in which two lines differ, with a few characters around it."""
    ends: list[list[int]] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            continue
        if ends and op.src_start - ends[-1][1] < _AROUND:
            ends[-1][1], ends[-1][3] = op.src_end, op.dest_end
        else:
            ends.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    for i, j, k, m in ends:
        yield _cut(old[max(0, i - _AROUND) : j + _AROUND]), _cut(new[max(0, k - _AROUND) : m + _AROUND])


def _cut(words: str) -> str:
    """Both ends of a long stretch."""
    return words if len(words) <= _STRETCH else f"{words[: _STRETCH // 2]}……{words[-_STRETCH // 2 :]}"


def _duties(before: Expression, now: Expression) -> Iterator[_Changed]:
    """Duties that come, go or are others; that their articles bear other numbers is no change."""
    old, new = ({duty.id: duty for duty in text.header.duties} for text in (before, now))
    line = line_of(now, "duties")
    for key, duty in new.items():
        was = old.get(key)
        if was is None:
            facts = (duty.who, duty.what, duty.recurrence, duty.deadline)
            yield _Changed(line, (), f"增加职责{key}（{'，'.join(filter(None, facts))}）", weight=1)
            continue
        pairs = [(name, getattr(was, name), getattr(duty, name)) for name in OF_DUTY if name != "article"]
        moved = "，".join(f"{name} 由“{a or '无'}”改成“{b or '无'}”" for name, a, b in pairs if a != b)
        if moved:
            yield _Changed(line, (), f"职责{key}（{duty.what}）的 {moved}", weight=1)
    yield from (_Changed(line, (), f"删去职责{key}（{duty.what}）", weight=1) for key, duty in old.items() if key not in new)


def _titles(before: Expression, now: Expression) -> Iterator[_Changed]:
    """Headings that are gone, new or called otherwise; that they bear other numbers is no change."""
    old, new = _headings(before), _headings(now)
    lost, gained = gone_and_new(list(old.values()), list(new.values()))
    lines = {words: line for line, words in new.items()}
    pairs = paired(lost, gained)
    for was, is_now in pairs:
        yield _Changed(lines[is_now], (), f"标题“{was}”→“{is_now}”")
    yield from (_Changed(lines[one], (), f"增加标题“{one}”") for one in gained if all(one != now for _, now in pairs))
    yield from (_Changed(1, (), f"删去标题“{one}”") for one in lost if all(one != was for was, _ in pairs))


def _headings(text: Expression) -> dict[int, str]:
    """Headings by line, without their numbers."""
    return {line.number: _NUMBERED.sub("", line.words.lstrip("# ")) for line in words(text) if line.words.startswith("##")}


def _outside(before: Expression, now: Expression) -> Iterator[_Changed]:
    """Lines that belong to no article: under the title, between a heading and its first article, annexes."""
    (old, _), (new, numbers) = _loose(before), _loose(now)
    at = dict(zip(new, numbers, strict=True))
    lost, gained = gone_and_new(old, new)
    pairs = paired(lost, gained)
    for was, is_now in pairs:
        said = "、".join(f"“{one}”→“{other}”" for one, other in _places(was, is_now))
        yield _Changed(at[is_now], (), f"条文以外{said}".translate(WIDE))
    added = [line for line in gained if all(line != one for _, one in pairs)]
    yield from (_Changed(at[line], (), f"条文以外增加“{short(line)}”") for line in added)
    yield from (_Changed(1, (), f"条文以外删去“{short(line)}”") for line in lost if all(line != one for one, _ in pairs))
    times = Counter(old), Counter(new)
    once = {line for line in new if times[0][line] == times[1][line] == 1}
    for was, is_now in zip(*([line for line in lines if line in once] for lines in (old, new)), strict=True):
        if was != is_now:
            yield _Changed(at[is_now], (), f"条文以外“{short(is_now)}”移到“{short(was)}”前面")
            break


def _loose(text: Expression) -> tuple[list[str], list[int]]:
    """Lines outside the articles, and the number of each in the file."""
    begins = {article.line for article in text.document.articles()}
    ends = {node.line for node in text.document.walk() if node.kind is ANNEX}
    out: list[str] = []
    numbers: list[int] = []
    inside = False
    for line in words(text):
        inside = line.number in begins or (inside and line.number not in ends and not line.words.startswith("#"))
        if not inside and not line.words.startswith("#"):
            out.append(line.words)
            numbers.append(line.number)
    return out, numbers


def _reordered(found: Renumbering) -> Iterator[_Changed]:
    """Articles that stand before one that they stood behind: each by the last that it passed."""
    pairs = [(pair.old, pair.new) for pair in found.aligned if pair.old and pair.new]
    for (old, new), (later, _) in itertools.pairwise(sorted(pairs, key=lambda pair: pair[1].line)):
        if later.line < old.line:
            yield _Changed(new.line, (old.number, new.number), f"原{old.label}移到原{later.label}前面", new.label, 1)


def _moved(before: Expression, now: Expression, found: Renumbering) -> Iterator[_Changed]:
    """Articles that stand under another heading than they did, though the text still has that one."""
    old, new = _under(before), _under(now)
    for pair in found.aligned:
        was, is_now = (old.get(pair.old.eid, ""), new.get(pair.new.eid, "")) if pair.old and pair.new else ("", "")
        if pair.new and was != is_now and was in new.values() and is_now in old.values():
            yield _Changed(pair.new.line, (), f"{pair.new.label}由“{was}”移到“{is_now}”下面")


def _under(text: Expression) -> dict[str, str]:
    """The heading above each article, without its number."""
    headings = _headings(text)
    return {a.eid: headings[max(above)] for a in text.document.articles() if (above := [n for n in headings if n < a.line])}


def _words(article: Provision) -> str:
    """What the article says, whatever the articles it names are called now."""
    return ARTICLE_NUMBER.sub("", plain(article))


def _number(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(to_int(part) or 0 for part in (found["number"], found["after"]) if part)
