"""Text to tree (读条文). Every character of the source ends up in exactly one node."""

from __future__ import annotations

import dataclasses

from rulebook.markup.build import Builder, Node, renumbered
from rulebook.markup.context import in_context
from rulebook.markup.lexer import BLANKS, Line, blank, read_line
from rulebook.markup.marks import RULE
from rulebook.markup.problems import problems
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding
from rulebook.model.provision import Document, Kind, Provision

_UNNUMBERED = frozenset({Kind.TEXT, Kind.HEADING})
_EMPTY = blank("", "\n")
_RULES = "-=*_—─━＿~～"


def parse(text: str, file: str = "") -> tuple[Document, tuple[Finding, ...]]:
    """Read a rule text, with or without front matter. Never raises.

    Returns the tree and the findings on its structure (S1xx).
    """
    bom = text.startswith("\ufeff")
    source = split_header(text, file)
    raw = _split(text.removeprefix("\ufeff"))
    header = raw[: source.header_lines]
    lines = [_read(line, end, at) for at, (line, end) in enumerate(raw[source.header_lines :], start=source.header_lines + 1)]
    reading = in_context(lines, even_quotes=text.count("“") == text.count("”"))
    builder = Builder(reading, source.header_lines)
    builder.build(reading.lines)
    taken: dict[str, int] = {}
    _number_annexes(builder.annexes)
    document = Document(
        front_matter="".join(line + end for line, end in header),
        front_matter_lines=source.header_lines,
        title=builder.title,
        title_line=builder.title_line,
        head=_freeze(builder.head, "", {}),
        body=_freeze(builder.body, "", taken),
        annexes=_freeze(builder.annexes, "", taken),
        newline="\r\n" if "\r\n" in text else "\n",
        bom=bom,
    )
    return document, tuple(problems(document, text, reading.notes, reading.unclosed, file))


def _split(text: str) -> list[tuple[str, str]]:
    """Lines with their ends; only LF and CRLF end a line."""
    out = []
    for piece in text.split("\n"):
        out.append((piece[:-1], "\r\n") if piece.endswith("\r") else (piece, "\n"))
    raw, end = out[-1]
    out[-1] = (raw + ("\r" if end == "\r\n" else ""), "")
    return out


def _read(raw: str, end: str, at: int) -> Line:
    if not raw and end == "\n":
        return _EMPTY
    words = raw.strip(BLANKS)
    if not words or not words.strip() or (words[0] in _RULES and RULE.fullmatch(words)):
        return blank(raw, end)
    return read_line(raw, end, at)


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


def _freeze(nodes: list[Node], parent: str, taken: dict[str, int], root: str = "") -> tuple[Provision, ...]:
    """Give ids and freeze. Text between two items of one running list moves to the item above.

    taken: the ids given so far, with how often each was asked for. root: id of the annex around the nodes.
    """
    return tuple([_one(node, parent, taken, root) for node in nodes])


def _one(node: Node, parent: str, seen: dict[str, int], root: str) -> Provision:
    if node.kind is Kind.ARTICLE and len(node.children) > 1:
        node.children = _merge_running(node.children)
    eid = _eid(node, parent, seen, root)
    below = eid or parent
    inside = eid if node.kind is Kind.ANNEX else root
    children = tuple([_one(child, below, seen, inside) for child in node.children]) if node.children else ()
    return Provision(
        node.kind,
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


def _merge_running(paragraphs: list[Node]) -> list[Node]:
    """A 款 whose list goes on from the number before (…（四）, text, （五）…) is no 款: it belongs to the item above."""
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
    renumbered(out)
    return out


def _items(node: Node) -> list[Node]:
    return node.children and [c for c in node.children if c.kind is Kind.SUBPARAGRAPH]


def _eid(node: Node, parent: str, seen: dict[str, int], root: str) -> str:
    if not node.number or node.kind in _UNNUMBERED:
        return ""
    number = node.number[0] if len(node.number) == 1 else "-".join(map(str, node.number))
    own = f"{node.kind}_{number}"
    above = root if node.kind is Kind.ARTICLE else parent
    full = f"{above}__{own}" if above else own
    if full not in seen:
        seen[full] = 1
        return full
    seen[full] += 1
    return _eid_again(full, seen)


def _eid_again(full: str, seen: dict[str, int]) -> str:
    """A number that stands twice: _2, _3 and so on."""
    while (unique := f"{full}_{seen[full]}") in seen:
        seen[full] += 1
    seen[unique] = 1
    return unique
