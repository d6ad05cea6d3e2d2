"""How much the words of a question say that internal rules answer it (above 0), or that they do not.

The table ``scope.tsv`` is learnt by bench/scope.py. A line: a score, the terms that are in many questions, the others;
the first go into the manifest, which every search reads, the others with the shards of the index.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from rulebook.search.tokens import terms

MOST = 9
SCALE = 4  # scores are whole numbers, so many to one of the logarithm of the odds


@functools.cache
def scopes() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Score by term, -9 to 9: of the terms that are in many questions, and of the others. Terms that are not there say nothing."""
    text = (resources.files("rulebook.search") / "scope.tsv").read_text(encoding="utf-8")
    often: dict[str, int] = {}
    others: dict[str, int] = {}
    for line in text.splitlines():
        score, first, rest = line.split("\t")
        often |= dict.fromkeys(first.split(), int(score))
        others |= dict.fromkeys(rest.split(), int(score))
    return MappingProxyType(often), MappingProxyType(others)


def scope(typed: str, table: Mapping[str, int]) -> float:
    """Of a whole question, as search/trust.js adds it up."""
    return sum(table.get(term, 0) for term in set(terms(typed))) / SCALE
