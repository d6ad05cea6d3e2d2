"""学习回执: the sentence, what a clerk files, who may see it, and that a new text begins again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.history.fingerprint import code, fingerprint
from rulebook.pages.model import Site, build_site
from rulebook.pages.receipt_pages import coverage, receipt_for, receipt_pages
from tests.rulebooks import SEALS, small_rulebook

DAY = dt.date(2023, 1, 1)
HEAD = "act,code,office,read,staff,on\n"


def _book(root: Path, rows: str = "") -> Path:
    small_rulebook(root)
    file = root / "docs/receipts/receipts.csv"
    file.parent.mkdir()
    file.write_text(HEAD + rows)
    return root


def _code(root: Path, act: str = "seals", at: int = -1) -> str:
    return code(fingerprint(load(root).acts[act].expressions[at]))


def _site(root: Path, audience: str = "中层以上") -> Site:
    return build_site(select(load(root), audience), DAY, "甲局")


def _rows(site: Site) -> list[tuple[str, ...]]:
    return [tuple(cell.parts[0].text for cell in row.cells) for row in coverage(site, "receipts/").rows]


def test_the_sentence_names_text_and_code(tmp_path: Path) -> None:
    site = _site(_book(tmp_path), "全体")
    act = site.corpus.acts["seals"]
    words = receipt_for(site, act, act.newest)
    assert words.startswith(f"本人已阅《甲局印章管理办法》（2020年2月1日文本，核验码 {_code(tmp_path)}）。科室：")
    (tmp_path / "docs/receipts/receipts.csv").unlink()
    assert receipt_for(_site(tmp_path), act, act.newest) == ""


def test_numbers_by_act_and_office_and_a_new_text_begins_again(tmp_path: Path) -> None:
    root = _book(tmp_path)
    old = _code(root)
    file = root / "docs/receipts/receipts.csv"
    file.write_text(
        f"{HEAD}seals,{old},bureau-office,3,5,2022-02-01\nseals,{old},bureau-office,5,5,2022-03-01\n"
        f"seals,{old},political-office,1,4,2022-02-02\n"
    )
    assert _rows(_site(root)) == [
        ("《甲局印章管理办法》", "局办公室", "全部已阅", "5 / 5", "2022年3月1日"),
        ("《甲局印章管理办法》", "政治处", "还有人未阅", "1 / 4", "2022年2月2日"),
    ]
    (root / "docs/rules/seals").mkdir()
    (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS)
    (root / "docs/rules/seals.md").write_text(SEALS.replace("2020-02-01\noffice", "2022-12-01\noffice"))
    assert {row[2:4] for row in _rows(_site(root))} == {("文本已修改，待学习", "0 / 5"), ("文本已修改，待学习", "0 / 4")}
    with file.open("a") as more:
        more.write(f"seals,{_code(root)},bureau-office,2,5,2022-12-02\n")
    assert _rows(_site(root))[0][2:] == ("还有人未阅", "2 / 5", "2022年12月2日")


def test_only_those_allowed_have_the_page(tmp_path: Path) -> None:
    root = _book(tmp_path)
    assert not list(receipt_pages(_site(root)))
    (root / "docs/receipts/receipts.csv").write_text(f"{HEAD}seals,{_code(root)},bureau-office,3,5,2022-02-01\n")
    assert [page.path for page in receipt_pages(_site(root))] == ["receipts/"]
    everybody = _site(root, "全体")
    assert everybody.corpus.registries.receipts == ()
    assert not list(receipt_pages(everybody))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nothing,{code},bureau-office,1,2,2022-02-01", "写的制度“nothing”没有"),
        ("seals,0000-0000-0000-0000,bureau-office,1,2,2022-02-01", "核验码"),
        ("seals,{code},cleaners,1,2,2022-02-01", "“cleaners”没有登记"),
        ("seals,{code},bureau-office,3,2,2022-02-01", "已阅不多于应阅"),
        ("seals,{code},bureau-office,x,2,2022-02-01", "写整数"),
        ("seals,{code},bureau-office,1,2,2022年2月1日", "写成 2026-11-23"),
    ],
)
def test_a_wrong_row_is_told_and_counts_for_nothing(tmp_path: Path, row: str, words: str) -> None:
    root = _book(tmp_path)
    (root / "docs/receipts/receipts.csv").write_text(f"{HEAD}{row.format(code=_code(root))}\n")
    (finding,) = [f for f in check(load(root)) if f.code == "R136"]
    assert (finding.file, finding.line) == ("docs/receipts/receipts.csv", 2)
    assert words in finding.message
    assert not _rows(_site(root))
