"""Records as rows of tables: a month, a quarter, a list with spans. duty-rows.js does the same in the browser."""

from __future__ import annotations

import dataclasses
import datetime as dt
from math import ceil

from rulebook.duty.due import Due, Stretch, month_end
from rulebook.duty.workdays import weekday
from rulebook.pages.duty_book import Dated, Record, left, stretch_words, when
from rulebook.pages.duty_views import DutyGroup, DutyRow, EndedDuties
from rulebook.pages.model import relative
from rulebook.pages.now import TODAY, NowWords
from rulebook.pages.views import Link

_STRETCHES = (Stretch.MONTH, Stretch.MONTHS, Stretch.QUARTER, Stretch.HALF, Stretch.YEAR)
_SOON = 7
_FITS = (("", 268), ("snug", 335))  # mm in the plain setting; a page holds 275
_EARLY = 10


def due_row(record: Record, dated: Dated, url: str, day: dt.date | None, now: NowWords = TODAY) -> DutyRow:
    """A record at one due time; ``day`` is the reader's, None where nothing is counted from it. now: what it is called."""
    words, small = when(dated.time)
    if record.times > 1:
        small = f"不少于{record.times}次"
    remaining = left(dated.time, day, now) if day else ""
    soon = day is not None and dated.time.stretch is Stretch.DAY and 0 <= (dated.time.last - day).days <= _SOON
    plain = plain_row(record, url, dated.time.last)
    return dataclasses.replace(plain, when=words, small=small, note=dated.note, left=remaining, soon=soon, off=False)


def plain_row(record: Record, url: str, day: dt.date) -> DutyRow:
    """A record by its own words for the deadline, with the span in which it holds."""
    duty = record.duty
    return DutyRow(
        when=duty.deadline or "未写期限",
        small="",
        what=duty.what,
        act=Link(record.act_name, relative(record.path, url)),
        place=record.place,
        note="",
        who=duty.who,
        form=Link(duty.form, relative(record.form_path, url)),
        since=duty.valid_from.isoformat() if duty.valid_from else "",
        until=duty.valid_to.isoformat() if duty.valid_to else "",
        off=not duty.holds(day),
    )


def month_groups(records: list[Record], month: dt.date, day: dt.date, url: str, now: NowWords = TODAY) -> tuple[DutyGroup, ...]:
    """What is due in the month of the day ``month``, as seen on ``day``, which is called ``now``."""
    first, last = month.replace(day=1), month_end(month.year, month.month)
    here = first <= day <= last
    counted = day if here else None
    single, stretches = _due(records, first, last, min(max(day, first), last))
    ahead = [pair for pair in single if not here or pair[1].time.last >= day]
    past = [pair for pair in single if here and pair[1].time.last < day]
    title = f"{now.since}　{day.month}月{day.day}日（{weekday(day)}）" if here else "有期限日"
    groups = [DutyGroup(title, _rows(ahead, url, counted, now), "没有定期职责")]
    longer: list[DutyGroup] = []
    for stretch in _STRETCHES:
        found = [pair for pair in stretches if pair[1].time.stretch is stretch]
        if found:
            group = DutyGroup(f"{_group_words(stretch, found[0][1].time)}内", _rows(found, url, counted, now))
            (groups if stretch is Stretch.MONTH else longer).append(group)
    if past:
        groups.append(DutyGroup(f"{now.month}已过期限", _rows(past[::-1], url, counted, now)))
    if here:
        after = last + dt.timedelta(days=1)
        early, _ = _due(records, after, after + dt.timedelta(days=_EARLY - 1), after)
        if early:
            groups.append(DutyGroup(f"{after.month}月初", _rows(early, url, counted, now)))
    return (*groups, *longer)


def _group_words(stretch: Stretch, time: Due) -> str:
    return "连续几个月" if stretch is Stretch.MONTHS else stretch_words(time)


def _due(
    records: list[Record], first: dt.date, last: dt.date, day: dt.date
) -> tuple[list[tuple[Record, Dated]], list[tuple[Record, Dated]]]:
    """Due days between ``first`` and ``last``, and stretches that touch them and hold on ``day``; both in order."""
    single: list[tuple[Record, Dated]] = []
    stretches: list[tuple[Record, Dated]] = []
    for record in records:
        for dated in record.due:
            if dated.time.last < first or dated.time.first > last:
                continue
            if dated.time.stretch is Stretch.DAY:
                single.append((record, dated))
            elif record.duty.holds(day):
                stretches.append((record, dated))
    single.sort(key=lambda pair: (pair[1].time.last, pair[0].rank))
    return single, stretches


def _rows(pairs: list[tuple[Record, Dated]], url: str, day: dt.date | None, now: NowWords = TODAY) -> tuple[DutyRow, ...]:
    return tuple(due_row(record, dated, url, day, now) for record, dated in pairs)


def quarter_groups(records: list[Record], year: int, quarter: int, day: dt.date, url: str) -> tuple[DutyGroup, ...]:
    """A role's quarter for one sheet of paper: its months, what has the whole quarter, meetings, events, what comes next."""
    first, last = dt.date(year, quarter * 3 - 2, 1), month_end(year, quarter * 3)
    seen = min(max(day, first), last)
    groups: list[DutyGroup] = []
    long: dict[str, DutyRow] = {}
    for month in range(first.month, last.month + 1):
        start, end = dt.date(year, month, 1), month_end(year, month)
        single, stretches = _due(records, start, end, seen)
        short = [pair for pair in stretches if pair[1].time.stretch is Stretch.MONTH]
        groups.append(DutyGroup(f"{month}月", _rows([*single, *short], url, None), "没有定期职责"))
        for record, dated in stretches:
            if dated.time.stretch is not Stretch.MONTH:
                long.setdefault(f"{record.duty.act} {record.duty.id}", due_row(record, dated, url, None))
    if long:
        groups.append(DutyGroup("季度、半年和全年", tuple(long.values())))
    for kind, title in (("meeting", "随会议确定"), ("event", "遇事即办")):
        found = [r for r in records if r.duty.holds(seen) and getattr(r.duty.recurrence, "on", "") == kind]
        if found:
            groups.append(DutyGroup(title, tuple(plain_row(r, url, seen) for r in found)))
    after = last + dt.timedelta(days=1)
    coming, _ = _due(records, after, month_end(after.year, after.month), after)
    if coming:
        groups.append(DutyGroup("下季度第一个月", _rows(coming, url, None)))
    return tuple(groups)


def ended_duties(records: list[Record], day: dt.date, url: str) -> tuple[EndedDuties, ...]:
    """Duties whose carrier is no longer in force, by act; those that end after ``day`` are there but off."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.ended:
            groups.setdefault((record.duty.act, record.ended.since.isoformat()), []).append(record)
    out = []
    for found in groups.values():
        ended = found[0].ended
        if ended is None:
            continue
        words = "、".join(r.duty.what + (f"（{r.duty.deadline}）" if r.duty.deadline else "") for r in found)
        link = Link("看替代的制度", relative(ended.path, url)) if ended.path else None
        act = Link(found[0].act_name, relative(found[0].path.partition("#")[0], url))
        out.append(EndedDuties(words, ended.word, act, ended.note, link, ended.key, ended.since.isoformat(), ended.since > day))
    return tuple(out)


def paper_fit(groups: tuple[DutyGroup, ...]) -> str:
    """How close a sheet has to be set for one A4 (sheet.css): "", snug or dense; sheet.js decides the same."""
    height = _paper_height(groups)
    return next((fit for fit, most in _FITS if height <= most), "dense")


def _paper_height(groups: tuple[DutyGroup, ...]) -> float:
    """About how many mm the sheet takes in its plain setting."""
    rows = [row for group in groups for row in group.rows]
    return 24 + 9.2 * len(groups) + sum(2.4 + 4.5 * _lines(row) for row in rows)


def _lines(row: DutyRow) -> float:
    """Lines of the tallest cell; small print counts for less."""
    return max(
        ceil(_width(row.when + row.small) / 10),
        ceil(_width(row.what) / 20) + 0.9 * ceil(_width(row.note) / 22),
        0.9 * (ceil((_width(row.act.text + row.place) + 1) / 21) + ceil(_width(row.form.text) / 21)),
    )


def _width(text: str) -> float:
    """In ems: letters and digits take about half of a character."""
    return sum(0.55 if char < "\x80" else 1 for char in text)
