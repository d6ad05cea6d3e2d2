"""Decisions (决定): what one instrument, or one event on one day, did to which acts. Read off the headers, nothing inferred.

Sources: ``history`` rows of every expression; a text with a 文号 but no row of its own counts as 印发;
``repealed`` as 废止, by the instrument whose words say so; ``expires`` as 期满.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass

from rulebook.corpus.load import Corpus, is_published
from rulebook.markup.pinyin import first_letters
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.header import Event, doc_no_key

TEXTS = frozenset({"制定", "修正", "修订", "印发"})  # events that make an expression
_CODES = {
    "勘误": "erratum",
    "废止": "repeal",
    "延期": "extension",
    "期满": "expiry",
    "部分失效": "partial",
    "登记更正": "register",
    "撤回": "withdrawal",
}
_DOC_NO = re.compile(r"(.*)〔(\d{4})〕(\d+)")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision did to one act.

    on: day of the decision. effective: from when, for 期满 the last day in force. expression: key of the text it made,
    corrected or ended.
    """

    act: str
    event: str
    on: dt.date
    expression: str
    effective: dt.date | None = None
    doc_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One instrument (doc_no) or, without a number, one kind of event on one day. slug: its name in addresses."""

    slug: str
    on: dt.date
    doc_no: str
    effects: tuple[Effect, ...]
    issued: dt.date | None = None


def decisions(corpus: Corpus) -> tuple[Decision, ...]:
    """All decisions of the bureau, oldest first."""
    groups: dict[tuple[str, ...], list[Effect]] = defaultdict(list)
    issued: dict[str, dt.date] = {}
    for act in corpus.acts.values():
        if is_published(act.newest):
            continue
        for effect in _effects(act, corpus):
            key = (effect.doc_no,) if effect.doc_no else (effect.event, effect.on.isoformat())
            groups[key].append(effect)
        for expression in act.expressions:
            if expression.header.issued:
                issued.setdefault(doc_no_key(expression.header.doc_no), expression.header.issued)
    found = []
    slugs: set[str] = set()
    for effects in sorted(groups.values(), key=lambda group: min((e.on, e.doc_no, e.event) for e in group)):
        first = min(effects, key=lambda e: e.on)
        slug = _slug(first)
        while slug in slugs:
            slug += "-2"
        slugs.add(slug)
        found.append(Decision(slug, first.on, first.doc_no, tuple(effects), issued.get(first.doc_no) if first.doc_no else None))
    return tuple(found)


def _effects(act: Act, corpus: Corpus) -> list[Effect]:
    rows: dict[Event, Expression] = {}
    for expression in act.expressions:
        for row in expression.header.history:
            rows.setdefault(row, expression)  # later texts carry the rows of earlier ones along
    found = [_from_row(act, row, holder) for row, holder in rows.items() if row.event != "废止"]
    made = {e.expression for e in found if e.event in TEXTS}
    for expression in act.expressions:
        header = expression.header
        on = header.adopted or header.issued or header.effective
        if header.doc_no and on and expression.key not in made:
            number = doc_no_key(header.doc_no)
            found.append(Effect(act.id, "印发", on, expression.key, header.effective, number))
    newest = act.newest
    ends = [row for row in rows if row.event == "废止"]
    if newest.header.repealed:
        found.append(_repeal(act, ends[-1] if ends else None, corpus))
    elif newest.ending is Ending.EXPIRED and newest.valid_to:
        found.append(Effect(act.id, "期满", newest.valid_to, newest.key, newest.valid_to))
    return sorted(found, key=lambda e: e.on)


def _from_row(act: Act, row: Event, holder: Expression) -> Effect:
    if row.event == "勘误":
        shown = holder if not holder.valid_from or holder.valid_from <= row.on else (act.on(row.on) or holder)
        key = shown.key
    elif row.event in TEXTS:
        key = row.effective.isoformat() if row.effective else ""
    else:
        key = holder.key
    return Effect(act.id, row.event, row.on, key, row.effective, doc_no_key(row.doc_no), row.note)


def _repeal(act: Act, row: Event | None, corpus: Corpus) -> Effect:
    """The repeal as its row of history says, else as the text that took the place says in its words."""
    repealed = act.header.repealed
    from_day = repealed.on if repealed else dt.date.max
    successor = corpus.acts.get(repealed.by) if repealed else None
    number, on, note = (doc_no_key(row.doc_no), row.on, row.note) if row else ("", from_day, "")
    if not number and successor:
        for text in successor.expressions:
            if text.valid_from == from_day and _says_so(text, act):
                number, on = doc_no_key(text.header.doc_no), text.header.adopted or text.header.issued or from_day
    if successor and not note:
        note = f"由《{successor.header.title}》替代"
    return Effect(act.id, "废止", on, act.newest.key, from_day, number, note)


def _says_so(text: Expression, act: Act) -> bool:
    """Whether a paragraph of ``text`` repeals the act by name."""
    return any("废止" in line and f"《{act.header.title}》" in line for line in text.raw.split("\n"))


def _slug(effect: Effect) -> str:
    """``2022-06-15-xsd15`` for x司党〔2022〕15号, ``2021-11-10-erratum`` where there is no number."""
    match = _DOC_NO.match(effect.doc_no)
    if not match:
        return f"{effect.on}-{_CODES.get(effect.event, 'text')}"
    issuer = "".join(first_letters(match.group(1))).lower()
    return f"{effect.on}-{re.sub('[^a-z]', '', issuer)}{match.group(3)}"
