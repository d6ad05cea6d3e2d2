"""What a rulebook holds, as far as the citations of a draft are judged by it: here, and as data for the reader's browser."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rulebook.corpus.library import build_library, nearest_title, number_key, title_key
from rulebook.corpus.load import Corpus
from rulebook.history.article_history import moved
from rulebook.history.redline import Row, compare
from rulebook.model.act import Act, Expression
from rulebook.model.citation import Citation, CitationKind

Moves = Callable[
    [Act, Expression, Expression], Mapping[str, str]
]  # article of the first text → of the second, "" where it is gone

_LEADS = "看见按找用照查读学引写改即是在对由以与和及同把将据违反合循守从"  # what stands before a name: 见, 按照, 违反
_KINDS = "法定则度程案知例"  # what stands before a 文号 besides: 旧办法甲〔2020〕1号
_SHORTEST = 4  # characters of a name that is looked for in other words


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

    def narrowed(self, citation: Citation) -> Citation:
        """The citation without words before a name or 文号 that is registered: 先看印章办法, 适用甲〔2020〕1号.

        Only behind a word that leads to a name: 某局印章办法 is the rule of somebody else.
        """
        numbered = citation.title.endswith("号")
        key = number_key(citation.title) if numbered else title_key(citation.title)
        if key in self.numbers or key in self.names or key in self.basis or key in self.registers or "《" in citation.text:
            return citation
        leads, known = (_LEADS + _KINDS, self.numbers.keys()) if numbered else (_LEADS, self.names.keys())
        found = [name for name in known if len(name) >= _SHORTEST and key.endswith(name) and key[-len(name) - 1] in leads]
        if not found:
            return citation
        name = max(found, key=len)
        at = max(0, citation.text.find(name))
        return citation._replace(title=name, text=citation.text[at:], start=citation.start + at)

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
        for citation in map(self.narrowed, found):
            for act in self.names.get(title_key(citation.title), ()):
                out[act] = 1
            if citation.kind is CitationKind.DOCUMENT_NUMBER or citation.title.endswith("号"):
                act = self.numbers.get(number_key(citation.title), "")
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
