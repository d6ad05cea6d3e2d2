"""A year of duties drawn as SVG (both schemes through classes and currentColor) and listed in words."""

from __future__ import annotations

import calendar
import datetime as dt
from html import escape

from rulebook.duty.due import Due, Stretch, month_end
from rulebook.duty.recurrence import Anchored, Frequency, Periodic
from rulebook.pages.duty_book import Dated, DutyBook, Record, when
from rulebook.pages.duty_rows import due_row
from rulebook.pages.duty_views import DutyGroup, YearFigure, YearView
from rulebook.pages.views import Link

_LEFT, _MONTH, _ROW, _HEAD = 516, 65, 26, 36
_MOST_ROWS = 30  # a landscape A4 holds them
_GROUPS = (
    (Frequency.WEEKLY, "每周"),
    (Frequency.MONTHLY, "每月"),
    (Frequency.QUARTERLY, "每季度"),
    (Frequency.HALFYEARLY, "每半年"),
    (Frequency.YEARLY, "每年"),
    (None, "逢节假日"),
)
_WHO_MOST = 16
_CLOSE = 26


def year_view(book: DutyBook, ways: tuple[Link, ...], url: str) -> YearView:
    """The build day's year and the next."""
    year = book.site.day.year
    lead = "圆点是期限日，横条是可以办理的时段；空心圆点所在年份放假安排未公布，日期为推算。"
    return YearView("全年职责", lead, ways, tuple(_figure(book, y, url) for y in (year, year + 1)))


def _figure(book: DutyBook, year: int, url: str) -> YearFigure:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = []
    for record in book.records:
        times = [d for d in record.due if first <= d.time.last <= last]
        if times:
            rows.append((record, times))
    months = []
    for month in range(1, 13):
        end = month_end(year, month)
        found = [(r, d) for r, times in rows for d in times if dt.date(year, month, 1) <= d.time.last <= end]
        found.sort(key=lambda pair: (pair[1].time.last, pair[0].rank))
        months.append(DutyGroup(f"{month}月", tuple(due_row(r, d, url, None) for r, d in found), "没有定期职责"))
    note = "" if book.workdays.announced(year) else f"{year}年放假安排未公布，按工作日和节日计算的日期为推算。"
    return YearFigure(f"{year}年", _svg(year, rows), tuple(months), note)


def _svg(year: int, rows: list[tuple[Record, list[Dated]]]) -> str:
    """One picture for each group of duties that come equally often, so that paper breaks between them."""
    out: list[str] = []
    for frequency, name in _GROUPS:
        members = [pair for pair in rows if _frequency(pair[0]) is frequency]
        for start in range(0, len(members), _MOST_ROWS):
            part = members[start : start + _MOST_ROWS]
            out.append(_group(year, f"{name}（续）" if start else name, part, f"y{year}-{len(out)}"))
    return "".join(out)


def _group(year: int, name: str, members: list[tuple[Record, list[Dated]]], key: str) -> str:
    """Months across, duties down. key: of its ids."""
    body = "".join(_row(record, times, _HEAD + n * _ROW, year) for n, (record, times) in enumerate(members))
    bottom, edge = _HEAD + len(members) * _ROW + 10, _LEFT + 12 * _MONTH
    heads = "".join(f'<text class="y-month" x="{_LEFT + n * _MONTH + 4}" y="22">{n + 1}月</text>' for n in range(12))
    grid = "".join(
        f'<line class="y-grid" x1="{_LEFT + n * _MONTH}" x2="{_LEFT + n * _MONTH}" y1="30" y2="{bottom}"/>' for n in range(13)
    )
    described = f"{len(members)}项职责在12个月里的期限日和办理时段。下面有同样内容的文字版。"
    return (
        f'<svg viewBox="0 0 {edge + 2} {bottom}" role="img" aria-labelledby="{key}t {key}d" class="rb-year">'
        f'<title id="{key}t">{year}年{name}的职责</title><desc id="{key}d">{described}</desc>{grid}{heads}'
        f'<text class="y-group" x="0" y="22">{name}</text><line class="y-rule" x1="0" x2="{edge}" y1="30" y2="30"/>{body}</svg>'
    )


def _frequency(record: Record) -> Frequency | None:
    recurrence = record.duty.recurrence
    if isinstance(recurrence, Anchored):
        return None
    return recurrence.frequency if isinstance(recurrence, Periodic) else None


def _row(record: Record, times: list[Dated], top: int, year: int) -> str:
    duty = record.duty
    who = duty.who if len(duty.who) <= _WHO_MOST else f"{duty.who[: _WHO_MOST - 1]}…"
    label = f'<text class="y-what" x="0" y="{top + 15}">{escape(duty.what)}</text>'
    person = f'<text class="y-who" x="{_LEFT - 12}" y="{top + 15}" text-anchor="end">{escape(who)}</text>'
    places = [_place(d.time.last, year) for d in times]
    marks = ""
    for index, d in enumerate(times):
        close = index + 1 < len(times) and places[index + 1] - places[index] < _CLOSE
        to_left = close or places[index] > _LEFT + 12 * _MONTH - _CLOSE
        marks += _mark(d.time, top, f"{''.join(when(d.time))}　{duty.what}", year, to_left=to_left)
    return label + person + marks


def _mark(time: Due, top: int, words: str, year: int, *, to_left: bool) -> str:
    title = f"<title>{escape(words)}</title>"
    if time.stretch is Stretch.DAY:
        x = _place(time.last, year)
        shape = "y-day" if time.certain else "y-day y-maybe"
        label = (
            f'<text class="y-no" x="{x - 7 if to_left else x + 7}" y="{top + 15}" text-anchor="{"end" if to_left else "start"}">'
        )
        return f'<g>{title}<circle class="{shape}" cx="{x}" cy="{top + 10.5}" r="4.5"/>{label}{time.last.day}</text></g>'
    left, right_edge = _LEFT + (time.first.month - 1) * _MONTH + 5, _LEFT + time.last.month * _MONTH - 5
    return f'<rect class="y-bar" x="{left}" y="{top + 7.5}" width="{right_edge - left}" height="6" rx="1.5">{title}</rect>'


def _place(day: dt.date, year: int) -> float:
    share = (day.day - 0.5) / calendar.monthrange(year, day.month)[1]
    return round(_LEFT + (day.month - 1 + 0.1 + share * 0.8) * _MONTH, 1)
