"""修改决定: official wording applied to a text, written from two texts, and back again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulebook.decision.apply import apply_decision
from rulebook.decision.write import same_words, write_decision
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse
from rulebook.markup.source import split_header
from tests.sites import ROOT

ACT = """# 甲局茶水管理办法

（2020年1月2日印发）

## 第一章　总则

第一条　【目的】为节约用水，制定本办法。

第二条　【范围】本办法适用于局机关和下属单位。

## 第二章　领用

第三条　【分工】办公室负责下列工作：

（一）采购；

（二）登记；

（三）发放。

各科室指定一名联络员。

第四条　【领用】领用茶叶应当登记，登记簿保存一年。

领用人是“第一责任人”。

## 第三章　附则

第五条　【解释】本办法由办公室解释。

第六条　【施行】本办法自2020年2月1日起施行。
"""
HEAD = "# 甲局关于修改《甲局茶水管理办法》的决定\n\n甲局决定对《甲局茶水管理办法》作如下修改：\n\n"
ADJUST = "\n\n本决定自印发之日起施行。\n\n《甲局茶水管理办法》根据本决定作相应修改，并对条文顺序作相应调整，重新印发。\n"
ONLY = "\n\n本决定自印发之日起施行。\n"


def done(instructions: str, end: str = ADJUST, act: str = ACT) -> list[str]:
    text, misfits = apply_decision(HEAD + instructions + end, parse(act)[0])
    assert not misfits, misfits
    return [line for line in text.split("\n") if line]


# instruction: (lines taken out of the act, lines that stand in the new text)
APPLIED: dict[str, tuple[list[str], list[str]]] = {
    "一、将第二条修改为：“【范围】本办法适用于局机关。”": (["第二条　【范围】本办法适用于局机关和下属单位。"], ["第二条　【范围】本办法适用于局机关。"]),
    "一、第二条修改为：“第二条　【范围】本办法适用于局机关。”": (["第二条　【范围】本办法适用于局机关和下属单位。"], ["第二条　【范围】本办法适用于局机关。"]),
    "一、将第四条第一款修改为：“领用应当登记。”": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用应当登记。"]),
    "一、将第四条第一款中的“一年”修改为“三年”。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用茶叶应当登记，登记簿保存三年。"]),
    "一、将第四条中的“茶叶”改为“茶叶、纸杯”，“一年”改为“三年”。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用茶叶、纸杯应当登记，登记簿保存三年。"]),
    "一、将第三条、第五条中的“办公室”修改为“局办公室”。": (
        ["第三条　【分工】办公室负责下列工作：", "第五条　【解释】本办法由办公室解释。"], ["第三条　【分工】局办公室负责下列工作：", "第五条　【解释】本办法由局办公室解释。"]),
    "一、删去第三条第二款。": (["各科室指定一名联络员。"], []),
    "一、删除第三条第一款第二项。": (["（二）登记；", "（三）发放。"], ["（二）发放。"]),
    "一、删去第三条第一款第一项。": (["（一）采购；", "（二）登记；", "（三）发放。"], ["（一）登记；", "（二）发放。"]),
    "一、第三条第一款增加一项，作为第一项：“（一）询价；”": (
        ["（一）采购；", "（二）登记；", "（三）发放。"], ["（一）询价；", "（二）采购；", "（三）登记；", "（四）发放。"]),
    "一、删去第三条第一款第一项。\n\n增加一项，作为第三项：“（三）验收。”": (
        ["（一）采购；", "（二）登记；", "（三）发放。"], ["（一）登记；", "（二）发放。", "（三）验收。"]),
    "一、删去第四条第一款中的“，登记簿保存一年”。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用茶叶应当登记。"]),
    "一、在第四条第一款“登记簿”后增加“由办公室”。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用茶叶应当登记，登记簿由办公室保存一年。"]),
    "一、第三条增加一款，作为第二款：“分工每年公布。”": ([], ["分工每年公布。"]),
    "一、在第三条第一款中增加一项，作为第二项：“（二）验收；”": (["（二）登记；", "（三）发放。"], ["（二）验收；", "（三）登记；", "（四）发放。"]),
    "一、将第三条第一款第三项修改为：“（三）发放和回收。”": (["（三）发放。"], ["（三）发放和回收。"]),
    "一、将第四条第二款修改为：“领用人是‘直接责任人’。”": (["领用人是“第一责任人”。"], ["领用人是“直接责任人”。"]),
    "一、将第二章章名修改为：“领用和登记”。": (["## 第二章　领用"], ["## 第二章　领用和登记"]),
    "一、将题名修改为：“甲局饮水管理办法”。": (["# 甲局茶水管理办法"], ["# 甲局饮水管理办法"]),
    "一、将第四条条标修改为：“领用登记”。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用登记】领用茶叶应当登记，登记簿保存一年。"]),
    "一、删去第五条。": (["第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"], ["第五条　【施行】本办法自2020年2月1日起施行。"]),
    "一、增加一条，作为第五条：“【监督】机关纪委每年检查一次。”": (
        ["第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"],
        ["第五条　【监督】机关纪委每年检查一次。", "第六条　【解释】本办法由办公室解释。", "第七条　【施行】本办法自2020年2月1日起施行。"]),
    "一、将第五条改为第六条，修改为：“【解释】由局办公室解释。”\n\n二、增加一条，作为第五条：“【监督】每年检查。”": (
        ["第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"],
        ["第五条　【监督】每年检查。", "第六条　【解释】由局办公室解释。", "第七条　【施行】本办法自2020年2月1日起施行。"]),
    "一、将第四条改为第五条，第一款修改为：“领用登记。”\n\n增加一款，作为第三款：“另行规定。”\n\n二、增加一条，作为第四条：“【采购】集中采购：\n\n“（一）询价；\n\n“（二）比价。\n\n“不得拆分。”": (
        ["第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"],
        ["第四条　【采购】集中采购：", "（一）询价；", "（二）比价。", "不得拆分。", "第五条　【领用】领用登记。", "另行规定。",
         "第六条　【解释】本办法由办公室解释。", "第七条　【施行】本办法自2020年2月1日起施行。"]),
    "一、在第三章前增加一章，作为第三章：“第三章　监督\n\n“第五条　【检查】每年检查一次。\n\n“第六条　【问责】违反规定的，通报批评。”": (
        ["## 第三章　附则", "第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"],
        ["## 第三章　监督", "第五条　【检查】每年检查一次。", "第六条　【问责】违反规定的，通报批评。", "## 第四章　附则",
         "第七条　【解释】本办法由办公室解释。", "第八条　【施行】本办法自2020年2月1日起施行。"]),
    "一、将本办法中的“办公室”统一修改为“综合科”。": (
        ["第三条　【分工】办公室负责下列工作：", "第五条　【解释】本办法由办公室解释。"], ["第三条　【分工】综合科负责下列工作：", "第五条　【解释】本办法由综合科解释。"]),
    "一、将第三条改为第四条，第四条改为第三条。": (
        ["第三条　【分工】办公室负责下列工作：", "第四条　【领用】领用茶叶应当登记，登记簿保存一年。"],
        ["第三条　【领用】领用茶叶应当登记，登记簿保存一年。", "第四条　【分工】办公室负责下列工作："]),
    "一、将第五条移作第二条。": (
        ["第二条　【范围】本办法适用于局机关和下属单位。", "第三条　【分工】办公室负责下列工作：", "第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "第五条　【解释】本办法由办公室解释。"],
        ["第二条　【解释】本办法由办公室解释。", "第三条　【范围】本办法适用于局机关和下属单位。", "第四条　【分工】办公室负责下列工作：", "第五条　【领用】领用茶叶应当登记，登记簿保存一年。"]),
    "一、将第四条第一款、第二款修改为：\n\n“领用登记。\n\n“领用人负责。”": (
        ["第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "领用人是“第一责任人”。"], ["第四条　【领用】领用登记。", "领用人负责。"]),
    "一、将第五条修改为：\n\n“【解释】由局办公室解释。”": (["第五条　【解释】本办法由办公室解释。"], ["第五条　【解释】由局办公室解释。"]),
    "一、在茶水管理办法第三条中增加一款，作为第三款：“另行公布。”": ([], ["另行公布。"]),
    "一、第三条第一款增加一项，作为第二项：“（二）验收；”原第二项改为第三项。": (["（二）登记；", "（三）发放。"], ["（二）验收；", "（三）登记；", "（四）发放。"]),
    "一、对部分条文作以下修改：\n\n（一）将第二条中的“局机关和下属单位”修改为“局机关”。\n\n（二）删去第四条第二款。": (
        ["第二条　【范围】本办法适用于局机关和下属单位。", "领用人是“第一责任人”。"], ["第二条　【范围】本办法适用于局机关。"]),
    "一、将第三条第一款第一项、第二项修改为：\n\n“（一）询价和采购；\n\n“（二）入库登记；”": (["（一）采购；", "（二）登记；"], ["（一）询价和采购；", "（二）入库登记；"]),
    "一、将第三条第一款第（一）项至第（三）项修改为：\n\n“（一）甲；\n\n“（二）乙；\n\n“（三）丙。”": (["（一）采购；", "（二）登记；", "（三）发放。"], ["（一）甲；", "（二）乙；", "（三）丙。"]),
    "一、将第三条第一款修改为：“办公室做下列工作：”，各项不变。": (["第三条　【分工】办公室负责下列工作："], ["第三条　【分工】办公室做下列工作："]),
    "一、第三条第一款第（三）项修改为第（四）项，增加一项，作为第（三）项：“（三）验收；”": (["（三）发放。"], ["（三）验收；", "（四）发放。"]),
    "一、将第五条第一款修改为两款，作为第一款、第二款：\n\n“由办公室解释。\n\n“每年公布一次。”": (["第五条　【解释】本办法由办公室解释。"], ["第五条　【解释】由办公室解释。", "每年公布一次。"]),
    "一、第四条第一款、第二款分别修改为：“领用登记。”“领用人负责。”": (
        ["第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "领用人是“第一责任人”。"], ["第四条　【领用】领用登记。", "领用人负责。"]),
    "一、将第五条修改为两条，作为第五条、第六条：\n\n“第五条　【解释】由办公室解释。\n\n“第六条　【公布】每年公布。”": (
        ["第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"],
        ["第五条　【解释】由办公室解释。", "第六条　【公布】每年公布。", "第七条　【施行】本办法自2020年2月1日起施行。"]),
    "一、将第五条中的“办公室”删除。": (["第五条　【解释】本办法由办公室解释。"], ["第五条　【解释】本办法由解释。"]),
    "一、将第四条第一款中“应当”二字删去。": (["第四条　【领用】领用茶叶应当登记，登记簿保存一年。"], ["第四条　【领用】领用茶叶登记，登记簿保存一年。"]),
    "一、第四条第二款修改为：“领用人负责。”同时将第一款中的“一年”修改为“三年”。": (
        ["第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "领用人是“第一责任人”。"], ["第四条　【领用】领用茶叶应当登记，登记簿保存三年。", "领用人负责。"]),
    "一、将标题修改为：“甲局饮水管理办法”。": (["# 甲局茶水管理办法"], ["# 甲局饮水管理办法"]),
    "一、增加附件1：“附件1\n\n“领用表\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n”": ([], ["附件1", "领用表", "| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |"]),
}  # fmt: skip


@pytest.mark.parametrize("instruction", APPLIED, ids=[k[:24] for k in APPLIED])
def test_official_wording_is_carried_out(instruction: str) -> None:
    gone, come = APPLIED[instruction]
    before = [line for line in ACT.split("\n") if line]
    after = done(instruction)
    assert sorted(set(before) - set(after)) == sorted(set(gone) - set(come))
    assert [line for line in after if line in come] == come
    assert sorted(set(after) - set(before)) == sorted(set(come) - set(before))


POINTS = "# 甲局茶水管理办法\n\n第一条　自备：\n\n（一）茶；\n\n（二）用具：\n\n1.杯；\n\n2.匙：\n\n（1）铜匙；\n\n（2）瓷匙；\n\n3.碟；\n\n（三）水。\n"


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("将第一条第一款第二项第1目修改为：“1.杯和盖；”", "1.杯和盖； 2.匙： （1）铜匙； （2）瓷匙； 3.碟；"),
        ("将第一条第二项第三目修改为：“盘；”", "1.杯； 2.匙： （1）铜匙； （2）瓷匙； 3.盘；"),
        ("删去第一条第一款第二项第2目。", "1.杯； 2.碟；"),
        ("删去第一条第一款第二项第1目、第2目。", "1.碟；"),
        ("删去第一条第二项第1目。\n\n二、将第一条第二项第3目中的“碟”修改为“盘”。", "1.匙： （1）铜匙； （2）瓷匙； 2.盘；"),
        ("将第一条第二项第2目修改为：“2.勺；”", "1.杯； 2.勺； 3.碟；"),
        ("第一条第二项增加一目，作为第2目：“2.盖；”", "1.杯； 2.盖； 3.匙： （1）铜匙； （2）瓷匙； 4.碟；"),
        ("第一条第一款第（二）项增加一目：“盘；”", "1.杯； 2.匙： （1）铜匙； （2）瓷匙； 3.碟； 4.盘；"),
        ("删去第一条第二项第1目，增加一目，作为第3目：“3.盘；”", "1.匙： （1）铜匙； （2）瓷匙； 2.碟； 3.盘；"),
    ],
)
def test_points_are_changed_and_not_the_item_around_them(instruction: str, expected: str) -> None:
    after = done("一、" + instruction, act=POINTS)
    assert after[1:] == ["第一条　自备：", "（一）茶；", "（二）用具：", *expected.split(), "（三）水。"]


def test_articles_that_change_places_stay_in_their_chapter() -> None:
    after = done("一、将第三条改为第四条，第四条改为第三条。")
    assert after[after.index("## 第二章　领用") + 1] == "第三条　【领用】领用茶叶应当登记，登记簿保存一年。"


def test_without_an_adjustment_numbers_stay() -> None:
    after = done("一、删去第二条。\n\n二、在第四条后增加一条，作为第四条之一：“【回收】旧物回收。”", ONLY)
    assert [line[:5] for line in after if line.startswith("第")] == [
        "第一条　【",
        "第三条　【",
        "第四条　【",
        "第四条之一",
        "第五条　【",
        "第六条　【",
    ]


def test_an_article_that_is_moved_beside_another_goes_into_its_chapter() -> None:
    after = done("一、将第五条移至第四条之后，作为第五条。")
    assert after.index("第五条　【解释】本办法由办公室解释。") < after.index("## 第三章　附则")


def test_what_is_quoted_may_end_with_a_table() -> None:
    annexed = ACT + "\n附件1\n\n领用表\n\n| 甲 |\n| --- |\n| 1 |\n"
    after = done("一、将附件1修改为：\n\n“附件1\n\n“领用登记表\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | ‘2’ |”", act=annexed)
    assert after[-5:] == ["附件1", "领用登记表", "| 甲 | 乙 |", "| --- | --- |", "| 1 | “2” |"]


REFUSED = {
    "一、将第九条修改为：“甲。”": "没有第九条，最后一条是第六条",
    "一、将第四条第三款修改为：“甲。”": "没有第三款，原文共2款",
    "一、删去第三条第一款第七项。": "没有第七项",
    "一、将第四条第一款中的“咖啡”修改为“茶”。": "没有“咖啡”",
    "一、增加一条，作为第十条：“甲。”": "排下来应是第七条",
    "一、将第五条改为第九条，修改为：“甲。”": "排下来应是第五条",
    "一、第三条增加一款，作为第八款：“甲。”": "只有3款",
    "一、删去第二条。\n\n二、将第二条修改为：“甲。”": "已经删去",
    "一、请将第二条修改得通顺一些。": "看不懂",
    "一、将“办公室”修改为“综合科”。": "看不懂",
    "一、删去“登记簿”。": "看不懂",
    "一、删去第三条第一款第二项中的“登记”，第三项。": "看不懂",
    "一、将第三条修改为：“办公室做下列工作：”": "没有写第三条的各项",
    "一、将第三条第一款第一项、第二款修改为：“（一）甲；”": "几个项一起修改",
    "一、将第二条修改为：“甲。": "引号没有结束",
    "一、删去第七章。": "没有第七章",
    "一、删去第三条第一款第一项第一目。": "没有（或者不止一个）第一目",
    "一、删去第三条第一款第一目。": "没有写是哪一项的目",
    "一、将本办法中的“咖啡”修改为“茶”。": "全文里没有“咖啡”",
    "本局认真学习。": "没有读出对《甲局茶水管理办法》的任何修改指令",
}


@pytest.mark.parametrize("instruction", REFUSED)
def test_what_does_not_fit_is_refused_at_its_place(instruction: str) -> None:
    text, misfits = apply_decision(HEAD + instruction + ADJUST, parse(ACT)[0])
    assert text == ""
    assert any(REFUSED[instruction] in misfit.reason for misfit in misfits), misfits
    assert all(misfit.line in {1, 5, 7} for misfit in misfits)


def test_a_decision_on_another_act_is_refused() -> None:
    text, misfits = apply_decision((HEAD + "一、删去第五条。" + ADJUST).replace("茶水", "用车"), parse(ACT)[0])
    assert text == ""
    assert "不是《甲局茶水管理办法》" in misfits[0].reason


def test_a_decision_on_several_acts_is_read_in_its_part() -> None:
    several = (
        "# 甲局关于修改《甲局用车规定》等二件制度的决定\n\n一、对《甲局用车规定》作如下修改：\n\n（一）删去第九条。\n\n"
        "二、对《甲局茶水管理办法》作如下修改：\n\n（一）将第五条中的“办公室”修改为“局办公室”。\n\n本决定自公布之日起施行。\n"
    )
    text, misfits = apply_decision(several, parse(ACT)[0])
    assert not misfits
    assert "第五条　【解释】本办法由局办公室解释。" in text


def both_ways(old: str, new: str) -> None:
    """The decision from one text to the other, applied, gives the other."""
    for one, other in ((old, new), (new, old)):
        before, after = parse(one)[0], parse(other)[0]
        decision = write_decision(before, after)
        if same_words(before, after):
            assert decision.text == ""
            continue
        assert decision.exact
        made, misfits = apply_decision(decision.text, before)
        assert not misfits
        assert same_words(parse(made)[0], after), decision.text


TOKENS = [*"甲乙丙丁戊己庚辛，的、012", "“引号”", "‘单引’", "《某办法》", "（括号）", "第二条"]
WORDS = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9).map(lambda tokens: f"应当{''.join(tokens)}。")
ITEMS = st.lists(WORDS, max_size=3)
PARAGRAPH = st.tuples(WORDS, ITEMS)
ARTICLE = st.tuples(st.sampled_from(["", "目的", "范围", "监督"]), st.lists(PARAGRAPH, min_size=1, max_size=3))
TEXT = st.lists(st.tuples(st.booleans(), ARTICLE), min_size=1, max_size=7)


def built(articles: list[tuple[bool, tuple[str, list[tuple[str, list[str]]]]]]) -> str:
    """A text in the source form; True before an article opens a chapter."""
    out, chapter = ["# 甲局茶水管理办法"], 0
    for number, (opens, (heading, paragraphs)) in enumerate(articles, start=1):
        if opens:
            chapter += 1
            out.append(f"## 第{to_chinese(chapter)}章　章名{heading}")
        lead = f"第{to_chinese(number)}条　" + (f"【{heading}】" if heading else "")
        for words, items in paragraphs:
            out.append(lead + words)
            lead = ""
            out += [f"（{to_chinese(n)}）{item}" for n, item in enumerate(items, start=1)]
    return "\n\n".join(out) + "\n"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.data())
def test_generated_changes_come_back(articles: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    changed = list(articles)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed)))
        what = data.draw(st.sampled_from(["add", "delete", "replace", "move", "words"]))
        if what == "add" or not changed[at:]:
            changed.insert(at, data.draw(st.tuples(st.booleans(), ARTICLE)))
        elif what == "delete" and len(changed) > 1:
            del changed[at]
        elif what == "move":
            changed.insert(data.draw(st.integers(0, len(changed) - 1)), changed.pop(at))
        elif what == "words":
            opens, (heading, paragraphs) = changed[at]
            changed[at] = (opens, (heading, [(paragraphs[0][0].replace("应当", "可以"), paragraphs[0][1]), *paragraphs[1:]]))
        else:
            changed[at] = data.draw(st.tuples(st.booleans(), ARTICLE))
    both_ways(built(articles), built(changed))


def texts() -> list[tuple[str, Path, Path]]:
    """Pairs of texts of one act: the bureau's own, and the laws that lie beside the project where they do."""
    own = [(p.parent.name, p, p.parent.with_suffix(".md")) for p in sorted((ROOT / "docs").glob("*/*/2*.md"))]
    folder = Path(os.environ.get("RULEBOOK_PAIRS", "/work/shared/corpus/pairs"))
    laws = [(d.name, *sorted(d.glob("*.md"))) for d in sorted(folder.glob("*"))]
    return [*((name, a, b) for name, a, b in own if b.is_file()), *((name, a, b) for name, a, b in laws)]


def test_real_changes_come_back() -> None:
    pairs = texts()
    for _, old, new in pairs:
        both_ways(*(split_header(p.read_text(encoding="utf-8"), "").body for p in (old, new)))
    if not any("docs" not in old.parts for _, old, _ in pairs):
        pytest.skip(f"没有公开法律的新旧文本（RULEBOOK_PAIRS），只检查了本局的{len(pairs)}对")


def test_own_texts_come_back_byte_for_byte() -> None:
    for name, old, new in texts():
        if "docs" not in old.parts:
            continue
        before, after = (split_header(p.read_text(encoding="utf-8"), "").body.lstrip("\n") for p in (old, new))
        decision = write_decision(parse(before)[0], parse(after)[0])
        made, _ = apply_decision(decision.text, parse(before)[0])
        assert made == after, name


def test_the_commands(tmp_path: Path) -> None:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rulebook", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})

    old, new, decision = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "decision.md"
    old.write_text(ACT, encoding="utf-8")
    new.write_text(ACT.replace("一年", "三年"), encoding="utf-8")
    made = run("decision", old, new)
    assert made.returncode == 0, made.stderr
    decision.write_text(made.stdout, encoding="utf-8")
    assert run("apply", decision, old).stdout == new.read_text(encoding="utf-8")
    decision.write_text(made.stdout.replace("一年", "五年"), encoding="utf-8")
    refused = run("apply", decision, old)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "decision.md:5 第5行" in refused.stderr
    assert run("decision", old, old).returncode == 1
    assert run("apply", tmp_path / "none.md", old).returncode == 2
