"""Due times as a calendar file (.ics, RFC 5545), the same bytes for the same input."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)
_ALARM = dt.timedelta(hours=-15)  # nine in the morning of the day before


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a whole day. key: unique and lasting (act, duty, which of its year), without the day, which may move. description: plain lines."""

    key: str
    day: dt.date
    summary: str
    description: str
    category: str


@functools.lru_cache(maxsize=256)
def calendar_file(name: str, entries: tuple[Entry, ...], stamp: dt.date) -> bytes:
    """UTF-8 text with CRLF lines. ``stamp`` is the build's day: it becomes every event's DTSTAMP."""
    from icalendar import Calendar  # noqa: PLC0415  # a tenth of a second to load; most builds find every calendar in the store

    out = Calendar()
    out.add("prodid", "-//rulebook//duties//ZH")
    out.add("version", "2.0")
    out.add("method", "PUBLISH")
    out.add("x-wr-calname", name)
    out.add("x-wr-timezone", "Asia/Shanghai")
    head, end, tail = bytes(out.to_ical(sorted=True)).rpartition(b"END:VCALENDAR")
    events = [_event(entry, stamp) for entry in sorted(entries, key=lambda e: (e.day, e.key))]
    return b"".join((head, *events, end, tail))


@functools.lru_cache(maxsize=65536)  # the same event stands in the calendars of several offices and roles
def _event(entry: Entry, stamp: dt.date) -> bytes:
    from icalendar.parser import Contentline  # noqa: PLC0415  # as above

    uid = bytes(Contentline(f"UID:{entry.key}@rulebook").to_ical())  # type: ignore[no-untyped-call]  # the library leaves it untyped
    out = _like(entry.summary, entry.description, entry.category, stamp)
    for name, day in ((b"DTSTART", entry.day), (b"DTEND", entry.day + _DAY)):
        out = out.replace(b"\r\n%s;VALUE=DATE:%s" % (name, _SOME), b"\r\n%s;VALUE=DATE:%s" % (name, _written(day)), 1)
    return out.replace(b"\r\nUID:%s\r\n" % _SOME, b"\r\n%s\r\n" % uid, 1)


_SOME = b"19700101"  # stands for the day and the key of an event; no line of words can begin as theirs do


def _written(day: dt.date) -> bytes:
    return f"{day:%Y%m%d}".encode()


@functools.lru_cache(maxsize=16384)
def _like(summary: str, description: str, category: str, stamp: dt.date) -> bytes:
    """The event without its day and key: a duty has many days and the same words on each."""
    from icalendar import Alarm, Event  # noqa: PLC0415  # as above

    some = dt.datetime.strptime(_SOME.decode(), "%Y%m%d").replace(tzinfo=dt.UTC).date()
    event = Event()
    event.add("uid", _SOME.decode())
    event.add("dtstamp", dt.datetime(stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC))
    event.add("dtstart", some)
    event.add("dtend", some)
    event.add("summary", summary)
    event.add("description", description)
    event.add("categories", [category])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _ALARM)
    event.add_component(alarm)
    return bytes(event.to_ical(sorted=True))
