"""依据逐条 on a rule's page: which article cites which article of an upper instrument, and what became of that one since."""

from __future__ import annotations

from collections.abc import Callable

from rulebook.corpus.links import words
from rulebook.corpus.registry_days import days_in_words
from rulebook.history.upper import Rest, outdated, rests
from rulebook.model.act import Expression
from rulebook.model.day import day_words
from rulebook.pages.model import Site
from rulebook.pages.views import BasisArticle, BasisView, Link


def basis_views(site: Site, text: Expression, to: Callable[[str], str]) -> tuple[BasisView, ...]:
    """上位依据 of a rule's page. to: a path of the site as that page links to it."""
    registry = site.corpus.registries.basis or {}
    found = rests_of(site, text)
    rows = []
    for reference in text.header.basis:
        row = registry.get(reference.id)
        title = row.get("title") if row else reference.id
        checked = f"条号已核对（{days_in_words(reference.checked)}文本）" if reference.checked else "条号未核对"
        single = [c for c in text.header.basis_checked if c.id == reference.id]
        later = [f"{words(c.article)}核对到{day_words(c.checked)}文本" for c in single]
        change = outdated(row, text, site.day)
        mine = tuple(_view(rest) for rest in found if rest.title == title and rest.eids)
        note = f"依据待核：{change}" if change and (mine or not later) else ""
        rows.append(
            BasisView(Link(f"《{title}》", to(f"basis/#{reference.id}") if row else ""), "；".join([checked, *later]), note, mine)
        )
    return tuple(rows)


def rests_of(site: Site, text: Expression) -> list[Rest]:
    """What has to be looked at again in one text of the site."""
    return rests(site.corpus, site.library, text, site.links.get(text.file, ()), site.day)


def _view(rest: Rest) -> BasisArticle:
    place = Link(words(rest.holder), f"#{rest.holder}" if rest.holder else "")
    return BasisArticle(place, f"引{'、'.join(words(eid) for eid in rest.eids)}：{rest.state.value}", rest.then, rest.now)
