"""事发日适用: which text of an act held on the day something happened, what followed, what is said of the time before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from rulebook.history.article_history import held_texts
from rulebook.history.status import act_spans, expression_spans
from rulebook.history.transition import transitions
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.redline_pages import path as redline_path
from rulebook.pages.views import Link, StatusView
from rulebook.pages.words import expired_words

PATH = "applied/"


@dataclass(frozen=True, slots=True)
class Quoted:
    """An article that says from when the text holds or what holds for what is older. clause: 过渡条款 or 施行日期."""

    clause: str
    place: Link
    html: str


@dataclass(frozen=True, slots=True)
class AppliedText:
    """One text. since, until: first and last day, ISO, "" where open. ended: why it no longer holds, in words.

    redlines: comparison with each later text, (day of that text, link).
    """

    key: str
    since: str
    until: str
    link: Link
    period: str
    doc_no: str
    status: StatusView
    ended: str
    redlines: tuple[tuple[str, Link], ...]
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class AppliedView:
    """An act (applied.html). texts: oldest first. ask: whom to ask where nothing is said."""

    title: str
    name: str
    act: Link
    all: Link
    texts: tuple[AppliedText, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class AppliedChoice:
    """The page that asks which act (applied_choice.html). acts: link and status."""

    title: str
    day: str
    acts: tuple[tuple[Link, StatusView], ...]


def applied_path(site: Site, act: Act) -> str:
    """Address of an act's page."""
    return f"{site.act_path(act.id)}{PATH}"


def applied_pages(site: Site) -> Iterator[DrawnPage]:
    """A page for every act with a dated text, and the one to choose on. An edition has none: it holds one day."""
    acts = [act for act in site.corpus.acts.values() if _dated(act)]
    if site.edition or not acts:
        return
    yield DrawnPage(PATH, "事发日适用", "applied_choice.html", lambda: _choice(site, acts))
    for act in acts:
        title = f"{act.header.name}　事发日适用"
        yield DrawnPage(applied_path(site, act), title, "applied.html", lambda a=act: view(site, a))  # type: ignore[misc]


def view(site: Site, act: Act) -> AppliedView:
    """One act."""
    url = applied_path(site, act)
    asked = act.header.interpreter or act.header.office
    return AppliedView(
        f"{act.header.name}　事发日适用",
        act.header.name,
        Link(act.header.name, relative(site.act_path(act.id), url)),
        Link("事发日适用", relative(PATH, url)),
        tuple(_text(site, act, text, url) for text in _dated(act)),
        site.office(asked) if asked else "",
    )


def _dated(act: Act) -> list[Expression]:
    return [text for text in act.expressions if text.valid_from]


def _choice(site: Site, acts: list[Act]) -> AppliedChoice:
    rows = ((Link(act.header.name, relative(applied_path(site, act), PATH)), site.status(act_spans(act))) for act in acts)
    return AppliedChoice("事发日适用", site.day.isoformat(), tuple(rows))


def _text(site: Site, act: Act, text: Expression, url: str) -> AppliedText:
    held = held_texts(act)
    later = held[held.index(text) + 1 :] if text in held else []
    until = text.valid_to.isoformat() if text.valid_to else ""
    return AppliedText(
        text.key,
        text.key,
        until,
        Link(f"{day_words(text.valid_from)}文本", relative(site.expression_path(text), url)),
        day_words(text.valid_from) + (f"—{day_words(text.valid_to)}" if text.valid_to else "起"),
        text.header.doc_no,
        site.status(expression_spans(text)),
        _ended(site, act, text),
        tuple(
            (new.key, Link(f"和{day_words(new.valid_from)}文本对照", relative(redline_path(act, text, new), url)))
            for new in later
        ),
        tuple(
            Quoted(
                said.clause.value,
                Link(said.article.label, f"{relative(site.expression_path(text), url)}#{said.article.eid}"),
                "".join(f"<p>{escape(line)}</p>" for line in said.article.own_words.split("\n")),
            )
            for said in transitions(text.document)
        ),
    )


def _ended(site: Site, act: Act, text: Expression) -> str:
    """What became of the act after this text, where no other text took its place."""
    repealed = act.header.repealed
    if text.ending is Ending.REPEALED and repealed:
        successor = site.corpus.acts.get(repealed.by)
        by = f"由《{successor.header.name}》替代" if successor else "暂无替代规定"
        return f"{day_words(repealed.on)}起废止，{by}。"
    if text.ending is Ending.EXPIRED and text.valid_to:
        return f"{expired_words(text.valid_to)}，暂无替代规定。"
    return ""
