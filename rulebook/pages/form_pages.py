"""表格下载: every blank form as a page that prints, a .docx, and the list of all by office and by matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rulebook.corpus.forms import PlacedForm
from rulebook.corpus.links import words
from rulebook.duty.within import Count, counts, within_json
from rulebook.history.status import WORDS, Status, act_spans, act_status
from rulebook.model.act import Act, Expression
from rulebook.model.form import Form
from rulebook.model.matter import Matter
from rulebook.model.provision import Provision
from rulebook.packed import packed_text
from rulebook.pages.draw.form_html import form_html
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.duty_book import WORKDAYS
from rulebook.pages.matter_ways import matter_path, task_ways
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Link, StatusView

PATH = "forms/"
_NAMED = re.compile(r"（本[^（）第]*(第[零〇一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?)")
_SENTENCE = re.compile(r"(?<=。)")
_LATE = re.compile(r"紧急(?!联系|程度)|特殊情况|补[填办报签登送]|逾期|超过|未按|不按|迟")


@dataclass(frozen=True, slots=True)
class FormPageView:
    """A form (form.html). status: of the act it belongs to, shown unless that is in force on the reader's day.

    periods: the days its periods run from (出行之日). within: the periods for the browser, as on the page of a matter.
    articles: those that set the periods; set_by: which of them sets each one, in the order of within.
    late: what the article says of those who are late, sentence by sentence.
    """

    title: str
    act: Link
    article: Link
    status: StatusView
    who: str
    when: str
    to: str
    keep: str
    pages: int
    landscape: bool
    docx: Link
    sheet_html: str
    periods: tuple[str, ...] = ()
    within: str = "[]"
    articles: tuple[Link, ...] = ()
    set_by: str = "[]"
    papers: tuple[Link, ...] = ()  # the blank form as PDF
    workdays_url: str = ""
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A line of a list. status: of the act it belongs to."""

    form: Link
    status: StatusView
    docx: Link
    when: str
    to: str
    article: Link


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The forms of an office or of a matter."""

    title: Link
    anchor: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class FormsView:
    """The list (forms.html)."""

    title: str
    ways: tuple[Link, ...]
    count: int
    offices: tuple[FormGroup, ...]
    matters: tuple[FormGroup, ...]


def form_pages(site: Site, matters: tuple[Matter, ...], *, counting: bool = True) -> Iterator[DrawnPage]:
    """The list and a page for each form. counting: the table of working days exists."""
    forms = list(shown_forms(site))
    if not forms:
        return
    yield DrawnPage(PATH, "表格下载", "forms.html", lambda: list_view(site, forms, matters))
    for placed in forms:
        yield DrawnPage(placed.path, placed.form.name, "form.html", lambda p=placed: view(site, p, counting=counting))  # type: ignore[misc]


def view(site: Site, placed: PlacedForm, *, counting: bool = True) -> FormPageView:
    """One form."""
    form, act = placed.form, site.corpus.acts[placed.act]
    return FormPageView(
        form.name,
        Link(f"《{act.header.title}》", relative(site.act_path(act.id), placed.path)),
        _article(site, placed, placed.path),
        site.status(act_spans(act)),
        form.who,
        form.when,
        form.to,
        form.keep,
        form.pages,
        form.orientation == "landscape",
        Link("下载Word", f"{form.id}.docx"),
        form_html(form, foot_line(site, placed)),
        papers=tuple(link for link in site.paper_links(form.id) if link.url.endswith(".pdf")),
        **_periods(site, act, placed, counting=counting),
    )


def _periods(site: Site, act: Act, placed: PlacedForm, *, counting: bool) -> dict[str, Any]:
    """What the page needs to tell whether a date is late; nothing for a text that is no longer in force."""
    found = counts(placed.form.when) if counting and act.on(site.day) else ()
    text = act.shown(site.day)
    article = text.article_by_heading(placed.form.article)
    if not found or article is None:
        return {}
    set_by = _set_by(text, placed.form, found, article)
    articles = list(dict.fromkeys(set_by))
    sentences = (sentence for sentence in _SENTENCE.split(article.own_words.replace("\n", "")) if _LATE.search(sentence))
    return {
        "periods": tuple(dict.fromkeys(c.since for c in found)),
        "within": within_json(found),
        "articles": tuple(
            Link(
                f"{act.header.name}{one.label if one else ''}",
                relative(site.act_path(act.id) + (f"#{one.eid}" if one else ""), placed.path),
            )
            for one in articles
        ),
        "set_by": packed_text([articles.index(one) for one in set_by]),
        "workdays_url": relative(WORKDAYS, placed.path),
        "late": tuple(sentences),
    }


def _set_by(text: Expression, form: Form, found: tuple[Count, ...], own: Provision) -> list[Provision | None]:
    """The article that sets each period, None where it cannot be told.

    It is named beside the period (本办法第十四条), or a duty with this form has the period from it; else ``own``, where
    its words hold the period, or the one article whose words do.
    """
    articles = list(text.document.articles())
    duties = {c: duty.article for duty in text.header.duties if duty.form == form.name for c in counts(duty.deadline)}
    named: dict[int, str] = {}
    for part in re.finditer(r"[^；。]+", form.when):
        for label in _NAMED.finditer(part[0]):
            before, until = (len(counts(form.when[: part.start() + end])) for end in (0, label.start()))
            named |= dict.fromkeys(range(before, until), label[1])

    def one(n: int, count: Count) -> Provision | None:
        said = [a for a in articles if (a.label == named[n] if n in named else a.eid == duties.get(count))]
        length = re.compile(rf"(?<![\d月]){count.length}")  # not of 15个工作日 or 12月5日
        holding = [a for a in articles if length.search(a.own_words)]
        with_form = [a for a in holding if form.name in a.own_words]
        fits = (said, [own] if own in holding else [], with_form, holding)
        return next((some[0] for some in fits if len(some) == 1), None)

    return [one(n, count) for n, count in enumerate(found)]


def list_view(site: Site, forms: list[PlacedForm], matters: tuple[Matter, ...]) -> FormsView:
    """All forms, by office and by matter."""
    offices: dict[str, list[PlacedForm]] = defaultdict(list)
    for placed in forms:
        offices[site.corpus.acts[placed.act].shown(site.day).header.office].append(placed)
    registered = site.corpus.registries.offices or {}
    order = sorted(offices, key=lambda slug: list(registered).index(slug) if slug in registered else len(registered))
    by_office = tuple(
        FormGroup(Link(site.office_words(slug) or "未登记"), slug, tuple(_row(site, placed) for placed in offices[slug]))
        for slug in order
    )
    by_matter = []
    for matter in matters:
        wanted = [(step.target.partition("#")[0], step.form) for step in matter.steps if step.form]
        found = [placed for placed in forms if (placed.act, placed.form.name) in wanted]
        if found:
            title = Link(matter.title, relative(matter_path(matter), PATH))
            by_matter.append(FormGroup(title, f"matter_{matter.id}", tuple(_row(site, placed) for placed in found)))
    return FormsView("表格下载", task_ways(site, matters, PATH), len(forms), by_office, tuple(by_matter))


def shown_forms(site: Site) -> Iterator[PlacedForm]:
    """Forms that the text in force, or the last one, asks for, in 汇编 order."""
    forms = site.corpus.registries.forms
    for act in site.corpus.acts.values() if forms else ():
        named = {name for text in act.expressions for name in text.header.forms}
        for placed in forms.by_act.get(act.id, ()) if forms else ():
            if placed.form.name in named:
                yield placed


def _row(site: Site, placed: PlacedForm) -> FormRow:
    form = placed.form
    path = relative(placed.path, PATH)
    return FormRow(
        Link(form.name, path),
        site.status(act_spans(site.corpus.acts[placed.act])),
        Link("下载Word", f"{path}{form.id}.docx"),
        f"{form.who}，{form.when}",
        form.to,
        _article(site, placed, PATH),
    )


def _article(site: Site, placed: PlacedForm, url: str) -> Link:
    act = site.corpus.acts[placed.act]
    eid = _place(site, act, placed)
    name = f"{act.header.name}{words(eid)}" if eid else act.header.name
    return Link(name, relative(site.act_path(act.id) + (f"#{eid}" if eid else ""), url))


def _place(site: Site, act: Act, placed: PlacedForm) -> str:
    article = act.shown(site.day).article_by_heading(placed.form.article)
    return article.eid if article else ""


def foot_line(site: Site, placed: PlacedForm) -> str:
    """The line at the foot of a sheet: which act and article the form comes from."""
    act = site.corpus.acts[placed.act]
    text = act.shown(site.day)
    eid = _place(site, act, placed)
    number = f"（{text.header.doc_no}）" if text.header.doc_no else ""
    status = act_status(act, site.day)
    ended = f"该制度{WORDS[status]}。" if status in {Status.EXPIRED, Status.REPEALED} else ""
    return f"依据《{text.header.title}》{number}{words(eid) if eid else ''}。{ended}示范表格，以正式印发文本为准。"
