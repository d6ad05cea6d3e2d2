"""Duties of a small rulebook whose texts change, end and are replaced."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.registry import Row
from rulebook.duty.duty import Duty, concerned, due_times, duties, office_names
from rulebook.duty.workdays import Workdays

DAYS = Workdays(2020, 2027)


def text(day: int, effective: str, more: str = "") -> str:
    return (
        f"---\nid: reports\ntitle: 月报制度\ncollection: rule\neffective: {effective}\n{more}"
        "duties:\n  - {id: D1, article: art_1, who: 各科室, office: all, what: 报月报, "
        f"recurrence: FREQ=MONTHLY;BYMONTHDAY={day}, deadline: 每月{day}日前}}\n---\n\n# 月报制度\n\n第一条　【月报】每月{day}日前报月报。\n"
    )


@pytest.fixture
def found(tmp_path: Path) -> tuple[Duty, ...]:
    rules = tmp_path / "docs" / "rules"
    (rules / "reports").mkdir(parents=True)
    (rules / "reports" / "2021-04-02.md").write_text(text(10, "2021-04-02"), encoding="utf-8")
    (rules / "reports.md").write_text(text(5, "2022-06-17", "expires: 2023-06-30\n"), encoding="utf-8")
    return duties(load(tmp_path))


def test_every_expression_brings_its_own(found: tuple[Duty, ...]) -> None:
    assert [(d.expression, d.deadline, d.heading, d.valid_to) for d in found] == [
        ("2021-04-02", "每月10日前", "月报", dt.date(2022, 6, 16)),
        ("2022-06-17", "每月5日前", "月报", dt.date(2023, 6, 30)),
    ]
    on = dt.date(2022, 5, 20)
    assert [d.deadline for d in found if d.holds(on)] == ["每月10日前"]


def test_due_only_while_in_force(found: tuple[Duty, ...]) -> None:
    span = dt.date(2022, 5, 1), dt.date(2022, 8, 1)
    assert [t.last.isoformat() for d in found for t in due_times(d, *span, DAYS)] == ["2022-05-10", "2022-06-10", "2022-07-05"]
    after = dt.date(2023, 7, 1), dt.date(2023, 12, 31)
    assert [t for d in found for t in due_times(d, *after, DAYS)] == []


def test_concerned() -> None:
    names = {"lawyers": ("律师工作科", "律管科"), "notaries": ("公证和司法鉴定管理科", ""), "heads": ("党支部书记", "支部书记")}
    offices = office_names({slug: Row("o.csv", 1, {"name": name, "aliases": alias}) for slug, (name, alias) in names.items()})
    assert concerned("律师工作科、公证和司法鉴定管理科", "lawyers", offices) == ("lawyers", "notaries")
    assert concerned("新任中层干部和支部书记", "middle", offices) == ("middle", "heads")
    assert concerned("律所党支部书记", "firms", offices) == ("firms",)
    assert concerned("各科室、直属单位", "middle", offices) == ("middle", "*")
