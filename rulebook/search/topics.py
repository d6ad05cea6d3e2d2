"""How much a word speaks of what internal rules regulate (above 0), or of what they do not: private life, other offices.

The table ``topics.tsv`` is learnt by bench/topics.py: a score, then the pairs of characters that have it, run together.
``topics-laws.tsv`` is the same for laws.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib import resources
from types import MappingProxyType

RULES, LAWS = "topics.tsv", "topics-laws.tsv"


@functools.cache
def topics(table: str) -> Mapping[str, int]:
    """Score by pair of characters, -9 to 9; pairs that are not there say nothing."""
    text = (resources.files("rulebook.search") / table).read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for line in text.splitlines():
        score, _, pairs = line.partition("\t")
        found |= {pairs[at : at + 2]: int(score) for at in range(0, len(pairs), 2)}
    return MappingProxyType(found)


def topics_of(table: str, headings: Iterable[str]) -> dict[str, int]:
    """The scores for a site: a pair in one of its headings is something that it regulates, whatever others do."""
    own = {heading[at : at + 2] for heading in headings for at in range(len(heading) - 1)}
    return {pair: score for pair, score in topics(table).items() if score > 0 or pair not in own}
