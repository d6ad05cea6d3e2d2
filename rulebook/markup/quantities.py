"""Amounts, periods, shares and dates in a text (数字): what they are, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rulebook.markup.numerals import to_int

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
_UNITS = {  # as written → as compared, and of which kind
    "个工作日": ("工作日", "期限"),
    "工作日": ("工作日", "期限"),
    "个小时": ("小时", "期限"),
    "小时": ("小时", "期限"),
    "分钟": ("分钟", "期限"),
    "个月": ("个月", "期限"),
    "个季度": ("个季度", "期限"),
    "周": ("周", "期限"),
    "周年": ("年", "期限"),
    "年": ("年", "期限"),
    "天": ("日", "期限"),
    "日": ("日", "期限"),
    "亿元": ("亿元", "金额"),
    "万元": ("万元", "金额"),
    "元": ("元", "金额"),
    "%": ("%", "比例"),
    "倍": ("倍", "比例"),
    "次": ("次", "频次"),
    "家": ("家", "数量"),
    "人": ("人", "数量"),
    "名": ("人", "数量"),
    "份": ("份", "数量"),
    "公里": ("公里", "数量"),
    "平方米": ("平方米", "数量"),
    "分": ("分", "数量"),
}
_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_FOUND = re.compile(
    r"(?=[\d百零〇一二两三四五六七八九十千])(?:"  # where nothing can begin, nothing more is tried
    rf"百分之(?P<share>{_NUMBER})"
    rf"|(?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})"
    rf"|(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日"
    rf"|(?P<only>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?!份?[内前后]?\d*工作)"
    rf"|(?<![第〔\d号])(?<!\d[.,])(?P<number>{_NUMBER})\s*(?P<unit>{_WORDS})(?!性|般|定|名|民|员|度))"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")


class _Narrow(dict[int, int]):
    """Full-width digits and signs as narrow ones, one for one."""

    def __missing__(self, code: int) -> int:
        narrow = unicodedata.normalize("NFKC", chr(code))
        self[code] = ord(narrow) if len(narrow) == 1 else code
        return self[code]


_NARROW = _Narrow()


class Quantity(NamedTuple):
    """One of them. value: a number, ``1/3`` of a whole, or ``6-25`` for a day of the year; unit: 工作日, 日, 小时, 万元, %, 月日, 月 …; kind: 期限, 金额, 日期 …; 日子 is a day of one year.

    start, end: 0-based, in the text as given.
    """

    value: str
    unit: str
    kind: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What is compared: the same for 五日 and 5天."""
        return f"{self.value}{self.unit}"


@lru_cache(maxsize=1 << 14)  # several checks ask of the same words, a preview after every saved edit
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity, left to right. Years, article numbers and 文号 are none."""
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    plain = text.translate(_NARROW)
    years = [match.span() for match in _YEAR.finditer(plain)]
    for found in _FOUND.finditer(plain):
        start, end = found.span()
        if any(a <= start < b for a, b in years):
            continue
        if found["share"]:
            yield Quantity(_value(found["share"]), "%", "比例", start, end)
        elif found["whole"]:
            yield Quantity(f"{_value(found['part'])}/{_value(found['whole'])}", "", "比例", start, end)
        elif found["day"]:
            yield Quantity(
                f"{_value(found['month'])}-{_value(found['day'])}",
                "月日",
                "日子" if plain[:start].endswith("年") else "日期",
                start,
                end,
            )
        elif found["only"]:
            yield Quantity(_value(found["only"]), "月", "日期", start, end)
        else:
            unit, kind = _UNITS[found["unit"]]
            yield Quantity(_value(found["number"]), unit, kind, start, end)


def _value(words: str) -> str:
    plain = words.replace(",", "")
    if "." in plain:
        return plain
    number = to_int(plain)
    return str(number) if number is not None else plain
