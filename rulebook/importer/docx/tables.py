"""A Word table in the source form: with bars where every cell is one of the grid, else as HTML with spans."""

from __future__ import annotations

import re

from rulebook.importer.docx.blocks import Cell, Table
from rulebook.markup.lexer import BLANKS

_BLANK_RUN = re.compile(r"[\s\u3000]+")
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|`|\{(?=[{%#])|\*{2,}|_{2,}|~{2,}|!?\[(?=[^\]\n]*\]\()|^[#|>+*-](?=[^\d])")


def safe_words(text: str) -> str:
    """Words in which nothing can be taken for markup: signs that have a meaning there become their full-width form."""
    return _MARKUP.sub(lambda m: "".join(chr(ord(c) + 0xFEE0) for c in m.group()), text)


def table_text(table: Table) -> str:
    """The table as lines of the source form, "" for an empty one."""
    rows = [row for row in table.rows if row]
    if not any(line.strip(BLANKS) for row in rows for cell in row for line in cell.lines):
        return "" if not rows else _html(rows)
    width = max(sum(cell.width for cell in row) for row in rows)
    plain = all(cell.width == cell.height == 1 for row in rows for cell in row) and len({len(row) for row in rows}) == 1
    if not plain or width < 2 or len(rows) < 2:
        return _html(rows)
    lines = ["| " + " | ".join(_cell(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * width) + " |", *lines[1:]])


def _cell(cell: Cell) -> str:
    return "<br>".join(
        safe_words(_BLANK_RUN.sub(_kept, line.strip(BLANKS + "\n"))).replace("*", "＊").replace("<", "＜") for line in cell.lines
    )


def _kept(blank: re.Match[str]) -> str:
    """Blanks in a cell are room for writing: full-width ones stay."""
    return blank.group() if set(blank.group()) == {"\u3000"} else " "


def _html(rows: list[tuple[Cell, ...]]) -> str:
    out = []
    for row in rows:
        cells = []
        for cell in row:
            spans = (f' colspan="{cell.width}"' if cell.width > 1 else "") + (
                f' rowspan="{cell.height}"' if cell.height > 1 else ""
            )
            cells.append(f"<td{spans}>{_cell(cell)}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(out)}</table>"
