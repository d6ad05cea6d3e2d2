"""Calendar files read back with the library."""

import datetime as dt

from icalendar import Calendar

from rulebook.duty.ics import Entry, calendar_file

ENTRIES = (
    Entry(
        "seals-D084-2026-2",
        dt.date(2026, 12, 31),
        "检查用印登记（下半年内）",
        "谁：局办公室\n依据：《印章管理规定》第十三条",
        "局办公室",
    ),
    Entry(
        "three-provisions-D019-2026-12",
        dt.date(2026, 12, 5),
        "报送记录情况，无情况零报告" * 6,
        "谁：各科室、直属单位；表格",
        "各科室",
    ),
)


def test_read_back() -> None:
    data = calendar_file("局办公室的职责", ENTRIES, dt.date(2026, 11, 23))
    parsed = Calendar.from_ical(data)
    events = parsed.walk("VEVENT")
    assert parsed["X-WR-CALNAME"] == "局办公室的职责"
    assert [str(e["UID"]) for e in events] == ["three-provisions-D019-2026-12@rulebook", "seals-D084-2026-2@rulebook"]
    assert events[0]["DTSTART"].dt == dt.date(2026, 12, 5)
    assert events[0]["DTEND"].dt == dt.date(2026, 12, 6)
    assert events[0]["DTSTAMP"].dt == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert events[1]["DESCRIPTION"] == ENTRIES[0].description
    assert events[0]["SUMMARY"] == ENTRIES[1].summary
    for event in events:
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["TRIGGER"].dt == dt.timedelta(hours=-15)  # nine in the morning of the day before


def test_form_of_the_file() -> None:
    data = calendar_file("名", ENTRIES, dt.date(2026, 11, 23))
    assert data == calendar_file("名", ENTRIES[::-1], dt.date(2026, 11, 23))
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
