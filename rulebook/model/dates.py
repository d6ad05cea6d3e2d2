"""What a date can be: alone, so that the command line can check one without loading everything else."""

from __future__ import annotations

import datetime as dt
import re

YEARS = range(1900, 2200)  # of dates that can be meant
_SO = "日期写成 2021-04-02 这样，并且是真实存在的日子"
_WRITTEN = re.compile(
    r"(\d{4})\s*[年/.．。、－—-]\s*(\d{1,2})\s*[月/.．。、－—-]\s*(\d{1,2})\s*日?"
)  # 2026年11月30日, 2026/11/30


def how_to_write(text: str) -> str:
    """What to say where ``text`` is no date as the files write it: the same day rightly written, where it can be told."""
    found = _WRITTEN.fullmatch(text.strip())
    try:
        return f"请写成 {dt.date(*map(int, found.groups()))}" if found else _SO
    except ValueError:  # no such day
        return _SO
