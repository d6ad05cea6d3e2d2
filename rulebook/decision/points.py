"""目 of a 项 under change: lines of the item that begin with 1. 2. 3."""

from __future__ import annotations

import itertools

from rulebook.decision.state import ItemState, MisfitError
from rulebook.markup.lexer import Line, read_line
from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import Kind

_GONE = "\0"  # before a line that is taken out; the others keep their old numbers until all is done
_COME = "\1"  # before the first line of one that is put in
_MARKS = _GONE + _COME


def point_at(item: ItemState, number: int) -> range | None:
    """The lines of a 目: its own and those below it; None where there is not just one of this number."""
    top = _top(item.lines)
    starts = [at for at, line in enumerate(item.lines) if line.startswith((_GONE, _COME)) or _point(line, top)]
    found = [at for at in starts if (read := _point(item.lines[at], top)) and read.number == (number,)]
    if len(found) != 1:
        return None
    return range(found[0], next((at for at in starts if at > found[0]), len(item.lines)))


def replace_point(item: ItemState, where: range, lines: tuple[str, ...]) -> None:
    """Other words for a 目; its number stays where they bring none."""
    label = read_line(item.lines[where.start], "").label
    own = read_line(lines[0], "").opens is Kind.POINT
    item.lines[where.start : where.stop] = [lines[0] if own else label + lines[0], *lines[1:]]


def delete_point(item: ItemState, where: range) -> None:
    """A 目 is taken out."""
    item.lines[where.start : where.stop] = [_GONE + line for line in item.lines[where.start : where.stop]]


def add_point(item: ItemState, number: int, lines: tuple[str, ...]) -> None:
    """A 目 that gets the place of its number once all is done; -1 is the end."""
    reads = [read for line in item.lines if (read := _point(line.lstrip(_MARKS), _top(item.lines)))]
    number = number if number > 0 else (reads[-1].number[0] if reads else 0) + 1
    own = read_line(lines[0], "").opens is Kind.POINT
    label = "" if own else _moved(reads[-1], number - reads[-1].number[0]) if reads else f"{number}."
    item.lines += [_COME + label + lines[0], *lines[1:]]


def closed_up(lines: list[str]) -> list[str]:
    """The lines that are left, added 目 in their places; the numbers of those behind follow.

    Raises ``MisfitError`` where an added one is to have a number beyond what is left.
    """
    top = _top(lines)
    starts = [at for at, line in enumerate(lines) if line.startswith(_COME) or _point(line.lstrip(_MARKS), top)]
    if not any(line.startswith((_GONE, _COME)) for line in lines) or not starts:
        return [line for line in lines if not line.startswith(_GONE)]
    blocks = [lines[at:end] for at, end in itertools.pairwise([*starts, len(lines)])]
    old = [block for block in blocks if not block[0].startswith(_COME)]
    new = [block for block in old if not block[0].startswith(_GONE)]
    for block in (block for block in blocks if block[0].startswith(_COME)):
        number = read_line(block[0].removeprefix(_COME), "").number[0]
        if not 1 <= number <= len(new) + 1:
            raise MisfitError(f"增加的目写作为第{to_chinese(number)}目，这一项改后只有{len(new) + 1}目。请核对目的顺序")
        new.insert(number - 1, block)
    out = lines[: starts[0]]
    for at, block in enumerate(new):
        first = block[0].removeprefix(_COME)
        read = read_line(first, "")
        by = 0 if block[0] is not first else at - next(n for n, other in enumerate(old) if other is block)
        out += [_moved(read, by) + first[len(read.label) :], *block[1:]]
    return out


def _top(lines: list[str]) -> int:
    """The style of the outermost 目, 0 for none."""
    return min((read.style for line in lines if (read := read_line(line.lstrip(_MARKS), "")).opens is Kind.POINT), default=0)


def _point(line: str, style: int) -> Line | None:
    read = read_line(line, "")
    return read if read.opens is Kind.POINT and read.style == style and len(read.number) == 1 else None


def _moved(read: Line, by: int) -> str:
    """Another number of the same look: ③ as ②, （3） as （2）, 3. as 4."""
    if len(read.label) == 1:
        return chr(ord(read.label) + by)
    return read.label.replace(str(read.number[0]), str(read.number[0] + by))
