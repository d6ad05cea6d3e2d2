"""A text under change, as the edits of a 修改决定 leave it: what is gone, added, moved, and which number it is to have."""

from __future__ import annotations

from dataclasses import dataclass, field

from rulebook.decision.places import Ref
from rulebook.decision.units import Unit


class MisfitError(Exception):
    """An edit that does not fit; the reason is a Chinese sentence with a way out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class ItemState:
    """项 under change."""

    lines: list[str]
    number: tuple[int, ...]
    gone: bool = False
    fixed: bool = False  # its label stands in the decision
    added: bool = False
    placed: bool = False  # it stands where it belongs, whatever its number
    claimed: int = 0  # the number that the decision says it has afterwards


@dataclass(slots=True)
class ParagraphState:
    """款 under change."""

    lead: list[str]
    items: list[ItemState]
    number: int  # in the old text, 0 for an added one
    gone: bool = False
    asked: int = 0  # the number an added one should get
    claimed: int = 0  # the number that the decision says it has afterwards

    def lines(self) -> list[str]:
        """All lines that are left."""
        return [*self.lead, *(line for item in self.items if not item.gone for line in item.lines)]


@dataclass(slots=True)
class EntryState:
    """章 or 条 under change.

    anchor: the one right before which an added 章, or an added 条 without a number, stands. home: the added 章 that an
    added 条 stands in, or the 章 that an old one is moved to. parent: number of the 章 that a 节 stands in.
    """

    unit: Unit
    paragraphs: list[ParagraphState]
    heading: str
    changed: bool = False
    gone: bool = False
    pinned: tuple[int, ...] = ()  # the number that the decision gives it
    label: str = ""  # that number as printed
    line: int = 0
    under: Ref | None = None
    anchor: EntryState | None = None
    home: EntryState | None = None
    added: bool = False
    moved: bool = False
    parent: int = 0


@dataclass(slots=True)
class TextState:
    """The text under change."""

    title: str
    notes: list[str]
    preamble: list[str]
    entries: list[EntryState]
    annexes: list[EntryState]
    added: list[EntryState] = field(default_factory=list)
    adjusts: bool = False  # the order of the numbers is adjusted
