"""The timeline of an act as SVG: its texts along the years, and how the last of them ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from html import escape

from rulebook.model.act import Act, Ending, Expression
from rulebook.model.day import day_words

_WIDTH, _LEFT, _TOP, _BAR = 640, 8, 30, 16
_ENDS = {Ending.SUPERSEDED: "已被修改", Ending.EXPIRED: "期满", Ending.REPEALED: "废止", Ending.NONE: ""}


def timeline(act: Act, shown: Expression, day: dt.date, urls: dict[str, str]) -> str:
    """SVG (in a box that scrolls) with a bar per text, the one on the page filled. urls: address of each text by its key. "" for a single open text."""
    texts = [e for e in act.expressions if e.valid_from]
    if not texts or (len(texts) == 1 and texts[0].valid_to is None):
        return ""
    first = min(e.valid_from for e in texts if e.valid_from)
    last = max([day, *(e.valid_to for e in texts if e.valid_to), *(e.valid_from for e in texts if e.valid_from)])
    first, last = dt.date(first.year, 1, 1), dt.date(last.year + 1, 1, 1)
    scale = (_WIDTH - 2 * _LEFT) / (last - first).days

    def x(on: dt.date) -> float:
        return round(_LEFT + (on - first).days * scale, 1)

    parts = [*_years(first, last, x), *(part for e in texts for part in _bar(e, x, shown, last, urls))]
    words = "；".join(_words(e) for e in texts)
    height = _TOP + _BAR + 26
    return (
        f'<div class="rb-timebox"><svg class="rb-time" viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(f"沿革：{words}")}">'
        f"{''.join(parts)}</svg></div>"
    )


def _years(first: dt.date, last: dt.date, x: Callable[[dt.date], float]) -> Iterator[str]:
    step = max(1, (last.year - first.year) // 8)
    for year in range(first.year, last.year + 1, step):
        at = x(dt.date(year, 1, 1))
        yield f'<path class="y" d="M{at} {_TOP - 8}V{_TOP + _BAR + 6}"/>'
        if year < last.year:
            yield f'<text class="y" x="{at + 3}" y="{_TOP + _BAR + 20}">{year}年</text>'


def _bar(e: Expression, x: Callable[[dt.date], float], shown: Expression, last: dt.date, urls: dict[str, str]) -> Iterator[str]:
    left = x(dt.date.fromisoformat(e.key))
    right = x(e.valid_to + dt.timedelta(days=1) if e.valid_to else last)
    kind = "n" if e.file == shown.file else "o"
    title = escape(_words(e))
    bar = f'<rect class="{kind}" x="{left}" y="{_TOP}" width="{max(3.0, round(right - left - 2, 1))}" height="{_BAR}"><title>{title}</title></rect>'
    label = f'<text x="{left}" y="{_TOP - 12}">{day_words(e.valid_from)}</text>'
    yield f'<a href="{escape(urls[e.key])}">{bar}{label}</a>'
    if e.valid_to and e.ending in {Ending.EXPIRED, Ending.REPEALED}:
        yield f'<path class="e" d="M{right} {_TOP - 5}v{_BAR + 10}"/><text class="e" x="{right + 6}" y="{_TOP + 13}">{_ENDS[e.ending]}</text>'


def _words(e: Expression) -> str:
    until = f"适用至{day_words(e.valid_to)}（{_ENDS[e.ending]}）" if e.valid_to else ""
    return f"{day_words(e.valid_from)}起{until}"
