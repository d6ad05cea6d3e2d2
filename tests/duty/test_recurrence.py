"""Recurrences: what is read, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.duty.recurrence import Anchored, Frequency, Length, Malformed, Periodic, Triggered, Unit, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("FREQ=WEEKLY;TIMES=2", Periodic(Frequency.WEEKLY, times=2)),
        ("FREQ=MONTHLY;BYMONTHDAY=5", Periodic(Frequency.MONTHLY, (), 5)),
        ("FREQ=MONTHLY;TIMES=2", Periodic(Frequency.MONTHLY, times=2)),
        ("FREQ=MONTHLY;WITHIN=P3WD", Periodic(Frequency.MONTHLY, within=Length(3, Unit.WORKDAYS))),
        ("FREQ=QUARTERLY", Periodic(Frequency.QUARTERLY)),
        ("FREQ=HALFYEARLY;BYMONTH=12,6;BYMONTHDAY=20", Periodic(Frequency.HALFYEARLY, (6, 12), 20)),
        ("FREQ=YEARLY;BYMONTH=4,5,6", Periodic(Frequency.YEARLY, (4, 5, 6))),
        ("TRIGGER=event", Triggered("event")),
        ("TRIGGER=event;WITHIN=PT2H", Triggered("event", (Length(2, Unit.HOURS),))),
        ("TRIGGER=event;WITHIN=P3M,P6M", Triggered("event", (Length(3, Unit.MONTHS), Length(6, Unit.MONTHS)))),
        ("TRIGGER=event;BEFORE=P10D;AFTER=P10D", Triggered("event", (), (Length(10, Unit.DAYS),), (Length(10, Unit.DAYS),))),
        ("TRIGGER=meeting;BEFORE=P7WD", Triggered("meeting", (), (Length(7, Unit.WORKDAYS),))),
        ("ANCHOR=holiday:all;BEFORE=P0D", Anchored((), Length(0, Unit.DAYS))),
        ("ANCHOR=holiday:春节,五一;AFTER=P3WD", Anchored(("春节", "五一"), None, Length(3, Unit.WORKDAYS))),
    ],
)
def test_read(text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""),
        ("每月5日", "每月5日"),
        ("BYMONTH=6", "BYMONTH"),
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYMONTHDAY=5", "BYMONTHDAY=5"),
        ("FREQ=WEEKLY;WITHIN=P3WD", "WITHIN=P3WD"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=YEARLY;BYMONTH=", "BYMONTH="),
        ("FREQ=MONTHLY;FREQ=YEARLY", "FREQ=YEARLY"),
        ("FREQ=MONTHLY;BEFORE=P3D", "BEFORE=P3D"),
        ("FREQ=MONTHLY;WITHIN=PT2H", "WITHIN=PT2H"),
        ("FREQ=MONTHLY;BYMONTHDAY=5;WITHIN=P3WD", "WITHIN=P3WD"),
        ("TRIGGER=party", "TRIGGER=party"),
        ("TRIGGER=event;WITHIN=3日", "WITHIN=3日"),
        ("TRIGGER=event;TIMES=2", "TIMES=2"),
        ("ANCHOR=holiday:圣诞;BEFORE=P3D", "ANCHOR=holiday:圣诞"),
        ("ANCHOR=holiday:all", "ANCHOR=holiday:all"),
        ("ANCHOR=holiday:all;BEFORE=P1M", "ANCHOR=holiday:all"),
    ],
)
def test_refused(text: str, part: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed)
    assert found.part == part
    assert found.message


@given(st.text(alphabet="FREQTIGANCHO=;:,PWDM0123456789春节 all", max_size=60))
def test_never_raises(text: str) -> None:
    parse(text)
