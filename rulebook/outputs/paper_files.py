"""Word and PDF beside the pages of acts and comparisons: one file a text, made once and kept by what it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial

from rulebook.export.paper import Paper, act_paper, comparison_paper
from rulebook.history.article_history import pairs
from rulebook.keys import engine_key, key
from rulebook.model.act import Expression
from rulebook.outputs.output import Output
from rulebook.pages.model import Site
from rulebook.pages.redline_pages import path as redline_path


def paper_files(site: Site) -> Iterator[Output]:
    """Files in the formats that the site offers; public laws have none."""
    for act in site.corpus.acts.values() if site.papers else ():
        if act.header.collection == "law":
            continue
        for text in act.expressions:
            if text.header.text != "pending" and text.valid_from:
                yield from _files(site, f"{site.expression_path(text)}{act.id}", partial(act_paper, act, text, site.day))
        for old, new in pairs(act):
            compared = partial(_comparison, site, old, new)
            yield from _files(site, f"{redline_path(act, old, new)}{act.id}", compared)


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
