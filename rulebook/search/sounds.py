"""What a character is mistaken for: what sounds alike and what looks alike, so that a slip leads to the word that was meant."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rulebook.lawful.slips.vocabulary import look_alikes
from rulebook.markup.pinyin import syllables

_FREQUENT = (0xB0, 0xD7)  # rows of GB 2312 with its 3,755 most used characters
_CELLS = (0xA1, 0xFE)
_HAN = re.compile(r"[\u3400-\u9fff]{2}")


def slips(pairs: Iterable[str], headings: Iterable[str]) -> dict[str, Any]:
    """The file ``sounds``: characters by syllable, and ``words``, the pairs of characters in headings run together.

    pairs: those of the texts. What is put right makes a word that the browser's dictionary knows, or that headings have.
    """
    words = {heading[at : at + 2] for heading in headings for at in range(len(heading) - 1)}
    return {"sounds": _sounds(pairs), "words": "".join(sorted(word for word in words if _HAN.fullmatch(word)))}


def _sounds(pairs: Iterable[str]) -> dict[str, str]:
    """报 under ``bao``; a character stands also under the syllables of those that look like it.

    The pairs tell how a character is read there (还款 huan); people also type others: the most used ones of GB 2312.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for character, syllable in zip(pair, syllables(pair), strict=False):
            found[syllable].add(character)
    for syllable, character in _frequent():
        found[syllable].add(character)
    own: dict[str, list[str]] = defaultdict(list)
    for syllable, characters in found.items():
        for character in characters:
            own[character].append(syllable)
    for group in look_alikes("like"):
        for character in group:
            for other in group:
                for syllable in own[other]:
                    found[syllable].add(character)
    return {syllable: "".join(sorted(found[syllable])) for syllable in sorted(found) if syllable.isascii()}


@functools.cache
def _frequent() -> tuple[tuple[str, str], ...]:
    """Syllable and character."""
    cells = range(_CELLS[0], _CELLS[1] + 1)
    rows = range(_FREQUENT[0], _FREQUENT[1] + 1)
    characters = b"".join(bytes((row, cell)) for row in rows for cell in cells).decode("gb2312", "ignore")
    return tuple((syllables(character)[0], character) for character in characters)
