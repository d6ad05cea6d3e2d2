"""逐条沿革: how each article of an act read in each of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.history.article_history import Chain, Step, act_chains, neighbours
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.redline_pages import both_marked
from rulebook.pages.views import Link

_EVENTS = {
    "inserted": "增加",
    "deleted": "删去",
    "modified": "修改",
    "renumbered+modified": "修改，条号也变了",
    "renumbered": "只变条号",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The article in one text. event: what happened there. html: its words, changes marked."""

    text: Link
    place: Link
    event: str
    html: str


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """One article with every wording, newest first."""

    anchor: str
    number: str
    heading: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The page (history.html). same: articles that never changed, in words."""

    title: str
    act: Link
    texts: tuple[Link, ...]
    articles: tuple[ArticleHistory, ...]
    same: str


def history_path(site: Site, act: Act) -> str:
    """Address of an act's page."""
    return f"{site.act_path(act.id)}history/"


def history_pages(site: Site) -> Iterator[DrawnPage]:
    """A page for every act with two texts or more."""
    for act in site.corpus.acts.values():
        if neighbours(act):
            title = f"{act.header.name}　逐条沿革"
            yield DrawnPage(history_path(site, act), title, "history.html", lambda a=act: view(site, a))  # type: ignore[misc]


def changed(site: Site, act: Act, expression: Expression) -> dict[str, tuple[str, str]]:
    """Articles of this text that ever changed: id to (days of the changes in words, anchor on the page)."""
    out = {}
    for chain in act_chains(act, site.compared):
        days = "、".join(day_words(step.expression.valid_from) for step in chain.steps if step.changed)
        here = next((step.article for step in chain.steps if step.expression.file == expression.file and step.article), None)
        if here and days:
            out[here.eid] = (days, _anchor(chain))
    return out


def view(site: Site, act: Act) -> HistoryView:
    """All articles, those that changed in full."""
    url = history_path(site, act)
    found = act_chains(act, site.compared)
    texts = [text for pair in neighbours(act) for text in pair]
    unique = list(dict.fromkeys(text.file for text in texts))
    named = [next(t for t in texts if t.file == file) for file in unique]
    return HistoryView(
        f"{act.header.name}　逐条沿革",
        Link(act.header.name, relative(site.act_path(act.id), url)),
        tuple(Link(f"{day_words(t.valid_from)}文本", relative(site.expression_path(t), url)) for t in named),
        tuple(_article(site, chain, url) for chain in found if chain.changed),
        "、".join(chain.last.label for chain in found if not chain.changed),
    )


def _article(site: Site, chain: Chain, url: str) -> ArticleHistory:
    wordings = tuple(_wording(site, step, url) for step in reversed(chain.steps))
    return ArticleHistory(_anchor(chain), chain.last.label, chain.last.heading, wordings)


def _wording(site: Site, step: Step, url: str) -> Wording:
    path = site.expression_path(step.expression)
    text = Link(f"{day_words(step.expression.valid_from)}文本", relative(path, url))
    place = Link(step.article.label, relative(f"{path}#{step.article.eid}", url)) if step.article else Link("")
    event = _EVENTS.get(step.row.label, "未改") if step.row else ""
    if step.article is None:
        return Wording(text, place, event, "")
    row = step.row if step.row and step.row.label != "inserted" else None
    return Wording(text, place, event, both_marked(row.segments if row else (), step.article.own_words))


def _anchor(chain: Chain) -> str:
    kept = chain.steps[-1].article is not None
    return chain.last.eid if kept else f"old_{chain.last.eid}"
