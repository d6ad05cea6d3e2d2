"""Instructions about several places at once: 合并、分为、对调、移作, 在……后增加; and what is said of numbers held against the result."""

import pytest

from rulebook.decision.apply import apply_decision
from rulebook.markup.parse import parse
from tests.decision.test_decision import ACT, ADJUST, HEAD, ONLY, done

FIFTH, SIXTH = "第五条　【解释】本办法由办公室解释。", "第六条　【施行】本办法自2020年2月1日起施行。"
FOURTH = ["第四条　【领用】领用茶叶应当登记，登记簿保存一年。", "领用人是“第一责任人”。"]
PURCHASE, LIST, ISSUE, CONTACT = "（一）采购；", "（二）登记；", "（三）发放。", "各科室指定一名联络员。"
# instruction: lines in their order in the new text
APPLIED: dict[str, list[str]] = {
    "一、将第五条、第六条合并，作为第五条，修改为：“由办公室解释，自印发之日起施行。”": [*FOURTH, "## 第三章　附则", "第五条　由办公室解释，自印发之日起施行。"],
    "一、第五条与第六条合并为一条，修改为：“【附则】由办公室解释。”": ["## 第三章　附则", "第五条　【附则】由办公室解释。"],
    "一、将第一条和第二条合并为第一条，内容修改为：“【目的】合写。”": ["第一条　【目的】合写。", "## 第二章　领用", "第二条　【分工】办公室负责下列工作："],
    "一、将第三条第一款、第二款合并，修改为：“办公室负责采购。”": ["第三条　【分工】办公室负责采购。", *FOURTH],
    "一、将第三条第一款第（二）项、第（三）项合并，修改为：“（二）登记、发放。”": [PURCHASE, "（二）登记、发放。", CONTACT],
    "一、将第四条分为两条，作为第四条、第五条，修改为：“第四条　【登记】应当登记。\n\n“第五条　【保存】保存一年。”":
        ["第四条　【登记】应当登记。", "第五条　【保存】保存一年。", "## 第三章　附则", "第六条　【解释】本办法由办公室解释。"],
    "一、将第一条、第二条合并为第一条，修改为：“合写。”\n\n二、将第四条拆分为第三条和第四条，修改为：“第三条　甲。\n\n“第四条　乙。”":
        ["第一条　合写。", "## 第二章　领用", "第二条　【分工】办公室负责下列工作：", PURCHASE, LIST, ISSUE, CONTACT, "第三条　甲。", "第四条　乙。", "## 第三章　附则", FIFTH],
    "一、第三条和第四条位置互换。": ["第三条　【领用】领用茶叶应当登记，登记簿保存一年。", FOURTH[1], "第四条　【分工】办公室负责下列工作："],
    "一、将第六条与第五条对调。": ["第五条　【施行】本办法自2020年2月1日起施行。", "第六条　【解释】本办法由办公室解释。"],
    "一、将第三条第二款移作第四条第三款。": [ISSUE, *FOURTH, CONTACT],
    "一、将第三条第二款移至第四条，作为第一款。": [ISSUE, "第四条　【领用】各科室指定一名联络员。", "领用茶叶应当登记，登记簿保存一年。"],
    "一、将第三条第二款单列一条，作为第四条。": [ISSUE, "第四条　各科室指定一名联络员。", "第五条　【领用】领用茶叶应当登记，登记簿保存一年。"],
    "一、第四条第一款后增加一款：“不得代领。”": [FOURTH[0], "不得代领。", FOURTH[1]],
    "一、在第四条第二款前增加一款：“不得代领。”": [FOURTH[0], "不得代领。", FOURTH[1]],
    "一、删去第四条第一款。\n\n二、在第四条第二款后增加一款：“不得代领。”": ["第四条　【领用】领用人是“第一责任人”。", "不得代领。", "## 第三章　附则"],
    "一、在第三条第一款第二项后增加一项：“（三）验收；”": [PURCHASE, LIST, "（三）验收；", "（四）发放。"],
    "一、删去第三条第一款第一项，在第二项后增加一项：“验收；”": ["（一）登记；", "（二）验收；", "（三）发放。"],
    "一、在第四条后增加一条：“【归还】用后归还。”": [FOURTH[1], "第五条　【归还】用后归还。", "## 第三章　附则", "第六条　【解释】本办法由办公室解释。"],
    "一、在第二条后增加两条：“【甲】甲。\n\n“【乙】乙。”": ["第三条　【甲】甲。", "第四条　【乙】乙。", "## 第二章　领用", "第五条　【分工】办公室负责下列工作："],
    "一、在第六条后增加一条：“另行公布。”": [FIFTH, SIXTH, "第七条　另行公布。"],
    "一、第三条增加一款，作为第二款：“公布。”原第二款改为第三款，修改为：“另行公布。”": [ISSUE, "公布。", "另行公布。", *FOURTH],
    "一、将第四条第一款中的“一年”修改为“三年”，并删去第二款。": ["第四条　【领用】领用茶叶应当登记，登记簿保存三年。", "## 第三章　附则"],
}  # fmt: skip
REFUSED = {
    "一、删去第五条。\n\n二、将第三条第一款第一项和第二项对调。": "看不懂",
    "一、删去第五条。\n\n二、将第三章并入第二章。": "看不懂",
    "一、删去第五条。\n\n二、第四条调到第一条之前。": "看不懂",
    "一、将第五条、第六条合并。\n\n二、删去第一条。": "看不懂",
    "一、将第四条分为两条，作为第四条、第六条，修改为：“第四条　甲。\n\n“第五条　乙。”": "看不懂",
    "一、将第三条第二款改为第一款。": "第三条原第二款写着改为第一款，照全部修改排下来是第二款",
    "一、第三条第一款第二项改为第三项。": "原第（二）项写着改为第（三）项",
    "一、在第二条后增加三条：“甲。\n\n“乙。”": "写着增加三条",
    "一、在第二条后增加一条：“甲。”\n\n二、删去第二章章名。": "请写明作为第几条",
}


@pytest.mark.parametrize("instruction", APPLIED, ids=[key[:24] for key in APPLIED])
def test_carried_out(instruction: str) -> None:
    after, wanted = done(instruction), APPLIED[instruction]
    at = after.index(wanted[0])
    assert after[at : at + len(wanted)] == wanted


def test_without_adjusting_the_numbers_a_new_article_takes_one_between() -> None:
    assert "第四条之一　【归还】用后归还。" in done("一、在第四条后增加一条：“【归还】用后归还。”", ONLY)


@pytest.mark.parametrize("instruction", REFUSED, ids=[key[:24] for key in REFUSED])
def test_refused(instruction: str) -> None:
    text, misfits = apply_decision(HEAD + instruction + ADJUST, parse(ACT)[0])
    assert text == ""
    assert REFUSED[instruction] in misfits[-1].reason, misfits
