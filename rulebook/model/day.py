"""A day in words."""

from __future__ import annotations

import datetime as dt


def day_words(day: dt.date | None) -> str:
    """2023年3月1日, or 日期未登记."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期未登记"


def last_day_words(last: dt.date) -> str:
    """How the end of a term is told everywhere: 2023年6月30日后不再适用."""
    return f"{day_words(last)}后不再适用"
