"""Number formats of Word lists (ST_NumberFormat, ECMA-376 part 1, 17.18.59): a counter as it is printed."""

from __future__ import annotations

from collections.abc import Callable

from rulebook.markup.numerals import to_chinese

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_LOW = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")


def _digits(nought: str) -> Callable[[int], str]:
    """Digit by digit: 12 as 一二; the sign for nought differs between formats."""
    signs = str.maketrans("0123456789", f"{nought}一二三四五六七八九")
    return lambda n: str(n).translate(signs)


def _counting(number: int) -> str:
    """Up to 99 in tens, from 100 on digit by digit: 一○○."""
    return to_chinese(number) if number < 100 else _digits("○")(number)


def _letters(number: int) -> str:
    """A … z, aa, bb … as Word repeats them."""
    if not 0 < number <= 26 * 30:
        return str(number)
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, sign in (*_ROMAN, *_ROMAN_LOW):
        while number >= value:
            out, number = out + sign, number - value
    return out


def _in_ring(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode; plain digits beyond them."""
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= count else str(n)


def _circled(number: int) -> str:
    for first, start, last in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= last:
            return chr(ord(first) + number - start)
    return str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number > 0 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _in_ring("⒈", 20),
    "decimalEnclosedParen": _in_ring("⑴", 20),
    "ideographEnclosedCircle": _in_ring("㈠", 10),  # Word encloses in brackets, whatever the name says
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "ideographDigital": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "chineseLegalSimplified": lambda n: to_chinese(n).translate(_LEGAL),
    "ideographLegalTraditional": lambda n: to_chinese(n).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "none": lambda _: "",
    "001, 002, 003, ...": lambda n: f"{n:03}",  # these are written as a custom format (MS-DOCX, numFmt extensions)
    "0001, 0002, 0003, ...": lambda n: f"{n:04}",
    "00001, 00002, 00003, ...": lambda n: f"{n:05}",
}


def printed(number: int, number_format: str) -> str:
    """``number`` in this format; plain digits where the format is not known or the number does not fit."""
    make = FORMATS.get(number_format, str)
    return make(number) if 0 <= number < 100_000 else str(number)
