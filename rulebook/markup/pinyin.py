"""Pinyin without tones, by the dictionaries of pypinyin, which take a third of a second to load: ours is made of them once.

A text is cut into the longest words that the dictionary has, else characters.
"""

from __future__ import annotations

import csv
import functools
import marshal
import re
from importlib import resources

from rulebook.made_once import made_once

_RUN = re.compile("([\u3007\u3400-\u4dbf\u4e00-\u9fff\ue815-\ue864\uf900-\ufaff\U00020000-\U0003ffff]+)")


@functools.lru_cache(maxsize=65536)  # the same pairs of characters are asked of for several files
def syllables(text: str) -> tuple[str, ...]:
    """三个 → san, ge; what is no Chinese character stays as it is."""
    words, longest = _dictionary()
    if text in words:
        return tuple(words[text].split(" "))
    out: list[str] = []
    for number, run in enumerate(_RUN.split(text)):
        if number % 2 == 0:
            out += [run] if run else []
            continue
        at = 0
        while at < len(run):
            end = min(at + longest, len(run))
            while end > at + 1 and run[at:end] not in words:
                end -= 1
            out += words.get(run[at:end], run[at:end]).split(" ")
            at = end
    return tuple(out)


def first_letters(text: str) -> list[str]:
    """三个 → s, g; what is no Chinese character stays as it is."""
    letters, at = [], 0
    for syllable in syllables(text):
        written = text.startswith(syllable, at)  # no character that is read
        letters.append(syllable if written else syllable[:1])
        at += len(syllable) if written else 1
    return letters


@functools.cache
def _dictionary() -> tuple[dict[str, str], int]:
    """Syllables by word and by character, and the length of the longest word."""
    words: dict[str, str] = marshal.loads(made_once("pinyin", _made))  # noqa: S302  # the store has compared its digest
    return words, max(map(len, words))


def _made() -> bytes:
    """The library's dictionaries, with words whose characters have several readings, and that it lacks (readings.csv)."""
    from pypinyin import Style  # noqa: PLC0415  # see above
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # noqa: PLC0415
    from pypinyin.style import convert  # noqa: PLC0415

    plain = functools.cache(lambda syllable: str(convert(syllable, Style.NORMAL, strict=True, default=syllable)))
    text = (resources.files("rulebook.markup") / "readings.csv").read_text(encoding="utf-8")
    own = {row["word"]: row["reading"] for row in csv.DictReader(text.splitlines())}
    characters = {chr(code): plain(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
    words = {word: " ".join(plain(readings[0]) for readings in read) for word, read in PHRASES_DICT.items()}
    return marshal.dumps(characters | words | own)
