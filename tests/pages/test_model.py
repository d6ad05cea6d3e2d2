"""What pages look up stands in the order of the texts, whatever run of Python asks."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.pages.model import build_site, cited_by
from tests.rulebooks import OFFICES, small_rulebook


def test_backlinks_stand_in_the_order_of_the_citing_text(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    archives = tmp_path / "docs/rules/archives.md"
    text = archives.read_text(encoding="utf-8")
    archives.write_text(f"{text}\n第九条　依照《甲局印章管理办法》第一条至第五条办理。\n", encoding="utf-8")
    site = build_site(select(load(tmp_path)), dt.date(2021, 1, 1), "x")
    cited = [eid for act, eid in site.backlinks if act == "seals"]
    assert cited == ["art_3", "art_1", "art_2", "art_4", "art_5"]
    assert [link.eids for link in cited_by(site, site.corpus.acts["seals"])] == [
        link.eids for (act, _), links in site.backlinks.items() if act == "seals" for link in links
    ]


@pytest.mark.parametrize(("day", "name"), [("2020-12-31", "局办公室"), ("2021-01-01", "政治处")])
def test_who_took_over_answers_for_an_abolished_office(tmp_path: Path, day: str, name: str) -> None:
    rows = OFFICES.replace("局办,内设机构,seed,,,", "局办,内设机构,seed,,2021-01-01,political-office")
    (small_rulebook(tmp_path) / "docs/offices/offices.csv").write_text(rows, encoding="utf-8")
    site = build_site(load(tmp_path), dt.date.fromisoformat(day), "x")
    assert site.office_in_charge("bureau-office") == name
    assert site.office_in_charge("nothing") == "nothing"
