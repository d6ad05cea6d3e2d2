"""Small words that many pages say."""

import pytest

from rulebook.corpus.registry_days import days_in_words
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView
from rulebook.pages.words import breakable, quoted


@pytest.mark.parametrize(
    ("registered", "read"),
    [
        ("2022-03-18 发布，2022-05-01 施行", "2022年3月18日发布，2022年5月1日施行"),
        ("2018 修订版（2019-06-01 施行，共113条）", "2018年修订版（2019年6月1日施行，共113条）"),
        ("2020 年印发（月日待核）", "2020年印发（月日待核）"),
        ("国令第2018号，2018年印发", "国令第2018号，2018年印发"),
    ],
)
def test_days_and_years_as_readers_write_them(registered: str, read: str) -> None:
    assert days_in_words(registered) == read


def test_no_marks_stand_within_their_like() -> None:
    assert quoted("签署承诺书") == "“签署承诺书”"
    assert quoted("制定《关于“三个规定”的规范》") == "制定《关于“三个规定”的规范》"


@pytest.mark.parametrize(
    ("title", "issuer", "broken"),
    [
        ("甲区教育局印章管理规定", "甲区教育局", "甲区教育局|印章管理|规定"),
        ("甲区教育局办公用房管理办法", "甲区教育局办公室", "甲区教育局|办公用房管理|办法"),
        ("中共甲区教育局委员会关于“四责”的办法", "中共甲区教育局委员会", "中共甲区教育局委员会|关于|“四责”|的|办法"),
        ("印章<管理>办法", "甲区教育局", "印章&lt;管理|&gt;办法"),
        ("甲区教育局", "甲区教育局", "甲区教育局"),
        ("印章办法", "", "印章办法"),
    ],
)
def test_where_a_title_may_be_broken(title: str, issuer: str, broken: str) -> None:
    assert breakable(title, issuer).replace("<wbr>", "|") == broken


def test_a_column_of_short_words_is_not_broken() -> None:
    columns = (Column("kind", "纪律"), Column("words", "情形"), Column("noted", "来源"))
    rows = (TableRow("1", (Cell((Link("政治纪律"),)), Cell((Link("一件说得很长的事情"),)), Cell((Link("推定"),), "注"))),)
    assert TableView("清单", "", columns, rows).narrow == {"kind"}
