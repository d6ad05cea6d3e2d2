"""Second step: the references in one cleaned text, by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rulebook.citation.grammar import (
    BARE_ITEMS,
    BEFORE,
    COMPONENT,
    DOC_NUMBER,
    ISSUER_CUT,
    LAST_FEW,
    THIS,
    UNITS,
    UPTO,
    Part,
    read_part,
)
from rulebook.markup.numerals import to_int

RANK = {unit: rank for rank, unit in enumerate(UNITS)}
CUE = re.compile(r"[第前本]|（(?=[^（）]{1,3}）(?:[、和或及至]|以及|或者|（|项))")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference without its name: the parts it names from high to low.

    relative: "" or 前 or 本, with its unit and (for 前) how many.
    upto: the parts after 至 where the reference is a range of two full references.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    relative: str = ""
    unit: str = ""
    count: int = 1
    counted: bool = False
    upto: tuple[Part, ...] = ()

    @property
    def top(self) -> str:
        """The highest unit named."""
        return self.unit or self.parts[0].unit


class Number(NamedTuple):
    """A document number (文号)."""

    start: int
    end: int


def references(text: str) -> list[Reference]:
    """Every reference in ``text``, left to right, none overlapping."""
    out: list[Reference] = []
    position = 0
    while position < len(text):
        position = _next_cue(text, position)
        if position < 0:
            break
        found = _reference(text, position)
        if found is None:
            position += 1
            continue
        out.append(found)
        position = found.end
    return out


def _next_cue(text: str, start: int) -> int:
    match = CUE.search(text, start)
    return match.start() if match else -1


def _reference(text: str, at: int) -> Reference | None:
    """The reference that begins at ``at``, as long as it goes."""
    if text[at] == "（":
        match = BARE_ITEMS.match(text, at)
        part = read_part(match) if match else None
        return Reference(at, part.end, (part,)) if part else None
    if text[at] == "第":
        return _absolute(text, at)
    relative = THIS.match(text, at) if text[at] == "本" else BEFORE.match(text, at)
    if relative is None or (text[at] == "前" and at and text[at - 1] in "之提目此"):
        return None
    unit = relative["unit"]
    count = relative.groupdict().get("count")
    number = to_int(count) if count else 1
    parts, end = _parts(text, relative.end(), RANK[unit])
    if text[at] == "本" and unit in {"项", "款"} and not parts:
        return None
    upto, end = _upto(text, end, tuple(parts))
    return Reference(at, end, tuple(parts), text[at], unit, number or 1, counted=bool(count), upto=upto)


def _absolute(text: str, at: int) -> Reference | None:
    parts, end = _parts(text, at, -1)
    if not parts:
        return None
    upto, end = _upto(text, end, tuple(parts))
    return Reference(at, end, tuple(parts), upto=upto)


def _upto(text: str, end: int, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], int]:
    """The second half of a range of full references: …至第十五条."""
    if parts and end < len(text) and text[end] in "至到—－-～" and not parts[-1].is_range:
        second, stop = _parts(text, end + 1, -1)
        short = UPTO.match(text, end + 1)
        if not second and short and short["unit"] == parts[-1].unit and (part := read_part(short)):
            second, stop = [part], short.end()
        if second and second[-1].unit == parts[-1].unit and len(second) <= len(parts) + 1:
            return tuple(second), stop
    return (), end


def _parts(text: str, at: int, rank: int) -> tuple[list[Part], int]:
    """Components one after another, each of a lower unit than the one before."""
    parts: list[Part] = []
    while at < len(text):
        match = COMPONENT.match(text, at)
        if match is None and (parts or rank >= 0):
            match = BARE_ITEMS.match(text, at) or LAST_FEW.match(text, at)
        if match is None or RANK[match["unit"]] <= rank:
            break
        part = _few(match) if match.re is LAST_FEW else read_part(match)
        if part is None:
            break
        parts.append(part)
        rank, at = RANK[part.unit], match.end()
    return parts, at


def _few(match: object) -> Part | None:
    """第三款前三项: the first three of them."""
    groups = match.groupdict()  # type: ignore[attr-defined]
    count = to_int(groups["count"])
    if not count or count > 50:
        return None
    numbers = tuple((n,) for n in range(1, count + 1))
    return Part(groups["unit"], numbers, True, match.start(), match.end())  # type: ignore[attr-defined]


def document_numbers(text: str) -> Iterator[Number]:
    """Every 文号 in ``text``, from its issuing word on."""
    if "号" not in text:
        return
    for match in DOC_NUMBER.finditer(text):
        name = next(key for key in ("word", "word2", "word3", "word4") if match[key] is not None)
        start, end = match.span(name)
        cut = 0
        for stop in ISSUER_CUT.finditer(text, start, end):
            cut = stop.end() - start
        word = text[start + cut : end]
        plain = name in {"word3", "word4"} and not word.endswith(
            ("部", "委", "局", "署", "院", "会", "府", "席", "行", "国", "厅", "办", "区", "省", "市")
        )
        if not word or plain:
            continue
        yield Number(start + cut, match.end() if match.groupdict().get("tail") != "文" else match.end() - 1)
