"""时点查询: every act with all its texts as dated rows; the browser shows those of the day asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.history.article_history import neighbours
from rulebook.history.status import WORDS, act_spans, act_status
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.edition_pages import living
from rulebook.pages.list_pages import end_words
from rulebook.pages.model import Site, relative
from rulebook.pages.redline_pages import path as redline_path
from rulebook.pages.rule_page import COLLECTIONS
from rulebook.pages.views import Link, StatusView

PATH = "as-of/"


@dataclass(frozen=True, slots=True)
class AsOfText:
    """One text. since, until: first and last day in force, ISO, "" where open. off: not in force on the build's day."""

    link: Link
    since: str
    until: str
    until_words: str
    doc_no: str
    note: str
    redline: Link | None
    off: bool


@dataclass(frozen=True, slots=True)
class AsOfRow:
    """An act with its texts, oldest first. after: what stands in the place of a text on a day without one."""

    link: Link
    collection: str
    status: StatusView
    texts: tuple[AsOfText, ...]
    state: str
    after: str


@dataclass(frozen=True, slots=True)
class AsOfView:
    """The page (as_of.html). common: days people ask for, ISO and words. living: the page to ask on, in a frozen edition."""

    title: str
    day: str
    rows: tuple[AsOfRow, ...]
    summary: str
    common: tuple[tuple[str, str], ...]
    demonstration: bool
    day_words: str
    living: Link | None


def as_of_pages(site: Site) -> Iterator[DrawnPage]:
    """The page, where any text carries a date."""
    if any(act.newest.valid_from for act in site.corpus.acts.values()):
        yield DrawnPage(PATH, "时点查询", "as_of.html", lambda: view(site))


def view(site: Site) -> AsOfView:
    """All acts in 汇编 order."""
    acts = [act for act in site.corpus.acts.values() if act.newest.valid_from]
    ends = sorted({e.valid_to for act in acts for e in act.expressions if e.valid_to and e.header.expires == e.valid_to})
    common = [(e.as_of.isoformat(), f"{day_words(e.as_of)}（{e.name}）") for e in site.editions]
    common += [(day.isoformat(), f"{day_words(day)}（试行期满）") for day in ends[:2]]
    now = [act for act in acts if act.on(site.day)]
    parts = [(COLLECTIONS[key], sum(1 for act in now if act.header.collection == key)) for key in COLLECTIONS]
    return AsOfView(
        "时点查询",
        site.day.isoformat(),
        tuple(_row(site, act) for act in acts),
        f"{day_words(site.day)}适用{len(now)}件：" + "，".join(f"{name}{n}件" for name, n in parts if n) + "。",
        tuple(common),
        any(e.header.demonstration for act in acts for e in act.expressions),
        day_words(site.day),
        Link("时点查询", living(PATH, PATH)) if site.edition else None,
    )


def _row(site: Site, act: Act) -> AsOfRow:
    redlines = {new.key: Link("修改对照", relative(redline_path(act, old, new), PATH)) for old, new in neighbours(act)}
    status = act_status(act, site.day)
    return AsOfRow(
        Link(act.header.name, relative(site.act_path(act.id), PATH)),
        act.header.collection,
        site.status(act_spans(act)),
        tuple(_text(site, e, redlines.get(e.key)) for e in act.expressions if e.valid_from),
        "" if act.on(site.day) else WORDS[status],
        end_words(site, act),
    )


def _text(site: Site, expression: Expression, redline: Link | None) -> AsOfText:
    header = expression.header
    term = f"试行至{day_words(header.expires)}" if header.expires else ""
    note = "　".join(word for word in (term, "演示版本" if header.demonstration else "") if word)
    return AsOfText(
        Link(f"{day_words(expression.valid_from)}文本", relative(site.expression_path(expression), PATH)),
        expression.key,
        expression.valid_to.isoformat() if expression.valid_to else "",
        f"　适用至{day_words(expression.valid_to)}" if expression.valid_to else "",
        header.doc_no,
        note,
        redline,
        not expression.in_force(site.day),
    )
