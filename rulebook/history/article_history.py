"""An article through the texts of its act (本条沿革): one chain an article, newest numbering first to be asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rulebook.history.align import numbered
from rulebook.history.redline import Row
from rulebook.model.act import Act, Expression
from rulebook.model.provision import Provision

Compare = Callable[[Expression, Expression], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Step:
    """The article in one text. row: the comparison with the text before, None in the first. article: None where it was deleted."""

    expression: Expression
    article: Provision | None
    row: Row | None

    @property
    def changed(self) -> bool:
        """Whether its words changed here, beyond number, punctuation and width."""
        return self.row is not None and self.row.label not in {"unchanged", "renumbered"}


@dataclass(frozen=True, slots=True)
class Chain:
    """One article, oldest text first."""

    steps: tuple[Step, ...]

    @property
    def last(self) -> Provision:
        """The article as it was last worded."""
        return next(step.article for step in reversed(self.steps) if step.article)

    @property
    def changed(self) -> bool:
        """Whether any text changed, added or deleted it."""
        return any(step.changed for step in self.steps)


def chains(texts: Sequence[Expression], compare: Compare) -> list[Chain]:
    """Every article of every text, in the order of the newest text it stands in."""
    open_chains: dict[str, list[Step]] = {a.eid: [Step(texts[0], a, None)] for a in numbered(texts[0].document)}
    closed: list[list[Step]] = []
    for old, new in itertools.pairwise(texts):
        following: dict[str, list[Step]] = {}
        for row in compare(old, new):
            before = open_chains.get(row.old.eid, []) if row.old else []
            steps = [*before, Step(new, row.new, row)]
            if row.new:
                following[row.new.eid] = steps
            else:
                closed.append(steps)
        open_chains = {a.eid: following[a.eid] for a in numbered(new.document) if a.eid in following}
    return [Chain(tuple(steps)) for steps in (*open_chains.values(), *closed)]


def held_texts(act: Act) -> list[Expression]:
    """Texts whose words and day are known, oldest first."""
    return [e for e in act.expressions if e.header.text != "pending" and e.valid_from]


def neighbours(act: Act) -> list[tuple[Expression, Expression]]:
    """Pairs of texts that follow one another, both held and dated."""
    return list(itertools.pairwise(held_texts(act)))


def pairs(act: Act) -> list[tuple[Expression, Expression]]:
    """Any two held texts, the older first."""
    return list(itertools.combinations(held_texts(act), 2))


def act_chains(act: Act, compare: Compare) -> list[Chain]:
    """Every article of every held text of ``act``; [] where there is only one text."""
    texts = held_texts(act)
    return chains(texts, compare) if len(texts) > 1 else []


def moved(act: Act, expression: Expression, shown: Expression, compare: Compare) -> dict[str, Provision | None]:
    """Articles of an older or coming text that stand elsewhere in ``shown``: id to that article, None where it is gone.

    Where the header says what became of a number (renumbered), that counts; the comparison says the rest.
    """
    if expression.file == shown.file:
        return {}
    today = {article.eid: article for article in numbered(shown.document)}
    out: dict[str, Provision | None] = {}
    for chain in act_chains(act, compare):
        by_file = {step.expression.file: step.article for step in chain.steps}
        here, there = by_file.get(expression.file), by_file.get(shown.file)
        if here is None:
            continue
        said = shown.header.renumbered.get(here.eid) if expression.key < shown.key else None
        target = today.get(said, there) if said else there
        if target is None or target.eid != here.eid:
            out[here.eid] = target
    return out
