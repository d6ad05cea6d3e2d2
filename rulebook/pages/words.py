"""Dates, numbers and statuses in the words that pages use."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from html import escape
from itertools import takewhile

from rulebook.history.status import WORDS, Span, Status, at
from rulebook.model.day import day_words, last_day_words
from rulebook.packed import packed_text
from rulebook.pages.views import StatusView

AS_OF = "当日有效"
_BREAKS = re.compile(r"(委员会|关于|实施|管理|的|、|和|”)(?!”|$)")  # a title may go on in the next line after these
_ORGAN = re.compile(r".*[厅局部委院会]")  # as far as the name of an organ goes, not of its office: x区司法局(办公室)
TONES = {
    Status.UPCOMING: "soon",
    Status.IN_FORCE: "ok",
    Status.SUPERSEDED: "gone",
    Status.EXPIRED: "gone",
    Status.REPEALED: "gone",
    Status.PARTIAL: "soon",
}


def quoted(words: str) -> str:
    """Words of a source in quotation marks; as they stand where they hold some, so that none stand within their like."""
    return words if "“" in words else f"“{words}”"


def breakable(title: str, issuer: str) -> str:
    """HTML of a title that may be broken after words that end a part of it, and after the name of who issued it."""
    organ = _ORGAN.match("".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(title, issuer, strict=False))))
    end = organ.end() if organ else 0
    parts = (title[:end], title[end:]) if 0 < end < len(title) else (title,)
    return "<wbr>".join(_BREAKS.sub(r"\1<wbr>", escape(part)) for part in parts)


def expired_words(last: dt.date) -> str:
    """试行期满，2023年6月30日后不再适用; last: the last day of the term."""
    return f"试行期满，{last_day_words(last)}"


def spans_json(spans: tuple[Span, ...]) -> str:
    """Spans as dated data for the browser: [[from or null, key, sentence], …], oldest first."""
    rows = [[s.start.isoformat() if s.start else None, s.status.value, since(spans, index)] for index, s in enumerate(spans)]
    return packed_text(rows)


def since(spans: tuple[Span, ...], index: int) -> str:
    """The short sentence beside a status."""
    span = spans[index]
    following = spans[index + 1] if index + 1 < len(spans) else None
    if span.status is Status.UPCOMING and following and following.start:
        return f"{day_words(following.start)}起施行"
    if span.start is None:
        return ""
    last = span.start - dt.timedelta(days=1)
    return {
        Status.UPCOMING: "",
        Status.IN_FORCE: f"{day_words(span.start)}起施行",
        Status.PARTIAL: f"{day_words(span.start)}起部分条款不再适用",
        Status.SUPERSEDED: f"适用至{day_words(last)}",
        Status.EXPIRED: expired_words(last),
        Status.REPEALED: f"{day_words(span.start)}起废止",
    }[span.status]


@lru_cache(maxsize=1 << 14)  # most acts have been in force since one of few days
def status_view(spans: tuple[Span, ...], day: dt.date) -> StatusView:
    """The status on ``day`` with the data to choose again in the browser."""
    status = at(spans, day)
    index = max(i for i, s in enumerate(spans) if s.status is status and (s.start is None or s.start <= day))
    return StatusView(status.value, TONES[status], WORDS[status], since(spans, index), spans_json(spans))
