"""Due times as a calendar file (.ics, RFC 5545), the same bytes for the same input."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)
_FOLDED = 75  # bytes from which a line is folded (RFC 5545, 3.1)
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
    own = (
        _words("SUMMARY", entry.summary),
        _line(f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"),
        _line(f"DTEND;VALUE=DATE:{entry.day + _DAY:%Y%m%d}"),
        _line(f"UID:{entry.key}@rulebook"),
        _words("CATEGORIES", entry.category),
        _words("DESCRIPTION", entry.description),
        _words("DESCRIPTION", entry.summary),  # of the alarm
    )
    first, *rest = _between(stamp)
    return first + b"".join(line + piece for line, piece in zip(own, rest, strict=True))


@functools.lru_cache(maxsize=16384)  # a duty has many days and the same words on each
def _words(name: str, words: str) -> bytes:
    from icalendar.prop import vText  # noqa: PLC0415  # as above

    return _line(f"{name}:{vText(words).to_ical().decode()}")


def _line(text: str) -> bytes:
    """Folded and closed; most lines are short enough as they are, and the library looks at each character."""
    if len(short := text.encode()) < _FOLDED:
        return short + b"\r\n"
    from icalendar.parser import Contentline  # noqa: PLC0415  # as above

    return bytes(Contentline(text).to_ical()) + b"\r\n"  # type: ignore[no-untyped-call]  # the library leaves it untyped


_SOME = "19700101"
_OWN = re.compile(rb"(?m)^(?:SUMMARY|DTSTART;VALUE=DATE|DTEND;VALUE=DATE|UID|CATEGORIES|DESCRIPTION):%s\r\n" % _SOME.encode())


@functools.lru_cache(maxsize=8)
def _between(stamp: dt.date) -> tuple[bytes, ...]:
    """What stands before, between and after the lines that an event has of its own: the library takes long over each event."""
    from icalendar import Alarm, Event  # noqa: PLC0415  # as above

    some = dt.datetime.strptime(_SOME, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    event = Event()
    event.add("uid", _SOME)
    event.add("dtstamp", dt.datetime(stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC))
    event.add("dtstart", some)
    event.add("dtend", some)
    event.add("summary", _SOME)
    event.add("description", _SOME)
    event.add("categories", [_SOME])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _SOME)
    alarm.add("trigger", _ALARM)
    event.add_component(alarm)
    return tuple(_OWN.split(bytes(event.to_ical(sorted=True))))
