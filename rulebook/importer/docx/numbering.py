"""Automatic numbers as Word shows them (ECMA-376 part 1, 17.9).

Counters belong to the abstract list: lists (w:num) that share it go on from each other. startOverride sets a
counter when that list is first used at that level. A level begins again after any higher one, or as lvlRestart says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from rulebook.importer.docx.formats import FORMATS, printed
from rulebook.importer.docx.package import RefusedFileError, W
from rulebook.importer.docx.styles import Styles, switched, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. restart: 1-based level after which it begins again, 0 never, None after any higher one."""

    start: int
    format: str
    text: str
    restart: int | None
    style: str
    legal: bool
    hidden: bool


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)
    link: str = ""


@dataclass(slots=True)
class _Num:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]
    begun: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed. bullet: the level has a sign and no number. unknown: a format that is not known, "" otherwise."""

    text: str
    level: int = 0
    bullet: bool = False
    unknown: str = ""


class Numbering:
    """The lists of one document, with their counters. Paragraphs must be asked for in order of the text."""

    def __init__(self, part: etree._Element | None, styles: Styles, *, promised: bool) -> None:
        self._styles = styles
        self._missing = part is None
        self.lost = 0  # paragraphs that name a list which is not there: Word shows no number
        self._promised = promised
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[str, _Num] = {}
        if part is None:
            return
        for node in part.findall(f"{W}abstractNum"):
            levels = dict(_level(lvl) for lvl in node.findall(f"{W}lvl"))
            key = node.get(f"{W}abstractNumId", "")
            self._abstracts.setdefault(key, _Abstract(levels, link=value(node, f"{W}numStyleLink") or ""))
        for node in part.findall(f"{W}num"):
            self._nums.setdefault(node.get(f"{W}numId", ""), _num(node))

    def place(self, direct: etree._Element | None, style: str | None) -> tuple[str, int] | None:
        """(numId, level) of a paragraph from its own numPr and its style's; None where it has no number."""
        number, level = value(direct, f"{W}numId"), value(direct, f"{W}ilvl")
        owner = ""
        if number is None:
            for key, node in self._styles.nodes(style, "pPr"):
                given = node.find(f"{W}numPr")
                if number is None and (said := value(given, f"{W}numId")) is not None:
                    number, owner = said, key
                if level is None:
                    level = value(given, f"{W}ilvl")
        if number is None or _number(number, 0) == 0:
            return None
        if self._missing:
            where = "文件说有 numbering.xml，压缩包里却没有" if self._promised else "压缩包里没有 numbering.xml"
            raise RefusedFileError(
                "D112", f"段落用了自动编号，但是{where}，条号读不出来，没有导入。请在 WPS 中打开原件，另存为新的 .docx，再导入。"
            )
        if number not in self._nums:
            self.lost += 1
            return None
        linked = self._linked(number, owner, style) if owner else None
        return number, linked if linked is not None else min(_LEVELS - 1, max(0, _number(level, 0)))

    def _linked(self, number: str, owner: str, style: str | None) -> int | None:
        """The level that names the style which gave the number (w:pStyle), or the paragraph's own style."""
        num = self._nums[number]
        abstract = self._abstract(num.abstract)
        levels = (abstract.levels if abstract else {}) | num.levels
        for wanted in (style or "", owner):
            for index, level in levels.items():
                if wanted and level.style == wanted:
                    return index
        return None

    def _abstract(self, key: str) -> _Abstract | None:
        seen: set[str] = set()
        found = self._abstracts.get(key)
        while found and found.link and not found.levels:
            if key in seen:
                raise RefusedFileError("D111", "列表样式互相循环，文件损坏。请在 WPS 中另存为新的 .docx，再导入。")
            seen.add(key)
            linked = self._nums.get(self._styles.numbering_style(found.link) or "")
            if linked is None:
                return found
            key = linked.abstract
            found = self._abstracts.get(key)
        return found

    def next(self, number: str, index: int) -> Label:
        """Count a paragraph of this list and level, and give its number."""
        num = self._nums[number]
        abstract = self._abstract(num.abstract)
        if abstract is None:
            return Label("")
        levels = abstract.levels | num.levels
        level = levels.get(index)
        if level is None:
            return Label("")
        counts = abstract.counts
        if index in num.starts and index not in num.begun:
            counts[index] = num.starts[index]
        elif index in counts:
            counts[index] += 1
        else:
            counts[index] = num.starts.get(index, level.start)
        num.begun.add(index)
        for below in [key for key in counts if key > index]:
            if _restarts(levels.get(below), below, index):
                del counts[below]
        return self._label(level, index, levels, counts, num)

    def _label(self, level: Level, index: int, levels: dict[int, Level], counts: dict[int, int], num: _Num) -> Label:
        if level.format == "bullet":
            return Label(level.text, index, bullet=True)
        unknown = "" if level.format in FORMATS else level.format

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at > index or at not in levels:
                return ""
            count = counts.get(at, num.starts.get(at, levels[at].start))
            return printed(count, "decimal" if level.legal else levels[at].format)

        return Label("" if level.hidden else _PLACE.sub(number, level.text), index, unknown=unknown)


def _restarts(level: Level | None, below: int, used: int) -> bool:
    """Whether ``below`` begins again once the level ``used`` (both 0-based) has been counted."""
    if level is None or level.restart is None or level.restart > below:
        return True
    return used < level.restart


def _level(node: etree._Element) -> tuple[int, Level]:
    number_format = _format([(f.get(f"{W}val", ""), f.get(f"{W}format", "")) for f in node.iter(f"{W}numFmt")])
    restart = value(node, f"{W}lvlRestart")
    text = node.find(f"{W}lvlText")
    words = "" if text is None else text.get(f"{W}val", "")
    return _number(node.get(f"{W}ilvl"), 0), Level(
        start=_number(value(node, f"{W}start"), 0),
        format=number_format,
        text=words[:60],
        restart=None if restart is None else _number(restart, 0),
        style=value(node, f"{W}pStyle") or "",
        legal=bool(switched(node, "isLgl")),
        hidden=bool(switched(node.find(f"{W}rPr"), "vanish")),
    )


def _format(said: list[tuple[str, str]]) -> str:
    """The format by name, or as its first numbers where it is one of the custom ones; else what older programs are told."""
    custom = next((numbers for name, numbers in said if name == "custom" and numbers in FORMATS), "")
    return custom or next((name for name, _ in said if name not in {"", "custom"}), "decimal")


def _num(node: etree._Element) -> _Num:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in node.findall(f"{W}lvlOverride"):
        index = _number(override.get(f"{W}ilvl"), 0)
        if (own := override.find(f"{W}lvl")) is not None:
            levels[index] = _level(own)[1]
        if (start := value(override, f"{W}startOverride")) is not None:
            starts[index] = _number(start, 1)
    return _Num(value(node, f"{W}abstractNumId") or "", starts, levels)


def _number(text: str | None, default: int) -> int:
    """A whole number as XML writes it; ``default`` where it is none or absurd."""
    try:
        number = int((text or "").strip()[:12])
    except ValueError:
        return default
    return number if -1 <= number < 100_000 else default
