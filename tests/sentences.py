"""Sentences as people cite rules, made at random from few parts: for tests that hold two readers against each other."""

from __future__ import annotations

import random
from collections.abc import Sequence

_NUMBERS = ("一", "二", "三", "四", "五", "六", "九", "十", "十二", "二十", "一百零三", "1", "2", "3", "12", "１", "〇", "两")
_UNITS = ("条", "条", "条", "条", "款", "项", "目", "章", "节", "條")
_AFTER = ("的规定", "办理", "，", "；", "。", "线索", "的", "所列", "规定的期限", "、", "和", "以及", "至", "内", "课", "")
_LEADS = ("依照", "违反", "按照", "根据", "参照", "执行", "见", "", "除", "（", "以下简称", "修改", "不符合", "对")
_LOOSE = (
    "该办法", "本办法", "该条", "同法", "前款", "前条", "前两款", "本条", "及其实施条例", "附件1", "附件二", "党章", "刑法",
    "民诉法", "学生手册", "上述规定", "其", "𠮷", "第（三）项", "（一）项", "第一、二款", "第（一）、（三）项", "第1目",
    "第三条之一", "第二条至第五条", "第二至四条", "39条", "公司法第39条第2款", "版本节奏", "第二目的", "前三条",
)  # fmt: skip


def _place(dice: random.Random) -> str:
    number = dice.choice(_NUMBERS)
    unit = dice.choice(_UNITS)
    shown = f"（{number}）" if unit == "项" and dice.random() < 0.6 else number
    sub = "之一" if dice.random() < 0.05 else ""
    return f"第{shown}{unit}{sub}" if dice.random() < 0.95 else f"{shown}{unit}"


def sentence(dice: random.Random, titles: Sequence[str], numbers: Sequence[str], quotes: Sequence[str]) -> str:
    """One sentence of one to four citations, well made or not. titles, numbers (文号), quotes: what there is to cite."""
    out = ""
    for _ in range(dice.randint(1, 4)):
        out += dice.choice(_LEADS)
        kind = dice.random()
        title = dice.choice(titles)
        if kind < 0.55:
            out += f"《{title}》"
            if dice.random() < 0.2:
                out += f"（{dice.choice(numbers)}）"
        elif kind < 0.65:
            out += dice.choice(numbers)
        elif kind < 0.75:
            out += title
        else:
            out += dice.choice(_LOOSE)
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
            out += _place(dice)
        if dice.random() < 0.2:
            words = dice.choice(quotes)
            cut = dice.randint(0, 3)
            out += f"规定：“{words[cut:]}”"
        out += dice.choice(_AFTER)
        if dice.random() < 0.05:
            out += dice.choice(("\u200b", "　", " ", "[", "】", "“", "”", "〔", "|", "\t"))
    return f"{out}。"


def drafts(seed: int, count: int, titles: Sequence[str], numbers: Sequence[str], quotes: Sequence[str]) -> list[list[str]]:
    """``count`` sentences as drafts of a few lines, some with a title, numbered articles and items."""
    dice = random.Random(seed)  # noqa: S311  # reproducible sample, no secret
    out: list[list[str]] = []
    left = count
    while left > 0:
        size = min(left, dice.randint(1, 8))
        left -= size
        lines = (
            ["# 某局关于核查的报告"]
            if dice.random() < 0.3
            else ["关于修改《甲局印章管理办法》的决定"]
            if dice.random() < 0.1
            else []
        )
        style = dice.random()
        for number in range(1, size + 1):
            lead = (
                f"第{'一二三四五六七八'[number - 1]}条　"
                if style < 0.3
                else f"{'一二三四五六七八'[number - 1]}、"
                if style < 0.5
                else "（一）"
                if style < 0.6
                else ""
            )
            lines += [lead + sentence(dice, titles, numbers, quotes), ""]
        out.append(lines)
    return out
