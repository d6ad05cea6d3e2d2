"""Old article numbers to new ones (条号对照), read off two texts of an act."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.history.align import align
from rulebook.model.provision import Document, Provision


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What became of the old articles.

    moved: old id to new id, only where they differ. gone: ids of articles that were taken out.
    """

    moved: dict[str, str]
    gone: frozenset[str]
    pairs: tuple[tuple[Provision, Provision], ...] = ()

    def words(self) -> str:
        """``第十三条→第十四条，…``."""
        return "，".join(f"{old.label}→{new.label}" for old, new in self.pairs)


def renumbering(old: Document, new: Document) -> Renumbering:
    """Follow every article of ``old`` into ``new`` by its words.

    An article rewritten beyond recognition keeps its number where a new one stands in its place.
    """
    paired = [(pair.old, pair.new) for pair in align(old, new) if pair.old and pair.new]
    kept = {a.eid for a, _ in paired}
    taken = {b.eid for _, b in paired}
    known = {a.eid for a in new.articles()}
    moves = tuple((a, b) for a, b in paired if a.eid != b.eid)
    gone = {a.eid for a in old.articles() if a.eid not in kept and (a.eid not in known or a.eid in taken)}
    return Renumbering({a.eid: b.eid for a, b in moves}, frozenset(gone), moves)
