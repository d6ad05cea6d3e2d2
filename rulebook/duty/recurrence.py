"""The recurrence of a duty (周期), read from the words in a header into a typed value.

The form follows RFC 5545 (RRULE), with what a bureau needs besides::

    FREQ=WEEKLY [;TIMES=2]
    FREQ=MONTHLY|QUARTERLY|HALFYEARLY|YEARLY [;BYMONTH=6,12] [;BYMONTHDAY=20] [;TIMES=2] [;WITHIN=P3WD]
    TRIGGER=event|meeting [;WITHIN=…] [;BEFORE=…] [;AFTER=…]
    ANCHOR=holiday:all|春节,五一,… ;BEFORE=… or ;AFTER=…

Lengths are ``P5D`` (days), ``P5WD`` (工作日), ``PT2H`` (hours), ``P3M`` (months); several are separated by commas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Frequency(StrEnum):
    """How often a periodic duty comes round."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    HALFYEARLY = "HALFYEARLY"
    YEARLY = "YEARLY"

    @property
    def months(self) -> int:
        """Length in months of what a calendar shows as one; a weekly duty stands there once a month, not fifty times a year."""
        return {"WEEKLY": 1, "MONTHLY": 1, "QUARTERLY": 3, "HALFYEARLY": 6, "YEARLY": 12}[self.value]

    @property
    def yearly(self) -> int:
        """How many periods a year has."""
        return 52 if self is Frequency.WEEKLY else 12 // self.months


class Unit(StrEnum):
    """What a length counts."""

    DAYS = "D"
    WORKDAYS = "WD"
    HOURS = "H"
    MONTHS = "M"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, e.g. 5个工作日."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Periodic:
    """A duty that comes round by the calendar.

    months: in which months it is due (empty: the whole period). day: on or before which day of the month.
    times: how often within each period. within: counted from the first day of the period.
    """

    frequency: Frequency
    months: tuple[int, ...] = ()
    day: int | None = None
    times: int = 1
    within: Length | None = None


@dataclass(frozen=True, slots=True)
class Triggered:
    """A duty that an event or a meeting calls up (遇事即办)."""

    on: str
    within: tuple[Length, ...] = ()
    before: tuple[Length, ...] = ()
    after: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchored:
    """A duty counted from statutory holidays. holidays: their short names, empty for all."""

    holidays: tuple[str, ...]
    before: Length | None = None
    after: Length | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """Words that are no recurrence: which part, and what is wrong with it (a Chinese sentence)."""

    part: str
    message: str


Recurrence = Periodic | Triggered | Anchored
HOLIDAYS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
_LENGTH = re.compile(r"P(?:(\d{1,3})(D|WD|M)|T(\d{1,3})(H))")
_KEYS = {
    "FREQ": ("BYMONTH", "BYMONTHDAY", "TIMES", "WITHIN"),
    "TRIGGER": ("WITHIN", "BEFORE", "AFTER"),
    "ANCHOR": ("BEFORE", "AFTER"),
}


class _WrongError(ValueError):
    """Carries the offending part."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part


@lru_cache(maxsize=4096)  # a thousand duties come round in a hundred ways
def parse(text: str) -> Recurrence | Malformed:
    """Read ``text``; what cannot be read comes back as :class:`Malformed`, nothing is raised.

    >>> parse("FREQ=MONTHLY;BYMONTHDAY=5")
    Periodic(frequency=<Frequency.MONTHLY: 'MONTHLY'>, months=(), day=5, times=1, within=None)
    """
    try:
        return _parse(text)
    except _WrongError as wrong:
        return Malformed(wrong.part, str(wrong))


def _parse(text: str) -> Recurrence:
    pairs: dict[str, str] = {}
    for part in text.split(";"):
        key, sign, value = part.partition("=")
        if not sign or not value:
            raise _WrongError(part, "每一段写成“名称=值”，段间用英文分号")
        if key in pairs:
            raise _WrongError(part, f"{key} 写了两次")
        pairs[key] = value
    kind = next(iter(pairs))
    if kind not in _KEYS:
        raise _WrongError(kind, "开头应当是 FREQ（周期）、TRIGGER（触发）或者 ANCHOR（节日）")
    for key, value in pairs.items():
        if key != kind and key not in _KEYS[kind]:
            raise _WrongError(f"{key}={value}", f"{kind} 后面只能写 {'、'.join(_KEYS[kind])}")
    if kind == "FREQ":
        return _periodic(pairs)
    return _triggered(pairs) if kind == "TRIGGER" else _anchored(pairs)


def _periodic(pairs: dict[str, str]) -> Periodic:
    if pairs["FREQ"] not in Frequency.__members__:
        raise _WrongError(f"FREQ={pairs['FREQ']}", f"FREQ 只能是 {'、'.join(Frequency.__members__)}")
    beside = next((key for key in ("BYMONTH", "BYMONTHDAY", "WITHIN") if key in pairs), "")
    if pairs["FREQ"] == Frequency.WEEKLY and beside:
        raise _WrongError(f"{beside}={pairs[beside]}", "每周的后面只能写 TIMES")
    months = tuple(_number(f"BYMONTH={m}", m, 1, 12) for m in pairs["BYMONTH"].split(",")) if "BYMONTH" in pairs else ()
    day = _number(f"BYMONTHDAY={pairs['BYMONTHDAY']}", pairs["BYMONTHDAY"], 1, 31) if "BYMONTHDAY" in pairs else None
    times = _number(f"TIMES={pairs['TIMES']}", pairs["TIMES"], 1, 99) if "TIMES" in pairs else 1
    within = _length(f"WITHIN={pairs['WITHIN']}", pairs["WITHIN"]) if "WITHIN" in pairs else None
    if within and (day or within.unit not in {Unit.DAYS, Unit.WORKDAYS}):
        raise _WrongError(
            f"WITHIN={pairs['WITHIN']}", "周期里的 WITHIN 从周期第一天起算，只能是日或者工作日，不和 BYMONTHDAY 同写"
        )
    return Periodic(Frequency(pairs["FREQ"]), tuple(sorted(set(months))), day, times, within)


def _triggered(pairs: dict[str, str]) -> Triggered:
    if pairs["TRIGGER"] not in {"event", "meeting"}:
        raise _WrongError(f"TRIGGER={pairs['TRIGGER']}", "TRIGGER 只能是 event（事件）或者 meeting（会议）")

    def lengths(key: str) -> tuple[Length, ...]:
        return tuple(_length(f"{key}={v}", v) for v in pairs[key].split(",")) if key in pairs else ()

    return Triggered(pairs["TRIGGER"], lengths("WITHIN"), lengths("BEFORE"), lengths("AFTER"))


def _anchored(pairs: dict[str, str]) -> Anchored:
    kind, _, names = pairs["ANCHOR"].partition(":")
    chosen = () if names == "all" else tuple(names.split(","))
    unknown = next((name for name in chosen if name not in HOLIDAYS), None)
    if kind != "holiday" or unknown is not None:
        raise _WrongError(f"ANCHOR={pairs['ANCHOR']}", f"ANCHOR 写成 holiday:all，或者 holiday: 后列 {'、'.join(HOLIDAYS)}")
    before = _length(f"BEFORE={pairs['BEFORE']}", pairs["BEFORE"]) if "BEFORE" in pairs else None
    after = _length(f"AFTER={pairs['AFTER']}", pairs["AFTER"]) if "AFTER" in pairs else None
    if (before is None) == (after is None):
        raise _WrongError(f"ANCHOR={pairs['ANCHOR']}", "节日周期要写 BEFORE 或者 AFTER，只写一个")
    for length in (before, after):
        if length and length.unit not in {Unit.DAYS, Unit.WORKDAYS}:
            raise _WrongError(f"ANCHOR={pairs['ANCHOR']}", "节前节后只能按日或者工作日计算")
    return Anchored(chosen, before, after)


def _length(part: str, text: str) -> Length:
    found = _LENGTH.fullmatch(text)
    if not found:
        raise _WrongError(part, "时长写成 P5D（日）、P5WD（工作日）、PT2H（小时）或者 P3M（月）")
    return Length(int(found[1] or found[3]), Unit(found[2] or found[4]))


def _number(part: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise _WrongError(part, f"应当是 {least} 到 {most} 的数")
    return int(text)
