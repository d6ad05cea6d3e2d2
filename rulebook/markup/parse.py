"""Text to tree (读条文). Every character of the source ends up in exactly one node."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from rulebook.markup.build import Builder, renumbered
from rulebook.markup.context import in_context
from rulebook.markup.lexer import Line, is_blank, read_line
from rulebook.markup.marks import pieces
from rulebook.markup.problems import problems
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding
from rulebook.model.provision import ANNEX, ARTICLE, HEADING, SUBPARAGRAPH, TEXT, Document, Kind, Provision

_UNNUMBERED = frozenset({TEXT, HEADING})


def parse(text: str, file: str = "") -> tuple[Document, tuple[Finding, ...]]:
    """Read a rule text, with or without front matter. Never raises.

    Returns the tree and the findings on its structure (S1xx).
    """
    bom = text.startswith("\ufeff")
    source = split_header(text, file)
    header = source.head.removeprefix("\ufeff")
    lead, lines = _lines(text.removeprefix("\ufeff")[len(header) :], source.header_lines + 1)
    reading = in_context(lines, even_quotes=text.count("“") == text.count("”"))
    builder = Builder(reading, source.header_lines)
    if lead or (not lines and header[-1:] in {"", "\n"}):
        builder.blank(lead)
    builder.build(reading.lines)
    _number_annexes(builder.annexes)
    before, given = _Ids(), _Ids()
    document = Document(
        front_matter=header,
        front_matter_lines=source.header_lines,
        title=builder.title,
        title_line=builder.title_line,
        head=_freeze(builder.head, "", before),
        body=_freeze(builder.body, "", given),
        annexes=_freeze(builder.annexes, "", given),
        newline="\r\n" if "\r\n" in text else "\n",
        bom=bom,
    )
    document.by_id.update(before.holders | given.holders)
    return document, tuple(problems(document, text, reading.notes, reading.guesses, reading.unclosed, file))


def _lines(text: str, first: int) -> tuple[str, list[Line]]:
    """The blank lines before all words, and every line that holds words; the blank lines after it are part of its end.

    first: number of the first line of ``text``. Only LF and CRLF end a line.
    """
    out: list[Line] = []
    lead = ""
    raws = text.split("\n")
    last = first + len(raws) - 1
    for at, piece in enumerate(raws, start=first):
        raw, close = piece, "\n"
        if at == last:
            close = ""
        elif piece[-1:] == "\r":
            raw, close = piece[:-1], "\r\n"
        if raw and not is_blank(raw):
            if "<" in raw:
                out.extend(_blocks(raw, close, at))
            else:
                out.append(read_line(raw, close, at))
        elif out:
            out[-1].end += raw + close
        else:
            lead += raw + close
    return lead, out


def _blocks(raw: str, end: str, at: int) -> list[Line]:
    """A raw line as one line, or as several where blocks of HTML end inside it; a block of blanks goes to the one beside it."""
    parts = pieces(raw)
    out: list[Line] = []
    lead = ""
    for number, part in enumerate(parts, start=1):
        close = part.end + (end if number == len(parts) else "")
        line = read_line(part.words, close, at)
        if line.at:
            line.prefix, line.base = lead + line.prefix, part.base - len(lead)
            out.append(line)
            lead = ""
        elif out:
            out[-1].end += part.words + close
        else:
            lead += part.words + close
    return out or [read_line(raw, end, at)]


def _number_annexes(annexes: list[Line]) -> None:
    """附件2 is the second; an annex without a number takes one that is free."""
    printed = {node.number for node in annexes if node.number}
    count = 0
    for node in annexes:
        count += 1
        if not node.number:
            while (count,) in printed:
                count += 1
            node.number = (count,)
            printed.add(node.number)


@dataclass(slots=True)
class _Ids:
    """The ids given so far, in order of the text, with what has them; how often one was asked for again."""

    holders: dict[str, Provision] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)


def _freeze(lines: list[Line], parent: str, given: _Ids, root: str = "") -> tuple[Provision, ...]:
    """Give ids and freeze. Text between two items of one running list moves to the item above.

    root: id of the annex around the lines.
    """
    out: list[Provision] = []
    for line in lines:
        kind, below = line.opens, line.below
        if kind is ARTICLE and len(below) > 1:
            below = _merge_running(below)
        eid = _eid(line, root if kind is ARTICLE else parent, given) if line.number and kind not in _UNNUMBERED else ""
        children = _freeze(below, eid or parent, given, eid if kind is ANNEX else root) if below else ()
        provision = Provision(
            kind,
            eid,
            line.number,
            line.at,
            line.prefix,
            line.label,
            line.gap,
            line.heading,
            line.rest,
            line.column,
            line.end,
            children,
            line.around,
        )
        if eid:
            given.holders[eid] = provision
        out.append(provision)
    return tuple(out)


def _merge_running(paragraphs: list[Line]) -> list[Line]:
    """A 款 whose list goes on from the number before (…（四）, text, （五）…) is no 款: it belongs to the item above."""
    if sum(1 for paragraph in paragraphs if paragraph.below) < 2:
        return paragraphs
    out: list[Line] = []
    holder = -1  # where the last 款 with items stands in ``out``
    held: list[Line] = []  # its items
    for paragraph in paragraphs:
        own = _items(paragraph)
        before = held if own else []
        first, last = (own[0].number, before[-1].number) if before else ((), ())
        if first and last and first[0] == last[0] + 1 and first[0] > 1:
            out[holder].below.extend(paragraph.below)
            paragraph.below = []
            for text in (*out[holder + 1 :], paragraph):
                text.opens, text.number = TEXT, ()
                before[-1].below.append(text)
            held = own
            del out[holder + 1 :]
            continue
        if own:
            holder, held = len(out), own
        out.append(paragraph)
    if len(out) < len(paragraphs):
        renumbered(out)
    return out


def _items(paragraph: Line) -> list[Line]:
    return paragraph.below and [line for line in paragraph.below if line.opens is SUBPARAGRAPH]


def _eid(line: Line, above: str, given: _Ids) -> str:
    own = _piece(line.opens, line.number)
    full = f"{above}__{own}" if above else own
    if full in given.holders:
        full = _again(full, given)
    given.holders[full] = _HELD
    return full


_HELD = Provision(TEXT)  # has an id until what is below has its own


@functools.lru_cache(maxsize=4096)
def _piece(kind: Kind, number: tuple[int, ...]) -> str:
    return f"{kind}_{'-'.join(map(str, number))}"


def _again(full: str, given: _Ids) -> str:
    """A number that stands twice: _2, _3 and so on."""
    count = given.again.get(full, 1) + 1
    while (unique := f"{full}_{count}") in given.holders:
        count += 1
    given.again[full] = count
    return unique
