"""我的: what a reader keeps in the browser (office, role, favourites, last visit); the page is empty, the browser fills it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Link

PATH = "mine/"
DATA, FEED = "changes.json", "changes.atom"  # made by rulebook.outputs.feed_files

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MineView:
    """The page (mine.html). offices, roles: (slug, name) to choose from. data_url: what changed, as JSON."""

    offices: Named
    roles: Named
    changes_link: Link
    feed_url: str
    data_url: str


def mine_pages(site: Site, offices: Named, roles: Named) -> Iterator[DrawnPage]:
    """The page; a frozen edition has none."""
    if site.edition is None:
        yield DrawnPage(PATH, "我的", "mine.html", lambda: view(offices, roles))


def view(offices: Named, roles: Named) -> MineView:
    """All that does not depend on the reader."""
    every = Link("全部变动", relative("changes/", PATH))
    return MineView(offices, roles, every, relative(FEED, PATH), relative(DATA, PATH))
