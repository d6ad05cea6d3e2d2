"""Which text of an act a draft means where it writes the year of a text beside the title: 《甲法》（2017年修正）第三条."""

from __future__ import annotations

import re
from typing import NamedTuple

from rulebook.model.act import Act, Expression

_YEAR = r"(?P<year>(?:19|20)\d\d)年?(?:\d{1,2}月(?:\d{1,2}日)?)?"
_HOW = r"(?:第[一二三四五六七八九十]{1,3}次)?(?:修正|修订|修改|公布|制定|通过)"
_BEHIND = re.compile(rf"[（(]{_YEAR}(?:{_HOW}[本版稿]?|[本版])?[）)]")
_SAID = re.compile(rf"{_HOW}|[本版]")
_BEFORE = re.compile(rf"{_YEAR}(?:{_HOW}(?:[本版]|后)?|[本版])的?$")
_NEAR = 30  # characters that such words may take


class Edition(NamedTuple):
    """The year of the text meant, and that text; None where no text of that year is held."""

    year: int
    text: Expression | None


def edition(act: Act, line: str, start: int, end: int) -> Edition | None:
    """The text that the words around a citation name, None where they name no year.

    line: the raw line, start and end: where the citation stands in it. A bare year that no text bears says nothing.
    """
    match = _around(line, start, end)
    if match is None:
        return None
    year = int(match["year"])
    adopted = [e for e in act.expressions if e.header.adopted is not None and e.header.adopted.year == year]
    begun = [e for e in act.expressions if e.valid_from is not None and e.valid_from.year == year]
    found = adopted or begun
    if found:
        return Edition(year, found[-1])
    return Edition(year, None) if _SAID.search(match.group()) else None


def _around(line: str, start: int, end: int) -> re.Match[str] | None:
    """（2017年修正） right behind the title, or 2017年修正的 right before it."""
    close = line.find("》", start, end)
    if close >= 0:
        return _BEHIND.match(line, close + 1) or _BEFORE.search(line, max(0, start - _NEAR), start)
    if start and line[start - 1] in "）)" and (stop := line.rfind("》", max(0, start - _NEAR), start)) >= 0:
        match = _BEHIND.match(line, stop + 1)
        return match if match is not None and match.end() == start else None
    return None
