"""Text to tree (读条文). Every character of the source ends up in exactly one node."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field

from rulebook.markup.build import Builder, Node, renumbered
from rulebook.markup.context import in_context
from rulebook.markup.lexer import Line, is_blank, read_line
from rulebook.markup.marks import pieces
from rulebook.markup.problems import problems
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding
from rulebook.model.provision import Document, Kind, Provision

_UNNUMBERED = frozenset({Kind.TEXT, Kind.HEADING})


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
    raws = text.split("\n")
    last = first + len(raws) - 1
    held, held_at, end, lead = "", 0, "", ""
    for at, piece in enumerate(raws, start=first):
        raw, close = piece, "\n"
        if at == last:
            close = ""
        elif piece[-1:] == "\r":
            raw, close = piece[:-1], "\r\n"
        if not raw or is_blank(raw):
            end += raw + close
            continue
        if held:
            out.extend(_blocks(held, end, held_at) if "<" in held else (read_line(held, end, held_at),))
        else:
            lead = end
        held, held_at, end = raw, at, close
    if held:
        out.extend(_blocks(held, end, held_at))
    else:
        lead = end
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
            base = part.base - len(lead)
            out.append(line._replace(prefix=lead + line.prefix, base=base))
            lead = ""
        elif out:
            out[-1] = out[-1]._replace(end=out[-1].end + part.words + close)
        else:
            lead += part.words + close
    return out or [read_line(raw, end, at)]


def _number_annexes(annexes: list[Node]) -> None:
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


def _freeze(nodes: list[Node], parent: str, given: _Ids, root: str = "") -> tuple[Provision, ...]:
    """Give ids and freeze. Text between two items of one running list moves to the item above.

    root: id of the annex around the nodes.
    """
    out: list[Provision] = []
    for node in nodes:
        kind, below = node.kind, node.children
        if kind is Kind.ARTICLE and len(below) > 1:
            below = _merge_running(below)
        eid = _eid(node, root if kind is Kind.ARTICLE else parent, given) if node.number and kind not in _UNNUMBERED else ""
        children = _freeze(below, eid or parent, given, eid if kind is Kind.ANNEX else root) if below else ()
        provision = Provision(
            kind,
            eid,
            node.number,
            node.line,
            node.prefix,
            node.label,
            node.gap,
            node.heading,
            node.text,
            node.column,
            node.trail,
            children,
            node.around,
        )
        if eid:
            given.holders[eid] = provision
        out.append(provision)
    return tuple(out)


def _merge_running(paragraphs: list[Node]) -> list[Node]:
    """A 款 whose list goes on from the number before (…（四）, text, （五）…) is no 款: it belongs to the item above."""
    if sum(1 for node in paragraphs if node.children) < 2:
        return paragraphs
    out: list[Node] = []
    holder = -1  # where the last 款 with items stands in ``out``
    held: list[Node] = []  # its items
    for node in paragraphs:
        own = _items(node)
        before = held if own else []
        first, last = (own[0].number, before[-1].number) if before else ((), ())
        if first and last and first[0] == last[0] + 1 and first[0] > 1:
            between = [*out[holder + 1 :], dataclasses.replace(node, children=[])]
            before[-1].children.extend(dataclasses.replace(text, kind=Kind.TEXT, number=()) for text in between)
            out[holder].children.extend(node.children)
            held = own
            del out[holder + 1 :]
            continue
        if own:
            holder, held = len(out), own
        out.append(node)
    if len(out) < len(paragraphs):
        renumbered(out)
    return out


def _items(node: Node) -> list[Node]:
    return node.children and [c for c in node.children if c.kind is Kind.SUBPARAGRAPH]


def _eid(node: Node, above: str, given: _Ids) -> str:
    own = _piece(node.kind, node.number)
    full = f"{above}__{own}" if above else own
    if full in given.holders:
        full = _again(full, given)
    given.holders[full] = _HELD
    return full


_HELD = Provision(Kind.TEXT)  # has an id until what is below has its own


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
