"""Pinyin of names and of frequent pairs of characters, for people who type letters."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from string import ascii_lowercase
from typing import Any

from rulebook.markup.pinyin import first_letters, syllables

MOST_PAIRS = 20000
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@functools.lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """First letters of the pinyin: sggd for 三个规定."""
    return _letters(first_letters(text))


@functools.lru_cache(maxsize=65536)
def full(text: str) -> str:
    """The whole pinyin without tones: sangeguiding."""
    return _letters(syllables(text))


def tables(letters: Iterable[tuple[str, int]], names: Iterable[tuple[str, int]], pairs: Counter[str]) -> dict[str, Any]:
    """Files ``readings-x`` by first letter, one for every letter.

    letters: (letters as people type them, number of the record). names: the same with names to be read.
    pairs: how many records hold each pair of characters.
    In a file, ``names``: letters → numbers of records; ``pairs``: pinyin → pairs, the most frequent first.
    """
    found: dict[str, dict[str, dict[str, list[Any]]]] = defaultdict(lambda: {"names": {}, "pairs": {}})
    found |= {letter: {"names": {}, "pairs": {}} for letter in ascii_lowercase}
    read = ((way(name), record) for name, record in names for way in (initials, full))
    for typed, record in itertools.chain(letters, read):
        records = found[typed[:1]]["names"].setdefault(typed, [])
        if record not in records:
            records.append(record)
    found.pop("", None)
    several = [(-count, pair) for pair, count in pairs.items() if count > 1]
    for _, pair in sorted(several)[:MOST_PAIRS]:
        reading = full(pair)
        if reading:
            found[reading[0]]["pairs"].setdefault(reading, []).append(pair)
    return {f"readings-{letter}": table for letter, table in sorted(found.items())}


def _letters(syllables: Iterable[str]) -> str:
    return _NO_LETTER.sub("", "".join(syllables).lower())
