"""上位条文: which article cites which article of an upper instrument, and what became of that one since (依据待核)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rulebook.corpus.library import Library
from rulebook.corpus.links import CitationLink, Target
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Row
from rulebook.corpus.registry_days import days_in_words
from rulebook.history.align import plain
from rulebook.history.status import Status, act_status
from rulebook.model.act import Act, Expression
from rulebook.model.provision import Provision


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


def outdated(row: Row | None, text: Expression, day: dt.date, holder: str = "") -> str:
    """What changed in the instrument after ``text`` took effect and by ``day``, "" where nothing did.

    Nothing has to be looked at again where the article ``holder`` was checked with an upper text as late as the change.
    """
    changed = row.get("changed") if row else ""
    if not row or not changed or not text.valid_from:
        return ""
    since = dt.date.fromisoformat(changed)
    return (
        days_in_words(row.get("later"))
        if text.valid_from < since <= day and not _looked_at(text, row.get("id"), holder, since)
        else ""
    )


def _looked_at(text: Expression, instrument: str, holder: str, since: dt.date) -> bool:
    """Whether the article was checked with a text of the instrument of ``since`` or later."""
    whole = (_day(reference.checked) for reference in text.header.basis if reference.id == instrument)
    single = (check.checked for check in text.header.basis_checked if (check.id, check.article) == (instrument, holder))
    return any(day and day >= since for day in (*whole, *single))


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def rests(corpus: Corpus, library: Library, text: Expression, links: Iterable[CitationLink], day: dt.date) -> list[Rest]:
    """All of one text, in its order; instruments that are named as basis and cited by no article come last.

    links: the citations of ``text``, resolved.
    """
    registry = corpus.registries.basis or {}
    out: dict[tuple[str, str, tuple[str, ...]], Rest] = {}
    cited = set()
    for link in links:
        if link.kind is Target.BASIS:
            cited.add(link.id)
        for rest in _of_link(corpus, text, link, day):
            out.setdefault((rest.holder, rest.title, rest.eids), rest)
    for reference in text.header.basis:
        row = registry.get(reference.id)
        change = outdated(row, text, day)
        if row and change and reference.id not in cited and not _law(corpus, library, row.get("title")):
            out["", reference.id, ()] = Rest("", reference.id, row.get("title"), (), State.WHOLE, change)
    return list(out.values())


def standing(
    corpus: Corpus, library: Library, links: Mapping[str, Sequence[CitationLink]], day: dt.date
) -> Iterator[tuple[Act, Rest]]:
    """All of the texts that are in force on ``day``, act by act. links: citations by the file of the citing text."""
    for act in corpus.acts.values():
        if act.header.collection != "law" and act_status(act, day) in {Status.IN_FORCE, Status.PARTIAL}:
            text = act.shown(day)
            yield from ((act, rest) for rest in rests(corpus, library, text, links.get(text.file, ()), day))


def _of_link(corpus: Corpus, text: Expression, link: CitationLink, day: dt.date) -> Iterator[Rest]:
    holder, registry = link.citation.holder.partition("__")[0], corpus.registries.basis or {}
    if link.kind is Target.BASIS:
        row = registry.get(link.id)
        change = outdated(row, text, day, holder)
        if row and change:
            state = State.UNHELD if link.eids else State.WHOLE
            yield Rest(holder, link.id, row.get("title"), link.eids, state, change)
        return
    act = corpus.acts.get(link.id) if link.kind is Target.ACT else None
    if act is None or act.header.collection != "law" or not link.citation.targets:
        return
    rested = (reference.id for reference in text.header.basis if reference.id in registry)
    instrument = next((slug for slug in rested if registry[slug].get("title") == act.header.title), "")
    yield from _compared(act, text, instrument, holder, link.citation.targets, day)


def _compared(act: Act, text: Expression, instrument: str, holder: str, targets: tuple[str, ...], day: dt.date) -> Iterator[Rest]:
    """The cited words of a law whose texts are held, then and now; nothing where they are the same or were looked at."""
    then = act.on(text.valid_from) if text.valid_from else None
    now = act.on(day)
    if (
        then is None
        or now is None
        or then is now
        or now.valid_from is None
        or _looked_at(text, instrument, holder, now.valid_from)
    ):
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


def _law(corpus: Corpus, library: Library, title: str) -> bool:
    """Whether the texts of an instrument are held."""
    return any(corpus.acts[i].header.collection == "law" for i in library.find_act(title) if i in corpus.acts)
