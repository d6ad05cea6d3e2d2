"""Citations lead to the article they mean, also where its number has changed since."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.sites import ROOT

PAGES = sorted(
    p.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for p in (ROOT / "docs").glob("[mr]*s/*.md")
    if p.parent.name in {"mechanisms", "rules"}
)


@pytest.mark.parametrize("path", PAGES)
def test_a_heading_leads_to_the_article_of_that_heading(site: Path, path: str) -> None:
    page = site / path / "index.html"
    for link in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("a.rb-cite"):
        heading = re.search(r"》（([^（）]+)）$", link.text)
        target, _, anchor = str(link["href"]).partition("#")
        if not heading or not anchor.startswith("art_") or not target:
            continue
        cited = BeautifulSoup((page.parent / target / "index.html").resolve().read_text(encoding="utf-8"), "html.parser")
        named = cited.select_one(f"#{anchor} .tt")
        assert named is not None, (link.text, link["href"])
        assert named.text == heading[1], (link.text, link["href"])
