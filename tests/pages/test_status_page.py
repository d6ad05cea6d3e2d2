"""运行状态: what the site was made from and what comes within a month."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.model.finding import Finding, Level
from rulebook.pages.model import build_site
from rulebook.pages.status_page import data, due, status_files, status_pages, view
from tests.rulebooks import ARCHIVES, small_rulebook


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        ("2022-02-28", [("archives", "期满", "2022-03-31")]),
        ("2022-02-27", []),  # 32 days ahead
        ("2022-03-31", [("archives", "期满", "2022-03-31")]),
        ("2022-04-01", []),
        ("2020-01-02", [("seals", "开始施行", "2020-02-01")]),
    ],
)
def test_what_comes_within_a_month(tmp_path: Path, day: str, coming: list[tuple[str, str, str]]) -> None:
    site = build_site(select(load(small_rulebook(tmp_path))), dt.date.fromisoformat(day), "x")
    assert [(d.act, d.what, d.on.isoformat()) for d in due(site)] == coming
    page = str(view(site))
    assert ("没有期满" in page) == (not coming)


def test_it_tells_what_is_published_and_nothing_of_what_is_withheld(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs/rules/archives.md"
    path.write_text(ARCHIVES.replace("office:", "audience: 党委\noffice:"), encoding="utf-8")
    findings = (
        Finding("docs/rules/archives.md", 1, 1, "X1", Level.WARNING, "x"),
        Finding("docs/rules/seals.md", 1, 1, "X1", Level.WARNING, "《甲局档案管理办法》写错"),
        Finding("docs/rules/seals.md", 1, 1, "X1", Level.WARNING, "x"),
    )
    found = {}
    for audience in ("全体", "党委"):
        site = build_site(select(load(root), audience), dt.date(2022, 3, 1), "x")
        site.commit, site.committed, site.findings = "0123abc", "2022-02-28T10:00:00+08:00", findings
        found[audience] = data(site, 7)
        assert "0123abc" in str(view(site))
    assert found["全体"]["findings"] == {"error": 0, "warning": 1, "info": 0}
    assert found["党委"]["findings"] == {"error": 0, "warning": 3, "info": 0}
    assert found["全体"]["due"] == []
    assert found["全体"] | {"acts": 0, "expressions": 0, "findings": 0, "due": 0} == found["党委"] | {
        "acts": 0,
        "expressions": 0,
        "findings": 0,
        "due": 0,
    }
    assert (found["党委"]["acts"], found["党委"]["pages"], found["党委"]["commit"]) == (3, 7, "0123abc")


def test_a_frozen_edition_has_no_status(tmp_path: Path) -> None:
    site = build_site(select(load(small_rulebook(tmp_path))), dt.date(2022, 3, 1), "x")
    assert len(list(status_pages(site))) == len(list(status_files(site, 1))) == 1
    frozen = dataclasses.replace(site, edition=object())  # type: ignore[arg-type]
    assert not list(status_pages(frozen))
    assert not list(status_files(frozen, 1))
