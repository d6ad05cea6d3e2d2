"""The tables of a rulebook (登记表、表格、事项): every .csv and .yml below its folder."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.markup.source import Source, source_of
from rulebook.walk import below, is_file


def tables(corpus: Corpus) -> Iterator[Source]:
    """Each table with its name as findings write it, in the order of the names."""
    for entry in below(corpus.docs):
        if entry.name.endswith((".csv", ".yml")) and is_file(entry):
            yield source_of(entry, f"{corpus.docs_name}/{entry.path.removeprefix(f'{corpus.docs}/')}")
