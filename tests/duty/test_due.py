"""When recurrences fall due."""

import datetime as dt

import pytest

from rulebook.duty.due import due
from rulebook.duty.recurrence import Malformed, parse
from rulebook.duty.workdays import Workdays

DAYS = Workdays(2019, 2028)


def times(text: str, first: str, last: str) -> list[str]:
    recurrence = parse(text)
    assert not isinstance(recurrence, Malformed)
    out = []
    for time in due(recurrence, dt.date.fromisoformat(first), dt.date.fromisoformat(last), DAYS):
        single = time.first == time.last
        out.append(time.last.isoformat()[5:] if single else f"{time.first:%m-%d}/{time.last:%m-%d} {time.stretch}")
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"),
        ("FREQ=QUARTERLY;BYMONTHDAY=15", "01-15 04-15 07-15 10-15"),
        ("FREQ=HALFYEARLY;BYMONTH=6,12;BYMONTHDAY=20", "06-20 12-20"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "02-28"),
        ("FREQ=MONTHLY;WITHIN=P3WD", "01-06 02-04 03-04 04-03 05-08 06-03 07-03 08-05 09-03 10-10 11-04 12-03"),
        ("ANCHOR=holiday:春节,五一,国庆;BEFORE=P5WD", "02-10 04-24 09-23"),
        ("ANCHOR=holiday:国庆;AFTER=P3WD", "10-10"),
        ("ANCHOR=holiday:国庆;BEFORE=P0D", "09-30"),
        ("ANCHOR=holiday:国庆;BEFORE=P2D", "09-29"),
        ("TRIGGER=event;WITHIN=P5WD", ""),
    ],
)
def test_days_of_2026(text: str, expected: str) -> None:
    assert times(text, "2026-01-01", "2026-12-31") == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=WEEKLY", ["11-01/11-30 month"]),
        ("FREQ=MONTHLY;TIMES=2", ["11-01/11-30 month"]),
        ("FREQ=QUARTERLY", ["10-01/12-31 quarter"]),
        ("FREQ=HALFYEARLY", ["07-01/12-31 half"]),
        ("FREQ=HALFYEARLY;BYMONTH=5,11", ["11-01/11-30 month"]),
        ("FREQ=YEARLY", ["01-01/12-31 year"]),
        ("FREQ=YEARLY;BYMONTH=10,11,12", ["10-01/12-31 months"]),
        ("FREQ=YEARLY;BYMONTH=9,11", ["11-01/11-30 month"]),
        ("FREQ=YEARLY;BYMONTH=4,5,6", []),
    ],
)
def test_stretches_that_touch_november(text: str, expected: list[str]) -> None:
    assert times(text, "2026-11-01", "2026-11-30") == expected


def test_leap_year_and_span_over_years() -> None:
    assert times("FREQ=MONTHLY;BYMONTHDAY=30", "2024-01-31", "2024-03-30") == ["02-29", "03-30"]
    assert times("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31", "2024-06-01", "2026-06-01") == ["01-31", "01-31"]
