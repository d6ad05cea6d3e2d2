"""Quotation marks of replacement text (“…”), and those that nobody closed."""

from __future__ import annotations

from collections.abc import Sequence


def unclosed(lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Numbers of the lines that open a “ which no later ” closes.

    lines: number and words. Every paragraph of a long quotation may open it again; one ” closes it.
    """
    with_marks = [(at, words) for at, words in lines if "“" in words or "”" in words]
    opened = sum(words.count("“") for _, words in with_marks)
    if opened == sum(words.count("”") for _, words in with_marks):
        return frozenset()
    out = set()
    depth = 0
    for index, (at, words) in enumerate(with_marks):
        change = words.count("“") - words.count("”")
        depth = change if words.startswith("“") else max(0, depth + change)
        if depth <= 0:
            continue
        following = with_marks[index + 1][1] if index + 1 < len(with_marks) else ""
        mark = next((c for c in following if c in "“”"), "")
        if not mark or (mark == "“" and not following.startswith("“")):
            out.add(at)
            depth = 0
    return frozenset(out)
