"""Working days against the State Council's notices for 2021 and 2026."""

import datetime as dt

import pytest

from rulebook.duty.workdays import Workdays


@pytest.fixture(scope="module")
def days() -> Workdays:
    return Workdays(2019, 2028)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2021-09-26", ""),  # Sunday worked for 国庆
        ("2021-09-30", ""),
        ("2021-10-01", "国庆假期"),
        ("2021-10-07", "国庆假期"),
        ("2021-10-08", ""),
        ("2021-10-09", ""),  # Saturday worked for 国庆
        ("2021-10-10", "周日"),
        ("2026-02-14", ""),
        ("2026-02-15", "春节假期"),
        ("2026-02-23", "春节假期"),
        ("2026-09-20", ""),
        ("2026-10-10", ""),
        ("2026-11-28", "周六"),
    ],
)
def test_reasons(days: Workdays, day: str, reason: str) -> None:
    assert days.reason(dt.date.fromisoformat(day)) == reason


@pytest.mark.parametrize(
    ("start", "count", "end", "skipped"),
    [
        ("2021-09-24", 5, "2021-09-30", 1),  # 25日休，26日上班
        ("2021-09-30", 1, "2021-10-08", 7),
        ("2021-09-30", 3, "2021-10-11", 8),
        ("2021-10-01", -5, "2021-09-26", 0),
        ("2021-10-08", -1, "2021-09-30", 7),
        ("2026-09-28", 5, "2026-10-10", 7),
        ("2026-10-01", -5, "2026-09-23", 3),
        ("2026-11-23", 5, "2026-11-30", 2),
    ],
)
def test_shift(days: Workdays, start: str, count: int, end: str, skipped: int) -> None:
    shift = days.shift(dt.date.fromisoformat(start), count)
    assert shift.end.isoformat() == end
    assert len(shift.skipped) == skipped
    assert shift.announced


def test_breaks(days: Workdays) -> None:
    found = {(b.names, b.first.isoformat(), b.last.isoformat(), len(b.made_up)) for b in days.breaks}
    assert (("国庆",), "2021-10-01", "2021-10-07", 2) in found
    assert (("中秋", "国庆"), "2020-10-01", "2020-10-08", 2) in found
    assert (("春节",), "2026-02-15", "2026-02-23", 2) in found
    assert (("元旦",), "2022-12-31", "2023-01-02", 0) in found


def test_a_year_not_announced_says_so(days: Workdays) -> None:
    last = max(y for y in range(2019, 2029) if days.announced(y))
    assert not days.announced(last + 1)
    assert not days.shift(dt.date(last, 12, 28), 10).announced
    assert not any(b.announced for b in days.breaks if b.last.year > last)
