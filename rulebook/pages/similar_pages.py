"""相近条文: articles of two acts that say nearly the same, and sentences that differ in a figure, for those who edit rules."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.history.alike import Pair, Place, alike, differing
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.figure_pages import PATH as FIGURES
from rulebook.pages.figure_pages import rules_in_force
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

PATH = "registers/similar/"
TITLE = "相近条文"
_NEARLY = 0.7  # likeness from which sentences with other figures are listed; the check asks from SAME_MATTER on
_COLUMNS = (
    Column("kind", "种类", facet=True),
    Column("one", "这一条"),
    Column("other", "那一条"),
    Column("words", "这一条写"),
    Column("others", "那一条写"),
)


def similar_pages(site: Site) -> Iterator[DrawnPage]:
    """The page, where the rulebook has rules of its own."""
    if any(rules_in_force(site)):
        yield DrawnPage(PATH, TITLE, "table.html", lambda: view(site))


def view(site: Site) -> TableView:
    """The likest first."""
    texts = [act.shown(site.day) for act in rules_in_force(site)]
    because = {frozenset((row.get("one"), row.get("other"))): row.get("because") for row in site.corpus.registries.different}
    rows = [_row(site, "条文相近", pair, because) for pair in alike(texts)]
    rows += [_row(site, "数字不同", pair, because) for pair in differing(texts, _NEARLY)]
    lead = (
        f"现行制度里两件写得几乎一样的条文，和写法相近而数字不同的句子，由正文自动得出，共{len(rows)}处，供起草和审核的人核对："
        "同一件事的写在一处、数字写成一样；不是一件事的写明为什么不同。"
    )
    crumbs = (Link("清单", relative("registers/", PATH)), Link("数字一览", relative(FIGURES, PATH)))
    return TableView(TITLE, lead, _COLUMNS, tuple(rows), crumbs=crumbs)


def _row(site: Site, kind: str, pair: Pair, because: dict[frozenset[str], str]) -> TableRow:
    keys = [f"{place.text.act}#{place.article.eid}" for place in (pair.one, pair.other)]
    reason = because.get(frozenset(keys), "") if kind == "数字不同" else ""
    return TableRow(
        "-".join(key.replace("#", "-") for key in keys),
        (
            Cell((Link(kind),), f"两者不同，因为{reason}" if reason else f"相近{pair.likeness:.0%}"),
            _place(site, pair.one),
            _place(site, pair.other),
            Cell((Link(_words(kind, pair.one)),)),
            Cell((Link(_words(kind, pair.other)),)),
        ),
    )


def _place(site: Site, place: Place) -> Cell:
    url = relative(f"{site.act_path(place.text.act)}#{place.article.eid}", PATH)
    heading = f"　{place.article.heading}" if place.article.heading else ""
    return Cell((Link(f"《{place.text.header.name}》{place.article.label}{heading}", url),))


def _words(kind: str, place: Place) -> str:
    return place.article.own_words if kind == "条文相近" else place.words
