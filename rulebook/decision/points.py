"""目 of a 项 under change: lines of the item that begin with 1. 2. 3."""

from __future__ import annotations

from rulebook.decision.order import ItemState
from rulebook.markup.lexer import Line, read_line
from rulebook.model.provision import Kind

_GONE = "\0"  # before a line that is taken out; the others keep their old numbers until all is done


def point_at(item: ItemState, number: int) -> range | None:
    """The lines of a 目: its own and those below it; None where there is not just one of this number."""
    top = _top(item.lines)
    starts = [at for at, line in enumerate(item.lines) if line.startswith(_GONE) or _point(line, top)]
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


def closed_up(lines: list[str]) -> list[str]:
    """The lines that are left; the 目 after those taken out count on."""
    top = _top([line.removeprefix(_GONE) for line in lines])
    out: list[str] = []
    gone = 0
    for line in lines:
        read = _point(line.removeprefix(_GONE), top)
        if line.startswith(_GONE):
            gone += read is not None
        else:
            out.append(_lowered(read, gone) + line[len(read.label) :] if read and gone else line)
    return out


def _top(lines: list[str]) -> int:
    """The style of the outermost 目, 0 for none."""
    return min((read.style for line in lines if (read := read_line(line, "")).opens is Kind.POINT), default=0)


def _point(line: str, style: int) -> Line | None:
    read = read_line(line, "")
    return read if read.opens is Kind.POINT and read.style == style and len(read.number) == 1 else None


def _lowered(read: Line, by: int) -> str:
    """A lower number of the same look: ③ as ②, （3） as （2）, 3. as 2."""
    if len(read.label) == 1:
        return chr(ord(read.label) - by)
    return read.label.replace(str(read.number[0]), str(read.number[0] - by))
