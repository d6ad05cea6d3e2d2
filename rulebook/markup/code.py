"""Code on a page (代码): what is shown as it is written, no words of the page."""

from __future__ import annotations

import re

_OPENS = re.compile(r"[ \t>]*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_INLINE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")


def without_fences(text: str) -> str:
    """The text with its fenced blocks blanked out, every position kept; a fence that is never closed is none."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    never = {"`": len(text), "~": len(text)}  # a fence as long as this is closed nowhere below
    at = 0
    while at < len(lines):
        opens = _OPENS.match(lines[at])
        end = at
        if opens and len(fence := opens["fence"]) < never[fence[0]]:
            end = _closed(lines, at, fence)
            if end == at:
                never[fence[0]] = len(fence)
        for number in range(at, end):
            lines[number] = " " * len(lines[number])
        at = max(end, at + 1)
    return "\n".join(lines)


def without_code(text: str) -> str:
    """The text with fenced blocks and code inside lines blanked out, every position kept."""
    if "`" not in text and "~~~" not in text:
        return text
    return "\n".join(_INLINE.sub(lambda m: " " * len(m.group()), line) for line in without_fences(text).split("\n"))


def _closed(lines: list[str], at: int, fence: str) -> int:
    """The line after the block that this fence opens at ``at``; ``at`` where it is never closed."""
    closes = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}\s*")
    return next((number + 1 for number in range(at + 1, len(lines)) if closes.fullmatch(lines[number])), at)
