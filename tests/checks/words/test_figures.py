"""The same matter with different figures in two acts: what is told, and how to say why two differ."""

from pathlib import Path

import pytest

from rulebook.checks.words.figures import check_figures
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook

ACT = """---
id: {id}
title: "丙局{name}办法"
document_type: 办法
collection: {collection}
doc_no: "丙〔2021〕{number}号"
issuer: "丙局"
issued: 2021-0{number}-01
effective: 2021-0{number}-01
office: bureau-office
---

# 丙局{name}办法

第一条　{words}

第二条　本办法自印发之日起施行。
"""
FIRST = "领用人应当在归还茶具之日起5个工作日内到库房登记并签字。"


def found(root: Path, second: str, *, collection: str = "rule", table: str = "") -> list[tuple[str, str]]:
    small_rulebook(root)
    for id_, name, number, words, kind in (("cups", "茶杯", 3, FIRST, "rule"), ("pots", "茶壶", 4, second, collection)):
        text = ACT.format(id=id_, name=name, number=number, words=words, collection=kind)
        (root / "docs" / "rules" / f"{id_}.md").write_text(text, encoding="utf-8")
    if table:
        (root / "docs" / "style").mkdir()
        (root / "docs" / "style" / "different.csv").write_text(f"one,other,because\n{table}\n", encoding="utf-8")
    return [(finding.file.rpartition("/")[2], finding.text) for finding in check_figures(load(root))]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("领用人应当在归还茶壶之日起3个工作日内到库房登记并签字。", True),
        ("领用人应在归还茶具之日起十日内到库房登记并签字。", True),
        ("领用人应当在归还茶壶之日起5个工作日内到库房登记并签字。", False),
        ("领用人应当在归还茶壶之日起到库房登记并签字。", False),
        ("茶壶损坏的，库房应当在3个工作日内报修。", False),
    ],
)
def test_pairs(tmp_path: Path, second: str, told: bool) -> None:
    assert found(tmp_path, second) == ([("pots.md", second.rstrip("。"))] if told else [])


def test_a_law_is_no_act_of_ones_own(tmp_path: Path) -> None:
    assert found(tmp_path, "领用人应当在归还茶壶之日起3个工作日内到库房登记并签字。", collection="law") == []


@pytest.mark.parametrize("row", ["cups#art_1,pots#art_1,茶壶更贵重", "pots#art_1,cups#art_1,茶壶更贵重"])
def test_two_that_differ_for_a_reason(tmp_path: Path, row: str) -> None:
    assert found(tmp_path, "领用人应当在归还茶壶之日起3个工作日内到库房登记并签字。", table=row) == []


def test_a_reason_for_an_article_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path, "茶壶自备。", table="cups#art_1,pots#art_9,茶壶更贵重") == [("different.csv", "pots#art_9")]
