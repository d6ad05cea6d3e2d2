"""上位依据: the registry, and the rules whose basis changed after their own date (依据待核)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from rulebook.corpus.registry import Row
from rulebook.history.status import Status, act_status
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView
from rulebook.pages.words import days_in_words

PATH = "basis/"
REVIEW = "basis/review/"


def basis_pages(site: Site) -> Iterator[DrawnPage]:
    """Both pages, where instruments are registered."""
    if site.corpus.registries.basis:
        yield DrawnPage(PATH, "上位依据", "table.html", lambda: registry(site))
        yield DrawnPage(REVIEW, "依据待核", "table.html", lambda: review(site))


def outdated(row: Row | None, text: Expression, day: dt.date) -> str:
    """What changed in the instrument after ``text`` took effect and by ``day``, "" where nothing did."""
    changed = row.get("changed") if row else ""
    if not row or not changed or not text.valid_from:
        return ""
    return days_in_words(row.get("later")) if text.valid_from < dt.date.fromisoformat(changed) <= day else ""


def registry(site: Site) -> TableView:
    """Every instrument with its versions and the acts that rest on it."""
    rows = []
    for row in (site.corpus.registries.basis or {}).values():
        users = [a for a in site.corpus.acts.values() if any(b.id == row.get("id") for b in a.shown(site.day).header.basis)]
        later = f"其后：{row.get('later')}" if row.get("later") else ""
        notes = "。".join(part for part in (row.get("history"), later) if part)
        rows.append(
            TableRow(
                row.get("id"),
                (
                    Cell((Link(f"《{row.get('title')}》"),), row.get("doc_no")),
                    Cell((Link(row.get("issuer")),)),
                    Cell((Link(days_in_words(row.get("in_2021"))),), days_in_words(notes)),
                    Cell(tuple(Link(f"《{a.header.name}》", relative(site.act_path(a.id), PATH)) for a in users)),
                ),
            )
        )
    columns = (
        Column("title", "名称"),
        Column("issuer", "制定机关", facet=True),
        Column("versions", "2021年底的版本和沿革"),
        Column("used", "哪些制度依据它"),
    )
    after = f'<p><a href="{relative(REVIEW, PATH)}">依据待核：依据在制度施行以后变了的</a></p>'
    return TableView("上位依据", "本站不收上位依据的正文；版本情况待核的写明待核。", columns, tuple(rows), after_html=after)


def review(site: Site) -> TableView:
    """Acts in force whose basis changed after their own date, by office."""
    found: dict[str, list[tuple[Act, Row, str]]] = defaultdict(list)
    instruments = site.corpus.registries.basis or {}
    for act in site.corpus.acts.values():
        text = act.shown(site.day)
        if act_status(act, site.day) not in {Status.IN_FORCE, Status.PARTIAL}:
            continue
        for reference in text.header.basis:
            row = instruments.get(reference.id)
            change = outdated(row, text, site.day)
            if row and change:
                found[text.header.office].append((act, row, change))
    rows = tuple(
        TableRow(
            f"{act.id}-{row.get('id')}",
            (
                Cell((Link(site.office(office) or "未登记"),)),
                Cell(
                    (Link(f"《{act.header.name}》", relative(site.act_path(act.id), REVIEW)),),
                    f"{day_words(act.shown(site.day).valid_from)}起施行",
                ),
                Cell((Link(f"《{row.get('title')}》", relative(f"basis/#{row.get('id')}", REVIEW)),)),
                Cell((Link(change),)),
            ),
        )
        for office, members in found.items()
        for act, row, change in members
    )
    columns = (
        Column("office", "责任科室", facet=True),
        Column("act", "制度"),
        Column("basis", "依据"),
        Column("change", "变了什么"),
    )
    lead = f"依据在制度施行以后修改或者被替代的，由责任科室对照核对，需要改的走修改程序。共{len(rows)}处。"
    return TableView("依据待核", lead, columns, rows, crumbs=(Link("上位依据", relative(PATH, REVIEW)),))
