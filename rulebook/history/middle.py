"""Where Google's diff cuts two texts in two (Myers' middle snake), found by whole rows of bits: the same cut, far sooner."""

from __future__ import annotations

from typing import Any

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

_CELLS = 1 << 26  # of the table of two texts; a larger one is left to the library, which keeps no table


class Differ(diff_match_patch):  # type: ignore[misc]  # the library is untyped
    """Google's diff without a time limit; its differences are the library's own, to the character."""

    def __init__(self) -> None:
        super().__init__()
        self.Diff_Timeout = 0

    def diff_bisect(self, text1: str, text2: str, deadline: float) -> Any:
        """The library's name for: cut both texts and compare the halves."""
        if len(text1) * len(text2) > _CELLS:
            return super().diff_bisect(text1, text2, deadline)
        cut = middle(text1, text2)
        if cut is None:
            return [(self.DIFF_DELETE, text1), (self.DIFF_INSERT, text2)]
        return self.diff_bisectSplit(text1, text2, *cut, deadline)


def middle(old: str, new: str) -> tuple[int, int] | None:
    """Characters of ``old`` and of ``new`` before the cut; None where they have no character in common.

    Myers walks from both ends, an edit at a time, until the two ways meet. They meet after half of all edits, on the
    first diagonal (``old`` less ``new``) that he looks at and a shortest way goes over, at the last place that so many
    edits reach there. An odd number of edits is found from the front, lowest diagonal first, an even one from the back.
    """
    edits = Indel.distance(old, new)
    if edits == len(old) + len(new):
        return None
    half = (edits + 1) // 2
    rows = _rows(old, new)
    low, high = max(-half, -len(new)), min(half, len(old))
    low += (low - half) % 2
    high -= (high - half) % 2
    for diagonal in range(low, high + 1, 2) if edits % 2 else range(high, low - 1, -2):
        x = _furthest(rows, diagonal, half, len(old))
        if x is not None and Indel.distance(old[x:], new[x - diagonal :]) == edits - half:
            return x, x - diagonal
    raise AssertionError("a shortest way has a middle")


def _rows(old: str, new: str) -> list[int]:
    """For each beginning of ``new``: a 0 at each character of ``old`` that makes the longest common subsequence longer.

    Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    places: dict[str, int] = {}
    for at, char in enumerate(old):
        places[char] = places.get(char, 0) | 1 << at
    full = row = (1 << len(old)) - 1
    rows = [row]
    for char in new:
        both = row & places.get(char, 0)
        row = (row + both | row - both) & full
        rows.append(row)
    return rows


def _furthest(rows: list[int], diagonal: int, edits: int, most: int) -> int | None:
    """The last place on a diagonal that ``edits`` edits reach, as characters of the old text; None where they reach none."""
    least = max(0, diagonal)
    low, high = least, min(most, len(rows) - 1 + diagonal)
    while low <= high:
        x = (low + high) // 2
        # x + y - 2 LCS, and LCS is x less the ones
        if 2 * (rows[x - diagonal] & (1 << x) - 1).bit_count() - diagonal <= edits:
            low = x + 1
        else:
            high = x - 1
    return high if high >= least else None
