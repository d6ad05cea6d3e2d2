"""Status words for acts, expressions and articles on a day (效力状态)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rulebook.model.act import Act, Ending, Expression


class Status(StrEnum):
    """Where a text stands on a day."""

    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    REPEALED = "repealed"
    PARTIAL = "partial"


WORDS = {
    Status.UPCOMING: "尚未施行",
    Status.IN_FORCE: "现行有效",
    Status.SUPERSEDED: "已被修改",
    Status.EXPIRED: "失效（期满）",
    Status.REPEALED: "废止",
    Status.PARTIAL: "部分失效",
}
_ENDED = {Ending.SUPERSEDED: Status.SUPERSEDED, Ending.EXPIRED: Status.EXPIRED, Ending.REPEALED: Status.REPEALED}


@dataclass(frozen=True, slots=True)
class Span:
    """A status that holds from ``start`` (inclusive, None: always) until the next span's start."""

    start: dt.date | None
    status: Status


def expression_spans(expression: Expression) -> tuple[Span, ...]:
    """Status of one text over all time, oldest first."""
    spans = []
    if expression.valid_from:
        spans.append(Span(None, Status.UPCOMING))
    partial = min((s.repealed for s in expression.header.article_status.values()), default=None)
    spans.append(Span(expression.valid_from, Status.IN_FORCE))
    if partial and (expression.valid_to is None or partial <= expression.valid_to):
        spans.append(Span(partial, Status.PARTIAL))
    if expression.valid_to:
        spans.append(Span(expression.valid_to + dt.timedelta(days=1), _ENDED[expression.ending]))
    return tuple(spans)


@lru_cache(maxsize=1 << 14)  # lists, pages and the search ask of the same acts
def act_spans(act: Act) -> tuple[Span, ...]:
    """Status of the act over all time: a change of text inside it is no change of its status."""
    spans: list[Span] = []
    for expression in act.expressions:
        for span in expression_spans(expression):
            if span.status is Status.SUPERSEDED or (spans and span.status is Status.UPCOMING):
                continue
            if spans and spans[-1].status is span.status:
                continue
            spans.append(span)
    return tuple(spans)


def at(spans: tuple[Span, ...], day: dt.date) -> Status:
    """The status on ``day``."""
    current = spans[0].status
    for span in spans:
        if span.start is None or span.start <= day:
            current = span.status
    return current


def act_status(act: Act, day: dt.date) -> Status:
    """Status of the act on ``day``."""
    return at(act_spans(act), day)


def expression_status(expression: Expression, day: dt.date) -> Status:
    """Status of one text on ``day``."""
    return at(expression_spans(expression), day)
