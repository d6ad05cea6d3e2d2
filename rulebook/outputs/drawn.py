"""All pages without a source of their own: their addresses, templates and views."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rulebook.model.day import day_words
from rulebook.model.matter import Matter
from rulebook.pages import list_pages, tables
from rulebook.pages.applied_pages import applied_pages
from rulebook.pages.as_of_page import as_of_pages
from rulebook.pages.basis_pages import basis_pages
from rulebook.pages.change_page import change_pages
from rulebook.pages.cite_page import cite_pages
from rulebook.pages.decision_pages import decision_pages
from rulebook.pages.draft_pages import draft_pages
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.duty_pages import duty_pages, my_duties
from rulebook.pages.edition_pages import edition_pages
from rulebook.pages.figure_pages import figure_pages
from rulebook.pages.form_pages import form_pages
from rulebook.pages.graph_pages import graph_pages
from rulebook.pages.history_pages import history_pages
from rulebook.pages.home import home_view
from rulebook.pages.matter_pages import matter_pages
from rulebook.pages.mine_page import mine_pages
from rulebook.pages.model import Site
from rulebook.pages.receipt_pages import receipt_pages
from rulebook.pages.redline_pages import redline_pages
from rulebook.pages.rule_page import COLLECTIONS, RulePage
from rulebook.pages.similar_pages import similar_pages
from rulebook.pages.status_page import status_pages
from rulebook.pages.verify_page import verify_pages


def drawn_pages(site: Site, book: DutyBook, markdown: Callable[[str], str], matters: tuple[Matter, ...]) -> Iterator[DrawnPage]:
    """Every page the site draws, rule pages first."""
    for act in site.corpus.acts.values():
        shown = act.shown(site.day)
        path = site.act_path(act.id)
        yield DrawnPage(path, shown.header.name, "rule.html", RulePage(site, act, shown, path, markdown).view)
        for expression in act.expressions:
            if expression.valid_from is None:
                continue
            dated = site.expression_path(expression)
            title = f"{expression.header.name}（{day_words(expression.valid_from)}文本）"
            yield DrawnPage(dated, title, "rule.html", RulePage(site, act, expression, dated, markdown).view)
    rooms = (
        *_lists(site),
        *tables.table_pages(site),
        *figure_pages(site),
        *similar_pages(site),
        *basis_pages(site),
        *decision_pages(site),
        *redline_pages(site),
        *history_pages(site),
        *as_of_pages(site),
        *applied_pages(site),
        *cite_pages(site),
        *verify_pages(site),
        *edition_pages(site),
        *status_pages(site),
        *receipt_pages(site),
        *change_pages(site),
        *draft_pages(site, markdown),
        *form_pages(site, matters, counting=not book.empty),
        *graph_pages(site),
        *duty_pages(book),
        *mine_pages(site, *my_duties(book)[:2]),
        *matter_pages(site, matters, counting=not book.empty),
        DrawnPage("search/", "检索", "search.html", lambda: site.examples),
    )
    yield from rooms
    existing = {page.path for page in rooms}
    yield DrawnPage("./", site.name, "home.html", lambda: home_view(site, matters, existing, *my_duties(book)))


def _lists(site: Site) -> Iterator[DrawnPage]:
    used = {act.header.collection for act in site.corpus.acts.values()}
    for key, name in COLLECTIONS.items():
        if key in used:
            path = f"{key}s/"
            yield DrawnPage(path, name, "list.html", lambda k=key, p=path: list_pages.collection_page(site, k, p))  # type: ignore[misc]
    ways = (
        ("acts/", "制度", list_pages.by_category),
        ("categories/", "按类别", list_pages.by_category),
        ("offices/acts/", "按科室", list_pages.by_office),
        ("numbers/", "按文号", list_pages.by_number),
        ("upcoming/", "即将施行", list_pages.upcoming),
        ("expiring/", "试行将满", list_pages.expiring),
        ("ended/", "已废止和失效", list_pages.ended),
    )
    for path, name, build in ways:
        yield DrawnPage(path, name, "list.html", lambda b=build, p=path: b(site, p))  # type: ignore[misc]
    if site.existing:
        yield DrawnPage("restricted/", "只写题名的制度", "table.html", lambda: list_pages.restricted(site, "restricted/"))
    yield DrawnPage("changes/", "最近变动", "table.html", lambda: list_pages.changes_page(site, "changes/"))
    yield DrawnPage("citations/", "谁引谁", "table.html", lambda: list_pages.citations_page(site, "citations/"))
