"""An edition whose day is over holds what it held on the main branch."""

import datetime as dt

import pytest

from rulebook.corpus.editions import read_edition
from rulebook.lawful.editions import changed, new
from rulebook.model.finding import Level

EDITION = """slug: "2021"
title: 汇编
as_of: 2021-12-31
lead: 说明。
parts:
  - title: 上编
    members:
      - {id: seals, reason: 推定}
      - {id: archives, reason: 推定}
"""
LINES = "      - {id: seals, reason: 推定}\n", "      - {id: archives, reason: 推定}\n"


@pytest.mark.parametrize(
    ("old", "new", "level", "words"),
    [
        ("推定", "推定", None, ""),
        (LINES[0], "", Level.ERROR, "少了seals"),
        (LINES[0], f"{LINES[0]}      - {{id: leave, reason: 推定}}\n", Level.ERROR, "多了leave"),
        ("".join(LINES), "".join(reversed(LINES)), Level.ERROR, "顺序"),
        ("2021-12-31", "2022-12-31", Level.ERROR, "截止日期"),
        ('slug: "2021"', 'slug: "2022"', Level.ERROR, "不能删去"),
        ("说明。", "本版已经全部废止。", Level.WARNING, "错字"),
        ("{id: seals, reason: 推定}", "{id: seals, reason: 2021年废止}", Level.WARNING, "错字"),
    ],
)
def test_table(old: str, new: str, level: Level | None, words: str) -> None:
    before, now = read_edition(EDITION), read_edition(EDITION.replace(old, new, 1))
    assert before
    assert now
    found = list(changed(before, "docs/editions/2021.yml", [now], dt.date(2022, 6, 1)))
    assert [f.level for f in found] == ([level] if level else [])
    assert all(words in f.message for f in found)
    assert not list(changed(before, "docs/editions/2021.yml", [now], before.as_of))


def test_what_cannot_be_read_is_none() -> None:
    assert read_edition("slug: 1\n") is None
    assert read_edition("{") is None


def test_an_edition_put_in_after_its_day_is_told() -> None:
    edition = read_edition(EDITION)
    assert edition
    assert [f.level for f in new(edition, "docs/editions/2021.yml", dt.date(2022, 6, 1))] == [Level.WARNING]
    (told,) = new(edition, "docs/editions/2021.yml", edition.as_of)
    assert "收录" in told.message
