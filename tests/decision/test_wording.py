"""How a decision is worded that is made out of two texts."""

from __future__ import annotations

import pytest

from rulebook.decision.write import write_decision
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse
from tests.decision.test_decision import ACT, both_ways


def test_the_wording_is_the_official_one() -> None:
    new = ACT.replace("一年", "三年").replace("（二）登记；\n\n（三）发放。", "（二）验收；\n\n（三）登记；\n\n（四）发放。")
    new = new.replace("第六条　【施行】", "第七条　【施行】").replace(
        "第五条　【解释】本办法由办公室", "第五条　【监督】每年检查。\n\n第六条　【解释】由局办公室"
    )
    text = write_decision(parse(ACT)[0], parse(new)[0]).text
    assert text.split("\n\n")[0] == "# 关于修改《甲局茶水管理办法》的决定"
    for sentence in (
        "第三条第一款增加一项，作为第二项：“（二）验收；”",
        "将第四条第一款中的“一年”修改为“三年”。",
        "增加一条，作为第五条：“【监督】每年检查。”",
        "将第五条改为第六条，",
        "本决定自印发之日起施行。",
        "并对条文顺序作相应调整，重新印发。",
    ):
        assert sentence in text, text


def test_instructions_follow_the_articles_and_end_as_sentences() -> None:
    new = (
        ACT.replace("# 甲局茶水", "# 甲局饮水").replace("## 第二章　领用", "## 第二章　领用和登记").replace("保存一年", "保存3年")
    )
    new = new.replace("第六条　【施行】", "第七条　【施行】").replace(
        "第五条　【解释】", "第五条　【公布】每年公布。\n\n第六条　【解释】"
    )
    old = ACT.replace("保存一年", "保存2年")
    said = write_decision(parse(old)[0], parse(new)[0]).text.split("\n\n")[2:6]
    assert said == [
        "一、将题名修改为：“甲局饮水管理办法”。",
        "二、将第二章章名修改为：“领用和登记”。",
        "三、将第四条第一款中的“2年”修改为“3年”。",
        "四、在第三章中增加一条，作为第五条：“【公布】每年公布。”",
    ]


@pytest.mark.parametrize(
    "order",
    [
        ["总则", "第二条", "领用", "第三条", "第一条", "第四条", "附则", "第五条"],  # into the next 章
        ["总则", "第一条", "附则", "第五条", "领用", "第二条", "第三条", "第四条"],  # 章 in another order
        ["总则", "第四条", "第二条", "领用", "第三条", "第一条", "附则", "第五条"],  # two 条 change places
    ],
)
def test_what_moves_is_told_without_the_whole_text(order: list[str]) -> None:
    words = {
        "第一条": "为节约用水。",
        "第二条": "适用于局机关。",
        "第三条": "办公室采购茶叶。",
        "第四条": "领用登记三年。",
        "第五条": "办公室解释。",
    }

    def text(names: list[str]) -> str:
        chapter, number, out = 0, 0, ["# 甲局茶水管理办法"]
        for name in names:
            number, chapter = number + (name in words), chapter + (name not in words)
            out.append(f"第{to_chinese(number)}条　{words[name]}" if name in words else f"## 第{to_chinese(chapter)}章　{name}")
        return "\n\n".join(out) + "\n"

    old, new = text(["总则", "第一条", "第二条", "领用", "第三条", "第四条", "附则", "第五条"]), text(order)
    decision = write_decision(parse(old)[0], parse(new)[0])
    assert decision.exact
    assert not decision.whole, decision.text
    both_ways(old, new)
