"""A sharded index of character pairs with ready-made weights, and the texts in blocks: small first answers at any size.

Ranking: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), the part of a term and a record (BM25)
is computed here, in twelfths; the browser only multiplies it with the rarity of the term.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rulebook.search.tokens import bare, shard_of, terms

BLOCK = 16  # records a text block
POSTINGS = 700  # aimed at in one shard
SHARDS = (16, 3072)  # least and most
KEPT = 3000  # records kept for one term, the heaviest
COMMON = 8  # a single character that stands in more than one record of so many tells nothing: only its number is kept
HEADING, TITLE, CHAPTER, ASKED = 5, 2, 1, 1  # what a term in a field counts for, a term of the text being 1
K1, B, MEAN = 1.2, 0.4, 140  # MEAN: characters of an article, about the same in every collection
STEP = 12
_WAYS = re.compile("[；，]")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found. shown: what the result list needs besides the text. asked: how people ask for it."""

    text: str
    heading: str
    title: str
    chapter: str
    shown: tuple[Any, ...]
    asked: str = ""


def build(records: Iterable[Record]) -> Iterator[tuple[str, Any]]:
    """Files by name, ready to be written as JSON: ``texts-N``, ``terms-N``, ``manifest`` last."""
    postings: dict[str, array[int]] = {}
    block: list[list[Any]] = []
    number = -1
    for number, record in enumerate(records):
        for term, weight in _weights(record.text, record.heading, record.title, record.chapter, record.asked).items():
            postings.setdefault(term, array("I")).append(number << 5 | weight)
        ways = dict.fromkeys(filter(None, map(bare, _WAYS.split(record.asked))))
        block.append([*record.shown, record.text, *(["；".join(ways)] if ways else [])])
        if len(block) == BLOCK:
            yield f"texts-{number // BLOCK}", block
            block = []
    if block:
        yield f"texts-{number // BLOCK}", block
    most = min(max(number + 1, 100) / COMMON, KEPT)
    common = {
        term: len(found)
        for term, found in sorted(postings.items())
        if len(term) == 1 and not term.isascii() and len(found) > most
    }
    for term in common:
        del postings[term]
    total = sum(map(len, postings.values()))
    shards = min(SHARDS[1], max(SHARDS[0], total // POSTINGS))
    groups: list[list[str]] = [[] for _ in range(shards)]
    for term in postings:
        groups[shard_of(term, shards)].append(term)
    for index, group in enumerate(groups):
        yield f"terms-{index}", {term: _packed(postings.pop(term)) for term in sorted(group)}
    yield "manifest", {"records": number + 1, "shards": shards, "block": BLOCK, "step": STEP, "common": common}


@lru_cache(maxsize=4096)
def _weights(text: str, heading: str, title: str, chapter: str, asked: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for words, weight in ((text, 1), (heading, HEADING), (title, TITLE), (chapter, CHAPTER)):
        for term in terms(words):
            counts[term] += weight
    for term in set(terms(asked)):
        counts[term] += ASKED
    dampened = K1 * (1 - B + B * min(len(text) or 120, 2000) / MEAN)
    return {term: max(1, round(STEP * count * (K1 + 1) / (count + dampened))) for term, count in counts.items()}


def _packed(found: array[int]) -> list[int]:
    """[number of records, then step to the record and weight, …]; of very many only the heaviest are kept."""
    kept = sorted(heapq.nlargest(KEPT, found, key=lambda value: value & 31)) if len(found) > KEPT else found
    out = [len(found)]
    before = 0
    for value in kept:
        out += (value >> 5) - before, value & 31
        before = value >> 5
    return out
