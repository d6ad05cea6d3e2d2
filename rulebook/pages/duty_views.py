"""Views of the calendar pages: plain values, see :mod:`rulebook.pages.views`."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.pages.views import Link


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty in a table. when: 11月30日 or 第四季度内; small: 周一 or 不少于2次; left: 7天后.

    since, until: first and last day (ISO) on which the row holds, "" where open; off: not on the build's day.
    """

    when: str
    small: str
    what: str
    act: Link
    place: str
    note: str
    who: str
    form: Link
    left: str = ""
    soon: bool = False
    since: str = ""
    until: str = ""
    off: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """Rows under one line; empty: what is said where there are none."""

    title: str
    rows: tuple[DutyRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class EndedDuties:
    """Duties of one act that is no longer in force (承载条款已失效)."""

    words: str
    status: str
    act: Link
    note: str
    note_link: Link | None
    key: str
    since: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The month (calendar.html)."""

    title: str
    ways: tuple[Link, ...]
    month: str  # 2026-11
    groups: tuple[DutyGroup, ...]
    ended: tuple[EndedDuties, ...]
    offices: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    data_url: str
    file: Link
    lead: str
    none_ended: bool


@dataclass(frozen=True, slots=True)
class OfficeDuties:
    """All duties of one office or role. off: it has none on the build's day."""

    slug: str
    name: str
    note: str
    rows: tuple[DutyRow, ...]
    file: Link | None
    count: int
    off: bool


@dataclass(frozen=True, slots=True)
class OfficesView:
    """Duties by office (duty_offices.html)."""

    title: str
    lead: str
    ways: tuple[Link, ...]
    offices: tuple[OfficeDuties, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One role's quarter on one sheet (duty_sheet.html)."""

    title: str
    role: str
    slug: str
    quarter: str  # 2026-4
    quarter_words: str
    span_words: str
    includes: str
    ways: tuple[Link, ...]
    roles: tuple[Link, ...]
    groups: tuple[DutyGroup, ...]
    fit: str  # "", snug or dense: how close the paper is set
    data_url: str
    file: Link
    day_words: str
    papers: tuple[Link, ...] = ()  # 下载Word, 下载PDF: the quarter of the build's day


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A year drawn, and the same in words."""

    title: str
    svg: str
    groups: tuple[DutyGroup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class YearView:
    """The years (duty_year.html)."""

    title: str
    lead: str
    ways: tuple[Link, ...]
    years: tuple[YearFigure, ...]


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A holiday of the table: its name, days off, days made up for."""

    name: str
    off: str
    made_up: str


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's holidays; note where they are not announced."""

    title: str
    rows: tuple[BreakRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """Counting days (deadline.html)."""

    title: str
    ways: tuple[Link, ...]
    data_url: str
    day: str
    years: tuple[HolidayYear, ...]
    note: str
