"""Second step: the references in one cleaned text, by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rulebook.citation.clean import BETWEEN
from rulebook.citation.grammar import (
    BARE_ITEMS,
    BEFORE,
    BRACKETED,
    COMPONENT,
    COUNTED,
    DOC_NUMBER,
    DOC_NUMBER_ON,
    GOES_ON,
    ISSUER_AND,
    ISSUER_CUT,
    LAST_FEW,
    MORE,
    NO_ORDINAL,
    NUMERALS,
    RANGE_LINK,
    SUB_GOES_ON,
    THIS,
    UNITS,
    UPTO,
    WIDE,
    Part,
    read_part,
)
from rulebook.markup.numerals import to_int

_NUMBERED = re.compile(r"号(?<=[\d零一二两三四五六七八九十百千万]号)")
_ROUND_YEAR = re.compile(r"（(?P<year>(?:19|20)\d\d)）")  # 甲（2020）5号
_ROUND_NUMBER = re.compile(r"（(?P<number>第[^（）]{1,8}号)）$")  # 主席令（第七十号）
_DIGITS = re.compile(r"\d+")
_NEAR = 60  # characters of a list
_COUNTS = frozenset(NUMERALS)
RANK = {unit: rank for rank, unit in enumerate(UNITS)}
_CUE = rf"第(?=[（\d{NUMERALS}㈠-㈩⑴-⒇①-⑳])|本(?=[条款项节章编])|前(?=[\d{NUMERALS}条款项])|（(?=[^（）]{{1,3}}）(?:[、和或及至]|以及|或者|（|项))"
CUE = re.compile(_CUE)
# The same in words as they stand, and what else may be a citation there: one search tells whether words are worth cleaning.
# Its first character comes first, so that the search stops nowhere else.
_OPENS = rf"\d{NUMERALS}〇○㈠-㈩⑴-⒇①-⑳{BETWEEN}"
MAY_CITE = re.compile(
    r"[第笫本前《号號）)法》例典则](?:"
    rf"(?<=[第笫])(?=[（({_OPENS}])|(?<=本)(?=[条條款项項章节節编編{BETWEEN}])|(?<=前)(?=[条條款项項{_OPENS}])"
    rf"|(?<=[《号號])|(?<=[）)])(?=[项項])|(?<=[法》例典则])(?=[\d{NUMERALS}]{{1,7}}[条條]))"
)
# 刑法39条: looked for only in words that may hold it
BARE = re.compile(rf"[法》例典则][\d{NUMERALS}]{{1,7}}条")
_CUE_BARE = re.compile(rf"{_CUE}|(?<=[法》例典则])(?=(?:\d{{1,4}}|[{NUMERALS}]{{1,7}})条)")


# 第三条三款都适用, 第三条四项要求: what is counted, not numbered
_MANY = re.compile(r"(?:规定|内容)?(?:都|均|各|分别|同时|全部)")
_USED = re.compile(r"[^\u4e00-\u9fff]|[的之和与及或中]|规定|所|办理|处|执行|情形")


class Reference(NamedTuple):
    """One reference without its name: the parts it names from high to low.

    relative: "" or 前 or 本, with its unit and (for 前) how ``many``.
    upto: the parts after 至 where the reference is a range of two full references.
    bare: without 第 (刑法39条), so that only the name before it makes it one.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    relative: str = ""
    unit: str = ""
    many: int = 1
    counted: bool = False
    upto: tuple[Part, ...] = ()
    bare: bool = False

    @property
    def top(self) -> str:
        """The highest unit named."""
        return self.unit or self.parts[0].unit


class Number(NamedTuple):
    """A document number (文号). title: as it is written in full, also where a list shortens it (5号、6号)."""

    start: int
    end: int
    title: str


def references(text: str) -> list[Reference]:
    """Every reference in ``text``, left to right, none overlapping."""
    out: list[Reference] = []
    position = 0
    cue = _CUE_BARE if "条" in text and BARE.search(text) else CUE
    while (match := cue.search(text, position)) is not None:
        position = match.start()
        found = _reference(text, position)
        if found is None:
            position += 1
            continue
        out.append(found)
        position = found.end
        while (more := _goes_on(text, out[-1])) is not None:
            out.append(more)
            position = more.end
    return out


def _goes_on(text: str, before: Reference) -> Reference | None:
    """The next member of a list that leaves 第 out: 第一条和二条."""
    last = before.parts[-1] if before.parts else None
    if last is None or before.upto or last.unit not in {"条", "款", "项"}:
        return None
    again = SUB_GOES_ON.match(text, before.end) if last.unit == "条" and len(last.numbers[-1]) > 1 else None
    if again is not None and (sub := to_int(again["sub"])):  # 第二百八十七条之一、之二
        first = last.numbers[-1][1] + 1 if again["to"] else sub
        numbers = tuple((last.numbers[-1][0], n) for n in range(first, sub + 1))
        further = Part(
            "条", numbers or ((last.numbers[-1][0], sub),), len(numbers) > 1, again.end() - 1 - len(again["sub"]), again.end()
        )
        parts, end = _parts(text, further.end, RANK[further.unit])
        return Reference(further.start, end, (further, *parts))
    link = GOES_ON.match(text, before.end)
    if link is None or link["unit"] != last.unit:
        return None
    match = NO_ORDINAL.match(text, link.end())
    part = read_part(match) if match else None
    if part is None or part.numbers[0] <= last.numbers[-1] or _is_counted(text, part):
        return None
    parts, end = _parts(text, part.end, RANK[part.unit])
    return Reference(link.end(), end, (part, *parts))


def _is_counted(text: str, part: Part) -> bool:
    """第三条线索: the unit counts things."""
    nouns = COUNTED.get(part.unit)
    if nouns is None or "（" in text[part.start : part.end]:
        return False
    at, more = part.end, MORE.match(text, part.end)
    while more is not None and more["unit"] == part.unit and more.end() - part.end < _NEAR:  # 第二条、第三条生产线
        at, more = more.end(), MORE.match(text, more.end())
    return bool(nouns.match(text, at))


def _reference(text: str, at: int) -> Reference | None:
    """The reference that begins at ``at``, as long as it goes."""
    if text[at] == "（":
        match = BARE_ITEMS.match(text, at)
        part = read_part(match) if match else None
        return Reference(at, part.end, (part,)) if part else None
    if text[at] == "第":
        return _absolute(text, at)
    if text[at] not in "本前":
        return _bare(text, at)
    relative = THIS.match(text, at) if text[at] == "本" else BEFORE.match(text, at)
    if relative is None:
        return None
    unit = relative["unit"]
    count = relative.groupdict().get("count")
    number = to_int(count) if count else 1
    parts, end = _parts(text, relative.end(), RANK[unit])
    if text[at] == "本" and unit in {"项", "款"} and not parts:
        return None
    if not parts and not count and unit in COUNTED and COUNTED[unit].match(text, end):  # 前条路
        return None
    upto, end = _upto(text, end, tuple(parts))
    return Reference(at, end, tuple(parts), text[at], unit, number or 1, counted=bool(count), upto=upto)


def _absolute(text: str, at: int) -> Reference | None:
    parts, end = _parts(text, at, -1)
    if not parts or (len(parts) == 1 and _is_counted(text, parts[0])):
        return None
    upto, end = _upto(text, end, tuple(parts))
    return Reference(at, end, tuple(parts), upto=upto)


def _bare(text: str, at: int) -> Reference | None:
    """39条第2款, 三百条规定: a number without 第 after the name of a law; 三条 alone may count."""
    match = NO_ORDINAL.match(text, at)
    part = read_part(match) if match else None
    if part is None or part.unit != "条" or _is_counted(text, part):
        return None
    if not text[at].isdigit() and part.numbers[0][0] <= 10 and not text.startswith(("第", "规定"), part.end):
        return None
    parts, end = _parts(text, part.end, RANK["条"])
    if not parts and (few := NO_ORDINAL.match(text, part.end)) is not None and RANK[few["unit"]] > RANK["条"]:
        lower = read_part(few)
        parts, end = ([lower], few.end()) if lower else ([], end)
    upto, end = _upto(text, end, (part, *parts))
    return Reference(at, end, (part, *parts), upto=upto, bare=True)


def _upto(text: str, end: int, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], int]:
    """The second half of a range of full references: …至第十五条."""
    link = RANGE_LINK.match(text, end) if parts and not parts[-1].is_range else None
    if link is not None:
        second, stop = _parts(text, link.end(), -1)
        short = UPTO.match(text, link.end())
        if not second and short and short["unit"] == parts[-1].unit and (part := read_part(short)):
            second, stop = [part], short.end()
        if second and second[-1].unit == parts[-1].unit and len(second) <= len(parts) + 1:
            return tuple(second), stop
    return (), end


def _parts(text: str, at: int, rank: int) -> tuple[list[Part], int]:
    """Components one after another, each of a lower unit than the one before."""
    parts: list[Part] = []
    match: re.Match[str] | None
    while at < len(text):
        first = text[at]
        if first == "第":
            match = COMPONENT.match(text, at) or (WIDE.match(text, at) if rank < 0 else None)
        elif first == "（" and (parts or rank >= 0):
            match = BARE_ITEMS.match(text, at)
            if match is None and parts and parts[-1].unit in {"条", "款"}:
                match = BRACKETED.match(text, at)
        elif first == "前" and (parts or rank >= 0):
            match = LAST_FEW.match(text, at)
        else:
            lower = _lower(text, at, parts[-1]) if parts and (first in _COUNTS or first.isdigit()) else None
            if lower is None:
                break
            parts.append(lower)
            rank, at = RANK[lower.unit], lower.end
            continue
        if match is None:
            break
        unit = "项" if match.re is BRACKETED else "编" if match.re is WIDE else match["unit"]
        if RANK[unit] <= rank:
            break
        part = _few(match) if match.re is LAST_FEW else read_part(match, unit)
        if part is None:
            break
        parts.append(part)
        rank, at = RANK[part.unit], match.end()
    return parts, at


def _lower(text: str, at: int, above: Part) -> Part | None:
    """第三条二款, 第3条3款1项: a 款 or 项 without 第. Words that count (第三条四项要求、第三条三款都) name none."""
    match = NO_ORDINAL.match(text, at) if above.unit in {"条", "款"} and len(above.numbers) == 1 else None
    if match is None or match["unit"] not in {"款", "项"} or RANK[match["unit"]] <= RANK[above.unit]:
        return None
    end = match.end()
    used = match["unit"] == "款" or end == len(text) or _USED.match(text, end)
    if not match["numbers"].isdigit() and (not used or _MANY.match(text, end)):
        return None
    return read_part(match)


def _few(match: re.Match[str]) -> Part | None:
    """第三款前三项: the first three of them."""
    count = to_int(match["count"])
    if not count or count > 50:
        return None
    numbers = tuple((n,) for n in range(1, count + 1))
    return Part(match["unit"], numbers, True, match.start(), match.end())


def document_numbers(text: str) -> Iterator[Number]:
    """Every 文号 in ``text``, from its issuing word on; a list of numbers gives each."""
    if not _NUMBERED.search(text):
        return
    at = 0
    while (match := DOC_NUMBER.search(text, at)) is not None:
        at = match.end()
        name = next(key for key in ("word", "word2", "word3", "word4") if match[key] is not None)
        start, end = match.span(name)
        cut = start + _cut(text, start, end)
        word = text[cut:end]
        plain = name in {"word3", "word4"} and not word.endswith(
            ("部", "委", "局", "署", "院", "会", "府", "席", "行", "国", "厅", "办", "区", "省", "市")
        )
        if not word or plain:
            continue
        stop = at - 1 if match["tail"] == "文" else at
        if name != "word":
            shown = _ROUND_NUMBER.sub(r"\g<number>", text[cut:stop])
            yield Number(cut, stop, _ROUND_YEAR.sub(r"〔\g<year>〕", shown))
            continue
        yield from _serials(text, match, cut, stop, f"{word}{match['year']}")
        year = match["year"]
        while (more := DOC_NUMBER_ON.match(text, at)) is not None:
            year, at = more["year"] or year, more.end()
            yield from _serials(text, more, more.start("year") if more["year"] else -1, at, f"{word}{year}")


def _serials(text: str, match: re.Match[str], start: int, stop: int, stem: str) -> Iterator[Number]:
    """8、9号: each number with the word and the year before them. start: where the first begins, -1 where with its number."""
    found = list(_DIGITS.finditer(text, *match.span("serial")))
    if len(found) == 1:
        first = start if start >= 0 else found[0].start()
        yield Number(
            first, stop, text[start:stop] if start >= 0 and text.startswith(stem, start) else f"{stem}{found[0].group()}号"
        )
        return
    for index, digits in enumerate(found):
        first = start if index == 0 and start >= 0 else digits.start()
        last = stop if index == len(found) - 1 else digits.end()
        yield Number(first, last, f"{stem}{digits.group()}号")


def _cut(text: str, start: int, end: int) -> int:
    """How much of the words before a number is no part of the issuer's name."""
    cut = 0
    for stop in ISSUER_CUT.finditer(text, start, end):
        if stop.group() in {"和", "与", "及"} and ISSUER_AND.search(text, start + cut, stop.start()):
            continue
        cut = stop.end() - start
    return cut
