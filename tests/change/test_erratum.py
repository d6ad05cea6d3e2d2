"""勘误: what is planned, what is refused and why."""

from pathlib import Path

import pytest

from rulebook.change.amend import amend
from rulebook.change.erratum import Correction, correct
from rulebook.change.plan import ChangeRefused
from rulebook.corpus.load import Corpus
from tests.change.steps import SEALS_FILE, TODAY, apply, day, instrument
from tests.rulebooks import SEALS


def correction(wrong: str, right: str, **more: object) -> Correction:
    return Correction(day("2021-05-01"), wrong, right, **({"note": "排印错误"} | more))


def test_erratum(root: Path, small: Corpus) -> None:
    change, place = correct(small, "seals", correction("登记薄", "登记簿", article="第三条"), TODAY)
    assert (place.label, place.new[-8:]) == ("第三条", "登记簿保存三年：")
    row = "  - {on: 2021-05-01, event: 勘误, note: 第三条“登记薄”更正为“登记簿”（排印错误）}\n"
    expected = SEALS.replace("   # 首次\n", f"   # 首次\n{row}").replace("登记薄保存", "登记簿保存")
    assert change.writes == {SEALS_FILE: expected}
    for name in ("3", "art_3", "三"):
        assert correct(small, "seals", correction("登记薄", "登记簿", article=name), TODAY)[1] == place
    shown, _ = correct(small, "seals", correction("机关记委", "机关纪委"), TODAY)
    assert "第四条“机关记委”更正为“机关纪委”" in shown.writes[SEALS_FILE]
    assert apply(root, change).acts["seals"].header.history[-1].event == "勘误"


def test_erratum_in_an_earlier_text(root: Path, small: Corpus) -> None:
    corpus = apply(root, amend(small, ["seals"], instrument(), TODAY))
    wanted = correction("登记薄保存", "登记簿保存", expression=day("2020-02-01"))
    change, _ = correct(corpus, "seals", wanted, TODAY)
    assert list(change.writes) == ["docs/rules/seals/2020-02-01.md"]
    assert any("2021-09-01文本里也有" in note for note in change.notes)


@pytest.mark.parametrize(
    ("wrong", "right", "more", "reason"),
    [
        ("没有的字", "字", {}, "里没有“没有的字”"),
        ("登记薄", "登记簿", {}, "有2处（docs/rules/seals.md 第41行、第47行）"),
        ("登记薄", "登记簿", {"article": "第九条"}, "没有“第九条”，最后一条是第五条"),
        ("登记薄", "登记簿", {"article": "不是条"}, "请核对 --article"),
        ("登记薄", "登记簿", {"expression": day("2019-01-01")}, "有的是：2020-02-01"),
        ("", "字", {}, "不能是空的"),
        ("登记薄", "登记薄", {}, "不能一样"),
        ("登记薄", "登记簿", {"note": " "}, "--note"),
        ("事由；\n\n（二）", "事由、", {}, "不能增加、删去或者合并段落"),
        ("份数。", "份数。\n\n（三）编号。", {}, "不能增加、删去或者合并段落"),
        ("甲局印章管理办法", "甲局印张管理办法", {}, "不改题名"),
        ("5个工作日", "3个工作日", {}, "“5个工作日内”→“3个工作日内”"),
        ("（二）份数", "（三）份数", {}, "编号或者结构"),
        ("第五条　【施行】", "第五条 施行】", {}, "编号或者结构"),
        ("（一）用印事由；", "（一）", {}, "删去了整段"),
        ("用印事由；", "；", {}, "删去了整段"),
        ("局办公室保管", "政治处保管", {}, "改变了主体（“局办公室”→“政治处”）"),
    ],
)
def test_erratum_refused(small: Corpus, wrong: str, right: str, more: dict[str, object], reason: str) -> None:
    with pytest.raises(ChangeRefused) as refusal:
        correct(small, "seals", correction(wrong, right, **more), TODAY)
    assert reason in str(refusal.value)


def test_erratum_dates_and_texts(small: Corpus) -> None:
    with pytest.raises(ChangeRefused, match="早于"):
        correct(small, "seals", Correction(day("2020-01-02"), "登记薄保", "登记簿保", "x"), TODAY)
    with pytest.raises(ChangeRefused, match="没有录入"):
        correct(small, "leave", correction("甲", "乙"), TODAY)
    change, _ = correct(small, "seals", Correction(day("2021-06-02"), "登记薄保", "登记簿保", "x"), TODAY)
    assert change.notes == ("勘误日期（2021-06-02）还没有到，请核对。",)
