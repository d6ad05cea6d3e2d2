"""First step: a line as the grammar reads it, with the way back to its raw offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

# One character for one, so that offsets stay: full-width digits and letters, brackets, variants of 第, units in traditional script.
_MAP = {chr(0xFF10 + i): str(i) for i in range(10)}
_MAP |= {chr(0xFF21 + i): chr(0x41 + i) for i in range(26)} | {chr(0xFF41 + i): chr(0x61 + i) for i in range(26)}
_MAP |= {
    "(": "（",
    ")": "）",
    "[": "〔",
    "]": "〕",
    "［": "〔",
    "］": "〕",
    "【": "〔",
    "】": "〕",
    "笫": "第",
    "〇": "零",
    "○": "零",
    "條": "条",
    "項": "项",
    "編": "编",
    "節": "节",
    "號": "号",
}
_TABLE = str.maketrans(_MAP)
_DROPPED = "*\u200b\u200c\u200d\u2060\ufeff\u00ad \t\u3000\u00a0\r\n"
_DROP = frozenset(_DROPPED)
_ANY_MAPPED = re.compile(f"[{re.escape(''.join(_MAP))}]")
# [《甲办法》](https://example.org/a)第三条, 《甲办法》<b>第三条</b>: marks of layout that part a name from its number
_MARKS = re.compile(
    r"(?P<open>\[)(?P<words>[^\[\]\n]*)(?P<close>\]\((?:[^()\s]|\([^()\s]*\))*\))|</?(?:b|strong|em|i|u|span|font|a|sup|sub|mark)(?:\s[^<>\n]*)?>",
    re.IGNORECASE,
)
_ANY_DROPPED = re.compile(f"[{_DROPPED}]")
_ANY = re.compile(f"[{_DROPPED}<{re.escape(''.join(_MAP))}]")
BETWEEN = rf"{_DROPPED}<\[\]"  # what may part two characters of a reference in a raw line, for a class of characters


class Cleaned(NamedTuple):
    """text: what the grammar reads. offsets[i]: raw offset of text[i]; one more for the end."""

    text: str
    offsets: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of text[start:end]."""
        return self.offsets[start], self.offsets[end - 1] + 1


def clean(line: str) -> Cleaned:
    """Drop blanks, invisible characters and marks of layout, fold widths and brackets."""
    if not _ANY.search(line):
        return Cleaned(line, range(len(line) + 1))
    gone = _marks(line) if "](" in line or "<" in line else frozenset()
    text = line.translate(_TABLE) if _ANY_MAPPED.search(line) else line
    if not gone and not _ANY_DROPPED.search(text):
        return Cleaned(text, range(len(text) + 1))
    kept = [i for i, c in enumerate(text) if c not in _DROP and i not in gone]
    return Cleaned("".join(text[i] for i in kept), (*kept, len(text)))


def _marks(line: str) -> frozenset[int]:
    """Offsets of the marks of links and of inline HTML."""
    out: set[int] = set()
    for match in _MARKS.finditer(line):
        linked = match["words"] is not None
        out.update(range(match.start(), match.start("words") if linked else match.end()))
        out.update(range(match.end("words") if linked else match.end(), match.end()))
    return frozenset(out)
