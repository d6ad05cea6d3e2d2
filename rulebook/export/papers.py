"""All papers of an act: each text, each comparison of a text with the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rulebook.export.paper import Paper, act_paper, comparison_paper
from rulebook.history.article_history import neighbours
from rulebook.history.redline import compare
from rulebook.model.act import Act


def act_papers(act: Act, day: dt.date) -> Iterator[tuple[str, Paper]]:
    """(name without ending, paper): ``seals``, ``seals.2021-10-13`` for the other texts, ``seals.2019-…对照`` for comparisons."""
    shown = act.shown(day)
    for text in act.expressions:
        if text.header.text != "pending":
            yield act.id if text is shown else f"{act.id}.{text.key}", act_paper(act, text, day)
    for old, new in neighbours(act):
        rows = compare(old.document, new.document)
        yield f"{act.id}.{old.key}至{new.key}对照", comparison_paper(old, new, rows)
