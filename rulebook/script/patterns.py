"""A regular expression of Python as one of JavaScript that matches the same words.

Texts hold no character beyond U+FFFF here (the page puts others aside), so that no ``u`` flag is needed.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable

_UNITS = (range(0xD800), range(0xE000, 0x10000))  # all but surrogates
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")
_END = r"(?=\n?(?![\s\S]))"  # $ stands before a last line feed too


def ranges(holds: Callable[[str], bool]) -> str:
    """The characters for which ``holds`` is true, as they stand inside a character class."""
    codes = set(map(ord, filter(holds, map(chr, itertools.chain(*_UNITS)))))
    firsts = sorted(code for code in codes if code - 1 not in codes)
    lasts = sorted(code for code in codes if code + 1 not in codes)
    pairs = zip(firsts, lasts, strict=True)
    return "".join(_char(first) if first == last else f"{_char(first)}-{_char(last)}" for first, last in pairs)


def _char(code: int) -> str:
    return f"\\u{code:04x}"


_INSIDE = {
    "s": "\ue0d1",  # the runtime puts the characters in
    "d": "\ue0d0",
    "S": ranges(lambda c: not c.isspace()) + r"\ud800-\udfff",
    "D": ranges(lambda c: not c.isdecimal()) + r"\ud800-\udfff",
}


def javascript(pattern: re.Pattern[str]) -> tuple[str, str]:
    """Source and flags. Raises ValueError for what would mean something else there."""
    known = re.UNICODE | re.IGNORECASE | re.MULTILINE | re.DOTALL
    if pattern.flags & ~known.value:
        raise ValueError(f"flags of {pattern.pattern!r}")
    flags = "".join(letter for flag, letter in _FLAGS.items() if pattern.flags & flag)
    return _Reader(pattern.pattern, flags).read(), flags


def literal(pattern: re.Pattern[str]) -> str:
    """The expression that makes the pattern in the script."""
    source, flags = javascript(pattern)
    return f"$re({json.dumps(source, ensure_ascii=False)}, {json.dumps(flags)})"


class _Reader:
    """One pass over the source of a pattern."""

    def __init__(self, source: str, flags: str) -> None:
        self.source, self.flags, self.at = source, flags, 0

    def read(self) -> str:
        out = []
        while self.at < len(self.source):
            out.append(self._one())
        return "".join(out)

    def _next(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def _one(self) -> str:
        char = self._next()
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class()
        if char == "(" and self.source.startswith("?", self.at):
            return self._group()
        if char == ".":
            return r"[\s\S]" if "s" in self.flags else r"[^\n]"
        if char == "$" and "m" not in self.flags:
            return _END
        return "\\/" if char == "/" else _plain(char)

    def _escape(self) -> str:
        char = self._next()
        if char in _INSIDE:
            return f"[{_INSIDE[char]}]"
        if char in "nrtfv" or char in "123456789":
            return f"\\{char}"
        return self._point(char)

    def _point(self, char: str) -> str:
        """A character given by its number, or a sign that stands for itself."""
        if char in "xu":
            size = 2 if char == "x" else 4
            digits, self.at = self.source[self.at : self.at + size], self.at + size
            return _char(int(digits, 16))
        if char.isalnum():
            raise ValueError(f"\\{char} in {self.source!r}")
        return f"\\{char}" if char in _SYNTAX else _plain(char)

    def _class(self) -> str:
        out = ["["]
        if self.source.startswith("^", self.at):
            out.append(self._next())
        first = True
        while (char := self._next()) != "]" or first:
            first = False
            if char == "\\":
                char = self._next()
                out.append(_INSIDE[char] if char in _INSIDE else f"\\{char}" if char in "nrtfv" else self._point(char))
            else:
                out.append(f"\\{char}" if char in "[]^/" else _plain(char))
        return "".join((*out, "]"))

    def _group(self) -> str:
        for opening, written in (("?P<", "(?<"), ("?:", "(?:"), ("?=", "(?="), ("?!", "(?!"), ("?<=", "(?<="), ("?<!", "(?<!")):
            if self.source.startswith(opening, self.at):
                self.at += len(opening)
                return written
        if self.source.startswith("?P=", self.at):
            stop = self.source.index(")", self.at)
            name, self.at = self.source[self.at + 3 : stop], stop + 1
            return f"\\k<{name}>"
        raise ValueError(f"group at {self.at} of {self.source!r}")


def _plain(char: str) -> str:
    if ord(char) > 0xFFFF:
        raise ValueError(f"{char!r} is no single unit in a script")
    return char
