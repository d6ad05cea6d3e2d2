"""How wide the columns of a printed table are, by the words in them."""

from __future__ import annotations

from collections.abc import Sequence

MANY = 5  # columns above which short words are no longer all kept on one line
_SHORT, _SHORT_ALL = 6, 20  # letters of a column that is kept on one line, and of all such columns of a table
_HEAD, _LEAST = 2, 4  # letters of the narrowest column: of short words, of any


def column_letters(rows: Sequence[Sequence[str]], line: float) -> list[float]:
    """Letters of each column of rows that are equally long, ``line`` letters together.

    Short words (序号, 类别) stand on one line, no column is narrower than four letters. What is left goes to the columns
    of long cells; the longest cell and the usual one count alike, so that one long cell makes no wide column of short ones.
    """
    letters = [[max(len(part) for part in cell.split("\\n")) for cell in column] for column in zip(*rows, strict=True)]
    longest = [max(_HEAD, *held) for held in letters]
    whole = len(longest) <= MANY and sum(most for most in longest if most <= _SHORT) <= _SHORT_ALL
    least = [most if whole and most <= _SHORT else min(most, _LEAST) for most in longest]
    asked = [(max(held) + sum(held) / len(held)) / 2 for held in letters]
    more = [max(0.0, much - width) for much, width in zip(asked, least, strict=True)]
    if not sum(more):
        more = [1.0] * len(more)
    rest = max(0.0, line - sum(least))
    return [width + rest * much / sum(more) for width, much in zip(least, more, strict=True)]
