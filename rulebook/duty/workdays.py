"""Working days in mainland China (工作日): weekends, statutory holidays and days made up for (调休上班).

The days come from the ``holidays`` library, which takes them from the yearly notices of the State Council.
A year whose notice the library does not hold is *not announced*: its statutory days are known by law,
what is moved around them is not.
"""

from __future__ import annotations

import datetime as dt
import marshal
import re
from dataclasses import dataclass

from rulebook.made_once import made_once

WEEK = "一二三四五六日"
_NAMES = {
    "元旦": "元旦",
    "春节": "春节",
    "清明节": "清明",
    "劳动节": "五一",
    "端午节": "端午",
    "中秋节": "中秋",
    "国庆节": "国庆",
}
_DAY = dt.timedelta(days=1)
_MOVED = re.compile(r"\d{4}-\d\d-\d\d")


def weekday(day: dt.date) -> str:
    """周一 … 周日."""
    return f"周{WEEK[day.weekday()]}"


@dataclass(frozen=True, slots=True)
class Break:
    """One holiday with the days off around it.

    names: short names. first, last: days off, both included. made_up: weekend days worked for it (调休上班).
    """

    names: tuple[str, ...]
    first: dt.date
    last: dt.date
    announced: bool
    made_up: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """A count of days: where it ends, which days were passed over and why, whether all years were announced."""

    start: dt.date
    end: dt.date
    skipped: tuple[tuple[dt.date, str], ...]
    announced: bool


class Workdays:
    """Working days of the years ``first`` to ``last``, both included."""

    def __init__(self, first: int, last: int) -> None:
        self.years = range(first, last + 1)
        held = made_once(f"holidays {first} {last}", lambda: _holidays(range(first - 1, last + 2)))
        off, made_up, announced = marshal.loads(held)  # noqa: S302  # the store has compared its digest
        self._off: dict[dt.date, str] = {dt.date.fromordinal(day): name for day, name in off.items()}
        self._made_up = frozenset(map(dt.date.fromordinal, made_up))
        self._announced = frozenset(announced)
        self.breaks = self._breaks()
        self._within = {day: b for b in self.breaks for day in _days(b.first, b.last)}

    def announced(self, year: int) -> bool:
        """Whether the year's arrangement of holidays is known."""
        return year in self._announced

    def is_workday(self, day: dt.date) -> bool:
        """Whether offices are open on ``day``."""
        if day in self._made_up:
            return True
        return day not in self._off and day.weekday() < 5

    def made_up(self) -> tuple[dt.date, ...]:
        """Weekend days on which offices are open (调休上班)."""
        return tuple(sorted(day for day in self._made_up if day.year in self.years))

    def reason(self, day: dt.date) -> str:
        """Why ``day`` is no working day: 国庆假期, 周六; "" where it is one."""
        if self.is_workday(day):
            return ""
        found = self._within.get(day)
        return f"{'、'.join(found.names)}假期" if found else weekday(day)

    def shift(self, start: dt.date, count: int) -> Shift:
        """The ``count``-th working day after ``start`` (before it where negative). The day of the start is not counted.

        >>> Workdays(2021, 2021).shift(dt.date(2021, 9, 30), 1).end
        datetime.date(2021, 10, 8)
        """
        day, left, step = start, abs(count), _DAY if count > 0 else -_DAY
        skipped: list[tuple[dt.date, str]] = []
        while left:
            day += step
            if self.is_workday(day):
                left -= 1
            else:
                skipped.append((day, self.reason(day)))
        years = range(min(start, day).year, max(start, day).year + 1)
        return Shift(start, day, tuple(sorted(skipped)), all(self.announced(year) for year in years))

    def _breaks(self) -> tuple[Break, ...]:
        """Runs of days off that hold a statutory holiday, in order."""
        out: list[Break] = []
        for day, words in sorted(self._off.items()):
            names = [_NAMES[name] for name in words.split("; ") if name in _NAMES]
            if not names or (out and day <= out[-1].last and set(names) <= set(out[-1].names)):
                continue
            first = last = day
            while not self.is_workday(first - _DAY):
                first -= _DAY
            while not self.is_workday(last + _DAY):
                last += _DAY
            if out and out[-1].first == first:
                names = [*out.pop().names, *names]
            out.append(Break(tuple(dict.fromkeys(names)), first, last, self.announced(day.year), self._worked_for(first, last)))
        return tuple(b for b in out if b.last.year in self.years or b.first.year in self.years)

    def _worked_for(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """The library words a moved day off as 休息日（由 2026-09-20 调休）."""
        labels = [self._off.get(day, "") for day in _days(first, last)]
        return tuple(sorted(dt.date.fromisoformat(found) for label in labels for found in _MOVED.findall(label)))


def _holidays(years: range) -> bytes:
    """Days off with their names, weekend days worked and announced years, as the library has them; days as ordinals."""
    import holidays  # noqa: PLC0415  # a tenth of a second to load, and the same every time

    source = holidays.country_holidays("CN", years=years, language="zh_CN")
    off = {day.toordinal(): str(name) for day, name in source.items()}
    return marshal.dumps((off, [day.toordinal() for day in source.weekend_workdays], [*source.special_public_holidays]))


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + _DAY * n for n in range((last - first).days + 1)]
