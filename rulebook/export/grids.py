"""Tables of the source form (with bars, or HTML) as grids with merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]+$")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_MOST = 50  # columns or rows that one cell may cover


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: where it begins (from 0), and the columns and rows it covers."""

    row: int
    column: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Grid:
    r"""A table. rows: equally long, a cell under a merged one is empty; ``\n`` parts the lines of a cell."""

    rows: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] = ()
    head: int = 0


def grid(words: str) -> Grid:
    """The table that ``words`` are; one without rows where they are none."""
    if words.startswith("|"):
        return _with_bars(words)
    if words.lower().startswith("<table"):
        from lxml import html  # noqa: PLC0415  # slow to load; few texts hold such a table

        return _of_html(html.fragment_fromstring(words, create_parent="div"))
    return Grid()


def _with_bars(words: str) -> Grid:
    lines = [line.strip() for line in words.split("\n") if line.strip() and not _RULE.match(line)]
    rows = [[_BREAK.sub("\n", cell.strip()).replace("\\|", "|") for cell in _CELLS.split(_bare(line))] for line in lines]
    return Grid(_even(rows), head=1) if rows else Grid()


def _bare(line: str) -> str:
    """A row without its outer bars."""
    line = line.removeprefix("|")
    return line[:-1] if line.endswith("|") and not line.endswith("\\|") else line


def _of_html(node: html.HtmlElement) -> Grid:
    taken: dict[tuple[int, int], str] = {}
    spans = []
    rows = list(node.iter("tr"))
    for at, row in enumerate(rows):
        column = 0
        for cell in row.iter("td", "th"):
            while (at, column) in taken:
                column += 1
            width, height = _covered(cell, "colspan"), min(_covered(cell, "rowspan"), len(rows) - at)
            for down in range(height):
                for right in range(width):
                    taken.setdefault((at + down, column + right), "")
            taken[at, column] = _lines(cell)
            if width > 1 or height > 1:
                spans.append(Span(at, column, width, height))
            column += width
    most = max((column for _, column in taken), default=-1) + 1
    filled = tuple(tuple(taken.get((at, column), "") for column in range(most)) for at in range(len(rows)))
    return Grid(filled, tuple(spans), head=1) if most else Grid()


def _covered(cell: html.HtmlElement, name: str) -> int:
    said = cell.get(name, "1")
    return max(1, min(int(said), _MOST)) if said.isdecimal() and len(said) < 4 else 1


def _lines(cell: html.HtmlElement) -> str:
    for end in cell.iter("br", "p", "div"):
        end.tail = "\ue000" + (end.tail or "")
    lines = (" ".join(line.split(" ")).strip() for line in str(cell.text_content()).replace("\n", " ").split("\ue000"))
    return "\n".join(lines).strip("\n")


def _even(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    most = max(len(row) for row in rows)
    return tuple(tuple(row + [""] * (most - len(row))) for row in rows)
