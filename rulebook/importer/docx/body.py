"""The body of a Word file as blocks: revisions taken or left, numbers counted, fields and controls seen through."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from rulebook.importer.docx.blocks import Block, Cell, Mark, Note, Paragraph, Table, apart
from rulebook.importer.docx.inline import Inline, Runs, alternative, plain_words
from rulebook.importer.docx.numbering import Numbering
from rulebook.importer.docx.package import Package, W
from rulebook.importer.docx.styles import Styles, switched, value

_SEEN_THROUGH = frozenset({"sdtContent", "customXml", "smartTag", "txbxContent"})
_MAX_DEPTH = 60  # of tables in tables
_MAX_SPAN = 200
_Placed = tuple[int, int, str, tuple[str, ...]]  # a cell: its column, width, vertical merge, lines


@dataclass(slots=True)
class _Carried:
    """What goes into the next paragraph because the mark between them is gone."""

    runs: Inline = field(default_factory=Inline)
    properties: etree._Element | None = None
    keeps: bool = False  # the first paragraph's properties hold (its mark is only hidden)


class Body:
    """Reads one document. accept: take the revisions; False leaves them."""

    def __init__(self, package: Package, *, accept: bool) -> None:
        self._package = package
        self._accept = accept
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles, promised=package.promises("numbering"))
        self._runs = Runs(package, self._styles, accept=accept)
        self._count = 0
        self._breaks = False  # a page begins at the next block

    def blocks(self) -> list[Block]:
        """All blocks of the body, in order."""
        body = self._package.document.find(f"{W}body")
        return list(self._container(body, contents=False, depth=0)) if body is not None else []

    @property
    def lost(self) -> int:
        """Paragraphs that name a list which is not there: Word shows them without a number."""
        return self._numbering.lost

    def _container(self, node: etree._Element, *, contents: bool, depth: int) -> Iterator[Block]:
        carried = _Carried()
        for kind, child, toc in self._children(node, contents=contents):
            if kind == "p":
                self._count += 1
                read = self._paragraph(child, carried, contents=toc)
                if isinstance(read, Paragraph):
                    yield read
                    carried = _Carried()
                else:
                    carried = read
                continue
            if carried.runs.has_words():
                yield self._close(carried, contents=contents)
                carried = _Carried()
            if kind == "tbl":
                yield self._table(child, contents=toc, depth=depth + 1)
            else:
                note = Note(Mark.OBJECT, "嵌入的其他文件")
                yield Paragraph(self._count, notes=(note,))
        if carried.runs.has_words() or carried.runs.notes:
            yield self._close(carried, contents=contents)

    def _close(self, carried: _Carried, *, contents: bool) -> Paragraph:
        """A paragraph whose mark is gone and which nothing follows."""
        return self._finish(carried.runs, carried.properties, contents=contents)

    def _children(self, node: etree._Element, *, contents: bool) -> Iterator[tuple[str, etree._Element, bool]]:
        """Paragraphs and tables, seen through content controls and the like; (kind, node, in a table of contents)."""
        waiting = [(child, contents) for child in reversed(node)]
        while waiting:
            child, toc = waiting.pop()
            name = etree.QName(child).localname
            if name in {"p", "tbl"} or name == "altChunk":
                yield name, child, toc
            elif name == "sdt":
                gallery = value(child, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") or ""
                inside = child.find(f"{W}sdtContent")
                if inside is not None:
                    inner = toc or gallery.lower() == "table of contents"
                    waiting.extend((grandchild, inner) for grandchild in reversed(inside))
            elif name == "AlternateContent":
                waiting.extend((grandchild, toc) for grandchild in reversed(alternative(child)))
            elif name in _SEEN_THROUGH or (
                name in {"ins", "moveTo", "del", "moveFrom"} and (name in {"ins", "moveTo"}) == self._accept
            ):
                waiting.extend((grandchild, toc) for grandchild in reversed(child))

    def _paragraph(self, node: etree._Element, carried: _Carried, *, contents: bool) -> Paragraph | _Carried:
        properties = self._properties(node)
        style = value(properties, f"{W}pStyle")
        runs = self._runs.read(node, style, carried.runs)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        inserted = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("ins", "moveTo"))
        deleted = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
        if (deleted and self._accept) or (inserted and not self._accept):
            if runs.dropped and not runs.has_words() and not carried.keeps:  # the whole paragraph is gone
                return Paragraph(self._count, notes=tuple(runs.notes))
            if not runs.dropped:
                kind = Mark.DELETION if deleted else Mark.INSERTION
                runs.note(Note(kind, runs.words()[-12:] + "¶"))
            return _Carried(runs, carried.properties if carried.keeps else properties, carried.keeps)
        if _drop_cap(properties) and runs.has_words():
            return _Carried(runs, carried.properties if carried.keeps else None, carried.keeps)
        if inserted or deleted:
            runs.mark_changed(Mark.INSERTION if inserted else Mark.DELETION)
        if self._hidden_mark(mark, style) and not _is_cell_end(node):
            return _Carried(runs, carried.properties if carried.keeps else properties, runs.has_words() or carried.keeps)
        if carried.keeps:
            properties = carried.properties
        contents = contents or self._runs.in_contents or self._styles.name(style or "").startswith("toc ")
        if properties is not None and properties.find(f"{W}pPrChange") is not None and self._renumbered(properties):
            runs.note(Note(Mark.FORMAT, runs.words()[:20]))
        return self._finish(runs, properties, contents=contents)

    def _properties(self, node: etree._Element) -> etree._Element | None:
        """pPr, or what it was before a change that is not taken."""
        properties = node.find(f"{W}pPr")
        change = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None and not self._accept else None
        if properties is None or change is None:
            return properties
        old = etree.fromstring(etree.tostring(change))
        if (mark := properties.find(f"{W}rPr")) is not None:
            old.append(etree.fromstring(etree.tostring(mark)))
        return old

    def _renumbered(self, properties: etree._Element) -> bool:
        """Whether a change of format touches number or style."""
        old = properties.find(f"{W}pPrChange/{W}pPr")
        return any(
            value(properties, path) != value(old, path) for path in (f"{W}pStyle", f"{W}numPr/{W}numId", f"{W}numPr/{W}ilvl")
        )

    def _hidden_mark(self, mark: etree._Element | None, style: str | None) -> bool:
        for name in ("vanish", "specVanish"):
            said = switched(mark, name)
            if said is not None:
                return said
        return any(switched(node, "vanish") for _, node in self._styles.nodes(style, "rPr"))

    def _finish(self, runs: Inline, properties: etree._Element | None, *, contents: bool) -> Paragraph:
        style = value(properties, f"{W}pStyle")
        label = ""
        if not runs.whole_hidden():
            place = self._numbering.place(self._own_number(properties, runs), style)
            if place:
                found = self._numbering.next(*place)
                label = "" if found.bullet else found.text
                if found.bullet and runs.has_words():
                    runs.note(Note(Mark.BULLET, runs.words()[:16]))
                if found.unknown:
                    runs.note(Note(Mark.NUMBER_FORMAT, label, found.unknown))
        align = self._said(properties, style, "jc")
        starts = self._breaks or runs.breaks_before or self._switched(properties, style, "pageBreakBefore")
        self._breaks = runs.breaks_after or (properties is not None and self._section(properties))
        return Paragraph(
            number=self._count,
            label=label.strip(),
            text=runs.text(),
            outline=self._outline(properties, style),
            title=any(self._styles.name(key) == "title" for key in self._styles.chain(style)),
            centred=align == "center",
            right=align in {"right", "end"},
            bold=runs.bold,
            size=runs.size,
            contents=contents,
            starts_page=starts,
            notes=tuple(runs.notes),
            style=self._styles.name(style or ""),
            framed=properties is not None and properties.find(f"{W}framePr") is not None,
        )

    @staticmethod
    def _section(properties: etree._Element) -> bool:
        section = properties.find(f"{W}sectPr")
        return section is not None and (value(section, f"{W}type") or "nextPage") != "continuous"

    def _own_number(self, properties: etree._Element | None, runs: Inline) -> etree._Element | None:
        """The paragraph's own numPr; numbering that was put in as a revision is told, and none where it is left."""
        number = properties.find(f"{W}numPr") if properties is not None else None
        if number is None or number.find(f"{W}ins") is None:
            return number
        runs.note(Note(Mark.FORMAT, runs.words()[:20]))
        return number if self._accept else None

    def _said(self, properties: etree._Element | None, style: str | None, name: str) -> str:
        own = value(properties, f"{W}{name}")
        if own is not None:
            return own
        return next((v for _, node in self._styles.nodes(style, "pPr") if (v := value(node, f"{W}{name}")) is not None), "")

    def _switched(self, properties: etree._Element | None, style: str | None, name: str) -> bool:
        own = switched(properties, name)
        if own is not None:
            return own
        return next((v for _, node in self._styles.nodes(style, "pPr") if (v := switched(node, name)) is not None), False)

    def _outline(self, properties: etree._Element | None, style: str | None) -> int:
        said = self._said(properties, style, "outlineLvl")
        if said.isdigit() and int(said) < 9:
            return int(said) + 1
        for key in self._styles.chain(style):
            kind, _, level = self._styles.name(key).partition(" ")
            if kind in {"heading", "标题"} and level[:1].isdigit():
                return int(level[0])
        return 0

    def _table(self, node: etree._Element, *, contents: bool, depth: int) -> Table:
        starts, self._breaks = self._breaks, False
        rows: list[list[_Placed]] = []
        notes: list[Note] = []
        paragraphs: list[Paragraph] = []
        for row in _parts(node, "tr"):
            change = next((n for n in ("ins", "del") if row.find(f"{W}trPr/{W}{n}") is not None), "")
            if change:
                notes.append(Note(Mark.INSERTION if change == "ins" else Mark.DELETION, f"表格的一行：{plain_words(row)[:80]}"))
                if (change == "ins") != self._accept:
                    continue
            cells: list[_Placed] = []
            column = _whole(value(row, f"{W}trPr/{W}gridBefore"))
            if column:
                cells.append((0, column, "", ()))
            for cell in _parts(row, "tc"):
                width = max(1, _whole(value(cell, f"{W}tcPr/{W}gridSpan"), 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                kind = "" if merge is None else merge.get(f"{W}val", "continue")
                lines = self._cell(cell, notes, paragraphs, contents=contents, depth=depth)
                if value(cell, f"{W}tcPr/{W}hMerge") in {"", "continue"} and cells:
                    last = cells[-1]
                    cells[-1] = (last[0], last[1] + width, last[2], last[3] + lines)
                else:
                    cells.append((column, width, kind, lines))
                column += width
            rows.append(cells)
        return Table(self._count, _merged(rows), starts, contents, tuple(notes), tuple(paragraphs))

    def _cell(
        self, cell: etree._Element, notes: list[Note], paragraphs: list[Paragraph], *, contents: bool, depth: int
    ) -> tuple[str, ...]:
        lines: list[str] = []
        for name in ("cellIns", "cellDel", "cellMerge"):
            if cell.find(f"{W}tcPr/{W}{name}") is not None:
                kind = Mark.DELETION if name == "cellDel" else Mark.INSERTION
                notes.append(Note(kind, f"表格的一格：{plain_words(cell)[:80]}"))
                if (name == "cellIns" and not self._accept) or (name == "cellDel" and self._accept):
                    return ()
        if depth > _MAX_DEPTH:
            return (plain_words(cell),)
        for block in self._container(cell, contents=contents, depth=depth):
            notes.extend(block.notes)
            if isinstance(block, Table):
                notes.append(Note(Mark.NESTED, block.words[:40]))
                lines.extend("　".join(" ".join(c.lines) for c in row) for row in block.rows)
                paragraphs.extend(block.paragraphs)
            else:
                paragraphs.append(block)
                words = block.label + apart(block.label, block.text) + block.text
                lines.extend(line for line in words.split("\n") if line.strip())
        return tuple(line for line in lines if line.strip())


def _drop_cap(properties: etree._Element | None) -> bool:
    """首字下沉: the first letter stands in a frame of its own before the rest of its paragraph."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _is_cell_end(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}tc" and node.getnext() is None


def _parts(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows (kind ``tr``) of a table or the cells (``tc``) of a row, also those inside content controls."""
    for child in parent:
        name = etree.QName(child).localname
        if name == kind:
            yield child
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _parts(child, kind)


def _whole(text: str | None, default: int = 0) -> int:
    return min(_MAX_SPAN, int(text)) if text and text.isdigit() and len(text) < 6 else default


def _merged(rows: list[list[_Placed]]) -> tuple[tuple[Cell, ...], ...]:
    """Cells that are merged downwards become one."""
    out: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column → (row, place) of the cell that may go on
    for row in rows:
        line: list[Cell] = []
        held: dict[int, tuple[int, int]] = {}
        for column, width, kind, lines in row:
            start = above.get(column)
            if kind == "continue" and start and out[start[0]][start[1]].width == width:
                upper = out[start[0]][start[1]]
                out[start[0]][start[1]] = dataclasses.replace(upper, height=upper.height + 1, lines=upper.lines + lines)
                held[column] = start
                continue
            if kind in {"restart", "continue"}:
                held[column] = (len(out), len(line))
            line.append(Cell(lines, width))
        out.append(line)
        above = held
    return tuple(tuple(line) for line in out)
