"""When a recurrence falls due: single days, or stretches within which something has to be done."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rulebook.duty.recurrence import Anchored, Frequency, Length, Periodic, Recurrence, Unit
from rulebook.duty.workdays import Break, Workdays

_DAY = dt.timedelta(days=1)


class Stretch(StrEnum):
    """What a due time covers."""

    DAY = "day"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One due time, both days included. certain: False where a year's holidays are not announced."""

    first: dt.date
    last: dt.date
    stretch: Stretch = Stretch.DAY
    certain: bool = True
    holidays: tuple[str, ...] = ()


def due(recurrence: Recurrence, first: dt.date, last: dt.date, workdays: Workdays) -> Iterator[Due]:
    """Due times that touch the period from ``first`` to ``last``, in order. Triggered duties have none."""
    found: list[Due] = []
    if isinstance(recurrence, Periodic):
        for year in range(first.year, last.year + 1):
            found.extend(_periodic(recurrence, year, workdays))
    elif isinstance(recurrence, Anchored):
        found.extend(_anchored(recurrence, workdays))
    yield from sorted(d for d in found if d.first <= last and d.last >= first)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _periodic(rule: Periodic, year: int, workdays: Workdays) -> Iterator[Due]:
    starts = range(1, 13, rule.frequency.months)
    if rule.day:
        for month in rule.months or starts:
            day = dt.date(year, month, min(rule.day, calendar.monthrange(year, month)[1]))
            yield Due(day, day)
    elif rule.within:
        for month in rule.months or starts:
            yield _counted(dt.date(year, month, 1) - _DAY, rule.within, workdays)
    elif rule.months:
        for run in _runs(rule.months) if rule.frequency is Frequency.YEARLY else [[m] for m in rule.months]:
            stretch = Stretch.MONTH if len(run) == 1 else Stretch.MONTHS
            yield Due(dt.date(year, run[0], 1), month_end(year, run[-1]), stretch)
    else:
        stretch = {1: Stretch.MONTH, 3: Stretch.QUARTER, 6: Stretch.HALF, 12: Stretch.YEAR}[rule.frequency.months]
        for month in starts:
            yield Due(dt.date(year, month, 1), month_end(year, month + rule.frequency.months - 1), stretch)


def _runs(months: tuple[int, ...]) -> list[list[int]]:
    """4, 5, 6 is one stretch; 3, 9 are two."""
    out: list[list[int]] = []
    for month in months:
        if out and out[-1][-1] == month - 1:
            out[-1].append(month)
        else:
            out.append([month])
    return out


def _counted(start: dt.date, length: Length, workdays: Workdays, *, back: bool = False) -> Due:
    sign = -1 if back else 1
    if length.unit is Unit.WORKDAYS:
        shift = workdays.shift(start, sign * length.amount)
        return Due(shift.end, shift.end, certain=shift.announced)
    day = start + _DAY * (sign * length.amount)
    return Due(day, day)


def _anchored(rule: Anchored, workdays: Workdays) -> Iterator[Due]:
    for found in workdays.breaks:
        names = tuple(n for n in found.names if not rule.holidays or n in rule.holidays)
        if names:
            yield _around(rule, found, names, workdays)


def _around(rule: Anchored, found: Break, names: tuple[str, ...], workdays: Workdays) -> Due:
    if rule.before:
        # 节假日放假前: nothing can be done on a day off, so it is the last working day
        plain = Length(1, Unit.WORKDAYS) if rule.before.amount == 0 else rule.before
        time = _counted(found.first, plain, workdays, back=True)
    else:
        time = _counted(found.last, rule.after or Length(1, Unit.WORKDAYS), workdays)
    return Due(time.first, time.last, certain=time.certain and found.announced, holidays=names)
