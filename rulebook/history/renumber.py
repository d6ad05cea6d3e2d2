"""Old article numbers to new ones (条号对照), read off two texts of an act."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from rulebook.history.align import Pair, align, numbered
from rulebook.model.act import Act
from rulebook.model.provision import Document


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What became of the old articles (of a text without 条: its 一、).

    moved: old id to new id, only where they differ. gone: ids of articles that were taken out.
    aligned: every old article that stands in the new text, with it.
    """

    moved: dict[str, str]
    gone: frozenset[str]
    aligned: tuple[Pair, ...] = ()

    def words(self) -> str:
        """``第十三条→第十四条，…``."""
        moves = ((p.old, p.new) for p in self.aligned if p.old and p.new and p.old.eid != p.new.eid)
        return "，".join(f"{old.label}→{new.label}" for old, new in moves)

    def became(self, eid: str) -> str | None:
        """The new id of an old article or of what stands below it; None where it was taken out."""
        article, sign, inner = eid.partition("__")
        return None if article in self.gone else self.moved.get(article, article) + sign + inner


def renumbering(old: Document, new: Document) -> Renumbering:
    """Follow every article of ``old`` into ``new`` by its words.

    An article rewritten beyond recognition keeps its number where a new one stands in its place.
    """
    pairs = tuple(pair for pair in align(old, new, clauses=True) if pair.old and pair.new)
    paired = [(pair.old, pair.new) for pair in pairs if pair.old and pair.new]
    kept = {a.eid for a, _ in paired}
    taken = {b.eid for _, b in paired}
    known = {a.eid for a in numbered(new)}
    gone = {a.eid for a in numbered(old) if a.eid not in kept and (a.eid not in known or a.eid in taken)}
    return Renumbering({a.eid: b.eid for a, b in paired if a.eid != b.eid}, frozenset(gone), pairs)


def followed(act: Act, eid: str, since: str, until: str) -> str | None:
    """What ``eid`` of the text ``since`` (its key) is called in the text ``until``; None where it was taken out on the way."""
    found: str | None = eid
    for old, new in itertools.pairwise(e for e in act.expressions if since <= e.key <= until):
        found = renumbering(old.document, new.document).became(found) if found else None
    return found
