"""依据逐条: which article cites which article of an upper instrument, and what became of that one since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rulebook.corpus.links import CitationLink, Target, words
from rulebook.corpus.registry import Row
from rulebook.history.align import plain
from rulebook.model.act import Act, Expression
from rulebook.model.header import BasisReference
from rulebook.model.provision import Provision
from rulebook.pages.model import Site
from rulebook.pages.views import BasisArticle, BasisView, Link
from rulebook.pages.words import days_in_words


class State(StrEnum):
    """What is known of a cited upper article; the value is the word the pages use."""

    CHANGED = "上位条文已改"
    GONE = "上位条文已无此条"
    UNHELD = "未核：没有收录上位文本"
    WHOLE = "未核：没有写第几条"


@dataclass(frozen=True, slots=True)
class Rest:
    """An article whose upper article has to be looked at again.

    holder: id of the own article, "" for the text as a whole. instrument, title: of the upper instrument.
    eids: cited there. change: what the register says of the instrument since. then, now: the cited words, "" where not held.
    """

    holder: str
    instrument: str
    title: str
    eids: tuple[str, ...]
    state: State
    change: str
    then: str = ""
    now: str = ""


def outdated(row: Row | None, reference: BasisReference | None, text: Expression, day: dt.date) -> str:
    """What changed in the instrument after ``text`` took effect and by ``day``, "" where nothing did.

    Nothing has to be looked at again where the numbers were checked with a text as late as the change.
    """
    changed = row.get("changed") if row else ""
    if not row or not changed or not text.valid_from or (reference and _iso(reference.checked) >= changed):
        return ""
    return days_in_words(row.get("later")) if text.valid_from < dt.date.fromisoformat(changed) <= day else ""


def _iso(words: str) -> str:
    try:
        return dt.date.fromisoformat(words).isoformat()
    except ValueError:
        return ""


def basis_views(site: Site, text: Expression, to: Callable[[str], str]) -> tuple[BasisView, ...]:
    """上位依据 of a rule's page. to: a path of the site as that page links to it."""
    registry = site.corpus.registries.basis or {}
    found = rests(site, text)
    rows = []
    for reference in text.header.basis:
        row = registry.get(reference.id)
        title = row.get("title") if row else reference.id
        checked = f"条号已核对（{days_in_words(reference.checked)}文本）" if reference.checked else "条号未核对"
        change = outdated(row, reference, text, site.day)
        note = f"依据待核：{change}" if change else ""
        mine = tuple(_view(rest) for rest in found if rest.title == title and rest.eids)
        rows.append(BasisView(Link(f"《{title}》", to(f"basis/#{reference.id}") if row else ""), checked, note, mine))
    return tuple(rows)


def _view(rest: Rest) -> BasisArticle:
    place = Link(words(rest.holder), f"#{rest.holder}" if rest.holder else "")
    return BasisArticle(place, f"引{'、'.join(words(eid) for eid in rest.eids)}：{rest.state.value}", rest.then, rest.now)


def rests(site: Site, text: Expression) -> list[Rest]:
    """All of one text, in its order; instruments that are named as basis and cited by no article come last."""
    references = {reference.id: reference for reference in text.header.basis}
    out: dict[tuple[str, str, tuple[str, ...]], Rest] = {}
    cited = set()
    for link in site.links.get(text.file, []):
        for rest in _of_link(site, text, link, references):
            cited.add(rest.instrument)
            out.setdefault((rest.holder, rest.title, rest.eids), rest)
    registry = site.corpus.registries.basis or {}
    for reference in text.header.basis:
        row = registry.get(reference.id)
        change = outdated(row, reference, text, site.day)
        if row and change and reference.id not in cited and not _law(site, row.get("title")):
            out["", reference.id, ()] = Rest("", reference.id, row.get("title"), (), State.WHOLE, change)
    return list(out.values())


def _of_link(site: Site, text: Expression, link: CitationLink, references: dict[str, BasisReference]) -> Iterator[Rest]:
    holder = link.citation.holder.partition("__")[0]
    if link.kind is Target.BASIS:
        row = (site.corpus.registries.basis or {}).get(link.id)
        change = outdated(row, references.get(link.id), text, site.day)
        if row and change:
            state = State.UNHELD if link.eids else State.WHOLE
            yield Rest(holder, link.id, row.get("title"), link.eids, state, change)
        return
    act = site.corpus.acts.get(link.id) if link.kind is Target.ACT else None
    if act is None or act.header.collection != "law" or not link.citation.targets:
        return
    yield from _compared(act, text, holder, link.citation.targets, site.day)


def _compared(act: Act, text: Expression, holder: str, targets: tuple[str, ...], day: dt.date) -> Iterator[Rest]:
    """The cited words of a law whose texts are held, then and now; nothing where they are the same."""
    then = act.on(text.valid_from) if text.valid_from else None
    now = act.on(day)
    if then is None or now is None or then is now:
        return
    for target in targets:
        before, after = _said(then, target), _said(now, target)
        if before and (after is None or plain(before) != plain(after)):
            state, today = (State.CHANGED, after.own_words) if after else (State.GONE, "")
            yield Rest(holder, act.id, act.header.title, (target,), state, "", before.own_words, today)


def _said(text: Expression, target: str) -> Provision | None:
    """A provision as citations name it (art_5__subpara_2 of an article with one 款), None where there is none."""
    known = text.document.provisions()
    piece = target.replace("__subpara_", "__para_1__subpara_", 1) if target not in known and "__para_" not in target else target
    return known.get(piece)


def _law(site: Site, title: str) -> bool:
    """Whether the texts of an instrument are held."""
    return any(site.corpus.acts[i].header.collection == "law" for i in site.library.find_act(title) if i in site.corpus.acts)
