"""Files beside the pages: dated data for the browser, calendar files for every office and role."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections import Counter
from collections.abc import Callable, Iterator

from rulebook.duty.due import Stretch
from rulebook.duty.ics import Entry, calendar_file
from rulebook.packed import packed
from rulebook.pages.duty_book import DATA, WORKDAYS, Dated, DutyBook, Record, stretch_words

_NOTICE = "示范文本，以正式印发文本为准。"


def duty_files(book: DutyBook) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(path relative to the site's root, how the content is made) of every file; nothing where no act has duties."""
    site = book.site
    if book.empty:
        return
    yield DATA, lambda: packed(book.data())
    yield WORKDAYS, lambda: packed(book.workday_data())
    made = functools.cache(lambda: {record.rank: _entries(book, record) for record in book.records})
    yield "calendar/all.ics", functools.partial(_calendar, book, made, f"{site.name}　全部职责", None)
    for slug in book.offices():
        yield f"calendar/{slug}.ics", functools.partial(_calendar, book, made, f"{site.office(slug)}的职责", book.office(slug))
    for role in book.roles:
        yield (
            f"calendar/{role.slug}.ics",
            functools.partial(_calendar, book, made, f"{site.office(role.slug)}的职责", role.includes),
        )


def _calendar(book: DutyBook, made: Callable[[], dict[int, list[Entry]]], name: str, concerned: tuple[str, ...] | None) -> bytes:
    """This year's and next year's due times of these offices and roles, None for all. made: those of each duty, by its rank."""
    records = book.records if concerned is None else book.of(concerned)
    used: Counter[str] = Counter()
    entries = []
    for record in records:
        for entry in made()[record.rank]:
            used[entry.key] += 1
            again = used[entry.key]
            entries.append(entry if again == 1 else dataclasses.replace(entry, key=f"{entry.key}-{again}"))
    return calendar_file(name, tuple(entries), book.site.day)


def _entries(book: DutyBook, record: Record) -> list[Entry]:
    first = dt.date(book.site.day.year, 1, 1)
    last = dt.date(book.site.day.year + 1, 12, 31)
    return [
        _entry(record, dated, key)
        for key, dated in _numbered(record)
        if first <= dated.time.last <= last and record.duty.holds(dated.time.last)
    ]


def _numbered(record: Record) -> Iterator[tuple[str, Dated]]:
    """Each due time with a key that stays when its day moves: which of its year it is.

    The holiday notice moves days; imported again, an event then takes the place of the old one.
    """
    number: Counter[int] = Counter()
    for dated in sorted(record.due, key=lambda d: d.time.last):
        year = dated.time.last.year
        number[year] += 1
        yield f"{record.duty.act}-{record.duty.id}-{year}-{number[year]}", dated


def _entry(record: Record, dated: Dated, key: str) -> Entry:
    duty, time = record.duty, dated.time
    span = "" if time.stretch is Stretch.DAY else f"（{stretch_words(time)}内）"
    lines = [f"谁：{duty.who}", f"期限：{duty.deadline}", f"表格：{duty.form}" if duty.form else ""]
    lines += [f"依据：《{record.act_name}》{record.place}", dated.note, _NOTICE]
    return Entry(key, time.last, f"{duty.what}{span}", "\n".join(line for line in lines if line), duty.who)
