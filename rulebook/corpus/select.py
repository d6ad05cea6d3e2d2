"""The one gate before everything that is shown: which expressions an audience may see on a day."""

from __future__ import annotations

import dataclasses
import datetime as dt

from rulebook.corpus.load import Corpus
from rulebook.model.act import Act, Expression

AUDIENCES = ("全体", "中层以上", "党委")  # nested: each may read its own and all before it


def may_read(audience: str, wanted: str) -> bool:
    """Whether readers ``audience`` may read what is marked ``wanted``."""
    return AUDIENCES.index(wanted) <= AUDIENCES.index(audience)


def select(corpus: Corpus, audience: str = "全体", day: dt.date | None = None) -> Corpus:
    """The corpus as ``audience`` may see it.

    Drafts are left out. With ``day`` only what had been adopted by then is left (an edition's view);
    the spans of validity stay as they are, so that every derived record can carry them.
    """
    acts: dict[str, Act] = {}
    for act in corpus.acts.values():
        kept = tuple(e for e in act.expressions if _visible(e, audience, day))
        if kept:
            acts[act.id] = Act(act.id, kept)
    registers = {
        slug: register
        for slug, register in corpus.registries.registers.items()
        if may_read(audience, register.meta.get("audience") or "全体")
    }
    registries = dataclasses.replace(corpus.registries, registers=registers)
    return dataclasses.replace(corpus, acts=acts, registries=registries)


def _visible(expression: Expression, audience: str, day: dt.date | None) -> bool:
    header = expression.header
    if header.state != "adopted" or not may_read(audience, header.audience):
        return False
    return day is None or header.adopted is None or header.adopted <= day
