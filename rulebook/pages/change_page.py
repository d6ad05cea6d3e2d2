"""本次修改: what a change brings about, as a page of its preview. The published site has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site

PATH = "this-change/"
TITLE = "本次修改"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The page (change.html). body: HTML in which every word of a text is escaped."""

    title: str
    branch: str
    body: str


def change_pages(site: Site) -> Iterator[DrawnPage]:
    """The page, where this is the preview of a change."""
    if site.change:
        yield DrawnPage(PATH, TITLE, "change.html", lambda: ChangeView(TITLE, site.draft, site.change))
