"""What a rulebook holds, as far as the citations of a draft are judged by it: here, and as data for the reader's browser."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rulebook.corpus.library import build_library, nearest_title, title_key
from rulebook.corpus.load import Corpus
from rulebook.history.article_history import moved
from rulebook.history.redline import Row, compare
from rulebook.model.act import Act, Expression
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.header import doc_no_key

Moves = Callable[
    [Act, Expression, Expression], Mapping[str, str]
]  # article of the first text → of the second, "" where it is gone


@dataclass(frozen=True, slots=True)
class Held:
    """Acts by id, and all names.

    names: compared name → ids of the acts that bear it. registers: names of registers, which have no provisions.
    titles: act id → title today. written: compared name → a title as it is written. basis: compared name of a
    registered instrument → its title and what is known of later texts. numbers: 文号 → id of what it issued.
    """

    acts: Mapping[str, Act]
    names: Mapping[str, Sequence[str]]
    registers: Mapping[str, str]
    titles: Mapping[str, str]
    written: Mapping[str, str]
    basis: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, str]
    moves: Moves

    def ids(self, title: str, day: dt.date) -> list[str]:
        """Acts called so; where several are, the one in force on ``day`` (废止后重新制定)."""
        found = list(self.names.get(title_key(title), ()))
        if len(found) > 1:
            then = [i for i in found if i in self.acts and self.acts[i].on(day)]
            return then if len(then) == 1 else found
        return found

    def title(self, act: str) -> str:
        """Title of an act, "" where it is not held."""
        return self.titles.get(act, "")

    def nearest(self, title: str) -> str:
        """The known title most like one that nothing bears, as it is written; "" where none is near."""
        key = nearest_title(title, [*self.names, *self.registers, *self.basis])
        return self.written.get(key, key)

    def wanted(self, found: Sequence[Citation]) -> list[str]:
        """Ids of the acts that must be at hand to judge ``found``."""
        out: dict[str, int] = {}
        for citation in found:
            for act in self.names.get(title_key(citation.title), ()):
                out[act] = 1
            if citation.kind is CitationKind.DOCUMENT_NUMBER or citation.title.endswith("号"):
                act = self.numbers.get(doc_no_key(citation.title), "")
                if act in self.titles:
                    out[act] = 1
        return list(out)


def hold(corpus: Corpus, compared: Callable[[Expression, Expression], Sequence[Row]] | None = None) -> Held:
    """What ``corpus`` holds. compared: comparisons made already, where somebody keeps them."""
    library = build_library(corpus)
    expressions = [e for act in corpus.acts.values() for e in act.expressions]
    written = {title_key(e.header.title): e.header.title for e in reversed(expressions)}
    rows = corpus.registries.basis or {}
    basis = {}
    for name, ids in library.basis.items():
        row = rows[min(ids)]
        basis[name] = (row.get("title"), row.get("later"))
    return Held(
        acts=corpus.acts,
        names={name: sorted(ids & corpus.acts.keys()) for name, ids in library.acts.items() if ids & corpus.acts.keys()},
        registers={name: min(ids) for name, ids in library.acts.items() if not ids & corpus.acts.keys()},
        titles={act.id: act.header.title for act in corpus.acts.values()},
        written=written,
        basis=basis,
        numbers={number: act for number, (act, _) in library.numbers.items()},
        moves=functools.partial(_moves, compared or _Compared()),
    )


class _Compared:
    """Comparisons of texts, each made once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Sequence[Row]] = {}

    def __call__(self, old: Expression, new: Expression) -> Sequence[Row]:
        key = (old.file, new.file)
        if key not in self._rows:
            self._rows[key] = compare(old.document, new.document)
        return self._rows[key]


def _moves(
    compared: Callable[[Expression, Expression], Sequence[Row]], act: Act, old: Expression, new: Expression
) -> dict[str, str]:
    return {eid: place.eid if place else "" for eid, place in moved(act, old, new, compared).items()}
