"""Findings that only follow from another one: they are left out, so that one slip is told once.

Where the numbers of a text cannot be read (a number that Word had made was not pasted, a mark before it), everything that
names its articles seems wrong. What is wrong besides is wrong too when the act stands as it was published.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus
from rulebook.corpus.read import read_expression
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level

_UNREAD = ("S101", "S102", "S103", "S105", "S106", "S107", "S109", "S111", "T208", "T209", "T214", "T215")  # numbers, 条标
_LOST = frozenset({"S101", "S104", "S105", "S109"})  # say in other words that numbers were not pasted (S111)
_OF_ARTICLES = frozenset(
    {"C102", "C104", "C107", "H208", "R114", "R115", "R116", "R117", "R118", "R205", "F205", "C106"}
)  # in the file itself


def caused(corpus: Corpus, own: Collection[Finding], across: Callable[[Corpus], Iterable[Finding]]) -> Iterator[Finding]:
    """``own`` and ``across(corpus)`` without what follows from unreadable numbers. own: what each file says of itself."""
    unclear = {f.file for f in own if f.code in _UNREAD and f.level is Level.ERROR}
    acts = {act.id: act for act in corpus.acts.values() if act.newest.file in unclear}
    lost = {f.file for f in own if f.code == "S111" and f.level is Level.ERROR}
    yield from (f for f in own if not (f.code in _LOST and f.file in lost))
    removed = {f.text for f in own if f.code == "L315"}
    removed |= {f.text.partition(",")[0] for f in own if f.code == "R101" and f.file.endswith("offices.csv")}
    found = [f for f in across(corpus) if f.code != "R201" or f.text not in removed]
    if not acts:
        yield from found
        return
    calm = dataclasses.replace(corpus, acts={**corpus.acts, **dict(_as_published(corpus, acts))})
    stays = {(f.file, f.line, f.code) for f in across(calm)}
    files = {act.newest.file for act in acts.values()}
    forms = {f"{corpus.docs_name}/forms/{act_id}.yml" for act_id in acts}
    for finding in found:
        if finding.file in files:
            follows = finding.code in _OF_ARTICLES
        else:
            follows = (finding.file, finding.line, finding.code) not in stays and not finding.code.startswith("L3")
        if not follows and not (finding.file in forms and finding.code in _OF_ARTICLES):
            yield finding


def unrefused(own: Iterable[Finding], against: Iterable[Finding]) -> Iterator[Finding]:
    """``against``, found in comparing with the main branch, without what ``own`` says of the same line.

    Rows of 沿革 that are refused need not be looked at (L324), a key that misleads is told so (H217, L325).
    """
    own = [*own]
    wrong = {(f.file, f.line) for f in own if f.level is Level.ERROR}
    misleads = {(f.file, f.line) for f in own if f.code in {"H202", "H217"}}
    told = {"L324": wrong, "L325": misleads}
    yield from (f for f in against if (f.file, f.line) not in told.get(f.code, ()))


def _as_published(corpus: Corpus, acts: Mapping[str, Act]) -> Iterator[tuple[str, Act]]:
    """Each act with its newest text as last published: the one before it, or the same as the ledger keeps it."""
    rows = kept.latest(kept.recorded(corpus.docs.parent))
    for act_id, act in acts.items():
        entry = rows.get((act_id, act.newest.key))
        words = kept.kept_text(corpus.docs.parent, entry) if entry else None
        before = read_expression(split_header(words, act.newest.file))[0] if words else None
        if before is not None:
            yield act_id, dataclasses.replace(act, expressions=(*act.expressions[:-1], _spanned(before, act.newest)))
        elif len(act.expressions) > 1:
            yield act_id, dataclasses.replace(act, expressions=act.expressions[:-1])


def _spanned(text: Expression, like: Expression) -> Expression:
    return dataclasses.replace(text, valid_from=like.valid_from, valid_to=like.valid_to, ending=like.ending)
