"""Due times as a calendar file (.ics, RFC 5545), the same bytes for the same input."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from icalendar import Calendar, Event

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a whole day. key: unique and lasting (act, duty, date). description: plain lines."""

    key: str
    day: dt.date
    summary: str
    description: str
    category: str


@functools.lru_cache(maxsize=256)
def calendar_file(name: str, entries: tuple[Entry, ...], stamp: dt.date) -> bytes:
    """UTF-8 text with CRLF lines. ``stamp`` is the build's day: it becomes every event's DTSTAMP."""
    out = Calendar()
    out.add("prodid", "-//rulebook//duties//ZH")
    out.add("version", "2.0")
    out.add("method", "PUBLISH")
    out.add("x-wr-calname", name)
    out.add("x-wr-timezone", "Asia/Shanghai")
    moment = dt.datetime(stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC)
    for entry in sorted(entries, key=lambda e: (e.day, e.key)):
        event = Event()
        event.add("uid", f"{entry.key}@rulebook")
        event.add("dtstamp", moment)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + _DAY)
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        event.add("categories", [entry.category])
        event.add("transp", "TRANSPARENT")
        out.add_component(event)
    return bytes(out.to_ical(sorted=True))
