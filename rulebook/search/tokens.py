"""Words of a text as the search sees them: the same on the index side and, in JavaScript, on the query side.

No word boundaries: units are single Chinese characters and runs of letters or digits; terms are pairs of
neighbouring units (字的二元组), and the units themselves. Numerals before a unit of measure are written in digits.
"""

from __future__ import annotations

import functools
import operator
import re
import unicodedata

from rulebook.markup.numerals import to_int

_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万]+(?=[个日天年月周条款项人家元次份小分倍成季岁本名件号章节编])")
_UNIT = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]*")
_SIGNS = re.compile(r"[，。、；：（）《》“”]+")  # breaks that every text is full of
_DAY = re.compile(r"(?<=[0-9])天")
_OTHER = re.compile(r"[^\u3400-\u9fffa-z0-9]+")
_BREAK = re.compile(r"[^\u3400-\u9fffa-z0-9\s]+")


def fold(text: str) -> str:
    """NFKC, lower case, numerals before a unit in digits, 天 after a number as 日."""
    if _plain(text):
        return text
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _NUMERAL.sub(_digits, plain)
    return _DAY.sub("日", plain)


def _plain(text: str) -> bool:
    """Whether there is nothing to fold: so it is with most parts of a text."""
    return _HAN.fullmatch(text) is not None and not _NUMERAL.search(text)


def _digits(numeral: re.Match[str]) -> str:
    number = to_int(numeral.group())
    return numeral.group() if number is None else str(number)


@functools.lru_cache(maxsize=1 << 15)  # the same ways of asking go with the sites of all editions
def bare(text: str) -> str:
    """``text`` folded, without spaces and punctuation: what a question is compared with."""
    return _OTHER.sub("", fold(text))


def terms(text: str) -> list[str]:
    """Every term of ``text`` in order, repeats included."""
    out: list[str] = []
    for part in _SIGNS.split(text):
        if _plain(part):
            _add(out, list(part))
        else:
            for run in _BREAK.split(fold(part)):
                _add(out, _UNIT.findall(run))
    return out


def _add(out: list[str], units: list[str]) -> None:
    out += map(operator.add, units, units[1:])
    out += units


def shard_of(term: str, shards: int) -> int:
    """Which shard holds ``term`` (the same sum in search/text.js)."""
    value = 7
    for character in term:
        value = (value * 31 + ord(character)) & 0xFFFFFFFF
    return value % shards
