"""A sharded index of character pairs with ready-made weights, and the texts in blocks: small first answers at any size.

Ranking: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), the part of a term and a record (BM25)
is computed here, in twelfths; the browser only multiplies it with the rarity of the term.
"""

from __future__ import annotations

import hashlib
import heapq
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rulebook.search.tokens import bare, shard_of, terms

FORMAT = 5  # of all files of the search; the same number stands in overrides/assets/js/search/files.js
BLOCK = 8  # records a text block
LONG_BLOCK = 5  # where each record carries its ways of asking
POSTINGS = 250  # aimed at in one shard
SHARDS = (16, 3072)  # least and most
KEPT = 3000  # records kept for one term, the heaviest
COMMON = 8  # a single character that stands in more than one record of so many tells nothing: only its number is kept
HEADING, TITLE, CHAPTER, ASKED = 5, 2, 1, 1  # what a term in a field counts for, a term of the text being 1
K1, B, MEAN = 1.2, 0.4, 140  # MEAN: characters of an article, about the same in every collection
STEP = 12
TOPICS = ""  # key of the scores in a shard; no term is empty
SCOPE = " "  # likewise
REMEMBERED = 4096  # records of which the weights stay in memory


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found, and what the list of results shows of it.

    entry: number of its act, or of the page, register or form in its place. expression: key of the text it stands in.
    provision: id of its element on the page, "" for the whole. duty: 谁、期限、表格.
    rests: articles that the steps of a matter rest on, ``act#heading``.
    title, chapter: words it is found by besides its own. asked: how people ask for it.
    """

    entry: int
    text: str
    heading: str = ""
    title: str = ""
    chapter: str = ""
    asked: str = ""
    expression: str = ""
    provision: str = ""
    label: str = ""
    name: str = ""  # shown for its heading, where that is longer
    duty: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """What the browser reads, empty fields left out. ``asked``: ready to be compared with a question."""
        ways = "；".join(dict.fromkeys(filter(None, map(bare, self.asked.split("；")))))
        row: dict[str, Any] = {
            "entry": self.entry,
            "expression": self.expression,
            "provision": self.provision,
            "label": self.label,
            "heading": self.name or self.heading,
            "duty": list(self.duty),
            "rests": list(self.rests),
            "text": self.text,
            "asked": ways,
        }
        return {key: value for key, value in row.items() if value not in ("", [])}


class _Postings(dict[str, "array[int]"]):
    """Records and weights by term, an empty array for a new one."""

    def __missing__(self, term: str) -> array[int]:
        found = self[term] = array("I")
        return found


@dataclass(slots=True)
class Index:
    """Takes the records one after the other, then gives the files.

    topics: how much a pair of characters speaks of what this rulebook regulates; it goes with the shard of the pair.
    scope: how much a term of a question says that rules answer it: of frequent terms, of others.
    asked: whether it is known how people ask.
    """

    count: int = 0
    asked: bool = False
    topics: Mapping[str, int] = field(default_factory=dict)
    scope: tuple[Mapping[str, int], Mapping[str, int]] = ({}, {})
    _postings: dict[str, array[int]] = field(default_factory=_Postings)
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, record: Record) -> int:
        """Number of the record."""
        number = self.count
        self.count += 1
        postings, place = self._postings, number << 5
        weigh = _weights if number < REMEMBERED else _weights.__wrapped__
        counts, weights = weigh(record.text, record.heading, record.title, record.chapter, record.asked)
        placed = {count: place | weight for count, weight in weights.items()}
        for term, count in counts.items():
            postings[term].append(placed[count])
        self._rows.append(record.row())
        self._digest.update(repr(record).encode())
        return number

    def digest(self) -> str:
        """The same for the same records."""
        return str(self._digest.hexdigest())

    def files(self) -> Iterator[tuple[str, Any]]:
        """Files by name: ``texts-N``, ``terms-N``, ``manifest`` last. Can be taken once."""
        block = LONG_BLOCK if self.asked else BLOCK
        for start in range(0, self.count, block):
            yield f"texts-{start // block}", self._rows[start : start + block]
        self._rows.clear()
        postings = self._postings
        most = min(max(self.count, 100) / COMMON, KEPT)
        single = sorted(term for term in postings if len(term) == 1 and not term.isascii())
        common = {term: len(postings[term]) for term in single if len(postings[term]) > most}
        for term in common:
            del postings[term]
        total = sum(map(len, postings.values()))
        shards = min(SHARDS[1], max(SHARDS[0], total // POSTINGS))
        groups: list[list[str]] = [[] for _ in range(shards)]
        for term in postings:
            groups[shard_of(term, shards)].append(term)
        told: list[dict[str, dict[str, int]]] = [{} for _ in range(shards)]
        for key, scores in ((TOPICS, self.topics), (SCOPE, self.scope[1])):
            for term, score in sorted(scores.items()):
                told[shard_of(term, shards)].setdefault(key, {})[term] = score
        for number, group in enumerate(groups):
            shard: dict[str, Any] = {term: _packed(postings.pop(term)) for term in sorted(group)}
            yield f"terms-{number}", shard | told[number]
        sizes = {"records": self.count, "shards": shards, "block": block, "step": STEP, "asked": int(self.asked)}
        yield "manifest", sizes | {"common": common, "scope": dict(self.scope[0])}


@lru_cache(maxsize=REMEMBERED)  # a preview makes the index anew after every saved edit
def _weights(text: str, heading: str, title: str, chapter: str, asked: str) -> tuple[Counter[str], dict[int, int]]:
    """What each term of a record counts for, and what each such count weighs: terms are many, counts are few."""
    counts = Counter(terms(text))
    for words, weight in ((heading, HEADING), (title, TITLE), (chapter, CHAPTER)):
        for term in _few(words):
            counts[term] += weight
    for term in set(_few(asked)):
        counts[term] += ASKED
    dampened = K1 * (1 - B + B * min(len(text) or 120, 2000) / MEAN)
    return counts, {count: max(1, round(STEP * count * (K1 + 1) / (count + dampened))) for count in set(counts.values())}


@lru_cache(maxsize=256)  # the articles of an act share its title, those of a chapter its name
def _few(words: str) -> tuple[str, ...]:
    return tuple(terms(words))


def _packed(found: array[int]) -> list[int]:
    """[number of records, then step to the record and weight, …]; of very many only the heaviest are kept."""
    kept = sorted(heapq.nlargest(KEPT, found, key=lambda value: value & 31)) if len(found) > KEPT else found
    out, last = [len(found)], 0
    for value in kept:
        record = value >> 5
        out.append(record - last)
        out.append(value & 31)
        last = record
    return out
