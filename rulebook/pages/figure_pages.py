"""数字一览: every amount, period, share, frequency and date of the rules in force, with its article."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from rulebook.export.sheets import sheet
from rulebook.history.status import Status, act_status
from rulebook.markup.quantities import Quantity, quantities
from rulebook.model.act import Act
from rulebook.model.provision import Provision
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.tables import cell_words
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

PATH = "registers/figures/"
TITLE = "数字一览"
_FILE = "figures.csv"
_BEFORE, _AFTER = 14, 18  # characters of the sentence shown around a figure
_ENDS = "。；：\n"
_COLUMNS = (
    Column("figure", "数字"),
    Column("kind", "种类", facet=True),
    Column("act", "制度", facet=True),
    Column("article", "条"),
    Column("words", "原句"),
)


def figure_pages(site: Site) -> Iterator[DrawnPage]:
    """The page, where the rulebook has rules of its own."""
    if any(rules_in_force(site)):
        yield DrawnPage(PATH, TITLE, "table.html", lambda: view(site))


def figure_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The same as CSV."""
    if any(rules_in_force(site)):
        yield f"{PATH}{_FILE}", functools.partial(_csv, site)


def view(site: Site) -> TableView:
    """Acts in 汇编 order, articles in theirs."""
    rows: list[TableRow] = []
    for act in rules_in_force(site):
        for article in act.shown(site.day).document.articles():
            text = article.own_words
            for number, found in enumerate((q for q in quantities(text) if q.kind != "日子"), start=1):
                rows.append(_row(site, act, article, found, text, number))
    lead = f"现行制度条文里的金额、期限、比例、频次、日期和数量，共{len(rows)}处，由正文自动得出。同一件事在两件制度里数字不同的，请核对。"
    downloads = (Link("下载CSV（WPS、Excel可打开）", _FILE),)
    crumbs = (Link("清单", relative("registers/", PATH)),)
    after = f'<p><a href="{relative("registers/similar/", PATH)}">相近条文：写得几乎一样的条，和数字不同的句子</a></p>'
    return TableView(TITLE, lead, _COLUMNS, tuple(rows), crumbs=crumbs, downloads=downloads, after_html=after)


def _row(site: Site, act: Act, article: Provision, found: Quantity, text: str, number: int) -> TableRow:
    start = max((text.rfind(end, 0, found.start) for end in _ENDS), default=-1) + 1
    stop = min((at for end in _ENDS if (at := text.find(end, found.end)) >= 0), default=len(text))
    before = text[max(start, found.start - _BEFORE) : found.start]
    words = f"{before}{text[found.start : min(stop, found.end + _AFTER)]}"
    url = relative(f"{site.act_path(act.id)}#{article.eid}", PATH)
    cells = (
        Cell((Link(text[found.start : found.end]),)),
        Cell((Link(found.kind),)),
        Cell((Link(act.header.name),)),
        Cell((Link(f"{article.label}　{article.heading}".rstrip("　"), url),)),
        Cell((Link(words),)),
    )
    return TableRow(f"{act.id}-{article.eid}-{number}", cells)


def rules_in_force(site: Site) -> Iterator[Act]:
    """Rules of one's own that are in force on the site's day."""
    for act in site.corpus.acts.values():
        in_force = act_status(act, site.day) in {Status.IN_FORCE, Status.PARTIAL}
        if act.header.collection != "law" and in_force and act.shown(site.day).header.text != "pending":
            yield act


def _csv(site: Site) -> bytes:
    rows = [[cell_words(cell) for cell in row.cells] for row in view(site).rows]
    return sheet([[column.name for column in _COLUMNS], *rows])
