"""Pinyin without tones. Its dictionaries take a third of a second to load, so they are loaded when first asked for."""

from __future__ import annotations

import csv
import functools
import re
from importlib import resources
from types import ModuleType

_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")


@functools.lru_cache(maxsize=65536)  # the same pairs of characters are asked of for several files
def syllables(text: str) -> tuple[str, ...]:
    """三个 → san, ge; what is no Chinese character stays as it is."""
    library = _library()
    if _PAIR.fullmatch(text) and text not in library.constants.PHRASES_DICT:  # the library reads each by itself too, only slower
        return (*_syllable(text[0]), *_syllable(text[1]))
    return tuple(str(syllable) for syllable in library.lazy_pinyin(text))


@functools.lru_cache(maxsize=16384)
def _syllable(character: str) -> tuple[str, ...]:
    return tuple(str(syllable) for syllable in _library().lazy_pinyin(character))


def first_letters(text: str) -> list[str]:
    """三个 → s, g; what is no Chinese character stays as it is."""
    letters, at = [], 0
    for syllable in syllables(text):
        written = text.startswith(syllable, at)  # no character that is read
        letters.append(syllable if written else syllable[:1])
        at += len(syllable) if written else 1
    return letters


@functools.cache
def _library() -> ModuleType:
    """The library with words whose characters have several readings, and that its own table of phrases lacks (readings.csv)."""
    import pypinyin  # noqa: PLC0415  # see above

    text = (resources.files("rulebook.markup") / "readings.csv").read_text(encoding="utf-8")
    own = {row["word"]: [[syllable] for syllable in row["reading"].split()] for row in csv.DictReader(text.splitlines())}
    pypinyin.load_phrases_dict(own)
    return pypinyin
