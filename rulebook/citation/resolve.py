"""Third step: what each reference of one text means, from where it stands (前款、本条) and what was named before."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rulebook.citation.find import RANK, Reference
from rulebook.citation.grammar import PREFIX, UNITS, Part
from rulebook.citation.scopes import Scope
from rulebook.model.citation import CitationKind
from rulebook.model.provision import Document

Level = tuple[int, tuple[str, ...]]  # rank of the unit, id pieces
ARTICLE = RANK["条"]


class Place(NamedTuple):
    """Where a text stands in the tree: ids of the divisions around it, its 条, 款, 项."""

    divisions: Mapping[str, str] = MappingProxyType({})  # prefix (chp …) → full id
    article: str = ""
    scope: Scope = Scope()  # the articles counted together with it
    paragraph: int = 0
    item: int = 0
    annex: str = ""


class Resolved(NamedTuple):
    """Levels from high to low, and whether the last is a range."""

    levels: tuple[Level, ...]
    is_range: bool = False
    relative: bool = False

    def targets(self, own: Document | None) -> tuple[str, ...]:
        """Element ids: articles never carry their chapter. own: the text that has them, where it is this one."""
        levels = self.levels
        if not levels:
            return ()
        if len(levels) == 1 and levels[0][0] >= ARTICLE:
            return tuple(dict.fromkeys(levels[0][1]))
        divided = levels[0][0] < ARTICLE
        if divided and ARTICLE in [rank for rank, _ in levels]:
            levels, divided = tuple([level for level in levels if level[0] >= ARTICLE]), False
        stem = "__".join([pieces[-1] for _, pieces in levels[:-1]])
        out = [f"{stem}__{piece}" if stem else piece for piece in levels[-1][1]]
        if divided and own is not None:
            out = [_with_parents(eid, own) for eid in out]
        return tuple(dict.fromkeys(out))


def _with_parents(eid: str, own: Document) -> str:
    """A chapter or section with the parents it has in this text, where only one has this name."""
    if eid in own.provisions():
        return eid
    fits = [name for name in own.divisions_named(eid.rpartition("__")[2]) if name.endswith(f"__{eid}")]
    return fits[0] if len(fits) == 1 else eid


def pieces(part: Part) -> tuple[str, ...]:
    """The id pieces a component names."""
    return _level(part.unit, part.numbers)[1]


@functools.lru_cache(maxsize=8192)  # a text names the same few provisions again and again
def _level(unit: str, numbers: tuple[tuple[int, ...], ...]) -> Level:
    return RANK[unit], tuple(f"{PREFIX[unit]}_{'-'.join(map(str, number))}" for number in numbers)


def absolute(reference: Reference) -> tuple[Level, ...]:
    """Levels a reference names itself."""
    return tuple([_level(part.unit, part.numbers) for part in reference.parts])


def inherit(levels: tuple[Level, ...], before: tuple[Level, ...]) -> tuple[Level, ...]:
    """Take the upper levels from the reference before."""
    if not levels:
        return before
    top = levels[0][0]
    return tuple((rank, ids[-1:]) for rank, ids in before if rank < top) + levels


def base_of(reference: Reference, place: Place) -> tuple[Level, ...] | None:
    """Levels that a relative word stands for at ``place``; None where it leads nowhere."""
    unit, count = reference.unit, reference.many
    article: Level = (ARTICLE, (place.article,))
    if reference.relative == "前":
        return _before(unit, count, place, article)
    if unit in {"章", "节", "编"}:
        eid = place.divisions.get(PREFIX[unit])
        return ((RANK[unit], (eid,)),) if eid else () if reference.parts else None
    if not place.article:
        return None
    paragraph: Level = (RANK["款"], (f"para_{place.paragraph or 1}",))
    if unit == "条":
        return (article,)
    if unit == "款":
        return (article, paragraph)
    return (article, paragraph, (RANK["项"], (f"subpara_{place.item}",))) if place.item else None


def _before(unit: str, count: int, place: Place, article: Level) -> tuple[Level, ...] | None:
    if unit == "条":
        at = place.scope.order.get(place.article, 0)
        return ((ARTICLE, place.scope.articles[at - count : at]),) if 0 < count <= at else None
    if not place.article:
        return None
    if unit == "款":
        first = place.paragraph - count
        if first < 1:
            return None
        return (article, (RANK["款"], tuple(f"para_{n}" for n in range(first, place.paragraph))))
    first = place.item - count
    if first < 1:
        return None
    return (
        article,
        (RANK["款"], (f"para_{place.paragraph}",)),
        (RANK["项"], tuple(f"subpara_{n}" for n in range(first, place.item))),
    )


def bare_base(reference: Reference, levels: tuple[Level, ...], place: Place, known: Collection[str]) -> tuple[Level, ...]:
    """A bare 第一款, 第（一）项 or 第1目 means its own article.

    A 项 is looked for in the 款 it stands in, then in those before; () where the article has none such.
    """
    if not place.article or RANK[reference.top] <= ARTICLE:
        return ()
    article: Level = (ARTICLE, (place.article,))
    if RANK[reference.top] == RANK["款"]:
        return (article,)
    if RANK[reference.top] > RANK["项"]:
        own: tuple[Level, ...] = (article, (RANK["款"], (f"para_{place.paragraph or 1}",)))
        return (*own, (RANK["项"], (f"subpara_{place.item}",))) if place.item else own
    for paragraph in range(place.paragraph or 1, 0, -1):
        if f"{place.article}__para_{paragraph}__{levels[0][1][0]}" in known:
            return (article, (RANK["款"], (f"para_{paragraph}",)))
    return ()


def widen(levels: tuple[Level, ...], upto: tuple[Part, ...], scope: Scope) -> tuple[Level, ...]:
    """Write a range out: all members between its ends, …之N articles of the own text included."""
    rank, first = levels[-1]
    last = pieces(upto[-1])
    if rank == ARTICLE and scope.local:
        last = tuple(scope.local.get(piece) or piece for piece in last)
    articles = scope.order
    if (len(upto) > 1 and rank != ARTICLE) or RANK[upto[-1].unit] != rank:
        return (*levels[:-1], (rank, (*first, *last)))
    unit = PREFIX[UNITS[rank]]
    if rank == ARTICLE and first[-1] in articles and last[-1] in articles:
        low, high = articles[first[-1]], articles[last[-1]]
        if low <= high:
            return (*levels[:-1], (rank, scope.articles[low : high + 1]))
    low, high = _number(first[-1]), _number(last[-1])
    if not 0 < high - low <= 400:
        return (*levels[:-1], (rank, (*first, *last)))
    middle = tuple(f"{unit}_{n}" for n in range(low + 1, high))
    return (*levels[:-1], (rank, (*first, *middle, *last)))


def _number(piece: str) -> int:
    digits = piece.rpartition("_")[2].partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def kind_of(*, title: str, resolved: Resolved, listed: bool) -> CitationKind:
    """The first kind that fits: range, relative, list, external-law, internal."""
    if resolved.is_range:
        return CitationKind.RANGE
    if resolved.relative:
        return CitationKind.RELATIVE
    if listed or len(resolved.levels[-1][1]) > 1:
        return CitationKind.LIST
    return CitationKind.EXTERNAL_LAW if title else CitationKind.INTERNAL
