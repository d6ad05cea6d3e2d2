"""Lines that only their neighbours explain: bare numbers, letters, 一、 under an article, lists of annexes, signatures, bare 附则.

Each function changes ``lines`` in place and notes what it read as what. main: how many lines there are before the first annex.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rulebook.markup.lexer import BLANKS, Line, as_text, is_name, outside, read_line
from rulebook.markup.numerals import to_int
from rulebook.markup.signed import signature
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, POINT, SUBPARAGRAPH, TEXT, Kind

Note = Callable[[str, int], None]

_BARE = re.compile(r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<gap>[ \t\u3000\u00a0]+)(?=[^\d\s|.．、%％°<>=/+-])")
_TIGHT = re.compile(r"(?P<n>\d{1,2})(?P<gap>)(?=[\u4e00-\u9fff])")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LETTER = re.compile(
    r"(?P<label>[（(]?(?P<n>[IVX]{1,4}|[ivx]{1,4}|[Ⅰ-Ⅹ]|[A-Za-z甲乙丙丁戊己庚辛壬癸])[.．、)）])(?P<gap>[ \t\u3000]*)(?=\S)"
)
_BRACKETS = frozenset("（(")
_NEXT_ITEM = re.compile(r"(?P<label>[（(](?P<n>[一二三四五六七八九十]{1,3})[）)])(?!项|款)")
_LIST_OPENS = frozenset("第*_<")
_FIRST = frozenset("AaIiⅠ甲（(")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN_SIGN = 0x2160  # Ⅰ
_ANNOUNCES = ("：", ":")
_SHORT = 30  # characters of a line that may be a heading
_COUNTS = frozenset("一二三四五六七八九十")
_ENDED = ("。", "；", "！", "？", "…", "”", ";", "）")
_ANNEX_LIST = re.compile(r"附\s*(?:件|录|表)?\s*[:：]\s*(?:[1１一][.．、]|《?\S)")
_ANNEX_ALONE = re.compile(r"附\s*(?:件|录|表)?\s*[:：]")
_ANNEX_FIRST = re.compile(r"附\s*(?:件|录|表)?\s*[:：]\s*[1１一①][.．、]?")
UNNUMBERED = frozenset({"总则", "附则", "罚则", "分则", "总則", "總則", "附則", "罰則"})


class _Bare(NamedTuple):
    """A line that begins with a number and no point. at: its index."""

    at: int
    number: int
    match: re.Match[str]


def neighbours(lines: list[Line], told: Note, note: Note, *, amending: bool) -> None:
    """All of them, in order. told: takes what has a tidy form of its own; note: what stays as it is and may be read otherwise."""
    _annex_lists(lines, note)
    if amending:
        return
    main = next((n for n, line in enumerate(lines) if line.opens is ANNEX), len(lines))
    _listed(lines, note)
    _items_that_cite(lines)
    articles = [n for n, line in enumerate(lines) if line.opens is ARTICLE]
    _citing(lines, articles, note)
    _numbers(lines, main, note, articles=bool(articles) and articles[0] < main)
    _letters(lines, note)
    if articles:
        _clauses_over(lines, articles, told)
        _clauses(lines, articles[0], note)
        _headings(lines, told, note)
    signature(lines, main, note)


def _annex_lists(lines: list[Line], note: Note) -> None:
    """附件：1.登记表 ⏎ 2.承诺书 names the annexes; they come later."""
    annexes = [n for n, line in enumerate(lines) if line.opens is ANNEX]
    if not annexes:
        return
    last = max((n for n in annexes if lines[n].number in {(), (1,)}), default=-1)
    following = _annex_after(lines)
    at = 0
    while at < len(lines):
        line, count = lines[at], -1
        if line.opens is ANNEX and not line.level:
            count = _listed_from(lines, at, following[at], last)
        if count >= 0:
            for n in range(at, at + count + 1):
                outside(lines[n])
            note("列出附件的行（不是附件本身）", line.at)
        at += max(count, 0) + 1


def _annex_after(lines: Sequence[Line]) -> list[Line | None]:
    """For each line the first annex below it."""
    out: list[Line | None] = []
    later: Line | None = None
    for line in reversed(lines):
        out.append(later)
        later = line if line.opens is ANNEX else later
    return list(reversed(out))


def _listed_from(lines: Sequence[Line], at: int, later: Line | None, last: int) -> int:
    """How many numbered lines go on with the list of annexes that begins at ``at``; -1 where none begins there.

    later: the annex below it; last: where the last 附件 or 附件1 stands.
    """
    line = lines[at]
    alone = _ANNEX_ALONE.fullmatch(line.rest.strip(BLANKS)) is not None
    count = _counted(lines, at + 1, 1)
    if alone and count and last > at:
        return count
    if _ANNEX_FIRST.match(line.rest) and not alone:
        return _counted(lines, at + 1, 2)
    if line.number or not re.search(r"[：:]", line.rest) or later is None:
        return -1
    return 0 if later.number in {(), (1,)} and not re.search(r"[：:]", later.rest) else -1


def _counted(lines: Sequence[Line], at: int, number: int) -> int:
    """How many lines from ``at`` on count on from ``number``."""
    count = 0
    while at + count < len(lines) and lines[at + count].opens is POINT and lines[at + count].number == (number + count,):
        count += 1
    return count


def _listed(lines: list[Line], note: Note) -> None:
    """1. 第一条　…⏎ 2. 第二条　…: articles that a program has put into a numbered list."""
    found: list[tuple[int, Line]] = []
    for n, line in enumerate(lines):
        if line.opens is ARTICLE:
            return
        inner = read_line(line.rest, line.end, line.at) if line.opens is POINT and line.rest[:1] in _LIST_OPENS else None
        if inner is not None and inner.opens is ARTICLE and inner.gap:
            found.append((n, inner))
    if len(found) < 2:
        return
    for n, inner in found:
        before = lines[n].prefix + lines[n].label + lines[n].gap
        inner.prefix, inner.marked = before + inner.prefix, False  # one note is enough
        lines[n] = inner
    note("列在编号后面的条", lines[found[0][0]].at)


def _items_that_cite(lines: list[Line]) -> None:
    """（二）…⏎（三）与（一）项同行的: the next item of the list, though it begins as words that cite items do."""
    for n, line in enumerate(lines):
        if line.opens is not TEXT or line.rest[:1] not in _BRACKETS or not n or lines[n - 1].opens is not SUBPARAGRAPH:
            continue
        match = _NEXT_ITEM.match(line.rest)
        if match and lines[n - 1].number == ((to_int(match["n"]) or 0) - 1,):
            _label(line, SUBPARAGRAPH, lines[n - 1].number[0] + 1, match["label"], "", 0)


def _citing(lines: list[Line], articles: Sequence[int], note: Note) -> None:
    """A paragraph that begins 第一条适用于…, where the articles have a blank after their number and 第一条 stands already."""
    spaced = sum(1 for n in articles if lines[n].gap or not lines[n].rest)
    if spaced < 2 or spaced * 2 < len(articles):
        return
    seen: set[tuple[int, ...]] = set()
    last: tuple[int, ...] = ()
    for n in articles:
        line = lines[n]
        if not line.gap and line.rest and not line.level and not line.heading and line.number in seen and line.number <= last:
            as_text(line)
            note("行首是条号、说的是那一条的话（当作款）", line.at)
            continue
        if line.number == (1,):
            seen = set()
        seen.add(line.number)
        last = line.number


def _numbers(lines: list[Line], main: int, note: Note, *, articles: bool) -> None:
    """1 总则 ⏎ 1.1 目的; 一　茶水 ⏎ 二　杯子; …：⏎ 1 茶 ⏎ 2 杯: numbers without a point."""
    decimals = {line.number[0] for line in lines[:main] if line.opens is POINT and len(line.number) == 2}
    clauses = any(line.opens is CLAUSE for line in lines[:main])
    found: list[_Bare] = []
    for n, line in enumerate(lines[:main]):
        if line.opens is not TEXT or line.level or not (line.rest[:1] in _COUNTS or line.rest[:1].isdigit()):
            continue
        match = _BARE.match(line.rest)
        below = lines[n + 1] if n + 1 < main else None
        if match is None and below is not None and below.opens is POINT and len(below.number) == 2:
            match = _TIGHT.match(line.rest)
            match = match if match and below.number == (int(match["n"]), 1) and is_name(line.rest) else None
        number = to_int(match["n"]) if match else None
        if match and number:
            found.append(_Bare(n, number, match))
    for run in _runs(found):
        first = run[0].at
        announced = first > 0 and lines[first - 1].words.rstrip(BLANKS).endswith(_ANNOUNCES)
        together = run[-1].at - first == len(run) - 1
        digits = run[0].match["n"].isdigit()
        listed = announced and together and len(run) > 1
        headed = not articles and (bool(decimals & {one.number for one in run}) if digits else not clauses and len(run) > 1)
        if not listed and not headed:
            continue
        for n, number, match in run:
            line = lines[n]
            kind = POINT if digits or articles else CLAUSE
            style = 1 if kind is POINT else 0
            _label(line, kind, number, match["n"], match["gap"], style)
        note("编号后没有点号的行", lines[first].at)


def bare_number(line: Line) -> Line | None:
    """1 总则 as the point 1, where a heading is known to have numbers; None for another line."""
    match = _BARE.match(line.rest) if line.opens is TEXT else None
    number = to_int(match["n"]) if match and match["n"].isdigit() else None
    return _label(line, POINT, number, match["n"], match["gap"], 1) if match and number else None


def _label(line: Line, kind: Kind, number: int, label: str, gap: str, style: int) -> Line:
    """Read the beginning of a line as its number."""
    line.opens, line.number, line.label, line.gap, line.style = kind, (number,), label, gap, style
    line.rest = line.rest[len(label) + len(gap) :]
    return line


def _runs(found: Sequence[_Bare]) -> list[list[_Bare]]:
    """Stretches that count 1, 2, 3 …, in digits or in 一, 二, 三."""
    out: list[list[_Bare]] = []
    for one in found:
        digits = one.match["n"].isdigit()
        if one.number == 1:
            out.append([one])
        else:
            open_ = next((run for run in reversed(out) if run[0].match["n"].isdigit() == digits), None)
            if open_ is not None and open_[-1].number + 1 == one.number:
                open_.append(one)
    return out


def _letters(lines: list[Line], note: Note) -> None:
    """…：⏎ A.茶 ⏎ B.杯, 甲、茶 ⏎ 乙、杯: items with letters."""
    done = 1
    for at, first in enumerate(lines):
        if (
            first.opens is not TEXT
            or first.rest[:1] not in _FIRST
            or at < done
            or not lines[at - 1].words.rstrip(BLANKS).endswith(_ANNOUNCES)
        ):
            continue
        run = 0
        while at + run < len(lines) and _letter(lines[at + run], run + 1):
            run += 1
        if run < 2:
            continue
        for number, line in enumerate(lines[at : at + run], start=1):
            match = _LETTER.match(line.rest)
            if match:
                _label(line, POINT, number, match["label"], match["gap"], 3)
        note("用字母、天干、罗马数字编的号", first.at)
        done = at + run


def _letter(line: Line, wanted: int) -> bool:
    """Whether the line begins with this letter: 2 for B, b, II, Ⅱ and 乙."""
    match = _LETTER.match(line.rest) if line.opens is TEXT and not line.level else None
    if match is None or wanted > len(_LETTERS):
        return False
    n = match["n"]
    stem = wanted <= len(_STEMS) and n == _STEMS[wanted - 1]
    roman = wanted <= len(_ROMANS) and (n.upper() == _ROMANS[wanted - 1] or n == chr(_ROMAN_SIGN + wanted - 1))
    return stem or roman or n.upper() == _LETTERS[wanted - 1]


def _clauses(lines: list[Line], first: int, note: Note) -> None:
    """第七条　下列人员：⏎ 一、甲；⏎ 二、乙。: items as the statutes of old write them."""
    at = first + 1
    while at < len(lines):
        if lines[at].opens is not CLAUSE or lines[at].number != (1,):
            at += 1
            continue
        above = lines[at - 1]
        opened = above.words.rstrip(BLANKS).endswith(_ANNOUNCES) or (above.opens is ARTICLE and not above.rest)
        if not opened:
            at += 1
            continue
        stop = at
        run: list[int] = []
        while (
            stop < len(lines)
            and lines[stop].opens in _INSIDE
            and (lines[stop].opens is not CLAUSE or lines[stop].number == (len(run) + 1,))
        ):
            if lines[stop].opens is CLAUSE:
                run.append(stop)
            stop += 1
        if len(run) > 1 and _below_clauses(lines, at, stop):
            for n in run:
                lines[n].opens = SUBPARAGRAPH
            note("条里用一、编号的项", lines[at].at)
        at = max(stop, at + 1)


def _below_clauses(lines: list[Line], first: int, stop: int) -> bool:
    """Whether each （一） between ``first`` and ``stop`` hangs from a 一、 that announces it; then they are points of that item."""
    found = [n for n in range(first, stop) if lines[n].opens is SUBPARAGRAPH]
    for n in found:
        if lines[n].number == (1,) and not (
            lines[n - 1].opens is CLAUSE and lines[n - 1].words.rstrip(BLANKS).endswith(_ANNOUNCES)
        ):
            return False
    for n in found:
        lines[n].opens, lines[n].style = POINT, 0
    return True


def _clauses_over(lines: list[Line], articles: Sequence[int], told: Note) -> None:
    """一、社会治安 ⏎ 第一条 …⏎ 二、消防 ⏎ 第三条 …: headings with numbers (（一） too), each right above a 条."""
    opened = frozenset(articles)
    over = [n for n, line in enumerate(lines) if not line.level and n + 1 in opened and is_name(line.rest.strip(BLANKS))]
    found: list[int] = []
    for kind in (CLAUSE, SUBPARAGRAPH):
        own = [n for n in over if lines[n].opens is kind]
        counts = [lines[n].number for n in own] == [(number,) for number in range(1, len(own) + 1)]
        found += own if len(own) > 1 and counts else []
    for n in found:
        line = lines[n]
        line.heading = line.words
        line.opens, line.number, line.label, line.gap, line.rest, line.level = HEADING, (), "", "", "", 2
        told("条上面用一、（一）编号的标题", line.at)


_INSIDE = frozenset({CLAUSE, SUBPARAGRAPH, POINT, TEXT})


def _headings(lines: list[Line], told: Note, note: Note) -> None:
    """附　则 alone on its line before an article is a heading; a 章 whose number comes again is one all the same."""
    number = 0  # of the article before
    for n, below in enumerate(lines):
        if below.opens is not ARTICLE:
            continue
        line, last, number = lines[n - 1], number, below.number[0]
        if not n or line.level or (line.opens is not TEXT and line.opens not in DIVISIONS) or len(line.rest) > _SHORT:
            continue
        ended = n == 1 or lines[n - 2].words.rstrip(BLANKS).endswith(_ENDED) or lines[n - 2].level != 0
        if line.opens is not TEXT:
            line.style = 1 if line.heading and line.gap and ended and below.gap else line.style
        elif "".join(line.rest.split()) in UNNUMBERED:
            line.opens, line.heading, line.rest, line.level = HEADING, line.rest, "", 2
            told("没有编号的标题", line.at)
        elif last and ended and below.number == (last + 1,) and is_name(line.rest) and len(line.rest) <= 15:
            note("条后面没有句末标点的短行（当作款；是小标题的，请在前面写 ##）", line.at)
