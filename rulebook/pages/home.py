"""The home page and the header every page shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from html import escape

from rulebook.history.status import Status, act_status
from rulebook.model.day import day_words
from rulebook.model.matter import Matter
from rulebook.pages.change_page import PATH as CHANGE
from rulebook.pages.draft_pages import PATH as DRAFTS
from rulebook.pages.edition_pages import frozen_path, living
from rulebook.pages.list_pages import changes
from rulebook.pages.matter_ways import matter_path
from rulebook.pages.mine_page import DATA, FEED
from rulebook.pages.mine_page import PATH as MINE
from rulebook.pages.model import Site, relative
from rulebook.pages.now import THAT_DAY, TODAY
from rulebook.pages.rule_page import COLLECTIONS
from rulebook.pages.views import CollectionCount, HomeView, Link, NavSection, SiteView, Task

TABS = (
    ("制度", "acts/"),
    ("遇事查办", "tasks/"),
    ("清单", "registers/"),
    ("日历", "calendar/"),
    ("沿革汇编", "changes/"),
    ("帮助", "guide/"),
)
_UNDER = {
    "acts/": ("mechanisms/", "rules/", "laws/", "categories/", "offices/", "numbers/", "upcoming/", "expiring/", "ended/"),
    "tasks/": ("forms/",),
    "changes/": ("as-of/", "applied/", "redline/", "editions/", "verify/", "cite/", "basis/", "citations/", "decisions/"),
    "guide/": ("glossary/", "status/"),
}
_SECTIONS = (  # 沿革汇编、帮助
    (
        ("最近变动", "changes/"),
        ("时点查询", "as-of/"),
        ("事发日适用", "applied/"),
        ("修改对照", "redline/"),
        ("汇编", "editions/"),
        ("核对引用", "cite/"),
        ("验真", "verify/"),
        ("上位依据", "basis/"),
        ("谁引谁", "citations/"),
        ("按决定", "decisions/"),
    ),
    (
        ("怎么查、怎么引用", "guide/"),
        ("术语", "glossary/"),
        ("怎么修改", "guide/change/"),
        ("运行维护", "guide/operations/"),
        ("来源与示范说明", "guide/provenance/"),
        ("数据", "guide/statistics/"),
        ("看图", "guide/pictures/"),
        ("运行状态", "status/"),
    ),
)
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def site_view(site: Site, url: str, existing: AbstractSet[str], base: str = "") -> SiteView:
    """The shared part for the page at ``url``; tabs that lead nowhere are left out.

    base: for a page that is served at any address, the site's root as an absolute path; links then start with it.
    """

    def to(path: str) -> str:
        return base + path.removeprefix("./") if base else relative(path, url)

    tabs = []
    for name, path in TABS:
        if path in existing:
            current = url.startswith((path, *_UNDER.get(path, ())))
            tabs.append(NavSection(Link(name, to(path)), current))
    return SiteView(
        name=site.name,
        day=site.day.isoformat(),
        day_words=day_words(site.day),
        tabs=tuple(tabs),
        home_url=to("./"),
        search_url=to("search/") if "search/" in existing else "",
        provenance_url=to("guide/provenance/") if "guide/provenance/" in existing else "",
        verify_url=to("verify/") if "verify/" in existing else "",
        mine_url=to(MINE) if MINE in existing else "",
        feed_url="" if site.edition else to(FEED),
        status_url=to("status/") if "status/" in existing else "",
        root=to("./"),
        siblings=_siblings(url, existing),
        frozen=site.edition.title if site.edition else "",
        now=THAT_DAY if site.edition else TODAY,
        draft=site.draft,
        change_url=to(CHANGE) if CHANGE in existing else "",
        drafts_url=to(DRAFTS) if DRAFTS in existing else "",
        editions=_selector(site, url, to),
    )


def _selector(site: Site, url: str, to: Callable[[str], str]) -> tuple[Link, ...]:
    """The living site and its editions, where they are published together."""
    if site.edition:
        acts = (site.act_path(act) for act in site.corpus.acts)
        path = next((path for path in acts if url.startswith(path)), "")
        return (Link(site.edition.name), Link("现行", living(url, path) if path else to("./") + "../../../"))
    if not site.whole or not site.editions:
        return ()
    return (Link("现行"), *(Link(e.name, to(frozen_path(e))) for e in site.editions))


def _siblings(url: str, existing: AbstractSet[str]) -> tuple[Link, ...]:
    """The pages of a section, on each of them."""
    section = next((s for s in _SECTIONS if url.startswith(tuple(path for _, path in s))), ())
    found = tuple(Link(name, "" if path == url else relative(path, url)) for name, path in section if path in existing)
    return found if len(found) > 1 else ()


def home_view(
    site: Site,
    matters: tuple[Matter, ...],
    existing: AbstractSet[str],
    offices: tuple[tuple[str, str], ...] = (),
    roles: tuple[tuple[str, str], ...] = (),
    duties_url: str = "",
) -> HomeView:
    """The home page, in the order people need things. offices, roles: (slug, name) for 我的本月职责."""
    shown = [m for m in matters if m.common]
    return HomeView(
        examples=site.examples,
        tasks=tuple(Task(m.title, matter_path(m), strong(m.answer)) for m in shown[:6]),
        tasks_link=Link("全部事项", "tasks/") if "tasks/" in existing else None,
        offices=offices,
        roles=roles,
        duties_url=duties_url,
        duties_link=Link("全部职责", "calendar/") if "calendar/" in existing else None,
        news_url=DATA if MINE in existing else "",
        changes=changes(site, "./", 5),
        changes_link=Link("全部变动", "changes/"),
        collections=tuple(_collection(site, key) for key in COLLECTIONS if _members(site, key)),
    )


def strong(text: str) -> str:
    """Escape, and turn ``**…**`` into ``<em>``."""
    return _STRONG.sub(r"<em>\1</em>", escape(text))


def _members(site: Site, collection: str) -> list[str]:
    return [act.id for act in site.corpus.acts.values() if act.header.collection == collection]


def _collection(site: Site, collection: str) -> CollectionCount:
    ids = _members(site, collection)
    acts = [site.corpus.acts[act_id] for act_id in ids]
    current = sum(1 for act in acts if act_status(act, site.day) in {Status.IN_FORCE, Status.PARTIAL})
    word = "当日有效" if site.edition else "现行"
    summary = f"{len(ids)}件，均{word}" if current == len(ids) else f"{len(ids)}件，{word}{current}件"
    counts = Counter(act.header.category or "未分类" for act in acts)
    categories = tuple((Link(name, f"{collection}s/#{name}"), n) for name, n in counts.items())
    return CollectionCount(Link(COLLECTIONS[collection], f"{collection}s/"), summary, categories)
