"""The runs of a paragraph as words: revisions, hidden letters, fields, breaks, text boxes, notes (ECMA-376 part 1, 17.3, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from rulebook.importer.docx.blocks import Mark, Note
from rulebook.importer.docx.fields import Fields
from rulebook.importer.docx.package import Package, W
from rulebook.importer.docx.styles import Styles, switched, value
from rulebook.importer.docx.symbols import sign
from rulebook.markup.lexer import BLANKS, INVISIBLE

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TAKEN = frozenset({"ins", "moveTo"})
_LEFT = frozenset({"del", "moveFrom"})
_THROUGH = frozenset({"hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo"})
_BROKEN_FIELD = re.compile(r"错误[!！]|Error!")
_SCRIPTS = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_HYPHEN = "\u00ad"
_MOST_OPEN = 50  # comments that are open at once
_LONG = 200  # characters of a comment's words that are kept
_AS_TEXT = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": _HYPHEN}


def plain_words(node: etree._Element) -> str:
    """All words below a node, deleted ones too, as they stand."""
    return "".join(child.text or "" for child in node.iter(f"{W}t", f"{W}delText")).strip(BLANKS + "\n")


def alternative(node: etree._Element) -> list[etree._Element]:
    """What stands in ``mc:AlternateContent``: one thing written for newer and for older programs, read once."""
    chosen = node.find(f"{_MC}Choice")
    if chosen is None:
        chosen = node.find(f"{_MC}Fallback")
    return list(chosen) if chosen is not None else []


@dataclass(slots=True)
class Inline:
    """The words of one paragraph (of several, where the mark between them is gone), with their notes."""

    pieces: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hidden: bool = False
    dropped: bool = False  # words were left out because of a revision
    bold: bool = True
    size: int = 0
    breaks_before: bool = False
    breaks_after: bool = False
    _open: tuple[str, int] | None = None  # a revision that may go on in the next run, and where it stopped

    def add(self, words: str) -> None:
        """Words as they are shown."""
        self.pieces.append(words)

    def note(self, note: Note, name: str = "") -> None:
        """One thing to tell; the parts of one revision (of one element ``name``) that follow each other are put together."""
        here = (name or note.kind, len(self.pieces))
        if self.notes and self._open == here and self.notes[-1].kind is note.kind:
            last = self.notes[-1]
            self.notes[-1] = Note(note.kind, last.text + note.text, last.about)
        else:
            self.notes.append(note)
        self._open = here

    def stopped(self) -> None:
        """The words of a revision that is taken have been added: the next one may go on from here."""
        if self._open:
            self._open = (self._open[0], len(self.pieces))

    def mark_changed(self, kind: Mark) -> None:
        """The paragraph's own mark was put in or taken out."""
        if not any(note.kind in {Mark.INSERTION, Mark.DELETION, Mark.MOVE} for note in self.notes):
            self.note(Note(kind, self.words()[-12:] + "¶"))

    def words(self) -> str:
        """The words on one line."""
        return "".join(self.pieces).replace("\n", " ").strip(BLANKS)

    def has_words(self) -> bool:
        """Whether anything is to be seen."""
        return any(piece.strip(BLANKS + "\n") for piece in self.pieces)

    def whole_hidden(self) -> bool:
        """Nothing but hidden words: Word does not count such a paragraph."""
        return (self.hidden or self.dropped) and not self.has_words()

    def text(self) -> str:
        """The words with their manual breaks, invisible characters dropped and noted."""
        text = "".join(self.pieces).replace("\t", "　").replace("\u00a0", " ")
        hyphens = text.count(_HYPHEN)
        if hyphens:
            self.notes.append(Note(Mark.SOFT_HYPHEN, _around(text, text.index(_HYPHEN))))
            text = text.replace(_HYPHEN, "")
        found = INVISIBLE.search(text)
        if found:
            names = sorted({f"U+{ord(c):04X}" for c in INVISIBLE.findall(text)})
            self.notes.append(Note(Mark.INVISIBLE, _around(text, found.start()), "、".join(names)))
            text = INVISIBLE.sub("", text)
        if found := _PRIVATE.search(text):
            self.notes.append(Note(Mark.SYMBOL, _around(text, found.start()), f"U+{ord(found.group()):04X}"))
            text = _PRIVATE.sub("〓", text)
        return text.replace("\u2028", "\n").replace("\u2029", "\n").strip("\n")


def _around(text: str, at: int) -> str:
    return INVISIBLE.sub("", text[max(0, at - 8) : at + 9]).replace(_HYPHEN, "").replace("\n", "")


class Runs:
    """Reads the runs of paragraphs in order; fields may go over several paragraphs."""

    def __init__(self, package: Package, styles: Styles, *, accept: bool) -> None:
        self._styles = styles
        self._accept = accept
        self._fields = Fields()
        self._comments = _by_id(package.part("comments"), "comment")
        self._footnotes = _by_id(package.part("footnotes"), "footnote")
        self._endnotes = _by_id(package.part("endnotes"), "endnote")
        self._commented: dict[
            str, tuple[str, int]
        ] = {}  # open comments: words of paragraphs before, where they go on in this one
        self._last = Inline()

    @property
    def in_contents(self) -> bool:
        """Inside the field of a table of contents."""
        return self._fields.in_contents

    def read(self, node: etree._Element, style: str | None, before: Inline | None = None) -> Inline:
        """The words of a paragraph, after those carried over from the paragraph before it."""
        inline = before or Inline()
        if inline is not self._last:  # the mark between them is there
            self._next_paragraph()
        self._last = inline
        self._children(node, inline, style)
        for waiting in self._fields.unfinished():
            inline.note(Note(Mark.FIELD, waiting.instruction.strip()[:40]))
        return inline

    def _next_paragraph(self) -> None:
        """Comments that are open go on in the next paragraph."""
        if len(self._commented) > _MOST_OPEN:
            self._commented = {}
        self._commented = {
            key: ((words + "".join(self._last.pieces[at:]))[:_LONG], 0) for key, (words, at) in self._commented.items()
        }

    def _children(self, node: etree._Element, inline: Inline, style: str | None) -> None:
        for child in node:
            self._child(child, inline, style)

    def _child(self, child: etree._Element, inline: Inline, style: str | None) -> None:
        name = etree.QName(child).localname
        if child.tag.startswith(_MATH) and name in {"oMath", "oMathPara"}:
            words = "".join(t.text or "" for t in child.iter(f"{_MATH}t"))
            inline.add(words)
            inline.note(Note(Mark.FORMULA, words[:40]))
        elif name == "r":
            self._run(child, inline, style)
        elif name in _TAKEN | _LEFT:
            self._revision(child, name, inline, style)
        elif name == "AlternateContent":
            self._alternate(child, inline, style)
        elif name == "sdt":
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                inline.note(Note(Mark.PLACEHOLDER, plain_words(child)[:40]))
            inside = child.find(f"{W}sdtContent")
            if inside is not None:
                self._children(inside, inline, style)
        elif name == "fldSimple":
            self._fields.simple(child.get(f"{W}instr", ""))
            self._children(child, inline, style)
            self._fields.close()
        elif name == "commentRangeStart":
            self._commented[child.get(f"{W}id", "")] = ("", len(inline.pieces))
        elif name in _THROUGH:
            self._children(child, inline, style)

    def _revision(self, node: etree._Element, name: str, inline: Inline, style: str | None) -> None:
        moved = name.startswith("move")
        words = plain_words(node)
        kind = Mark.MOVE if moved else Mark.INSERTION if name in _TAKEN else Mark.DELETION
        keep = (name in _TAKEN) == self._accept
        if words or not keep:
            inline.note(Note(kind, words), name)
        if keep:
            self._children(node, inline, style)
            inline.stopped()
        else:
            inline.dropped = True
            self._left_fields(node)

    def _left_fields(self, node: etree._Element) -> None:
        """Fields that begin or end in words that are left out are still begun or ended."""
        for mark in node.iter(f"{W}fldChar"):
            self._fields.mark(mark)

    def _alternate(self, node: etree._Element, inline: Inline, style: str | None) -> None:
        """Between runs: drawings stand here without a run of their own."""
        for child in alternative(node):
            if etree.QName(child).localname in {"drawing", "pict", "object"}:
                self._drawing(child, inline)
            else:
                self._child(child, inline, style)

    def _run(self, run: etree._Element, inline: Inline, style: str | None) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and not self._accept:
            old = properties.find(f"{W}rPrChange/{W}rPr")
            properties = old if old is not None else properties
        hidden = self._property(properties, style, "vanish")
        start = len(inline.pieces)
        for child in run:
            self._in_run(child, inline, style)
        words = "".join(inline.pieces[start:])
        self._looks(properties, words, start, inline)
        if hidden and words.strip(BLANKS + "\n"):
            del inline.pieces[start:]
            inline.hidden = True
            inline.note(Note(Mark.HIDDEN, words))
            return
        if words.strip(BLANKS):
            inline.bold = inline.bold and self._property(properties, style, "b")
            inline.size = max(inline.size, self._size(properties, style))

    @staticmethod
    def _looks(properties: etree._Element | None, words: str, start: int, inline: Inline) -> None:
        """Letters struck through or set high or low mean something: they are told; high figures get their own signs, capitals are capitals."""
        if properties is None or not words.strip(BLANKS + "\n"):
            return
        if switched(properties, "strike") or switched(properties, "dstrike"):
            inline.note(Note(Mark.STRUCK, words))
        if switched(properties, "caps"):
            inline.pieces[start:] = [words := words.upper()]
        if (place := value(properties, f"{W}vertAlign") or "") in _SCRIPTS:
            shown = words.translate(_SCRIPTS[place]) if words.isdecimal() and words.isascii() else words
            inline.pieces[start:] = [shown]
            inline.note(Note(Mark.SCRIPT, words, shown))

    def _property(self, properties: etree._Element | None, style: str | None, name: str) -> bool:
        """An on/off property of a run: its own, else its character style's, else its paragraph style's."""
        said = switched(properties, name)
        if said is not None:
            return said
        for key, kind in ((value(properties, f"{W}rStyle"), "character"), (style, "paragraph")):
            if kind == "character" and key is None:
                continue
            for _, node in self._styles.nodes(key, "rPr", kind):
                if (said := switched(node, name)) is not None:
                    return said
        return False

    def _size(self, properties: etree._Element | None, style: str | None) -> int:
        said = value(properties, f"{W}sz")
        nodes = (value(node, f"{W}sz") for _, node in self._styles.nodes(style, "rPr"))
        said = said or next((size for size in nodes if size), "")
        return int(said) if said.isdigit() and len(said) < 5 else 0

    def _in_run(self, child: etree._Element, inline: Inline, style: str | None) -> None:
        name = etree.QName(child).localname
        if name in {"t", "delText"}:
            self._words(child.text or "", inline)
        elif name in _AS_TEXT:
            inline.add(_AS_TEXT[name])
        elif name in {"br", "cr"}:
            self._break(child, inline)
        elif name in {"instrText", "delInstrText", "fldChar"}:
            self._in_field(child, name, inline)
        elif name == "sym":
            self._symbol(child, inline)
        elif name in {"drawing", "pict", "object"}:
            self._drawing(child, inline)
        elif name == "AlternateContent":
            self._alternate_in_run(child, inline, style)
        elif name == "ruby":
            for base in child.iter(f"{W}rubyBase"):
                self._children(base, inline, style)
        else:
            self._reference(child, name, inline)

    def _words(self, text: str, inline: Inline) -> None:
        if self._fields.showing:
            if self._fields.any and _BROKEN_FIELD.search(text):
                inline.note(Note(Mark.FIELD, text.strip()[:40]))
            inline.add(text)

    def _in_field(self, child: etree._Element, name: str, inline: Inline) -> None:
        if name != "fldChar":
            self._fields.instruct(child.text or "")
        elif (ended := self._fields.mark(child)) and self._fields.showing:
            words, doubtful = ended.shown()
            inline.add(words)
            if doubtful:
                inline.note(Note(Mark.FIELD, words or ended.instruction.strip()[:40]))

    def _reference(self, child: etree._Element, name: str, inline: Inline) -> None:
        """Footnotes, endnotes and comments."""
        key = child.get(f"{W}id", "")
        if name in {"footnoteReference", "endnoteReference"}:
            known = self._footnotes if name.startswith("foot") else self._endnotes
            inline.note(Note(Mark.FOOTNOTE, known.get(key, "")))
        elif name == "commentReference":
            words, at = self._commented.pop(key, ("", len(inline.pieces)))
            about = words + "".join(inline.pieces[at:])
            inline.notes.append(Note(Mark.COMMENT, self._comments.get(key, ""), about.strip()))

    def _alternate_in_run(self, node: etree._Element, inline: Inline, style: str | None) -> None:
        for child in alternative(node):
            self._in_run(child, inline, style)

    def _break(self, node: etree._Element, inline: Inline) -> None:
        kind = node.get(f"{W}type", "textWrapping")
        if kind == "page":
            if inline.has_words():
                inline.breaks_after = True
                inline.add("\n")
            else:
                inline.breaks_before = True
        elif kind != "column":
            inline.add("\n")

    @staticmethod
    def _symbol(node: etree._Element, inline: Inline) -> None:
        font, code = node.get(f"{W}font", ""), node.get(f"{W}char", "").lower()
        shown = sign(font, code)
        inline.add(shown)
        inline.note(Note(Mark.SYMBOL, shown, f"{font} {code}".strip()))

    def _drawing(self, node: etree._Element, inline: Inline) -> None:
        """Text boxes, pictures, embedded objects: none stands in a rule's words, each is told."""
        boxes = list(_text_boxes(node))
        for box in boxes:
            words = "\n".join(filter(None, (plain_words(p) for p in box.iter(f"{W}p"))))
            if words:
                inline.notes.append(Note(Mark.TEXT_BOX, words))
        if boxes:
            return
        if etree.QName(node).localname == "object" or any(etree.QName(n).localname == "OLEObject" for n in node.iter()):
            inline.notes.append(Note(Mark.OBJECT, "嵌入对象"))
        elif any(etree.QName(n).localname in {"blip", "imagedata", "chart", "relIds"} for n in node.iter()):
            inline.notes.append(Note(Mark.PICTURE, ""))


def _text_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a drawing; of a drawing with a fall-back only the first form."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        name = etree.QName(current).localname
        if name == "txbxContent":
            yield current
        elif name == "AlternateContent":
            waiting.extend(reversed(alternative(current)))
        else:
            waiting.extend(reversed(current))


def _by_id(part: etree._Element | None, name: str) -> dict[str, str]:
    """Words of comments or notes by id."""
    nodes = part.iter(f"{W}{name}") if part is not None else ()
    return {node.get(f"{W}id", ""): plain_words(node) for node in nodes}
