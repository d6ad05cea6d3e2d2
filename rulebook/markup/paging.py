"""What printed pages leave between the lines of a text (翻页): page numbers, running heads, a sentence that the page cut in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from rulebook.markup.lexer import BLANKS, Line, as_text
from rulebook.model.provision import ARTICLE, CLAUSE, POINT, SUBPARAGRAPH, TEXT, Provision

_EDGE = r"[-—–－─·•~～]+"
# A line of its own, also where it was read as blank: — 3 —, 第3页 共9页
_NUMBER_LINE = re.compile(
    rf"\n[ \t\u3000]*(?:{_EDGE}[ \t\u3000]*\d{{1,4}}[ \t\u3000]*{_EDGE}|第[ \t\u3000]*\d{{1,4}}[ \t\u3000]*页[^\n]*)[ \t\u3000\r]*(?=\n|$)"
)
_BARE = re.compile(r"(?:Page|P\.?)?\s*(?P<n>\d{1,3})(?:\s*(?:/|／|of)\s*\d{1,3})?", re.IGNORECASE)
_ENDED = re.compile(r"[。；：！？;:!?…”）)】》]\s*$")
_BODY = frozenset({TEXT, ARTICLE, SUBPARAGRAPH, POINT, CLAUSE})
CONTINUED = -1  # style of a line that goes on after the turn of a page
_PAGE = 60  # characters that a page holds at least
_MOST = 60  # characters of a running head


def turns(end: str) -> bool:
    """Whether a page ends in the blank lines ``end``."""
    return _NUMBER_LINE.search(end) is not None


def off_pages(lines: list[Line], note: Callable[[str, int], None]) -> None:
    """Fold page numbers and running heads into the end of the line above; mark what goes on after a page."""
    turned = {n for n, line in enumerate(lines) if len(line.end) > 3 and turns(line.end)}
    numbers = frozenset(_bare_numbers(lines))
    title = next((_plain(line) for line in lines[:8] if line.level == 1), "")
    if not turned and not numbers and not _again(lines, title):
        return
    heads = frozenset(_heads(lines, turned | numbers, numbers, title))
    gone = numbers | heads
    out: list[Line] = []
    cut: set[int] = set()  # where in ``out`` a page ends
    for n, line in enumerate(lines):
        if n in gone and out:
            out[-1].end += line.prefix + line.words + line.end
            cut.add(len(out) - 1)
            note("页码、页眉（不是正文）", line.at)
            continue
        out.append(line)
        if n in turned:
            cut.add(len(out) - 1)
    for at in cut:
        if at + 1 < len(out) and _goes_on(out[at], out[at + 1]):
            as_text(out[at + 1]).style = CONTINUED
    lines[:] = out


def _plain(line: Line) -> str:
    return "".join((line.heading or line.rest).split())


def _again(lines: Sequence[Line], title: str) -> bool:
    """Whether the title comes again as a line of the text."""
    first, size = title[:1], len(title)
    return bool(title) and any(
        line.opens is TEXT and line.rest[:1] == first and len(line.rest) >= size and not line.level and _plain(line) == title
        for line in lines
    )


def _bare_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Lines of a number alone that count 1, 2, 3 … through the text, a page of words between them: no column of a table."""
    short = [n for n, line in enumerate(lines) if line.opens is TEXT and 0 < len(line.rest) <= 16 and line.rest[-1].isdigit()]
    if len(short) < 2:
        return
    found: list[tuple[int, int]] = []
    for n in short:
        match = _BARE.fullmatch(lines[n].rest.strip(BLANKS)) if n and not lines[n].level else None
        if match is None:
            continue
        number = int(match["n"])
        counts_on = not found or (
            number == found[-1][1] + 1 and sum(len(line.rest) for line in lines[found[-1][0] + 1 : n]) >= _PAGE
        )
        if counts_on:
            found.append((n, number))
    if len(found) > 1 and found[0][1] <= 3:
        yield from (n for n, _ in found)


def _heads(lines: Sequence[Line], turned: frozenset[int] | set[int], numbers: frozenset[int], title: str) -> Iterator[int]:
    """Short lines beside the turn of a page that are the title or come twice; the title, alone between two articles."""
    beside = {
        n
        for n, line in enumerate(lines)
        if n and n not in numbers and _is_short(line) and (n - 1 in turned or n in turned or n + 1 in numbers)
    }
    once: set[str] = set()
    twice: set[str] = set()
    for n in beside:
        words = _plain(lines[n])
        (twice if words in once else once).add(words)
    articles = [n for n, line in enumerate(lines) if line.opens is ARTICLE]
    for n, line in enumerate(lines):
        if not articles or n < articles[0] or not _is_short(line):
            continue
        words = _plain(line)
        below = bisect_right(articles, n)
        between = below < len(articles) and lines[articles[below]].number != (1,)
        if (words == title and between) or (n in beside and (words in twice or words == title)):
            yield n


def _is_short(line: Line) -> bool:
    return line.opens is TEXT and not line.level and 0 < len(line.rest) <= _MOST and not _ENDED.search(line.rest)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether the sentence of ``above`` goes on in ``line`` on the next page."""
    words = above.rest.rstrip(BLANKS)
    if above.opens not in _BODY or above.level or not words or _ENDED.search(words) or line.level:
        return False
    return line.opens is TEXT or (
        line.opens is ARTICLE
        and not line.gap
        and words.endswith(("依照", "按照", "根据", "违反", "、", "和", "适用", "本办法", "本规定", "本制度"))
    )


def is_continued(node: Provision, child: Provision) -> bool:
    """Whether ``child``, the first below ``node``, is words that a page cut off from it."""
    below = node.trail.partition("\n")[2]
    return child.kind is TEXT and bool(below.strip()) and not _ENDED.search(node.text)
