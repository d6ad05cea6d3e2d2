"""Words of Chinese as a dictionary counts them: how usual they are, where they stand in a line, what sounds and looks alike.

The dictionary is that of jieba (MIT), read once, when a correction has to be judged.
"""

from __future__ import annotations

import importlib.util
import math
import re
from functools import lru_cache
from pathlib import Path

RARE = 10  # what the dictionary knows less often is no word that somebody meant
LONGEST = 5
_NAMED = 10_000  # a registered name is as usual as this
TOGETHER = 5.0  # natural logarithm; 配合 5.1, 会议 8, 学习 13; 任用 in 承诺人用, 监按 below 1


def look_alikes(kind: str) -> list[str]:
    """Characters that are taken for each other, by group, from the table beside this module."""
    rows = Path(__file__).with_name("look_alike.tsv").read_text(encoding="utf-8").splitlines()
    return [group for group, _, sort in (row.partition("\t") for row in rows) if sort == kind]


def torn(old: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a word of the old line reaches over the border of ``old[start:end]``: then that is no place of a word."""
    around = range(max(0, start - LONGEST + 1), min(len(old), end + LONGEST - 1))
    for first in around:
        for last in range(first + 2, min(len(old), first + LONGEST) + 1):
            over = first < start < last < end or start < first < end < last
            if over and (old[first:last] in names or common(old[first:last])):
                return True
    return any(
        name
        and (found := old.find(name)) >= 0
        and (found < start < found + len(name) < end or start < found < end < found + len(name))
        for name in names
    )


def belongs(word: str, names: frozenset[str], least: float = TOGETHER) -> bool:
    """Whether its characters stand together far more often than by chance (逐点互信息)."""
    return word in names or _weight(word, names) - sum(_weight(one, names) for one in word) >= least


def _weight(word: str, names: frozenset[str]) -> float:
    """Logarithm of how likely a word is; a registered name is as usual as many words."""
    return math.log(uses().get(word, 0) or (_NAMED if word in names else 1)) - _total()


@lru_cache(maxsize=1)
def _total() -> float:
    return math.log(sum(uses().values()))


@lru_cache(maxsize=256)
def cut(text: str, names: frozenset[str]) -> frozenset[tuple[int, int]]:
    """The words of a line, each from where to where: the likeliest row of words."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        starts = (start for start in range(max(0, end - 2 * LONGEST), end))
        best.append(
            max(
                (best[start][0] + _weight(word, names), start)
                for start in starts
                if len(word := text[start:end]) == 1 or word in names or word in uses()
            )
        )
    words, end = [], len(text)
    while end:
        words.append((best[end][1], end))
        end = best[end][1]
    return frozenset(words)


def windows(text: str, at: int) -> list[tuple[int, int]]:
    """Stretches of two to five characters that hold the character at ``at``, longest first."""
    return [
        (start, start + size)
        for size in range(LONGEST, 1, -1)
        for start in range(max(0, at - size + 1), at + 1)
        if start + size <= len(text)
    ]


def word_at(text: str, at: int, names: frozenset[str], often: int) -> str:
    """The longest word of the dictionary, or registered name, that holds the character at ``at``."""
    found = (text[start:end] for start, end in windows(text, at))
    return next((word for word in found if word in names or uses().get(word, 0) >= often), "")


def common(word: str) -> bool:
    """Whether the dictionary knows a word well enough that somebody may have meant it."""
    return uses().get(word, 0) >= RARE


@lru_cache(maxsize=4096)
def sounds(character: str) -> frozenset[str]:
    """Its usual reading without tone, ng=n, zh=z, ch=c, sh=s."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  # its dictionaries take a third of a second, and are rarely asked

    readings = pinyin(character, style=Style.NORMAL, errors="ignore")
    return frozenset(
        re.sub(r"ng$|(?<=^[zcs])h", lambda m: m.group()[:1].replace("h", ""), reading) for reading in (readings or [[]])[0]
    )


@lru_cache(maxsize=1)
def uses() -> dict[str, int]:
    """How often each word was counted."""
    found = importlib.util.find_spec("jieba")
    folder = Path((found.submodule_search_locations or [""])[0]) if found else Path()
    rows = (line.split(" ") for line in (folder / "_data" / "dict.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows}
