"""时点查询: which days are offered."""

import datetime as dt
from pathlib import Path

from rulebook.corpus.editions import Edition, Member, Part
from rulebook.corpus.load import load
from rulebook.pages.as_of_page import view
from rulebook.pages.model import build_site
from tests.rulebooks import small_rulebook


def test_the_days_offered_are_those_of_the_editions(tmp_path: Path) -> None:
    site = build_site(load(small_rulebook(tmp_path)), dt.date(2021, 6, 1), "站")
    assert not [day for day, words in view(site).common if words.endswith("年版）")]
    parts = (Part(title="上编", members=(Member(id="seals", reason="现行"),)),)
    site.editions = tuple(Edition(slug=str(year), title="汇编", as_of=dt.date(year, 6, 30), parts=parts) for year in (2020, 2021))
    assert view(site).common[:2] == (
        ("2020-06-30", "2020年6月30日（2020年版）"),
        ("2021-06-30", "2021年6月30日（2021年版）"),
    )
