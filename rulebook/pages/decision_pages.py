"""Pages of decisions (决定): the list, and for each one what it did to which acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rulebook.history.decisions import TEXTS, Decision, Effect
from rulebook.model.act import Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, LifeEvent, Link, TableRow, TableView
from rulebook.pages.words import expired_words

INDEX = "decisions/"
_NOTICE = "文号、日期为示范，以正式印发文件为准。"


def decision_pages(site: Site) -> Iterator[DrawnPage]:
    """The list and a page for each decision; none where the rulebook records none."""
    if not site.decisions:
        return
    yield DrawnPage(INDEX, "决定", "table.html", lambda: index_page(site, INDEX))
    for decision in site.decisions:
        path = decision_path(decision)
        yield DrawnPage(path, name(decision), "table.html", lambda d=decision, p=path: decision_page(site, d, p))  # type: ignore[misc]


def decision_path(decision: Decision) -> str:
    """Address relative to the site's root."""
    return f"{INDEX}{decision.slug}/"


def name(decision: Decision) -> str:
    """The 文号, else what happened when: 2021年11月10日勘误."""
    return decision.doc_no or f"{day_words(decision.on)}{decision.effects[0].event}"


def index_page(site: Site, url: str) -> TableView:
    """Every decision, newest first."""
    rows = tuple(
        TableRow(
            decision.slug,
            (
                Cell((Link(day_words(decision.on)),)),
                Cell((Link(name(decision), relative(decision_path(decision), url)),)),
                Cell((Link("、".join(dict.fromkeys(e.event for e in decision.effects))),)),
                Cell(tuple(_act(site, effect, url) for effect in decision.effects)),
            ),
        )
        for decision in sorted(site.decisions, key=lambda d: d.on, reverse=True)
    )
    columns = (Column("date", "日期"), Column("doc_no", "文件"), Column("event", "事项", facet=True), Column("acts", "制度"))
    lead = "一份文件制定、修改、废止了哪些制度；没有文号的勘误和期满按日期列。照登记的列，不推断。"
    return TableView("决定", lead, columns, rows, crumbs=(_changes(url),), provenance_sentence=_NOTICE)


def decision_page(site: Site, decision: Decision, url: str) -> TableView:
    """What one decision did, an act a row."""
    rows = tuple(
        TableRow(
            f"{effect.act}-{index}",
            (
                Cell((_act(site, effect, url),)),
                Cell((Link(effect.event),)),
                Cell((_text(site, effect, url),)),
                Cell((Link(_note(site, effect)),)),
            ),
        )
        for index, effect in enumerate(decision.effects, start=1)
    )
    columns = (Column("act", "制度"), Column("event", "事项"), Column("text", "文本"), Column("note", "说明"))
    counts = Counter(event for event, _ in dict.fromkeys((effect.event, effect.act) for effect in decision.effects))
    did = "、".join(f"{event}{count}件" for event, count in counts.items())
    crumbs = (_changes(url), Link("决定", relative(INDEX, url)))
    papers = site.paper_links(decision.slug) if any(amended_by(site, decision)) else ()
    return TableView(name(decision), f"{_dates(decision)}{did}。", columns, rows, crumbs, _NOTICE, papers)


def amended_by(site: Site, decision: Decision) -> Iterator[tuple[Expression, Expression]]:
    """(text before, text after) for each act that the decision changed and whose texts are both held."""
    for effect in decision.effects:
        texts = site.corpus.acts[effect.act].expressions
        at = next((n for n, text in enumerate(texts) if text.key == effect.expression), 0)
        if at and effect.event in TEXTS and "pending" not in {texts[at].header.text, texts[at - 1].header.text}:
            yield texts[at - 1], texts[at]


def _dates(decision: Decision) -> str:
    """2022年6月15日决定，2022年6月17日印发。 Nothing where the title holds the date already."""
    if not decision.doc_no:
        return ""
    issued = f"，{day_words(decision.issued)}印发" if decision.issued else ""
    return f"{day_words(decision.on)}决定{issued}。"


def _changes(url: str) -> Link:
    return Link("沿革汇编", relative("changes/", url))


def _act(site: Site, effect: Effect, url: str) -> Link:
    act = site.corpus.acts[effect.act]
    return Link(f"《{act.header.title}》", relative(site.act_path(act.id), url))


def _expression(site: Site, effect: Effect) -> Expression | None:
    return next((e for e in site.corpus.acts[effect.act].expressions if e.key == effect.expression), None)


def _text(site: Site, effect: Effect, url: str) -> Link:
    """The text it made, corrected or ended."""
    expression = _expression(site, effect)
    if expression is None or expression.valid_from is None:
        words = f"{day_words(effect.effective)}起施行的文本，本站没有收" if effect.event in TEXTS else ""
        return Link(words)
    return Link(f"{day_words(expression.valid_from)}起施行的文本", relative(site.expression_path(expression), url))


def _note(site: Site, effect: Effect) -> str:
    parts = [effect.note]
    if effect.event == "废止":
        parts.insert(0, f"{day_words(effect.effective)}起废止")
    if effect.event == "期满" and effect.effective:
        parts.insert(0, expired_words(effect.effective))
    expression = _expression(site, effect)
    if effect.event in TEXTS and expression and expression.header.demonstration:
        parts.append("演示版本")
    return "，".join(part for part in parts if part)


def decision_link(site: Site, expression: Expression, url: str) -> Link | None:
    """The decision that made this text, in the words of its 文号; None where none is recorded."""
    for decision, effect in site.effects.get(expression.act, ()):
        if effect.event in TEXTS and effect.expression == expression.key:
            return Link(expression.header.doc_no or name(decision), relative(decision_path(decision), url))
    return None


def life_events(site: Site, expression: Expression, url: str) -> tuple[LifeEvent, ...]:
    """What else happened to this text (勘误、延期、废止、期满), newest first."""
    rows = []
    for decision, effect in site.effects.get(expression.act, ()):
        if effect.event in TEXTS or effect.expression != expression.key:
            continue
        day = effect.effective if effect.event == "废止" else effect.on
        link = Link(decision.doc_no or "看这项决定", relative(decision_path(decision), url))
        rows.append((effect.on, LifeEvent(day_words(day), effect.event, _note(site, effect), link)))
    return tuple(event for _, event in sorted(rows, key=lambda row: row[0], reverse=True))
