"""Chinese numerals and whole numbers, both ways (中文数字)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
NUMERAL = "零〇○一二两三四五六七八九十百千万"
# As accounts, seals and traditional script write them: 第壹章, 第廿一条, 第貳條.
_PLAIN = dict(zip("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬兩", "一二二三三四五六六七八九十百千万两", strict=True)) | {
    "廿": "二十",
    "卅": "三十",
    "卌": "四十",
}
ORDINAL = NUMERAL + "".join(_PLAIN)
ARTICLE_NUMBER = re.compile(rf"第(?P<number>[{NUMERAL}\d]+)条(?:之(?P<after>[{NUMERAL}\d]+))?")  # 第十二条, 第12条之一


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """``一百二十三``, ``廿三``, ``壹佰``, ``123``, ``㈢`` or ``⑶`` as a number; None where it is none below 100,000."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("()")
    plain = "".join([_PLAIN.get(c, c) for c in plain])
    if not plain:
        return None
    if plain.isascii():
        return int(plain) if plain.isdigit() and len(plain) <= 5 else None
    if any(c not in DIGITS and c not in UNITS for c in plain):
        return None
    if not any(c in UNITS for c in plain):
        return int("".join(str(DIGITS[c]) for c in plain)) if len(plain) <= 5 else None
    total = section = digit = 0
    for c in plain:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section += (digit or 1) * UNITS[c]
            digit = 0
    return total + section + digit


def annex_number(words: str) -> int:
    """二 of 附件二, 2 of 附件2, B of 附件B: the second; 0 where none is named."""
    return ord(words) - ord("A") + 1 if len(words) == 1 and "A" <= words <= "Z" else to_int(words) or 0


def to_chinese(number: int) -> str:
    """123 as ``一百二十三``, 15 as ``十五``; for 0 to 99,999."""
    if not 0 <= number < 100_000:
        raise ValueError(f"{number} is not between 0 and 99,999")
    if number == 0:
        return "零"
    out, zero = "", False
    for unit, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out
