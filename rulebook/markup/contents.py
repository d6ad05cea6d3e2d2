"""Tables of contents (目录): lines that list the divisions before the text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rulebook.markup.lexer import BLANKS, Line, read_line
from rulebook.markup.marks import peel
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, SUBPARAGRAPH, TEXT, Kind

_HEAD = re.compile(r"[\[【〔]?(?:目\s*[录錄次]|toc|contents)[\]】〕]?[:：]?$", re.IGNORECASE)
# What leads to the page number: 总则……1 · 总则 .... 1 · 总则⇥1 · 总则　　1 · （第一条至第五条）
_TAIL = re.compile(
    r"(?:[.…·．。‥_\-—]{2,}[ \t\u3000]*[（(]?\d{0,4}[)）]?|[\t\u3000][ \t\u3000]*\d{1,4}|[ ]+\d{1,4}|[（(]第[^（）()]{1,8}条[^（）()]{0,10}[）)])$"
)
_DOTS = re.compile(r"[.…·．。‥_\-—\t]{2,}")
_LINK = re.compile(r"\]\([^()\n]*\)|</a>", re.IGNORECASE)
_PROSE = re.compile(r"[。；：！？，]")
_LISTED = re.compile(r"(?:\d{1,3}[.、．)）]|[-*+])[ \t\u3000]*(?=\[)")
_UNNUMBERED = re.compile(r"(?:附\s*[则則]|序\s*言|前\s*言|引\s*言|导\s*言|绪\s*论|结\s*语|后\s*记|总\s*纲|附件|附录|附表)")
_ANNEX_MARK = re.compile(r"^附\s*[件录表]?\s*[\d一二三四五六七八九十A-Z]{0,3}\s*[:：]")
_NUMBERED = DIVISIONS | {ARTICLE, CLAUSE, ANNEX, SUBPARAGRAPH}

Key = tuple[Kind, tuple[int, ...], str]


def contents(lines: Sequence[Line]) -> list[int]:
    """Indexes in ``lines`` of the lines that make a table of contents, its head included."""
    if not _may_hold(lines):
        return []
    out: list[int] = []
    for start, entries in _runs(lines):
        headed = start > 0 and _is_head(lines[start - 1])
        taken = _taken(entries, headed=headed)
        if taken:
            out.extend(range(start - headed, start + taken))
    return out


def _may_hold(lines: Sequence[Line]) -> bool:
    """A quick look: a 目录, page numbers, links, or a division that comes twice."""
    seen = set()
    for line in lines:
        if line.opens in DIVISIONS:
            if (line.opens, line.number) in seen or _TAIL.search(line.heading):
                return True
            seen.add((line.opens, line.number))
        elif line.marked or _is_head(line) or "](" in line.rest or _TAIL.search(line.rest.rstrip(BLANKS)):
            return True
        elif line.opens is ARTICLE and _PROSE.search(line.rest):
            return False
    return False


def _is_head(line: Line) -> bool:
    words = (line.heading or line.rest).strip("*_ \t\u3000\u00a0\u200b")
    return len(words) <= 12 and bool(_HEAD.match(words))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, list[tuple[Key, bool]]]]:
    """Stretches of lines that may be entries: where each begins, and its entries with whether they show a page or link."""
    start = 0
    run: list[tuple[Key, bool]] = []
    for position, line in enumerate(lines):
        entry = _entry(line)
        if entry is None:
            if run:
                yield start, run
            run = []
            if line.opens is ARTICLE:
                return
            continue
        if not run:
            start = position
        run.append(entry)
    if run:
        yield start, run


def _entry(line: Line) -> tuple[Key, bool] | None:
    """What a line would list: its number, and whether a page number or a link stands with it; None for other lines."""
    if line.level == 1 and line.opens is HEADING:
        return None
    words = line.words.strip(BLANKS)
    linked = bool(_LINK.search(line.end) or _LINK.search(words))
    if (listed := _LISTED.match(words)) is not None:
        words = words[listed.end() :]
    if linked and line.opens not in _NUMBERED and (peeled := peel(words)) is not None:
        words = peeled.words
    tail = _TAIL.search(words)
    plain = words[: tail.start()].rstrip(BLANKS + ".…·") if tail else words
    inner = line if line.opens in _NUMBERED and not tail else read_line(plain, "")
    paged = tail is not None
    if inner.opens in _NUMBERED:
        words_of = _ANNEX_MARK.sub("", plain) if inner.opens is ANNEX else plain[2:]
        if _PROSE.search(words_of) or len(plain) > 50:
            return None
        number = inner.number
        return (inner.opens, number, "" if number else "".join(plain.split())), paged or linked
    if (paged and _DOTS.search(words)) or linked or (_UNNUMBERED.match(plain) and len(plain) <= 20):
        if len(plain) > 50:
            return None
        return (TEXT, (), "".join(plain.split())), paged or linked
    return None


def _taken(entries: Sequence[tuple[Key, bool]], *, headed: bool) -> int:
    """How many of a stretch of entries belong to the contents: up to where a number comes again."""
    seen: set[Key] = set()
    again = len(entries)
    for position, (key, _) in enumerate(entries):
        if key in seen:
            again = position
            break
        seen.add(key)
    shown = sum(1 for _, paged in entries[:again] if paged)
    if again < len(entries) and entries[again][0] == entries[0][0] and not entries[again][1]:
        return again if again >= 2 or headed or shown else 0
    while again and not entries[again - 1][1] and shown:  # what follows the last page number is the text itself
        again -= 1
    if shown >= 2 or (shown and headed):
        return again
    return again if headed and again < len(entries) else 0
