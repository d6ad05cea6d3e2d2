"""Comparisons as pages: any two texts, texts without 条, and what changed outside them."""

import datetime as dt
import itertools
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.pages.model import Site, build_site
from rulebook.pages.redline_pages import redline_pages, view
from tests.rulebooks import small_rulebook

HEAD = """---
id: plan
title: 甲局整治方案
document_type: 方案
collection: rule
order: 9
doc_no: 甲〔{year}〕9号
effective: {year}-01-01
office: bureau-office
---

# 甲局整治方案

"""
CLAUSES = "{lead}一、目标\n\n做好{word}工作。\n\n二、步骤\n\n（一）动员；\n\n（二）检查。\n{annex}"


def _site(root: Path, bodies: dict[int, str]) -> Site:
    small_rulebook(root)
    folder = root / "docs/rules/plan"
    folder.mkdir()
    last = max(bodies)
    for year, body in bodies.items():
        path = root / "docs/rules/plan.md" if year == last else folder / f"{year}-01-01.md"
        path.write_text(HEAD.format(year=year) + body, encoding="utf-8")
    return build_site(select(load(root)), dt.date(2022, 1, 1), "x")


def _text(lead: str = "", word: str = "甲", annex: str = "") -> str:
    return CLAUSES.format(lead=lead, word=word, annex=annex)


def test_a_page_for_any_two_texts(tmp_path: Path) -> None:
    years = {2018: _text(word="甲"), 2019: _text(word="乙"), 2020: _text(word="丙"), 2021: _text(word="甲")}
    site = _site(tmp_path, years)
    paths = {page.path for page in redline_pages(site)}
    wanted = {f"redline/plan/{a}-01-01..{b}-01-01/" for a, b in itertools.combinations(years, 2)}
    assert paths == {*wanted, "redline/"}
    act = site.corpus.acts["plan"]
    same = view(site, act, act.expressions[0], act.expressions[-1])
    assert dict(same.counts)["未改"] == 2


def test_texts_without_articles_are_compared_by_their_clauses(tmp_path: Path) -> None:
    site = _site(tmp_path, {2020: _text(word="甲"), 2021: _text(word="乙")})
    found = view(site, site.corpus.acts["plan"], *site.corpus.acts["plan"].expressions)
    assert (found.summary, dict(found.counts)["改"], dict(found.counts)["未改"]) == ("2项", 1, 1)
    assert "<ins>乙</ins>" in str(found.blocks)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_text(), _text(word="乙"), ""),
        (_text(lead="为了甲。\n\n"), _text(lead="为了乙。\n\n"), "引言"),
        (_text(annex="\n附件1\n\n清单甲\n"), _text(annex="\n附件1\n\n清单乙\n"), "附件"),
        (_text(lead="为了甲。\n\n"), _text(annex="\n附件1\n\n清单乙\n"), "引言、附件"),
    ],
)
def test_what_changed_outside_the_articles_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    site = _site(tmp_path, {2020: old, 2021: new})
    act = site.corpus.acts["plan"]
    assert view(site, act, *act.expressions).elsewhere == told
