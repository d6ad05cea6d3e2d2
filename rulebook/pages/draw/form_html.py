"""A blank form as HTML for screen and A4 paper. No inline styles: heights and widths are classes and column widths."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rulebook.model.form import Blank, Form, Grid, Part, is_day, key

OPINION_LINES = 3


def form_html(form: Form, foot: str) -> str:
    """The sheet itself. foot: where it comes from, printed small below."""
    head = "".join(
        f"<span>{escape(name)}：<i{_box(key(0, n), name, dated=is_day(name), asked=key(0, n) in form.asked)}></i></span>"
        for n, name in enumerate(form.head, start=1)
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in form.notes)
    explained = f'<div class="notes"><b>填表说明</b><ol>{notes}</ol></div>' if notes else ""
    parts = "".join(piece for n, part in enumerate(form.parts, start=1) for piece in _part(part, n, form.asked))
    return (
        f'<article class="rb-form rb-form--{form.orientation}"><h2>{escape(form.name)}</h2>'
        f'{f"""<p class="hd">{head}</p>""" if head else ""}{parts}{explained}<p class="ft">{escape(foot)}</p></article>'
    )


def _part(part: Part, at: int, asked: frozenset[str]) -> Iterator[str]:
    if part.title:
        yield f"<h3>{escape(part.title)}</h3>"
    if part.fields:
        boxes = "".join(_blank(blank, key(at, n), asked) for n, blank in enumerate(part.fields, start=1))
        yield f'<div class="fs">{boxes}</div>'
    if part.table:
        yield _grid(part.table, key(at))
    if part.text:
        yield "".join(f'<p class="tx">{escape(line)}</p>' for line in part.text.split("\n") if line.strip())
        if part.lines:
            yield f"""<div class="lns"{_box(key(at), part.title or "正文")}><div>{'<p class="ln"></p>' * part.lines}</div></div>"""
    if part.sign:
        yield f'<div class="sg">{"".join(f"<p>{escape(name)}：<i></i>年　　月　　日</p>" for name in part.sign)}</div>'
    for n, name in enumerate(part.opinion, start=1):
        sign = "签名：　　　　　　　　　年　　月　　日"
        yield f'<div class="fs"><div class="f w12 op"><b>{escape(name)}</b><span class="h{OPINION_LINES}"{_box(key(at, n), name)}><em>{sign}</em></span></div></div>'


def _box(place: str, label: str, *, dated: bool = False, asked: bool = False) -> str:
    """What the browser needs to make a box one that can be filled. asked: has to be filled."""
    known = ' data-kind="date"' * dated + " data-asked" * asked
    return f' data-box="{place}" data-label="{escape(label)}"{known}'


def _blank(blank: Blank, place: str, asked: frozenset[str]) -> str:
    ticks = "".join(f"<u>□ {escape(choice)}</u>" for choice in blank.choices)
    box = _box(place, blank.name, dated=blank.dated, asked=place in asked)
    return f'<div class="f w{blank.columns}"><b>{escape(blank.name)}</b><span class="h{blank.lines}"{box}>{ticks}</span></div>'


def _grid(grid: Grid, place: str) -> str:
    columns = "".join(f'<col width="{width}%">' for width in grid.widths)
    head = "".join(f"<th>{escape(name)}</th>" for name in grid.columns)
    row = f"<tr>{'<td></td>' * len(grid.columns)}</tr>"
    body = f"<thead><tr>{head}</tr></thead><tbody>{row * grid.rows}</tbody>"
    return f'<table data-grid="{place}"><colgroup>{columns}</colgroup>{body}</table>'
