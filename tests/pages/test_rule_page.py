"""What a page of a text shows beside its words."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.pages.model import build_site
from rulebook.pages.rule_page import RulePage
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(("day", "gone"), [("2020-12-31", False), ("2021-01-01", True)])
def test_a_citation_tells_that_what_it_leads_to_no_longer_applies(tmp_path: Path, day: str, gone: bool) -> None:
    seals = small_rulebook(tmp_path) / "docs/rules/seals.md"
    text = seals.read_text(encoding="utf-8")
    seals.write_text(text.replace("state: adopted", "repealed: {on: 2021-01-01}\nstate: adopted", 1), encoding="utf-8")
    site = build_site(load(tmp_path), dt.date.fromisoformat(day), "x")
    act = site.corpus.acts["archives"]
    body = RulePage(site, act, act.shown(site.day), "rules/archives/", str).view().body_html
    assert 'data-ended="2021-01-01" data-ended-word="废止"' in body
    assert ('data-gone="废止"' in body) is gone
