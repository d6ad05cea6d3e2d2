"""Word and PDF beside pages: of each text, comparison, register, decision, role and form; made once and kept by what they say."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial

from rulebook.corpus.forms import PlacedForm
from rulebook.export.paper import Paper, act_paper, comparison_paper
from rulebook.history.article_history import pairs
from rulebook.history.status import WORDS, Status
from rulebook.keys import engine_key, key
from rulebook.model.act import Act, Expression
from rulebook.outputs.output import Output
from rulebook.outputs.page_papers import SIZES, decision_paper, form_paper, sheet_paper, table_paper
from rulebook.pages.decision_pages import amended_by, decision_path
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.duty_pages import sheet_view
from rulebook.pages.form_pages import shown_forms
from rulebook.pages.model import Site
from rulebook.pages.redline_pages import path as redline_path
from rulebook.pages.tables import register_page
from rulebook.pages.words import AS_OF


def paper_files(site: Site) -> Iterator[Output]:
    """Files in the formats that the site offers; public laws have none."""
    for act in site.corpus.acts.values() if site.papers else ():
        if act.header.collection == "law":
            continue
        for text in act.expressions:
            if text.header.text != "pending" and text.valid_from:
                yield from _files(site, f"{site.expression_path(text)}{act.id}", partial(_text, site, act, text))
        for old, new in pairs(act):
            compared = partial(_comparison, site, old, new)
            yield from _files(site, f"{redline_path(act, old, new)}{act.id}", compared)


def page_paper_files(site: Site, book: DutyBook) -> Iterator[Output]:
    """The same for other pages that a reader takes to a meeting or fills by hand."""
    if not site.papers:
        return
    for slug, register in site.corpus.registries.registers.items():
        if register.rows:
            path = f"registers/{slug}/"
            view = partial(register_page, site, register, path)
            yield from _files(site, f"{path}{slug}", lambda v=view, r=register: table_paper(v(), r.meta.get("doc_no")))  # type: ignore[misc]
    for decision in site.decisions:
        if any(amended_by(site, decision)):
            yield from _files(site, f"{decision_path(decision)}{decision.slug}", partial(decision_paper, site, decision))
    for role in () if book.empty else book.roles:
        path = f"calendar/roles/{role.slug}/"
        yield from _files(site, f"{path}{role.slug}", lambda s=role.slug, p=path: sheet_paper(sheet_view(book, s, p)))  # type: ignore[misc]
    for placed in shown_forms(site) if "pdf" in site.papers else ():  # their Word files have boxes to fill
        name, paper = f"{placed.path}{placed.form.id}.pdf", partial(form_paper, site, placed)
        yield Output(name, partial(_key, "pdf", paper), partial(_form, site, placed))


def _text(site: Site, act: Act, text: Expression) -> Paper:
    """A text; in a frozen edition it is 当日有效, never 现行, as on its page."""
    paper = act_paper(act, text, site.day)
    return dataclasses.replace(paper, foot=paper.foot.replace(WORDS[Status.IN_FORCE], AS_OF)) if site.edition else paper


def _comparison(site: Site, old: Expression, new: Expression) -> Paper:
    return comparison_paper(old, new, site.compared(old, new))


def _files(site: Site, stem: str, paper: Callable[[], Paper]) -> Iterator[Output]:
    for form in site.papers:
        yield Output(f"{stem}.{form}", partial(_key, form, paper), partial(_made, form, paper))


def _key(form: str, paper: Callable[[], Paper]) -> str:
    return key(engine_key(), form, dataclasses.asdict(paper()))


def _made(form: str, paper: Callable[[], Paper]) -> bytes:
    if form == "docx":
        from rulebook.export.word import word  # noqa: PLC0415  # slow to load; most builds find every paper in the store

        return word(paper())
    from rulebook.export.pdf import pdf  # noqa: PLC0415  # as above

    return pdf(paper())


def _form(site: Site, placed: PlacedForm) -> bytes:
    """In the largest letters that leave it on as many pages as it is said to have."""
    from rulebook.export.pdf import pages, pdf  # noqa: PLC0415  # as above

    made = b""
    for size in SIZES:
        made = pdf(form_paper(site, placed, size))
        if pages(made) <= placed.form.pages:
            break
    return made
