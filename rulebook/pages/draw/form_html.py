"""A blank form as HTML for screen and A4 paper. No inline styles: heights and widths are classes and column widths."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rulebook.model.form import Blank, Form, Grid, Part

OPINION_LINES = 3


def form_html(form: Form, foot: str) -> str:
    """The sheet itself. foot: where it comes from, printed small below."""
    head = "".join(f"<span>{escape(name)}：<i></i></span>" for name in form.head)
    notes = "".join(f"<li>{escape(note)}</li>" for note in form.notes)
    explained = f'<div class="notes"><b>填表说明</b><ol>{notes}</ol></div>' if notes else ""
    parts = "".join(piece for part in form.parts for piece in _part(part))
    return (
        f'<article class="rb-form rb-form--{form.orientation}"><h2>{escape(form.name)}</h2>'
        f'{f"""<p class="hd">{head}</p>""" if head else ""}{parts}{explained}<p class="ft">{escape(foot)}</p></article>'
    )


def _part(part: Part) -> Iterator[str]:
    if part.title:
        yield f"<h3>{escape(part.title)}</h3>"
    if part.fields:
        yield f'<div class="fs">{"".join(map(_blank, part.fields))}</div>'
    if part.table:
        yield _grid(part.table)
    if part.text:
        yield "".join(f'<p class="tx">{escape(line)}</p>' for line in part.text.split("\n") if line.strip())
        yield '<p class="ln"></p>' * part.lines
    if part.sign:
        yield f'<div class="sg">{"".join(f"<p>{escape(name)}：<i></i>年　　月　　日</p>" for name in part.sign)}</div>'
    for name in part.opinion:
        sign = "签名：　　　　　　　　　年　　月　　日"
        yield f'<div class="fs"><div class="f w12 op"><b>{escape(name)}</b><span class="h{OPINION_LINES}"><em>{sign}</em></span></div></div>'


def _blank(blank: Blank) -> str:
    width = {"full": 12, "half": 6, "third": 4}[blank.width]
    ticks = "".join(f"<u>□ {escape(choice)}</u>" for choice in blank.choices)
    return f'<div class="f w{width}"><b>{escape(blank.name)}</b><span class="h{blank.lines}">{ticks}</span></div>'


def _grid(grid: Grid) -> str:
    columns = "".join(f'<col width="{width}%">' for width in grid.widths)
    head = "".join(f"<th>{escape(name)}</th>" for name in grid.columns)
    row = f"<tr>{'<td></td>' * len(grid.columns)}</tr>"
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{row * grid.rows}</tbody></table>"
