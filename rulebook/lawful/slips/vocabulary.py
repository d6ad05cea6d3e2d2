"""Words of Chinese as a dictionary counts them: how usual they are, where they stand in a line, what sounds and looks alike.

The dictionary is that of jieba (MIT), read once, when a correction has to be judged.
"""

from __future__ import annotations

import importlib.util
import math
import re
from functools import lru_cache
from pathlib import Path

from rulebook.markup.pinyin import syllables

RARE = 10  # what the dictionary knows less often is no word that somebody meant
LONGEST = 5
_NAMED = 10_000  # a registered name is as usual as this
AGAIN = 3  # times that words stand in the texts, from which they are meant so
FUNCTION = frozenset(
    "的地得了着过之其所者由为因以于自从至到向对与和及同并且或而则即若如须应可能会要有无未不非是在按照经依据将把被让给等"
    "前后内外上下中先再又还仍已曾都均各每该此本某另他她它"
)  # words by themselves: one for another, or for a part of a word, is no slip that shows
BINDING = frozenset("不未无非勿毋否没免除或且可应须得准许禁以内外前后上下")  # what a rule turns on is compared letter by letter
TOO_NEAR = frozenset(
    [
        "定金",
        "订金",
        "权利",
        "权力",
        "制定",
        "制订",
        "必须",
        "必需",
        "截止",
        "截至",
        "法制",
        "法治",
        "登录",
        "登陆",
        "交纳",
        "缴纳",
        "抵消",
        "抵销",
        "查询",
        "查寻",
        "中止",
        "终止",
        "使用",
        "适用",
        "试用",
        "施行",
        "试行",
        "实行",
        "公务",
        "公物",
        "公示",
        "公事",
        "监察",
        "检察",
        "检查",
        "指定",
        "启用",
        "起用",
        "副本",
        "复本",
        "副职",
        "复职",
        "查看",
        "察看",
        "期间",
        "其间",
        "收到",
        "受到",
        "受理",
        "审理",
        "公证",
        "公正",
        "签订",
        "签定",
        "权限",
        "停职",
        "停止",
        "代购",
        "采购",
        "漏报",
        "谎报",
        "瞒报",
        "会见",
        "会面",
        "餐费",
        "党费",
        "购物",
        "逐日",
        "逐次",
        "空岗",
        "脱岗",
        "漏查",
        "抽查",
        "补报",
        "补办",
        "补编",
    ]
)  # words of rules that sound nearly alike: each is meant where it stands
TOGETHER = 5.0  # natural logarithm; 配合 5.1, 会议 8, 学习 13; 任用 in 承诺人用, 监按 below 1


def look_alikes(kind: str) -> list[str]:
    """Characters that are taken for each other, by group, from the table beside this module."""
    rows = Path(__file__).with_name("look_alike.tsv").read_text(encoding="utf-8").splitlines()
    return [group for group, _, sort in (row.partition("\t") for row in rows) if sort == kind]


def torn(old: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a word of the old line reaches over the border of ``old[start:end]``: then that is no place of a word."""
    around = range(max(0, start - LONGEST + 1), min(len(old), end + LONGEST - 1))
    for first in around:
        for last in range(first + 2, min(len(old), first + LONGEST) + 1):
            over = first < start < last < end or start < first < end < last
            if over and (old[first:last] in names or common(old[first:last])):
                return True
    return any(
        name
        and (found := old.find(name)) >= 0
        and (found < start < found + len(name) < end or start < found < end < found + len(name))
        for name in names
    )


def belongs(word: str, names: frozenset[str], least: float = TOGETHER) -> bool:
    """Whether its characters stand together far more often than by chance (逐点互信息)."""
    return word in names or _weight(word, names) - sum(_weight(one, names) for one in word) >= least


def _weight(word: str, names: frozenset[str]) -> float:
    """Logarithm of how likely a word is; a registered name is as usual as many words."""
    return math.log(uses().get(word, 0) or (_NAMED if word in names else 1)) - _total()


@lru_cache(maxsize=1)
def _total() -> float:
    return math.log(sum(uses().values()))


@lru_cache(maxsize=256)
def cut(text: str, names: frozenset[str]) -> frozenset[tuple[int, int]]:
    """The words of a line, each from where to where: the likeliest row of words."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        starts = (start for start in range(max(0, end - 2 * LONGEST), end))
        best.append(
            max(
                (best[start][0] + _weight(word, names), start)
                for start in starts
                if len(word := text[start:end]) == 1 or word in names or word in uses()
            )
        )
    words, end = [], len(text)
    while end:
        words.append((best[end][1], end))
        end = best[end][1]
    return frozenset(words)


def windows(text: str, at: int) -> list[tuple[int, int]]:
    """Stretches of two to five characters that hold the character at ``at``, longest first."""
    return [
        (start, start + size)
        for size in range(LONGEST, 1, -1)
        for start in range(max(0, at - size + 1), at + 1)
        if start + size <= len(text)
    ]


def word_at(text: str, at: int, names: frozenset[str], often: int) -> str:
    """The longest word of the dictionary, or registered name, that holds the character at ``at``."""
    found = (text[start:end] for start, end in windows(text, at))
    return next((word for word in found if word in names or uses().get(word, 0) >= often), "")


def common(word: str) -> bool:
    """Whether the dictionary knows a word well enough that somebody may have meant it."""
    return uses().get(word, 0) >= RARE


@lru_cache(maxsize=4096)
def stands(word: str, whole: str, most: int) -> int:
    """How often ``word`` stands in the text as one, up to ``most``: 会义 does not in 社会义务."""
    found, at = 0, whole.find(word)
    while at >= 0 and found < most:
        start = max(0, at - LONGEST)
        around = whole[start : at + len(word) + LONGEST]
        found += not torn(around, at - start, at - start + len(word), frozenset())
        at = whole.find(word, at + 1)
    return found


@lru_cache(maxsize=4096)
def sounds(character: str) -> frozenset[str]:
    """Its usual reading without tone, ng=n, zh=z, ch=c, sh=s."""
    return frozenset(
        re.sub(r"ng$|(?<=^[zcs])h", lambda m: m.group()[:1].replace("h", ""), reading)
        for reading in syllables(character)
        if reading != character
    )


@lru_cache(maxsize=1)
def uses() -> dict[str, int]:
    """How often each word was counted."""
    found = importlib.util.find_spec("jieba")
    folder = Path((found.submodule_search_locations or [""])[0]) if found else Path()
    rows = (line.split(" ") for line in (folder / "_data" / "dict.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows}
