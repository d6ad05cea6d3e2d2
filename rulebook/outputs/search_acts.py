"""Acts for the search: each text, its articles and clauses, its preamble, the leads of its chapters and its annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rulebook.history.status import Span, act_spans
from rulebook.model.act import Act, Expression
from rulebook.model.provision import DIVISIONS, Kind, Provision
from rulebook.outputs.search_entries import Entries
from rulebook.pages.model import Site
from rulebook.pages.rule_page import COLLECTIONS
from rulebook.search.index import Record

_COUNTED = frozenset({Kind.ARTICLE, Kind.CLAUSE})


class Piece(NamedTuple):
    """Words with an address of their own. chapter: headings of the divisions around it."""

    eid: str
    label: str
    heading: str
    text: str
    chapter: str


def add_act(entries: Entries, site: Site, act: Act, asked: Mapping[tuple[str, str], str]) -> None:
    """The act as it is shown on the site's day, then its other texts."""
    shown = act.shown(site.day)
    header = shown.header
    names = {header.name, *header.aliases}
    for expression in act.expressions:
        names |= {expression.header.title, expression.header.name}
    names -= {header.title}
    entry = entries.open(
        act.id,
        site.act_path(act.id),
        header.title,
        COLLECTIONS.get(header.collection, header.collection),
        short=header.name if header.name != header.title else "",
        names=sorted(names),
        key=shown.key,
        category=header.category,
        office=site.office_in_charge(header.office) if header.office else "",
        year=header.issued.year if header.issued else (header.effective.year if header.effective else ""),
        spans=spans(act_spans(act)),
        versions=[e.key for e in act.expressions] if len(act.expressions) > 1 else "",
        by=_successor(act),
    )
    found, lead = _read(shown)
    called = "；".join((header.title, header.name, *header.aliases))
    whole = Record(entry, lead, called, header.category, expression=shown.key, name=header.title)
    first = entries.add(whole, [header.title, *sorted(names)])
    numbers = {shown.key: first}
    _provisions(entries, site, shown, found, asked, entry=entry)
    dead = {str(entries.placed[act.id, eid] - first): day for eid, day in _dead(shown).items() if (act.id, eid) in entries.placed}
    texts = []
    for expression in act.expressions:
        if expression is shown:
            continue
        found, lead = _read(expression)
        same = [0, *(entries.placed.get((act.id, piece.eid), first - 1) - first for piece in found)]
        texts.append({"key": expression.key, "first": entries.index.count - first, "same": same})
        whole = Record(entry, lead, expression=expression.key, name=expression.header.title)
        numbers[expression.key] = entries.add(whole)
        _provisions(entries, site, expression, found, {}, entry=entry)
    entries.all[entry] |= {key: value for key, value in {"texts": texts, "dead": dead}.items() if value}
    for number, key in _numbers(act):
        entries.numbered(number, numbers.get(key, first))


def articles(entries: Entries, site: Site, entry: int, act: Act) -> list[dict[str, Any]]:
    """Articles of an act by number: their records, and the records of the articles that cite them."""
    out: list[dict[str, Any]] = []
    for article in act.shown(site.day).document.articles():
        citing = {
            (link.source.act, link.citation.holder.partition("__")[0]) for link in site.backlinks.get((act.id, article.eid), ())
        }
        row: dict[str, Any] = {
            "id": article.eid,
            "record": entries.placed.get((act.id, article.eid), entries.all[entry]["first"]),
        }
        paragraphs = sum(1 for child in article.children if child.kind is Kind.PARAGRAPH)
        cited = sorted(entries.placed[place] for place in citing if place in entries.placed)
        out.append(row | ({"paragraphs": paragraphs} if paragraphs else {}) | ({"cited": cited} if cited else {}))
    return out


def spans(found: tuple[Span, ...]) -> list[list[str | None]]:
    """As the browser reads them: [first day or none, status]."""
    return [[s.start.isoformat() if s.start else None, s.status.value] for s in found]


def _read(expression: Expression) -> tuple[list[Piece], str]:
    """The pieces of a text that have an address of their own, and the words at its head that have none."""
    found = list(pieces(expression))
    return [piece for piece in found if piece.eid], " ".join(piece.text for piece in found if not piece.eid)


def _provisions(
    entries: Entries,
    site: Site,
    expression: Expression,
    found: list[Piece],
    asked: Mapping[tuple[str, str], str],
    *,
    entry: int,
) -> None:
    header = expression.header
    duties: dict[str, tuple[str, ...]] = {}
    for duty in header.duties:
        duties.setdefault(duty.article, (duty.who, duty.deadline, duty.form))
    office = site.office(header.office) if header.office else ""
    shown = entries.all[entry].get("key") == expression.key
    for piece in found:
        record = Record(
            entry,
            piece.text,
            piece.heading,
            header.name,
            f"{piece.chapter} {office}",
            asked.get((expression.act, piece.heading), "") if piece.heading else "",
            expression=expression.key,
            provision=piece.eid,
            label=piece.label,
            duty=duties.get(piece.eid, ()),
        )
        number = entries.add(record, (piece.heading,) if shown else ())
        if shown:
            entries.placed[expression.act, piece.eid] = number


def pieces(expression: Expression) -> Iterator[Piece]:
    """Everything the page of a text shows, in its order, under the nearest id that the page gives it."""
    document = expression.document
    head = _words(node for node in document.head if node.kind is Kind.TEXT)
    if head:
        yield Piece("", "", "", head, "")
    yield from _pieces(document.body, "", "", "")
    for annex in document.annexes:
        heading = annex.heading or annex.text.partition("\n")[0]
        yield Piece(annex.eid, annex.label or "附件", heading, _words(annex.children) or annex.own_words, "")


def _pieces(nodes: tuple[Provision, ...], eid: str, name: str, chapter: str) -> Iterator[Piece]:
    lead = _words(node for node in nodes if node.kind not in _COUNTED | DIVISIONS | {Kind.HEADING})
    if lead:
        yield Piece(eid, name, "", lead, chapter)
    for node in nodes:
        if node.kind in _COUNTED:
            yield Piece(node.eid, node.label, node.heading, node.own_words.replace("\n", " "), chapter)
        elif node.kind in DIVISIONS or node.kind is Kind.HEADING:
            called = f"{node.label}　{node.heading or node.text}".strip("　")
            yield from _pieces(node.children, node.eid or eid, called, f"{chapter} {node.heading}")


def _words(nodes: Iterator[Provision] | tuple[Provision, ...]) -> str:
    """Their words in one line, comments and the lines of tables left out."""
    lines = []
    for node in nodes:
        for line in f"{node.label}{node.gap}{node.heading}{node.own_words}".splitlines():
            words = line.strip().strip("|").replace("|", "　").strip()
            if words and not words.startswith("<!--") and words.strip("-: 　"):
                lines.append(words)
    return " ".join(lines)


def _successor(act: Act) -> str:
    repealed = act.newest.header.repealed
    return str(repealed.by or "") if repealed else ""


def _dead(shown: Expression) -> dict[str, str]:
    """Articles that died before their act: eid → the day."""
    return {eid: status.repealed.isoformat() for eid, status in shown.header.article_status.items()}


def _numbers(act: Act) -> list[tuple[str, str]]:
    """(文号, key of the text) for every number the act has borne."""
    found = {e.header.doc_no: e.key for e in act.expressions if e.header.doc_no}
    for expression in act.expressions:
        for event in expression.header.history:
            if event.doc_no:
                found.setdefault(event.doc_no, expression.key)
    return list(found.items())
