"""A paper (公文稿纸): what Word and PDF print, as values; how it looks is decided where it is drawn.

Measures after GB/T 9704-2012 (党政机关公文格式): A4, 22 lines of 28 characters, no red head and no seal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rulebook.export.grids import Span, grid
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.redline import Row
from rulebook.history.status import WORDS, Status, act_spans, at, expression_status
from rulebook.markup.issue_note import issue_note
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.provision import DIVISIONS, Kind, Provision

Style = Literal["", "bold", "ins", "del"]
BlockKind = Literal[
    "title",
    "issue",
    "note",
    "part",
    "chapter",
    "section",
    "heading",
    "article",
    "words",
    "table",
    "annex",
    "lead",
    "label",
    "line",
]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # for editors
TITLE_LINE = 19  # characters of 二号 in a line
_PAUSE = {
    "会": 0,
    "局": 0,
    "”": 0,
    "》": 0,
    "、": 0,
    "的": 0,
    "）": 0,
    "和": 1,
    "伍": 1,
    "施": 2,
}  # the lower, the longer the pause after it
MODEL = "示范文本，以正式印发文本为准"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ins, del: added and taken out, for comparisons."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table.

    issue: 题注 drawn from the header; note: one of the text's own, in brackets. lead: centred words under it. label: words flush left in 黑体; line: in the face of the text. annex: on a new page.
    heading: one without a number. level: of a heading or division in its file (2 for ``##``), 0 where it has none.
    rows: of a table, cells of runs; the first ``head`` of them are repeated on each page. spans: its merged cells.
    size: of the letters of a table in points, 0 for the usual ones.
    widths: of its columns, in any unit; () for equal ones. anchor: for a table of contents, "" where none leads here.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    head: int = 0
    widths: tuple[int, ...] = ()
    anchor: str = ""
    spans: tuple[Span, ...] = ()
    level: int = 0
    size: float = 0

    @property
    def text(self) -> str:
        """Its words without looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document.

    foot: stands at the bottom of every page beside its number (— 1 —, at the outer edge).
    author: the issuing body, "" for nobody. day: of issue, for the file's properties; None where there is none.
    mark: stands across every page (征求意见稿、送审稿), "" for none.
    sheet: size in points of the letters of a form, which has narrow margins; 0 for any other paper.
    """

    title: str
    author: str
    foot: str
    blocks: tuple[Block, ...]
    day: dt.date | None
    landscape: bool = False
    sheet: float = 0
    mark: str = ""


def act_paper(act: Act, text: Expression, day: dt.date) -> Paper:
    """One text of an act with its 题注; ``day`` is the one whose status the foot tells."""
    header = text.header
    blocks = [Block("title", (Run(balanced(header.title)),), anchor=act.id)]
    note = issue_note(header)
    if note:
        blocks.append(Block("issue", (Run(note),)))
    blocks += text_blocks(text)
    mark = header.stage if header.state == "draft" else ""
    issued = header.issued or header.effective or day
    return Paper(header.title, header.issuer, foot_of(act, text, day), tuple(blocks), issued, mark=mark)


def balanced(title: str) -> str:
    """A title over as few lines as it takes, about equally long, broken where it is read with a pause."""
    count = -(-len(title) // TITLE_LINE)
    lines: list[str] = []
    while count > 1:
        near = -(-len(title) // count)
        places = range(max(near - 4, 2), min(near + 4, TITLE_LINE, len(title) - 2) + 1)
        best = min(
            places,
            key=lambda n: (
                _PAUSE.get(title[n - 1], 3) + 3 * (title[n] in "”》）、，的和") + 9 * (title[n - 1] in "《“（"),
                abs(n - near),
            ),
            default=near,
        )
        lines.append(title[:best])
        title, count = title[best:], count - 1
    return "\n".join([*lines, title])


def foot_of(act: Act, text: Expression, day: dt.date) -> str:
    """示范文本, status on ``day`` and 核验码; public law carries its status alone, a draft no status at all."""
    if text.header.state == "draft":
        return f"{text.header.stage}　核验码 {code(fingerprint(text))}"
    status = at(act_spans(act), day) if text is act.shown(day) else expression_status(text, day)
    word = WORDS[status]
    if status is Status.SUPERSEDED and text.valid_to:
        word = f"适用至{day_words(text.valid_to)}"
    known = f"{day_words(day)}：{word}"
    if text.header.collection == "law":
        return known
    return f"{MODEL}　{known}　核验码 {code(fingerprint(text))}"


def text_blocks(text: Expression) -> Iterator[Block]:
    """The words of a text from the preamble to the annexes."""
    document = text.document
    for node in document.head:
        words = _COMMENT.sub("", node.text).strip()
        if node.kind is Kind.TEXT and words.startswith("（"):
            yield Block("note", (Run(words),))
        elif node.kind is Kind.TEXT:
            yield from _loose(words)
    for node in _tables_whole((*document.body, *document.annexes)):
        yield from _node(node)


def _tables_whole(nodes: Sequence[Provision]) -> Iterator[Provision]:
    """The nodes, the lines of a table put together again: in an annex each line of the file is a text of its own."""
    open_table: Provision | None = None
    for node in nodes:
        if open_table and node.kind is Kind.TEXT and _goes_on(open_table, node.text):
            joined = f"{open_table.text}{open_table.trail}{node.text}"
            open_table = open_table._replace(text=joined, trail=node.trail)
            continue
        if open_table:
            yield open_table
        open_table = node if node.kind is Kind.TEXT and node.text.lower().startswith(("|", "<table")) else None
        if open_table is None:
            yield node
    if open_table:
        yield open_table


def _goes_on(table: Provision, words: str) -> bool:
    if table.text.startswith("|"):
        return words.startswith("|") and table.trail.count("\n") == 1
    return "</table>" not in table.text.lower()


def _node(node: Provision) -> Iterator[Block]:
    if node.kind in DIVISIONS:
        kind: BlockKind = (
            "part" if node.kind in {Kind.PART, Kind.SUBPART} else "section" if node.kind is Kind.SECTION else "chapter"
        )
        name = f"{node.label}　{node.heading or node.text}".strip("　")
        yield Block(kind, (Run(name),), anchor=node.eid, level=node.prefix.count("#"))
    elif node.kind in {Kind.HEADING, Kind.ANNEX}:
        name = f"{node.label}{node.gap}{node.heading or node.text}".strip()
        if name:
            level = max(2, node.prefix.count("#"))
            yield Block("annex" if node.kind is Kind.ANNEX else "heading", (Run(name),), anchor=node.eid, level=level)
    elif node.kind is Kind.ARTICLE:
        yield from _article(node)
        return
    elif node.kind is Kind.TEXT:
        yield from _loose(node.text.strip())
    else:
        yield from _lines(node.label, node.text)
    for child in _tables_whole(node.children):
        yield from _node(child)


def _article(node: Provision) -> Iterator[Block]:
    """第三条　【登记】words: number and 条标 in 黑体, the first 款 behind them."""
    first, *others = node.children or (None,)
    label = f"{node.label}　" + (f"【{node.heading}】" if node.heading else "")
    lines = first.text.split("\n") if first is not None and first.kind is Kind.PARAGRAPH else [""]
    yield Block("article", (Run(label, "bold"), Run(lines[0])), anchor=node.eid)
    for line in lines[1:]:
        yield Block("words", (Run(line),))
    if first is not None:
        if first.kind is not Kind.PARAGRAPH:
            yield from _node(first)
        for child in first.children if first.kind is Kind.PARAGRAPH else ():
            yield from _node(child)
    for child in others:
        if child is not None:
            yield from _node(child)


def _lines(label: str, text: str) -> Iterator[Block]:
    for index, line in enumerate(text.split("\n")):
        words = f"{label if index == 0 else ''}{line}"
        if words.strip():
            yield Block("words", (Run(words),))


def _loose(words: str) -> Iterator[Block]:
    """Unnumbered text: a table where it is one."""
    words = _COMMENT.sub("", words).strip()
    table = grid(words)
    if table.rows:
        rows = tuple(tuple((Run(cell),) for cell in row) for row in table.rows)
        yield Block("table", rows=rows, head=table.head, spans=table.spans)
    else:
        yield from _lines("", words)


def comparison_paper(old: Expression, new: Expression, rows: Sequence[Row]) -> Paper:
    """修改前后对照表 of two texts: what changed, article by article, taken out and added marked in both columns."""
    title = f"{balanced(new.header.title)}\n修改前后对照表"
    table = comparison_rows(rows, f"{day_words(old.valid_from)}文本", f"{day_words(new.valid_from)}文本")
    same = sum(1 for row in rows if row.label == "unchanged")
    blocks = (
        Block("title", (Run(title),)),
        Block("note", (Run(f"（{old.header.doc_no} → {new.header.doc_no}，未列的{same}条没有改动）"),)),
        Block("table", rows=table, head=1, widths=(1, 4, 4)),
    )
    foot = f"{MODEL}　核验码 {code(fingerprint(old))} → {code(fingerprint(new))}"
    return Paper(
        title.replace("\n", ""),
        new.header.issuer,
        foot,
        blocks,
        new.header.issued or new.header.effective or dt.date(2000, 1, 1),
        landscape=True,
    )


def comparison_rows(rows: Sequence[Row], old: str, new: str) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The table of what changed, its head first; ``old`` and ``new`` stand over the two texts."""
    head = ((Run("条号"),), (Run(old),), (Run(new),))
    return (head, *(_compared(row) for row in rows if row.label != "unchanged"))


_CHANGES = {
    "modified": "改",
    "renumbered": "条号变动",
    "renumbered+modified": "改，条号变动",
    "inserted": "增",
    "deleted": "删",
}


def _compared(row: Row) -> tuple[tuple[Run, ...], ...]:
    labels = list(dict.fromkeys(p.label for p in (row.old, row.new) if p))
    left = tuple(Run(s.text, "del" if s.kind == "delete" else "") for s in row.segments if s.kind != "insert")
    right = tuple(Run(s.text, "ins" if s.kind == "insert" else "") for s in row.segments if s.kind != "delete")
    if row.old is None:
        left = (Run("（无）"),)
    if row.new is None:
        right = (Run("（删去）"),)
    return (Run(f"{'→'.join(labels)}　{_CHANGES.get(row.label, '')}"),), left, right
