"""Whose numbers count where: the articles of the body, of a chapter that counts again, of an annex, or the 一、 of a text without 条."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rulebook.markup.problems import restarts
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles that are counted together.

    articles: their ids, in order; local: id pieces as citations name them (``art_3``) → ids.
    order: where each id stands in ``articles``.
    """

    articles: tuple[str, ...] = ()
    local: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    clauses: bool = False


def _scope(nodes: Sequence[Provision], *, clauses: bool = False) -> Scope:
    local: dict[str, str] = {}
    for node in nodes:
        piece = f"art_{'-'.join(map(str, node.number))}"
        local[piece] = "" if piece in local else node.eid  # a number that stands twice means neither
    ids = tuple(dict.fromkeys(node.eid for node in nodes))
    return Scope(ids, local, {eid: index for index, eid in enumerate(ids)}, clauses)


class Scopes:
    """All scopes of a document, and which one an article or annex belongs to."""

    def __init__(self, document: Document) -> None:
        self.body: list[Scope] = []
        self.annexes: dict[str, Scope] = {}
        self._of: dict[str, Scope] = {}
        self._divisions: dict[str, Scope] = {}
        segments = restarts(document.body)
        self.body = [_scope(segment) for segment in segments]
        if not segments:
            clauses = [node for top in document.body for node in top.walk() if node.kind is Kind.CLAUSE]
            if clauses:
                self.body = [_scope(clauses, clauses=True)]
        for annex in document.annexes:
            if articles := [article for segment in restarts(annex.children) for article in segment]:
                self.annexes[annex.eid] = _scope(articles)
        for scope in (*self.body, *self.annexes.values()):
            self._of.update(dict.fromkeys(scope.articles, scope))
        if len(self.body) > 1:
            self._chapters(document.body)
        self.empty = Scope()

    def _chapters(self, nodes: Sequence[Provision]) -> None:
        for node in nodes:
            if node.kind in DIVISIONS:
                inside = [n for n in node.walk() if n.kind is Kind.ARTICLE]
                self._divisions[node.eid] = _scope(inside)
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
        others = [scope for scope in self.body if scope is not here and piece in scope.local]
        if len(others) == 1 and not here.clauses:
            return others[0].local[piece]
        return "" if others else piece

    def _in_division(self, division: str) -> Scope | None:
        found = [scope for eid, scope in self._divisions.items() if eid == division or eid.endswith(f"__{division}")]
        return found[0] if len(found) == 1 else None
