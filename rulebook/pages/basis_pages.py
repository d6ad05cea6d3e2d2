"""上位依据: the registry, and article by article what changed in it after the rule's own date (依据待核)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rulebook.corpus.links import words
from rulebook.corpus.registry import Row
from rulebook.corpus.registry_days import days_in_words
from rulebook.history.upper import Rest, standing
from rulebook.model.act import Act
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

PATH = "basis/"
REVIEW = "basis/review/"


def basis_pages(site: Site) -> Iterator[DrawnPage]:
    """Both pages, where instruments are registered."""
    if site.corpus.registries.basis:
        yield DrawnPage(PATH, "上位依据", "table.html", lambda: registry(site))
        yield DrawnPage(REVIEW, "依据待核", "table.html", lambda: review(site))


def registry(site: Site) -> TableView:
    """Every instrument with its versions and the acts that rest on it."""
    rows = []
    for row in (site.corpus.registries.basis or {}).values():
        users = [a for a in site.corpus.acts.values() if any(b.id == row.get("id") for b in a.shown(site.day).header.basis)]
        later = f"其后：{row.get('later')}" if row.get("later") else ""
        notes = "。".join(part for part in (row.get("history"), later, *_corrections(row)) if part)
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


def _corrections(row: Row) -> Iterator[str]:
    """What was registered wrongly before, and why."""
    listed = row.values.get("corrected")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield f"登记更正（{item.get('on')}）：原写“{item.get('was')}”，{item.get('note')}"


def review(site: Site) -> TableView:
    """Articles in force whose upper article changed after their own date, or could not be looked at, by office."""
    found: dict[str, list[tuple[Act, Rest]]] = defaultdict(list)
    for act, rest in standing(site.corpus, site.library, site.links, site.day):
        found[act.shown(site.day).header.office].append((act, rest))
    rows = tuple(_row(site, office, act, rest) for office, members in found.items() for act, rest in members)
    columns = (
        Column("office", "责任科室", facet=True),
        Column("act", "哪一条"),
        Column("basis", "依据"),
        Column("state", "情况", facet=True),
        Column("then", "施行时的上位条文"),
        Column("now", "现在的上位条文"),
    )
    lead = (
        "依据在制度施行以后修改或者被替代的，由责任科室逐条对照核对：需要改的走修改程序，"
        f"不需要改的登记对照过的文本，登记以后不再列在这里，写法见帮助。共{len(rows)}处。"
    )
    return TableView("依据待核", lead, columns, rows, crumbs=(Link("上位依据", relative(PATH, REVIEW)),))


def _row(site: Site, office: str, act: Act, rest: Rest) -> TableRow:
    path = relative(site.act_path(act.id), REVIEW)
    place = words(rest.holder)
    upper = "、".join(words(eid) for eid in rest.eids)
    held = rest.instrument in site.corpus.acts
    url = relative(site.act_path(rest.instrument) if held else f"{PATH}#{rest.instrument}", REVIEW)
    return TableRow(
        "-".join(part for part in (act.id, rest.holder, rest.instrument, *rest.eids) if part),
        (
            Cell((Link(site.office_in_charge(office) or "未登记"),)),
            Cell(
                (Link(f"《{act.header.name}》{place}", f"{path}#{rest.holder}" if place else path),),
                f"{day_words(act.shown(site.day).valid_from)}起施行",
            ),
            Cell((Link(f"《{rest.title}》{upper}", url),)),
            Cell((Link(rest.state.value),), rest.change),
            Cell((Link(rest.then),)),
            Cell((Link(rest.now),)),
        ),
    )
