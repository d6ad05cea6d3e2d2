"""Whose numbers count where: the articles of the body, of a chapter that counts again, of an annex, or the 一、 of a text without 条."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rulebook.model.provision import ARTICLE, CLAUSE, DIVISIONS, Document, Provision, stretches


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles that are counted together.

    articles: their ids, in order; local: id pieces as citations name them (``art_3``) → ids.
    order: where each id stands in ``articles``. twice: numbers that several articles bear → their ids.
    """

    articles: tuple[str, ...] = ()
    local: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    clauses: bool = False
    twice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _scope(nodes: Sequence[Provision], *, clauses: bool = False) -> Scope:
    local: dict[str, str] = {}
    bearers: dict[str, list[str]] = {}  # of a number that is borne again
    for node in nodes:
        piece = article_id(node.number)
        if piece in local:
            bearers.setdefault(piece, [local[piece]]).append(node.eid)
        else:
            local[piece] = node.eid
    local |= dict.fromkeys(bearers, "")  # borne twice, it means neither
    twice = {piece: tuple(ids) for piece, ids in bearers.items()}
    ids = tuple(dict.fromkeys([node.eid for node in nodes]))
    return Scope(ids, local, {eid: index for index, eid in enumerate(ids)}, clauses, twice)


@functools.lru_cache(maxsize=4096)
def article_id(number: tuple[int, ...]) -> str:
    """As citations name it: art_3, art_3-1."""
    return f"art_{'-'.join(map(str, number))}"


class Scopes:
    """All scopes of a document, and which one an article or annex belongs to."""

    def __init__(self, document: Document) -> None:
        self.body: list[Scope] = []
        self.annexes: dict[str, Scope] = {}
        self._of: dict[str, Scope] = {}
        self._by_tail: dict[str, list[Scope]] = {}  # chp_2 → the articles of every such division
        segments = document.stretches()
        self.body = [_scope(segment) for segment in segments]
        if not segments:
            clauses = [node for top in document.body for node in top.walk() if node.kind is CLAUSE]
            if clauses:
                self.body = [_scope(clauses, clauses=True)]
        for annex in document.annexes:
            if articles := [article for segment in stretches(annex.children) for article in segment]:
                self.annexes[annex.eid] = _scope(articles)
        for scope in (*self.body, *self.annexes.values()):
            self._of.update(dict.fromkeys(scope.articles, scope))
        if len(self.body) > 1:
            self._chapters(document.body)
        self.empty = Scope()
        self._elsewhere: dict[str, list[Scope]] = {}  # the scopes of the body that have a number, two at most; once asked for

    def _chapters(self, nodes: Sequence[Provision]) -> None:
        for node in nodes:
            if node.kind in DIVISIONS:
                inside = [n for n in node.walk() if n.kind is ARTICLE]
                self._by_tail.setdefault(node.eid.rpartition("__")[2], []).append(_scope(inside))
                self._chapters(node.children)

    def at(self, article: str, annex: str) -> Scope:
        """The scope of the article or annex where a citation stands; of the body where it stands before all articles."""
        if article in self._of:
            return self._of[article]
        return self.annexes.get(annex) or self.main

    @property
    def main(self) -> Scope:
        """The scope of the body, or of the one annex that is the rule of a 通知."""
        if self.body:
            return self.body[0]
        return next(iter(self.annexes.values())) if len(self.annexes) == 1 else self.empty

    def named(self, piece: str, here: Scope, division: str = "") -> str:
        """The id that ``piece`` (art_3) means where ``here`` counts; "" where it could be two things.

        A piece that nobody has comes back as it is, in the words of the scope: the citation is then dangling.
        """
        if division and (scope := self._in_division(division)) is not None:
            return scope.local.get(piece, piece)
        if piece in here.local:
            return here.local[piece]
        others = self._having(piece)
        if len(others) == 1 and not here.clauses:
            return others[0].local[piece]
        return "" if others else piece

    def _having(self, piece: str) -> list[Scope]:
        """The scopes of the body that have a number; of many, two."""
        if not self._elsewhere:
            for scope in self.body:
                for name in scope.local:
                    held = self._elsewhere.setdefault(name, [])
                    if len(held) < 2:  # one, or more than one
                        held.append(scope)
        return self._elsewhere.get(piece, [])

    def bearers(self, piece: str, here: Scope) -> tuple[str, ...]:
        """Ids of the articles that a number could mean where it means none for sure; at most eight."""
        if piece in here.twice:
            return here.twice[piece][:8]
        found: list[str] = []
        for scope in self.body:
            found.extend(scope.twice.get(piece) or ([scope.local[piece]] if piece in scope.local else []))
            if len(found) >= 8:
                break
        return tuple(found[:8])

    def _in_division(self, division: str) -> Scope | None:
        found = self._by_tail.get(division, [])
        return found[0] if len(found) == 1 else None
