"""What a branch changes of published texts: articles by a new text (L322), errata and ends (L324).

Whether it was decided so only who holds the decision can tell.
Where the row of 沿革 of a new text names the articles, what it does not name is an error (L311).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.settle import own_row
from rulebook.history.align import plain
from rulebook.history.renumber import Renumbering, renumbering
from rulebook.lawful.events import differences, entered_late, in_place
from rulebook.lawful.facts import words
from rulebook.lawful.restated import gone_and_new, paired, short
from rulebook.lawful.typed import WIDE
from rulebook.markup.numerals import ARTICLE_NUMBER, NUMERAL, to_int
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event
from rulebook.model.provision import Provision

_TOLD = ("勘误", "废止", "延期", "部分失效")
_FEW = 4  # articles shown with their words
_NUMBERED = re.compile(rf"^第[{NUMERAL}\d]+[编章节]\s*")
_WHOLE = 0.3  # share of its articles that a text changes at least, which is said to be amended as a whole


@dataclass(frozen=True, slots=True)
class _Changed:
    """What reads otherwise. line: in the new text, 1 where it is gone; said: in words.

    numbers: that the article bears, or bore, none for what is no article; label: 第三条, "" likewise.
    """

    line: int
    numbers: tuple[tuple[int, ...], ...]
    said: str
    label: str = ""


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
    changed = sorted(changed, key=lambda one: bool(one.numbers))  # what stands outside the articles first: it is never left out
    shown, rest = changed[: max(_FEW, sum(not one.numbers for one in changed))], changed[_FEW:]
    labels = "、".join(one.label for one in rest if one not in shown and one.label)
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
        if pair.old and pair.new and (_words(pair.old), pair.old.heading) != (_words(pair.new), pair.new.heading):
            was, is_now = in_place(f"【{pair.old.heading}】{plain(pair.old)}", f"【{pair.new.heading}】{plain(pair.new)}")
            numbers = (pair.old.number, pair.new.number)
            yield _Changed(pair.new.line, numbers, f"{pair.new.label}“{was}”→“{is_now}”".translate(WIDE), pair.new.label)
    for article in now.document.articles():
        if article.eid not in news:
            yield _Changed(
                article.line, (article.number,), f"增加{article.label}（{article.heading or plain(article)[:12]}）", article.label
            )
    old = {line for line in before.raw.split("\n") if line.startswith("##")}
    for number, line in enumerate(now.raw.split("\n"), start=1):
        if line.startswith("##") and line not in old:
            yield _Changed(number, (), f"标题“{line.lstrip('# ')}”")
    for article in before.document.articles():
        if article.eid not in olds:
            said = f"删去原{article.label}（{article.heading or plain(article)[:12]}）"
            yield _Changed(1, (article.number,), said, f"原{article.label}")
    yield from _outside(before, now)
    yield from _moved(before, now, found)


def _outside(before: Expression, now: Expression) -> Iterator[_Changed]:
    """Lines that belong to no article: under the title, between a heading and its first article, annexes."""
    old, new = _loose(before), _loose(now)
    lost, gained = gone_and_new(list(old), list(new))
    pairs = paired(lost, gained)
    for was, is_now in pairs:
        shown = in_place(was, is_now)
        yield _Changed(new[is_now], (), f"条文以外“{shown[0]}”→“{shown[1]}”".translate(WIDE))
    yield from (
        _Changed(new[line], (), f"条文以外增加“{short(line)}”") for line in gained if all(line != one for _, one in pairs)
    )
    yield from (_Changed(1, (), f"条文以外删去“{short(line)}”") for line in lost if all(line != one for one, _ in pairs))


def _loose(text: Expression) -> dict[str, int]:
    """Lines outside the articles, each with its number in the file."""
    begins = {article.line for article in text.document.articles()}
    out: dict[str, int] = {}
    inside = False
    for line in words(text):
        inside = line.number in begins or (inside and not line.words.startswith("#"))
        if not inside and not line.words.startswith("#"):
            out.setdefault(line.words, line.number)
    return out


def _moved(before: Expression, now: Expression, found: Renumbering) -> Iterator[_Changed]:
    """Articles that stand under another heading than they did, though the text still has that one."""
    old, new = _under(before), _under(now)
    for pair in found.aligned:
        was, is_now = (old.get(pair.old.eid, ""), new.get(pair.new.eid, "")) if pair.old and pair.new else ("", "")
        if pair.new and was != is_now and was in new.values() and is_now in old.values():
            yield _Changed(pair.new.line, (), f"{pair.new.label}由“{was}”移到“{is_now}”下面")


def _under(text: Expression) -> dict[str, str]:
    """The heading above each article, without its number."""
    headings = {line.number: _NUMBERED.sub("", line.words.lstrip("# ")) for line in words(text) if line.words.startswith("##")}
    return {a.eid: headings[max(above)] for a in text.document.articles() if (above := [n for n in headings if n < a.line])}


def _words(article: Provision) -> str:
    """What the article says, whatever the articles it names are called now."""
    return ARTICLE_NUMBER.sub("", plain(article))


def _number(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(to_int(part) or 0 for part in (found["number"], found["after"]) if part)
