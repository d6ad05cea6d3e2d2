"""Who cites what is about to change: texts in force or coming, that would lead to what is no longer there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet

from rulebook.corpus.library import build_library
from rulebook.corpus.links import Target, link_all
from rulebook.corpus.load import Corpus, is_published
from rulebook.model.act import Act


def citing(corpus: Corpus, act: Act, on: dt.date, articles: AbstractSet[str] | None = None) -> list[str]:
    """Places in other acts, in force on that day or coming, that cite this one (or these articles of it).

    Each as ``file:line 《title》：words``.
    """
    lines = []
    for link in link_all(corpus, build_library(corpus)):
        source = link.source
        if link.kind is not Target.ACT or link.id != act.id or source.act == act.id or is_published(source):
            continue
        if articles is not None and not any(eid.partition("__")[0] in articles for eid in link.eids):
            continue
        if source.header.state == "adopted" and (source.valid_to is None or source.valid_to >= on):
            lines.append(f"{source.file}:{link.citation.line} 《{source.header.title}》：{link.citation.text}")
    return lines
