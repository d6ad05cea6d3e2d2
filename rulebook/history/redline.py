"""修改对照: two texts article by article, then word by word."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import Literal

from rulebook.history.align import align, plain
from rulebook.history.middle import Differ
from rulebook.model.provision import DIVISIONS, Document, Provision

Kind = Literal["equal", "insert", "delete"]
Label = Literal["unchanged", "modified", "renumbered", "renumbered+modified", "inserted", "deleted"]
_NUMBER = re.compile(r"\d+(?:\.\d+)?[年月日号条款项章节个件次人名元万亿倍小天周分秒页份季种户家起处张%]?")
_PRIVATE = 0xF0000  # characters nobody writes stand for whole numbers while texts are compared
_PUNCTUATION = re.compile(r"^[\s，。；：、“”‘’（）()《》,.;:!?！？\u3000]*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words: equal, insert or delete. minor: only punctuation or width."""

    kind: Kind
    text: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the comparison. moved: it changed its place among its neighbours."""

    old: Provision | None
    new: Provision | None
    label: Label
    moved: bool = False

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its words; compared only when asked for, since most of who compares asks which article is which."""
        if self.old is None or self.new is None:
            kind: Kind = "insert" if self.old is None else "delete"
            return tuple(Segment(kind, article.own_words) for article in (self.old, self.new) if article)
        if self.label in {"unchanged", "renumbered"}:
            return (Segment("equal", self.new.own_words),)
        return words(self.old.own_words, self.new.own_words)


def compare(old: Document, new: Document) -> list[Row]:
    """All rows, in the order of the new text; of texts without 条, by 一、."""
    rows = []
    for pair in align(old, new, clauses=True):
        if pair.old is None and pair.new is not None:
            rows.append(Row(None, pair.new, "inserted"))
        elif pair.new is None and pair.old is not None:
            rows.append(Row(pair.old, None, "deleted"))
        elif pair.old is not None and pair.new is not None:
            rows.append(_both(pair.old, pair.new, moved=pair.moved))
    return rows


def elsewhere(old: Document, new: Document) -> list[tuple[str, str, str]]:
    """What differs and has no row of its own: 题名、引言、章节名、附件, each with the words before and after."""
    parts = (
        ("题名", old.title, new.title),
        ("引言", old.preamble, new.preamble),
        ("章节名", _divisions(old), _divisions(new)),
        ("附件", _annexes(old), _annexes(new)),
    )
    return [part for part in parts if "".join(part[1].split()) != "".join(part[2].split())]


def _divisions(document: Document) -> str:
    return "\n".join(f"{node.label}　{node.heading}" for node in document.walk() if node.kind in DIVISIONS)


def _annexes(document: Document) -> str:
    return "\n".join(f"{annex.label}{annex.heading}\n{annex.own_words}" for annex in document.annexes)


def _both(old: Provision, new: Provision, *, moved: bool) -> Row:
    same_words = plain(old) == plain(new)
    same_number = old.number == new.number
    label: Label = "unchanged"
    if not same_number:
        label = "renumbered" if same_words else "renumbered+modified"
    elif not same_words:
        label = "modified"
    return Row(old, new, label, moved)


@functools.lru_cache(maxsize=4096)
def words(old: str, new: str) -> tuple[Segment, ...]:
    """Differences in groups a reader takes in at once (并书面 → 并以书面形式); a number stays with its unit (25日)."""
    free = (chr(n) for n in itertools.count(_PRIVATE) if chr(n) not in old and chr(n) not in new)
    atoms: dict[str, str] = {}
    for found in _NUMBER.finditer(f"{old}\n{new}"):
        if found.group() not in atoms:
            atoms[found.group()] = next(free)
    old, new = (_NUMBER.sub(lambda found: atoms[found.group()], text) for text in (old, new))
    whole = {ord(atom): number for number, atom in atoms.items()}
    engine = Differ()
    diffs = engine.diff_main(old, new, False)  # the library's own signature
    engine.diff_cleanupSemantic(diffs)
    kinds: dict[int, Kind] = {0: "equal", 1: "insert", -1: "delete"}
    return tuple(Segment(kinds[op], text.translate(whole), op != 0 and bool(_PUNCTUATION.match(text))) for op, text in diffs)
