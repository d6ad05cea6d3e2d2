"""What of a published text may not change by itself: its words, their structure, and its legal facts."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from rulebook.lawful.compared import short
from rulebook.markup.source import split_header
from rulebook.model.act import Expression
from rulebook.model.header import Header, Repealed

LEGAL = (  # keys of the header that say what holds, for whom, from when to when, on whose word
    "title",
    "short_title",
    "document_type",
    "collection",
    "doc_no",
    "issuer",
    "adopted",
    "issued",
    "effective",
    "expires",
    "repealed",
    "office",
    "interpreter",
    "audience",
    "security",
    "disclosure",
    "replaces",
    "renumbered",
    "approved",
    "demonstration",
    "forms",
)
OF_DUTY = ("article", "who", "office", "what", "form", "step", "recurrence", "deadline")
_BEGINS = re.compile(
    r"^第[^条\n]{1,6}条[^《》\n]{0,60}?本[\u4e00-\u9fff]{2,4}[^。；《》\n]{0,30}?自(\d{4})年(\d{1,2})月(\d{1,2})日起[施试]行",
    re.MULTILINE,
)
FORM_AND_STEP = (OF_DUTY.index("form"), OF_DUTY.index("step"))


def same_words(one: str, other: str) -> bool:
    """Whether two files say the same: without header, blank lines and kinds of line end."""
    return _unframed(one) == _unframed(other)


def _unframed(raw: str) -> str:
    return "\n".join(line.strip() for line in split_header(raw, "").body.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body that is not empty. number: 1-based, in the file."""

    number: int
    words: str


def words(expression: Expression) -> tuple[Line, ...]:
    """Every line of the body that is not empty, without blanks at its end."""
    source = split_header(expression.raw, expression.file)
    body = unicodedata.normalize("NFC", source.body).split("\n")
    return tuple(Line(number, line.rstrip()) for number, line in enumerate(body, start=source.header_lines + 1) if line.strip())


def written(expression: Expression) -> str:
    """The lines of the body that are not empty: what the text says, as often as it says it."""
    return "\n".join(line.words for line in words(expression))


def shape(expression: Expression) -> tuple[tuple[str, str, str, int], ...]:
    """章节条款项目 in order: kind, id, printed number, number of lines. Two 款 joined by deleting a blank line differ."""
    nodes = expression.document.walk()
    return tuple((n.kind.value, n.eid, n.label, n.text.count("\n")) for n in nodes if n.eid or n.label or n.text.strip())


def legal(header: Header) -> Mapping[str, object]:
    """Legal facts by name: a key of the header, ``duties.D1`` for each duty, ``article_status.art_5`` for each article.

    An empty value is left out.
    """
    return {key: value for key, value in _legal(header) if value}


def _legal(header: Header) -> Iterator[tuple[str, object]]:
    for key in LEGAL:
        yield key, getattr(header, key)
    yield "basis", tuple(reference.id for reference in header.basis)  # with which upper text it was checked is told, no fact
    if header.provenance:
        for key in ("kind", "quote", "note"):
            yield f"provenance.{key}", getattr(header.provenance, key)
    for index, duty in enumerate(header.duties):
        again = sum(other.id == duty.id for other in header.duties[:index])
        yield f"duties.{duty.id}" + "+" * again, tuple(getattr(duty, key) for key in OF_DUTY)
    for eid, status in header.article_status.items():
        yield f"article_status.{eid}", (status.repealed, status.by)


def begins(expression: Expression) -> dt.date | None:
    """The day of effect that the text itself names, None where it names none."""
    found = _BEGINS.search(expression.raw)
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def said(value: object) -> str:
    """A value of the header in a few words."""
    if not value:
        return "无"
    if isinstance(value, Repealed):
        return f"{value.on}起废止"
    text = "、".join(_part(part) for part in value if part) if isinstance(value, tuple) else _part(value)
    return short(text)


def _part(value: object) -> str:
    """One value; of several facts in one (审议、依据), each that is there."""
    if isinstance(value, BaseModel):
        return " ".join(str(fact) for fact in value.model_dump().values() if fact)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def duty_said(values: object) -> str:
    """A duty, as ``legal`` gives it, in a few words: who does what."""
    fact = dict(zip(OF_DUTY, values, strict=True)) if isinstance(values, tuple) else {}
    return f"{fact.get('who')}，{fact.get('what')}"


def apart(old: object, new: object) -> tuple[object, object]:
    """Only what differs of two values of the same shape."""
    if not isinstance(old, tuple) or not isinstance(new, tuple) or len(old) != len(new):
        return old, new
    pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return tuple(a for a, _ in pairs), tuple(b for _, b in pairs)
