"""Ids for what has none: initials of its title and the first digits of its hash. Short, the same at every run, ASCII."""

from __future__ import annotations

import hashlib
import re

from rulebook.markup.pinyin import first_letters

_FIRST = 24  # characters of a title that are read, and letters that are kept
_SPOKEN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


def initials(words: str, otherwise: str) -> str:
    """The first letter of each syllable, at most 24; ``otherwise`` where there are none."""
    letters = first_letters(_SPOKEN.sub("", words)[:_FIRST])
    return re.sub(r"[^a-z0-9]", "", "".join(letters).lower())[:_FIRST] or otherwise


def digits(words: str) -> str:
    """64 hex digits (SHA-256 of the UTF-8 form), of which an id takes the first few."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def identifier(title: str, taken: set[str]) -> str:
    """Initials of the title and four hex digits, a number behind them where that is taken."""
    own = f"{initials(title, 'act')}-{digits(title)[:4]}"
    number, unique = 2, own
    while unique in taken:
        unique, number = f"{own}-{number}", number + 1
    return unique
