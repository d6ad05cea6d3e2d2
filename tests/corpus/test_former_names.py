"""An office is called on each day as it was called then."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from tests.rulebooks import OFFICES, small_rulebook


@pytest.mark.parametrize(
    ("day", "name"),
    [("2015-12-31", "人事科"), ("2016-01-01", "政治部"), ("2019-03-31", "政治部"), ("2019-04-01", "政治处"), (None, "政治处")],
)
def test_names_by_day(tmp_path: Path, day: str | None, name: str) -> None:
    small_rulebook(tmp_path)
    rows = OFFICES.replace("ended,successor\n", "ended,successor,former\n").replace("seed,,,\n", "seed,,,,\n")
    rows = rows.replace("inferred,,,\n", "inferred,,,,政治部 2019-03-31；人事科 2015-12-31\n")
    (tmp_path / "docs/offices/offices.csv").write_text(rows, encoding="utf-8")
    registries = load(tmp_path).registries
    asked = dt.date.fromisoformat(day) if day else None
    assert registries.office_name("political-office", asked) == name
    assert registries.office_name("nothing", asked) == "nothing"
    if asked:
        offices = registries.named_on(asked).offices or {}
        assert offices["political-office"].get("name") == name
        assert offices["bureau-office"].get("name") == "局办公室"
