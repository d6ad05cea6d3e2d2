"""What a page calls the day that it is seen on: 今天 to a reader, 当日 in a view of a past day and in a frozen edition."""

from __future__ import annotations

from typing import NamedTuple


class NowWords(NamedTuple):
    """What the day that a page is seen on is called. since: before a list from that day on; last: where a stretch ends on it."""

    since: str
    day: str
    last: str
    month: str
    quarter: str
    printed: str


TODAY = NowWords("今日起", "今天", "今天止", "本月", "本季度", "打印日 ")
THAT_DAY = NowWords("当日起", "当日", "当日止", "当月", "当季", "按")  # a past day, or the one day of a frozen edition
