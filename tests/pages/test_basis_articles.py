"""依据逐条: which article has to be looked at again, why, and with which words."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.history.upper import Rest
from rulebook.pages.basis_articles import basis_views, rests_of
from rulebook.pages.basis_pages import review
from rulebook.pages.model import Site, build_site
from rulebook.pages.tables import cell_words
from tests.rulebooks import small_rulebook

DAY = dt.date(2024, 6, 1)
RULE = """---
id: teacups
title: "丙局茶具办法"
document_type: 办法
collection: rule
doc_no: "丙〔2021〕1号"
issuer: "丙局"
issued: 2021-03-01
effective: 2021-03-01
office: bureau-office
basis:
  - {id: cup-law}
  - {id: cup-regulations%s}
---

# 丙局茶具办法

第一条　依照《中华人民共和国茶具法》第二条、第三条制定本办法。

第二条　依照《茶具条例》第九条第二款处理。

第三条　依照《中华人民共和国茶具法》第四条、第五条第（一）项登记。
"""
LAW = """---
id: cup-law-text
title: "中华人民共和国茶具法"
document_type: 法律
collection: law
issuer: "丁会"
issued: %s
effective: %s
---

# 中华人民共和国茶具法

第一条　茶具公用。

第二条　%s

第三条　不得毁损。

第五条　登记：

（一）%s；

（二）日期。
"""
INSTRUMENTS = """
- {id: cup-law, title: "中华人民共和国茶具法", issuer: "丁会", in_2021: "2019年本", later: "2023年修订", changed: 2023-01-01}
- {id: cup-regulations, title: "茶具条例", issuer: "丁府", in_2021: "2018年本", later: "2022-05-01 修订施行", changed: 2022-05-01}
"""


def site(root: Path, checked: str = "", *, held: bool = True) -> Site:
    small_rulebook(root)
    files = {"rules/teacups.md": RULE % checked, "basis/instruments.yml": INSTRUMENTS}
    if held:
        files["laws/cups.md"] = LAW % ("2022-12-01", "2023-01-01", "毁损的，赔偿两倍。", "姓名和科室")
        files["laws/cups/2019-01-01.md"] = LAW % ("2018-12-01", "2019-01-01", "毁损的，赔偿。", "姓名")
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build_site(load(root), DAY, "丙局")


def told(found: list[Rest]) -> list[str]:
    return [f"{r.holder} {r.title} {','.join(r.eids)} {r.state.name} {r.then}→{r.now}".strip() for r in found]


REGULATIONS = "art_2 茶具条例 art_9__para_2 UNHELD →"


@pytest.mark.parametrize(
    ("checked", "held", "expected"),
    [
        ("", True, ["art_1 中华人民共和国茶具法 art_2 CHANGED 毁损的，赔偿。→毁损的，赔偿两倍。", REGULATIONS,
                    "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        (", checked: 2018-01-01", True, ["art_1 中华人民共和国茶具法 art_2 CHANGED 毁损的，赔偿。→毁损的，赔偿两倍。", REGULATIONS,
                    "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        ("}\nbasis_checked:\n  - {article: art_1, id: cup-law, checked: 2023-01-01", True,
         [REGULATIONS, "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        ("}\nbasis_checked:\n  - {article: art_2, id: cup-regulations, checked: 2022-05-01", True,
         ["art_1 中华人民共和国茶具法 art_2 CHANGED 毁损的，赔偿。→毁损的，赔偿两倍。",
          "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        ("}\nbasis_checked:\n  - {article: art_1, id: cup-law, checked: 2022-12-31", True,
         ["art_1 中华人民共和国茶具法 art_2 CHANGED 毁损的，赔偿。→毁损的，赔偿两倍。", REGULATIONS,
          "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        (", checked: 2022-05-01", True, ["art_1 中华人民共和国茶具法 art_2 CHANGED 毁损的，赔偿。→毁损的，赔偿两倍。",
                    "art_3 中华人民共和国茶具法 art_5__subpara_1 CHANGED 姓名；→姓名和科室；"]),
        ("", False, ["art_1 中华人民共和国茶具法 art_2 UNHELD →", "art_1 中华人民共和国茶具法 art_3 UNHELD →", REGULATIONS,
                     "art_3 中华人民共和国茶具法 art_4 UNHELD →", "art_3 中华人民共和国茶具法 art_5__subpara_1 UNHELD →"]),
    ],
)  # fmt: skip
def test_rests(tmp_path: Path, checked: str, held: bool, expected: list[str]) -> None:  # a column of the table
    built = site(tmp_path, checked, held=held)
    assert told(rests_of(built, built.corpus.acts["teacups"].shown(DAY))) == expected


def test_the_queue_by_office_and_the_page_of_the_rule(tmp_path: Path) -> None:
    built = site(tmp_path)
    rows = [[cell_words(cell) for cell in row.cells] for row in review(built).rows]
    assert [[row[0], row[1].partition("（")[0], *row[2:4]] for row in rows] == [
        ["局办公室", "《丙局茶具办法》第一条", "《中华人民共和国茶具法》第二条", "上位条文已改"],
        ["局办公室", "《丙局茶具办法》第二条", "《茶具条例》第九条第二款", "未核：没有收录上位文本（2022年5月1日修订施行）"],
        ["局办公室", "《丙局茶具办法》第三条", "《中华人民共和国茶具法》第五条第（一）项", "上位条文已改"],
    ]
    law, regulations = basis_views(built, built.corpus.acts["teacups"].shown(DAY), lambda path: path)
    assert [a.link.text + a.state + a.now for a in law.articles] == [
        "第一条引第二条：上位条文已改毁损的，赔偿两倍。",
        "第三条引第五条第（一）项：上位条文已改姓名和科室；",
    ]
    assert [a.state for a in regulations.articles] == ["引第九条第二款：未核：没有收录上位文本"]
