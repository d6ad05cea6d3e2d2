"""Duties as derived records: every expression brings its own, so that a reader's day can choose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Row
from rulebook.duty.due import Due, Stretch, due
from rulebook.duty.recurrence import Malformed, Recurrence, Triggered, parse
from rulebook.duty.workdays import Workdays
from rulebook.model.act import Ending, Expression
from rulebook.model.header import Duty as HeaderDuty

EVERY_OFFICE = "*"
_BETWEEN = "、，和"  # stand between those whom a duty names


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who has to do what by when, as one expression has it.

    article: element id. heading: 条标, "" where the text is not held. offices: everybody it concerns
    (slugs; ``*`` is every office). recurrence: None where the header's words cannot be read.
    valid_from, valid_to: first and last day on which the carrying article is in force, None where open.
    ending: why it ends after valid_to. step: one step of a procedure, which a sheet of paper leaves out.
    """

    id: str
    act: str
    expression: str
    file: str
    article: str
    heading: str
    who: str
    office: str
    offices: tuple[str, ...]
    what: str
    recurrence: Recurrence | None
    deadline: str
    form: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    ending: Ending
    audience: str
    postponed: bool
    step: bool

    @property
    def triggered(self) -> bool:
        """Whether an event or a meeting calls it up."""
        return isinstance(self.recurrence, Triggered)

    def holds(self, day: dt.date) -> bool:
        """Whether the carrying article is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def duties(corpus: Corpus) -> tuple[Duty, ...]:
    """All duties of all adopted expressions, in 汇编 order, older expressions first."""
    offices = office_names(corpus.registries.offices or {})
    return tuple(
        _duty(expression, item, offices)
        for expression in corpus.expressions()
        if expression.header.state == "adopted"
        for item in expression.header.duties
    )


def due_times(duty: Duty, first: dt.date, last: dt.date, workdays: Workdays) -> Iterator[Due]:
    """Due times of ``duty`` in the period while its article is in force.

    A single day counts where the article is in force on that day, a stretch where it touches its validity.
    """
    if duty.recurrence is None or duty.triggered:
        return
    start, end = max(first, duty.valid_from or first), min(last, duty.valid_to or last)
    if start > end:
        return
    for time in due(duty.recurrence, start, end, workdays):
        if time.stretch is not Stretch.DAY or duty.holds(time.last):
            yield time


Names = tuple[tuple[str, tuple[str, ...]], ...]


def office_names(offices: Mapping[str, Row]) -> Names:
    """Slug of each office with all it is called."""
    return tuple((slug, tuple(filter(None, (row.get("name"), *row.many("aliases"))))) for slug, row in offices.items())


@lru_cache(maxsize=4096)  # a thousand duties say it in a hundred ways, a preview asks again after every saved edit
def concerned(who: str, office: str, offices: Names) -> tuple[str, ...]:
    """Slugs a duty concerns: the registered one, others named in ``who``, and ``*`` for 各科室, 承办科室 and the like."""
    named = [slug for slug, names in offices if any(name in who and _alone(name, who) for name in names)]
    every = [EVERY_OFFICE] if "科室" in who else []
    return tuple(dict.fromkeys([office, *named, *every]))


def _alone(name: str, who: str) -> bool:
    return any(f"{before}{name}{after}" in f"、{who}、" for before in _BETWEEN for after in _BETWEEN)


def _duty(expression: Expression, item: HeaderDuty, offices: Names) -> Duty:
    provision = expression.document.provisions().get(item.article)
    recurrence = parse(item.recurrence)
    status = expression.header.article_status.get(item.article)
    last, ending = expression.valid_to, expression.ending
    if status and (last is None or status.repealed <= last):
        last, ending = status.repealed - dt.timedelta(days=1), Ending.REPEALED
    return Duty(
        id=item.id,
        act=expression.act,
        expression=expression.key,
        file=expression.file,
        article=item.article,
        heading=provision.heading if provision else "",
        who=item.who,
        office=item.office,
        offices=concerned(item.who, item.office, offices),
        what=item.what,
        recurrence=None if isinstance(recurrence, Malformed) else recurrence,
        deadline=item.deadline,
        form=item.form,
        valid_from=expression.valid_from,
        valid_to=last,
        ending=ending,
        audience=expression.header.audience,
        postponed="顺延" in expression.raw,
        step=item.step,
    )
