"""施行日期条 and 过渡条款: what a text says of the day it begins and of what happened before that day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rulebook.history.align import numbered
from rulebook.model.provision import Document, Provision


class Clause(StrEnum):
    """What an article decides."""

    TRANSITION = "过渡条款"
    BEGINNING = "施行日期"


# 本办法施行前、自施行之日起5日内补登、过渡期内、仍按原规定办理、不溯及既往（立法技术规范（试行）（一）第13.3条的表述）
_TRANSITION = re.compile(
    r"施行[之以]?前"
    r"|本[^，。；、]{1,14}(?:实施|生效|印发|公布|发布)[之以]?前"
    r"|过渡期|过渡办法|不溯及|溯及既往"
    r"|(?:按照?|依照|适用|执行)原(?:来的?|有的?|先的?|[^，。；、]{0,6}(?:规定|办法|制度|标准|程序))"
    r"|(?:已经?|尚未|正在)[^，。；]{1,24}的[^。]{0,40}(?:自|于)(?:本[^，。；、]{1,14})?(?:施行|实施|生效)之日"
)
_BEGINNING = re.compile(
    r"自[^，。；]{1,16}(?:起|之日起|后)(?:开始)?(?:施行|实施|执行|生效)|(?:施行|实施|生效)日期|(?:公布|印发|发布)之日起(?:施行|实施|执行|生效)"
)
_WORDS = ("施行", "实施", "生效", "执行", "印发", "公布", "发布", "过渡", "溯及", "原")  # without one of them neither is found


@dataclass(frozen=True, slots=True)
class Said:
    """An article that decides it, and what it decides."""

    clause: Clause
    article: Provision


def transitions(document: Document) -> list[Said]:
    """Articles that say from when a text holds or what holds for what is older, in order of the text.

    Of texts without 条, their 一、. An article that says both counts as 过渡条款.
    """
    read = ((unit, unit.own_words) for unit in numbered(document))
    found = ((unit, words) for unit, words in read if any(word in words for word in _WORDS))
    return [
        Said(Clause.TRANSITION if _TRANSITION.search(words) else Clause.BEGINNING, unit)
        for unit, words in found
        if _TRANSITION.search(words) or _BEGINNING.search(words)
    ]
