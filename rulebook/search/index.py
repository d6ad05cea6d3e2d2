"""A sharded index of terms with weighted counts, and the texts in blocks: small first answers at any size."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rulebook.search.tokens import shard_of, terms

BLOCK = 40  # records a text block
POSTINGS = 5000  # aimed at in one shard
HEADING, TITLE, CHAPTER = 5, 2, 1  # what a term in a field counts for, a term of the text being 1


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found.

    shown: what the result list needs (url, act, provision, expression, names, status spans …).
    """

    text: str
    heading: str
    title: str
    chapter: str
    shown: Mapping[str, Any] = field(default_factory=dict)


def build(records: Iterable[Record]) -> dict[str, Any]:
    """Files by name, ready to be written as JSON: ``manifest``, ``terms-N``, ``texts-N``."""
    postings: dict[str, list[int]] = defaultdict(list)
    lengths: list[int] = []
    blocks: list[list[dict[str, Any]]] = []
    for number, record in enumerate(records):
        counts: Counter[str] = Counter()
        for words, weight in ((record.text, 1), (record.heading, HEADING), (record.title, TITLE), (record.chapter, CHAPTER)):
            for term in terms(words):
                counts[term] += weight
        lengths.append(len(record.text) or 120)
        for term, count in counts.items():
            postings[term] += (number, min(count, 63))
        if number % BLOCK == 0:
            blocks.append([])
        blocks[-1].append({**record.shown, "text": record.text})
    total = sum(len(p) for p in postings.values()) // 2
    shards = max(8, total // POSTINGS)
    files: dict[str, Any] = {f"terms-{n}": {} for n in range(shards)}
    for term in sorted(postings):
        files[f"terms-{shard_of(term, shards)}"][term] = _deltas(postings[term])
    for number, block in enumerate(blocks):
        files[f"texts-{number}"] = block
    mean = sum(lengths) / len(lengths) if lengths else 1
    files["manifest"] = {"records": len(lengths), "shards": shards, "block": BLOCK, "mean": round(mean, 1)}
    files["lengths"] = [min(length, 2000) // 20 for length in lengths]
    return files


def _deltas(pairs: list[int]) -> list[int]:
    """Record numbers as steps from the one before, each with its count."""
    out: list[int] = []
    before = 0
    for index in range(0, len(pairs), 2):
        out += (pairs[index] - before, pairs[index + 1])
        before = pairs[index]
    return out
