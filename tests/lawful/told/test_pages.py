"""What pages say anew of the acts, against what they said before."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.pages import changed
from tests.rulebooks import small_rulebook

PAGE = '# 说明\n\n用印后5个工作日内登记，不得外借。\n\n本页只供参考，字大一些。\n\n[找](a.md)\n\n{{ count("act") }}\n\n怎么查制度，见首页。\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("5个工作日内", "15个工作日内", "第3行由“用印后5个工作日内登记"),
        ("不得外借", "可以外借", "不得"),
        ("见首页。", "见首页。\n\n《甲局印章管理办法》只管局机关。", "第13行写了“《甲局印章管理办法》只管局机关”"),
        ("见首页。", "见首页。\n\n- 甲局印章管理办法要求先登记\n- 甲〔2020〕1号不管外借", "第14行"),
        ("见首页。", "见首页。现行的都在里面", "多了“现行的都在里面”"),
        ("见首页。", "见首页。图在下面", ""),
        ("见首页。", "见目录。", ""),
        ("[找](a.md)", "[找](b.md)", "第7行“找”的链接由 a.md 改成 b.md"),
        ("[找](a.md)", "[查](a.md)", ""),
        ("本页只供参考，", "本页是正式文本，", "由“本页只供参考，字大一些”改成“本页是正式文本，字大一些”"),
        ("本页只供参考，字大一些。\n", "", "少了“本页只供参考，字大一些”"),
        ('{{ count("act") }}', "60件", '少了“{{ count("act") }}”'),
        ("# 说明", "# 怎么用", ""),
        ("见首页。", "见[甲局印章管理办法](../rules/seals.md)，外借要先批。", "写了“怎么查制度，见甲局印章管理办法，外借"),
        ("# 说明", "```\n甲局印章管理办法第一条\n```", ""),
    ],
)
def test_a_page_that_speaks_of_an_act_otherwise_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "docs/guide").mkdir(exist_ok=True)
    (tmp_path / "docs/guide/a.md").write_text(PAGE.replace(old, new), encoding="utf-8")
    found = [finding.message for finding in changed(load(tmp_path), {"docs/guide/a.md": PAGE})]
    assert len(found) == bool(told)
    assert not told or told in found[0]


def test_a_new_page_is_told(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "docs/guide").mkdir(exist_ok=True)
    (tmp_path / "docs/guide/a.md").write_text(PAGE, encoding="utf-8")
    assert ["新加" in finding.message for finding in changed(load(tmp_path), {"docs/guide/a.md": ""})] == [True]


def test_each_word_of_what_was_sent_is_told(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "docs/registers").mkdir(exist_ok=True)
    (tmp_path / "docs/registers/letter.md").write_text(PAGE.replace("不得外借。", "不得外借。礼金可以留下。"), encoding="utf-8")
    (found,) = changed(load(tmp_path), {"docs/registers/letter.md": PAGE})
    assert "第3行多了“礼金可以留下”" in found.message
