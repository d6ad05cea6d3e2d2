"""核对引用: the page where somebody who writes a paper has its citations checked, in the browser alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site
from rulebook.verdict.standing import Verdict
from rulebook.verdict.verdicts import VERDICT_WORDS

PATH = "cite/"
FOLDER = "assets/cite/"


@dataclass(frozen=True, slots=True)
class CiteView:
    """The page (cite.html). acts: how many are held with their words; basis: how many instruments are only registered."""

    verdicts: tuple[tuple[str, str, str], ...]
    acts: int
    basis: int


_MEANT = {
    Verdict.CURRENT: "那一天适用，条号没有变",
    Verdict.AMENDED: "条文或者条号改过，旁边是今天的条文",
    Verdict.REPEALED: "那一天已经废止或者期满，写明由哪件替代",
    Verdict.ABSENT: "收录的全文里没有这一条，写明最后一条",
    Verdict.NOT_YET: "那一天还没有施行",
    Verdict.UNCHECKED: "没有收录文本，或者题名、文号对不上；请查官方文本",
}


def shown(site: Site) -> bool:
    """Whether the site has the page: a frozen edition has none, its days are over."""
    return site.edition is None and bool(site.corpus.acts)


def cite_pages(site: Site) -> Iterator[DrawnPage]:
    """The page."""
    if shown(site):
        yield DrawnPage(PATH, "核对引用", "cite.html", lambda: view(site))


def view(site: Site) -> CiteView:
    """What the page tells before anything is checked."""
    acts = sum(1 for act in site.corpus.acts.values() if act.newest.header.text != "pending")
    verdicts = tuple((verdict.value, VERDICT_WORDS[verdict], meant) for verdict, meant in _MEANT.items())
    return CiteView(verdicts, acts, len(site.corpus.registries.basis or {}))
