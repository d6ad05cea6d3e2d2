"""A title or a document number (文号) belongs to one act: no other may have it (H202, H203)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.library import skeleton, title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.settle import own_row
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key


def used_twice(corpus: Corpus) -> Iterator[Finding]:
    """Titles (H202) and document numbers (H203) that another act has already; the later of the two is told."""
    titles: dict[str, Expression] = {}
    numbers: dict[str, Expression] = {}
    oldest = dt.date.min
    for expression in sorted(
        corpus.expressions(), key=lambda e: (e.header.state == "draft", e.header.issued or e.header.effective or oldest)
    ):  # tell the later, and drafts, which have no day yet
        header = expression.header
        if expression.act in corpus.unread:
            continue
        for seen, key, code, what in (
            (titles, skeleton(title_key(header.title)), "H202", "题名"),
            (numbers, skeleton(doc_no_key(header.doc_no)) if not is_published(expression) else "", "H203", "文号"),
        ):
            if not key:
                continue
            other = seen.setdefault(key, expression)
            if code == "H203" and (_package(other, expression) or _undecided(other, expression)):
                continue
            if code == "H202" and _ended_before(corpus.acts.get(other.act), expression):
                seen[key] = expression
                continue
            if other.act != expression.act or (code == "H203" and other is not expression):
                message = f"{what}“{header.title if code == 'H202' else header.doc_no}”已经用在 {other.file}。请核对。"
                yield Finding(
                    expression.file, line_of(expression, "title" if code == "H202" else "doc_no"), 1, code, Level.ERROR, message
                )


def _undecided(other: Expression, expression: Expression) -> bool:
    """Whether the number is still that of the text written over: told as an amendment without a decision."""
    return other.act == expression.act and other.unfiled and own_row(expression.header) is None


def _ended_before(other: Act | None, expression: Expression) -> bool:
    """Whether the act of the same title was over when this text began, or begins after it (废止后重新制定)."""
    if other is None or other.id == expression.act or not expression.valid_from:
        return False
    first, last = other.expressions[0].valid_from, other.newest.valid_to
    after = first is not None and expression.valid_to is not None and expression.valid_to < first
    return after or (last is not None and last < expression.valid_from)


def _package(one: Expression, other: Expression) -> bool:
    """Whether one instrument made both texts: a package of acts (打包修改), or one act by steps (分批施行).

    Both histories say so, with the same number and day.
    """
    rows = [
        {(e.on, doc_no_key(e.doc_no)) for e in x.header.history if e.event in {"修正", "修订"} and e.effective == x.valid_from}
        for x in (one, other)
    ]
    return any(number == doc_no_key(one.header.doc_no) for _, number in rows[0] & rows[1])
