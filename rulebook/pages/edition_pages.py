"""Pages of the compiled editions (汇编): which there are, and for each what it holds and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.corpus.editions import Edition, Member
from rulebook.history.status import WORDS, Status, act_spans
from rulebook.model.act import Act
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, StatusView, TableRow, TableView
from rulebook.pages.words import AS_OF

INDEX = "editions/"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A member. text: the text of the edition's day. now: the state of the act on the site's day, None inside the edition."""

    number: int
    text: Link
    doc_no: str
    state: str
    now: StatusView | None
    reason: str


@dataclass(frozen=True, slots=True)
class EditionPart:
    """上编, 下编, 附录."""

    title: str
    rows: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """The contents of an edition (edition.html). frozen: the whole edition as a site of its own, None where it is not built."""

    title: str
    lead: str
    day: str
    parts: tuple[EditionPart, ...]
    frozen: Link | None
    inside: bool


def edition_pages(site: Site) -> Iterator[DrawnPage]:
    """The list and a page for each edition; inside a frozen edition its own page alone."""
    shown = [site.edition] if site.edition else [e for e in site.editions if any(a in site.corpus.acts for a in e.acts)]
    if shown and not site.edition:
        yield DrawnPage(INDEX, "汇编", "table.html", lambda: _index(site, shown))
    for edition in shown:
        yield DrawnPage(edition_path(edition), edition.title, "edition.html", lambda e=edition: view(site, e))  # type: ignore[misc]


def edition_path(edition: Edition) -> str:
    """Address of an edition's contents."""
    return f"{INDEX}{edition.slug}/"


def frozen_path(edition: Edition) -> str:
    """Address of the frozen site."""
    return f"{edition_path(edition)}site/"


def living(url: str, path: str) -> str:
    """``path`` of the living site as seen from the page at ``url`` of a frozen edition."""
    return f"{relative('./', url)}../../../{path}"


def view(site: Site, edition: Edition) -> EditionView:
    """Contents in the order of the edition."""
    url = edition_path(edition)
    parts, number = [], 0
    for part in edition.parts:
        rows = []
        for member in part.members:
            act = site.corpus.acts.get(member.id)
            if act:
                number += 1
                rows.append(_row(site, edition, act, member, number, url))
        parts.append(EditionPart(part.title, tuple(rows)))
    registers = site.corpus.registries.registers
    lists = tuple(
        EditionRow(
            n,
            Link(registers[m.id].meta.get("title"), relative(f"registers/{m.id}/", url)),
            registers[m.id].meta.get("doc_no"),
            "",
            None,
            m.reason,
        )
        for n, m in enumerate((m for m in edition.appendices if m.id in registers), start=1)
    )
    if lists:
        parts.append(EditionPart("附录　清单", lists))
    frozen = Link("打开这一版（冻结的全文）", relative(frozen_path(edition), url)) if site.whole and not site.edition else None
    return EditionView(edition.title, edition.lead, day_words(edition.as_of), tuple(parts), frozen, site.edition is not None)


def _row(site: Site, edition: Edition, act: Act, member: Member, number: int, url: str) -> EditionRow:
    known = [e for e in act.expressions if (e.header.issued or e.header.adopted or edition.as_of) <= edition.as_of]
    text = next((e for e in reversed(known) if e.in_force(edition.as_of)), known[-1])
    coming = text.valid_from is not None and text.valid_from > edition.as_of
    state = f"{WORDS[Status.UPCOMING]}（{day_words(text.valid_from)}起施行）" if coming else AS_OF
    path = site.act_path(act.id) if site.edition else site.expression_path(text)
    now = None if site.edition else site.status(act_spans(act))
    return EditionRow(number, Link(text.header.title, relative(path, url)), text.header.doc_no, state, now, member.reason)


def _index(site: Site, editions: list[Edition]) -> TableView:
    there = {*site.corpus.acts, *site.corpus.registries.registers}
    rows = tuple(
        TableRow(
            edition.slug,
            (
                Cell((Link(edition.title, relative(edition_path(edition), INDEX)),)),
                Cell((Link(day_words(edition.as_of)),)),
                Cell((Link("，".join(f"{part.title}{sum(m.id in there for m in part.members)}件" for part in edition.parts)),)),
            ),
        )
        for edition in editions
    )
    columns = (Column("title", "汇编"), Column("day", "反映哪一天"), Column("parts", "收录"))
    return TableView("汇编", "汇编出版后不再改动；现在适用什么，看本站的现行文本。", columns, rows)
