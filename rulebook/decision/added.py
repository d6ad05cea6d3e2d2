"""What a decision quotes, as the 款, 条 and 章 that it adds."""

from __future__ import annotations

import dataclasses
import re

from rulebook.decision.order import label_like
from rulebook.decision.state import EntryState, ItemState, ParagraphState
from rulebook.decision.units import Paragraph, Unit, parts
from rulebook.markup.lexer import BLANKS, read_line
from rulebook.markup.parse import parse
from rulebook.model.provision import DIVISIONS, Kind

_HEADING = re.compile(r"【([^】\n]*)】")


def paragraph_of(paragraph: Paragraph, number: int) -> ParagraphState:
    """A 款 as what can be changed."""
    return ParagraphState(list(paragraph.lead), [ItemState(list(i.lines), i.number) for i in paragraph.items], number)


def from_quote(lines: tuple[str, ...]) -> list[ParagraphState]:
    """Quoted lines as 款, as the reader of rule texts sees them."""
    document, _ = parse("第一条　" + "\n\n".join(lines))
    units = parts(document).units
    if len(units) == 1 and units[0].kind is Kind.ARTICLE:
        return [paragraph_of(p, 0) for p in units[0].paragraphs]
    return [ParagraphState(list(lines), [], 0)]


def without_label(lines: tuple[str, ...], entry: EntryState) -> tuple[str, tuple[str, ...]]:
    """(条标, lines): the number that a quotation repeats is taken off, a heading too."""
    read = read_line(lines[0], "")
    first = lines[0]
    if read.opens is entry.unit.kind and read.opens in {Kind.ARTICLE, Kind.CLAUSE}:
        first = (f"【{read.heading}】" if read.bracketed else "") + read.rest
    heading = ""
    if entry.unit.kind is Kind.ARTICLE and (found := _HEADING.match(first)):
        heading, first = found[1], first[found.end() :]
    return heading, (first.lstrip(BLANKS), *lines[1:])


def new_entry(lines: tuple[str, ...], kind: Kind, number: tuple[int, ...], model: Unit | None) -> EntryState:
    """An added 条 or 章 out of its quoted lines. model: one of its kind in the text, for the look of its number."""
    label = label_like(model.label if model else "", kind, number)
    level = {Kind.PART: "## ", Kind.SUBPART: "### ", Kind.CHAPTER: "## ", Kind.SECTION: "### "}.get(kind, "")
    unit = Unit(kind, number, label, "", (), "", model.prefix if model else level, model.gap if model else "　")
    if kind in DIVISIONS:
        read = read_line(lines[0] if lines[0].startswith("#") else f"## {lines[0]}", "")
        name = read.heading.strip(BLANKS) if read.opens is kind else lines[0]
        return EntryState(dataclasses.replace(unit, heading=name), [], name, changed=True, pinned=number, label=label)
    entry = EntryState(unit, [], "", changed=True, pinned=number, label=label)
    heading, rest = without_label(lines, entry)
    entry.heading = heading
    entry.paragraphs = from_quote(rest) if kind is Kind.ARTICLE else [ParagraphState(list(rest), [], 1)]
    for n, paragraph in enumerate(entry.paragraphs, start=1):
        paragraph.number = n
    return entry
