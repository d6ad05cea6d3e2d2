"""Pages as papers: a register, a decision, a role's quarter, a blank form, as Word and PDF print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rulebook.corpus.forms import PlacedForm
from rulebook.export.columns import column_letters
from rulebook.export.grids import Span
from rulebook.export.paper import MODEL, Block, Paper, Run, balanced
from rulebook.history.decisions import Decision
from rulebook.model.form import BOX_COLUMNS, LABEL_COLUMNS, Blank, Part, box_rows
from rulebook.pages.decision_pages import amended_by, decision_page, decision_path
from rulebook.pages.draw.form_html import OPINION_LINES
from rulebook.pages.duty_views import DutyGroup, DutyRow, SheetView
from rulebook.pages.form_pages import foot_line
from rulebook.pages.model import Site
from rulebook.pages.tables import cell_words
from rulebook.pages.views import TableView

_WIDE = 5  # columns from which a table stands on its side
_LETTER, _BESIDE = 12, 12  # points of a letter of a table, and of the room beside the words of a cell
_LINE = (442, 700)  # points across a page, upright and on its side
SIZES = (10.5, 9.5, 9.0)  # points of the letters of a form, the first that leaves it on its pages
_SIGNED = "签名：　　　　　　　　年　　月　　日"
_RULED = "＿" * 40


def table_paper(view: TableView, note: str = "") -> Paper:
    """A register or another table page. note: its 文号 or the like, under the title."""
    head = tuple(column.name for column in view.columns)
    rows = tuple(tuple(cell_words(cell) for cell in row.cells) for row in view.rows)
    blocks = [Block("title", (Run(balanced(view.title)),))]
    blocks += [Block("note", (Run(f"（{note}）"),))] if note else []
    blocks += [Block("words", (Run(view.lead),))] if view.lead else []
    if rows:
        blocks.append(_table((head, *rows)))
    return Paper(view.title, "", view.provenance_sentence or MODEL, tuple(blocks), None, landscape=len(head) >= _WIDE)


def _table(rows: tuple[tuple[str, ...], ...]) -> Block:
    """A table with one head row; a column is as wide as its words ask for, within bounds."""
    room = _LINE[len(rows[0]) >= _WIDE] - _BESIDE * len(rows[0])
    widths = tuple(round(letters * _LETTER + _BESIDE) for letters in column_letters(rows, room / _LETTER))
    return Block("table", rows=tuple(tuple((Run(cell),) for cell in row) for row in rows), head=1, widths=widths)


def decision_paper(site: Site, decision: Decision) -> Paper:
    """What it did to which acts, then its wording act by act, as the texts before and after give it."""
    from rulebook.impact.submission import decision_blocks  # noqa: PLC0415  # a tenth of a second to load; a build without papers needs none

    paper = table_paper(decision_page(site, decision, decision_path(decision)))
    wording = [
        block
        for old, new in amended_by(site, decision)
        for block in decision_blocks(old, new, "修改决定的文字（由前后两个文本推出）")
    ]
    return Paper(paper.title, "", paper.foot, (*paper.blocks, *wording), decision.issued or decision.on)


def sheet_paper(view: SheetView) -> Paper:
    """A role's quarter."""
    title = f"{view.title}（{view.quarter_words}）"
    blocks = [Block("title", (Run(balanced(title)),)), Block("note", (Run(f"（{view.span_words}）"),))]
    blocks += [Block("words", (Run(f"{view.includes}。"),))] if view.includes else []
    for group in view.groups:
        blocks.append(Block("label", (Run(group.title),)))
        blocks += _duties(group)
    return Paper(title, "", f"{MODEL}　职责出自各件制度", tuple(blocks), None)


def _duties(group: DutyGroup) -> Iterator[Block]:
    rows = [_duty(row) for row in group.rows if not row.off]
    if rows:
        yield _table((("何时", "做什么", "依据"), *rows))
    else:
        yield Block("words", (Run(group.empty or "没有。"),))


def _duty(row: DutyRow) -> tuple[str, ...]:
    what = "。".join(part.rstrip("。") for part in (row.what, row.note) if part)
    form = f"（填《{row.form.text}》）" if row.form.text else ""
    return f"{row.when}{f'（{row.small}）' if row.small else ''}", f"{what}{form}", f"{row.act.text}{row.place}"


def form_paper(site: Site, placed: PlacedForm, size: float = SIZES[0]) -> Paper:
    """A blank form on a sheet of its own measure. size: of its letters in points."""
    form = placed.form
    blocks = [Block("title", (Run(form.name),))]
    if form.head:
        blocks.append(Block("line", (Run("　".join(f"{name}：＿＿＿＿＿＿" for name in form.head)),)))
    for part in form.parts:
        blocks += _part(part)
    if form.notes:
        blocks.append(Block("label", (Run("填表说明"),)))
        blocks += (Block("line", (Run(f"{n}．{note}"),)) for n, note in enumerate(form.notes, start=1))
    return Paper(
        form.name, "", foot_line(site, placed), tuple(blocks), None, landscape=form.orientation == "landscape", sheet=size
    )


def _part(part: Part) -> Iterator[Block]:
    if part.title:
        yield Block("label", (Run(part.title),))
    if part.fields:
        yield _boxes(part.fields)
    if part.table:
        empty = ((Run(""),),) * len(part.table.columns)
        head = tuple((Run(name),) for name in part.table.columns)
        yield Block("table", rows=(head, *(empty,) * part.table.rows), head=1, widths=part.table.widths)
    for line in part.text.split("\n"):
        if line.strip():
            yield Block("words", (Run(line.strip()),))
    yield from (Block("line", (Run(_RULED),)) for _ in range(part.lines))
    for name in part.sign:
        yield Block("line", (Run(f"{name}：＿＿＿＿＿＿＿＿　　　　年　　月　　日"),))
    if part.opinion:
        yield _boxes([Blank(name=name, width="full", lines=OPINION_LINES) for name in part.opinion], _SIGNED)


def _boxes(blanks: Sequence[Blank], signed: str = "") -> Block:
    """Named boxes side by side on a grid of twelve columns."""
    rows: list[tuple[tuple[Run, ...], ...]] = []
    spans: list[Span] = []
    for blank_row in box_rows(blanks):
        cells: list[str] = []
        for blank in blank_row:
            width = blank.columns if blank is not blank_row[-1] else BOX_COLUMNS - len(cells)
            spans += (
                Span(len(rows), len(cells), LABEL_COLUMNS, 1),
                Span(len(rows), len(cells) + LABEL_COLUMNS, width - LABEL_COLUMNS, 1),
            )
            ticks = "　".join(f"□{choice}" for choice in blank.choices)
            room = "\n" * (blank.lines - 1)
            cells += [blank.name, *[""] * (LABEL_COLUMNS - 1), f"{ticks}{room}{signed}", *[""] * (width - LABEL_COLUMNS - 1)]
        rows.append(tuple((Run(cell),) for cell in cells))
    return Block("table", rows=tuple(rows), widths=(1,) * BOX_COLUMNS, spans=tuple(spans))
