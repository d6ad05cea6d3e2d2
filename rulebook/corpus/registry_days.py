"""Days as registries write them (ISO 8601), in the words of readers."""

from __future__ import annotations

import re

_ISO = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![-\d])(?: (?=[\u4e00-\u9fff]))?", re.ASCII)
_YEAR = re.compile(r"(?<![-\d])((?:19|20)\d\d) 年?(?=[\u4e00-\u9fff])", re.ASCII)  # 2018 修订版, 2020 年印发


def days_in_words(text: str) -> str:
    """A text of a registry with its ISO days, months and years as readers write them: 2022-03-18 发布 is 2022年3月18日发布."""

    def said(found: re.Match[str]) -> str:
        year, month, day = found.groups()
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")

    return _YEAR.sub(r"\1年", _ISO.sub(said, text))
