"""Keys of calendar events: a day that moves keeps its event."""

import dataclasses
import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

from rulebook.duty.due import Due
from rulebook.outputs.duty_files import _numbered
from rulebook.pages.duty_book import Dated, Record


def record(days: list[dt.date]) -> Record:
    due = tuple(Dated(Due(day, day), "") for day in days)
    return Record(cast(Any, SimpleNamespace(act="seals", id="D1")), 0, "", "", "", "", 0, due, None)


def test_a_moved_day_keeps_its_key() -> None:
    planned = [dt.date(2027, 2, 5), dt.date(2027, 9, 30), dt.date(2028, 1, 21)]
    announced = [dt.date(2027, 2, 3), dt.date(2027, 9, 29), dt.date(2028, 1, 24)]
    before = {key: dated.time.last for key, dated in _numbered(record(planned))}
    after = {key: dated.time.last for key, dated in _numbered(record(announced))}
    assert list(before) == list(after) == ["seals-D1-2027-1", "seals-D1-2027-2", "seals-D1-2028-1"]
    assert list(before.values()) == planned
    assert list(after.values()) == announced


def test_order_of_the_record_does_not_matter() -> None:
    one = record([dt.date(2027, 9, 30), dt.date(2027, 2, 5)])
    other = dataclasses.replace(one, due=one.due[::-1])
    assert list(_numbered(one)) == list(_numbered(other))
