"""What a Word body is read into: paragraphs and tables, each with what a person should be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rulebook.markup.lexer import BLANKS

CHOICES = frozenset({"insertion", "deletion", "move", "comment", "hidden", "format"})  # kinds of notes that ask for a choice


class Mark(StrEnum):
    """Kinds of notes; the value is the word a report uses."""

    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"
    COMMENT = "comment"
    HIDDEN = "hidden"
    FORMAT = "format"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text box"
    LINE_BREAK = "line break"
    INVISIBLE = "invisible"
    SOFT_HYPHEN = "soft hyphen"
    SYMBOL = "symbol"
    FORMULA = "formula"
    PICTURE = "picture"
    OBJECT = "object"
    BULLET = "bullet"
    NUMBER_FORMAT = "number format"
    FIELD = "field"
    PLACEHOLDER = "placeholder"
    NESTED = "nested table"
    LAID_OUT = "text in a table"
    IN_TABLE = "articles in a table"
    STRUCK = "struck through"
    SCRIPT = "superscript"
    PAGE = "page number"
    TWICE = "number twice"
    CUT = "cut line"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell. text: the words concerned. about: what they hang on (the words a comment is tied to)."""

    kind: Mark
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph as Word shows it.

    number: 1-based place among all paragraphs of the file. label: automatic number. text: own words; ``\n`` is a manual break.
    outline: 1 for the highest heading, 0 for none; title: a title style. size: half points of its largest letters, 0 unknown.
    style: name of its style, in small letters. contents: stands in a table of contents. starts_page: a page begins here. framed: stands beside the text.
    """

    number: int
    label: str = ""
    text: str = ""
    outline: int = 0
    title: bool = False
    centred: bool = False
    right: bool = False
    bold: bool = False
    size: int = 0
    contents: bool = False
    starts_page: bool = False
    notes: tuple[Note, ...] = ()
    style: str = ""
    framed: bool = False

    @property
    def words(self) -> str:
        """Label and text without blanks around them, on one line."""
        return (self.label + " ".join(self.text.split("\n"))).strip(BLANKS + "\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. lines: its paragraphs. width, height: columns and rows it covers."""

    lines: tuple[str, ...]
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table. rows: the cells that begin in each row. number: the paragraph's number it comes after."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    starts_page: bool = False
    contents: bool = False
    notes: tuple[Note, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def words(self) -> str:
        """All words of the table."""
        return "　".join(line for row in self.rows for cell in row for line in cell.lines if line.strip(BLANKS))


Block = Paragraph | Table


def apart(label: str, text: str) -> str:
    """The blank without which a number would run into its words: 1 总则, 1.1 目的, 1. 5人以上."""
    figures = label[-1:].isdecimal() or (label.endswith((".", "．")) and text[:1].isdigit())
    return " " if figures and text else ""
