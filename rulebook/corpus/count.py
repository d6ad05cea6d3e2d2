"""Counting what a rulebook holds, and holding it against what was planned (``docs/plan.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.corpus.load import Corpus
from rulebook.markup.source import read_source

PLAN = "plan.csv"
COLLECTIONS = frozenset({"mechanism", "rule", "register", "law"})
COUNTED = "mechanism、rule、act、forms、basis、terms、offices，或者清单的 id"


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned of one thing, and what there is; ``held`` None: nothing of that name is counted."""

    what: str
    expected: str
    held: int | None
    note: str


def counted(corpus: Corpus, what: str) -> int | None:
    """How many: acts of a collection or all (``act``), forms, basis, terms, offices, or rows of a register by its id."""
    registries = corpus.registries
    if what in COLLECTIONS or what == "act":
        return sum(1 for act in corpus.acts.values() if what in {"act", act.header.collection})
    if what == "forms":
        return sum(1 for _ in registries.forms or ())
    named = {"basis": registries.basis, "terms": registries.terms, "offices": registries.offices}
    if what in named:
        return len(named[what] or {})
    register = registries.registers.get(what)
    return len(register.rows) if register else None


def planned(corpus: Corpus) -> Iterator[Planned]:
    """A row for each line of the plan; none where there is no plan."""
    path = corpus.docs / PLAN
    if path.exists():
        for row in csv.DictReader(read_source(path, PLAN).text.splitlines()):
            what = (row.get("item") or "").strip()
            yield Planned(what, (row.get("expected") or "").strip(), counted(corpus, what), (row.get("note") or "").strip())
