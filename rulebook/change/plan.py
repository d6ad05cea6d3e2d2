"""A planned change: what files will hold, and what it starts from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus
from rulebook.corpus.read import read_expression
from rulebook.corpus.settle import settled
from rulebook.markup import header_edit
from rulebook.markup.header import read_header
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.header import Header

DOC_NO = re.compile(r"[^\s〔〕]+〔\d{4}〕\d+号")  # 文号 of our own decisions, as ``doc_no_key`` gives it
_WHICH = (
    "title",
    "state",
    "text",
    "doc_no",
    "issuer",
    "adopted",
    "issued",
    "effective",
    "approved",
    "history",
)  # which text it is


class ChangeRefused(Exception):  # noqa: N818  # an answer, not a fault
    """A change that may not be made. ``reasons``: Chinese sentences, each with a way out."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Change:
    """Planned writes: path relative to the corpus root to the whole new text of the file, None to take it away.

    notes: what to look at. read: what files beside the texts hold, as the change was planned on them.
    """

    writes: dict[str, str | None]
    notes: tuple[str, ...] = ()
    read: dict[str, str] = field(default_factory=dict)


def rewritten(expression: Expression, raw: str, edit: Callable[[str], str], changed: set[str]) -> str:
    """``raw`` with its header edited, after making sure that it reads back and only ``changed`` keys differ.

    Raises ``ChangeRefused`` where the header is written so that this cannot be made sure.
    """
    try:
        header = edit(split_header(expression.raw, expression.file).header or "")
        text = header_edit.with_header(raw, header)
    except header_edit.HeaderEditError as error:
        raise ChangeRefused(f"{expression.file}：{error}") from error
    read, findings = read_header(header, expression.file)
    if read is None:
        raise ChangeRefused(*(f"{f.file}：{f.message}" for f in findings))
    read = settled(read)
    if any(getattr(read, key) != getattr(expression.header, key) for key in set(Header.model_fields) - changed):
        raise ChangeRefused(f"{expression.file} 的文件头写法特殊，程序改不准。请照同类文件改写文件头再试。")
    return text


def written_over(corpus: Corpus, act: Act) -> Expression | None:
    """The text as published that an editor's new words stand over; None where there is none, or the header makes it another text."""
    folder, newest = corpus.docs.parent, act.newest
    entry = kept.latest(kept.recorded(folder)).get((act.id, newest.key))
    words = kept.kept_text(folder, entry) if entry else None
    if words is None or words == newest.raw:
        return None
    before, _ = read_expression(split_header(words, newest.file))
    same = before and all(getattr(before.header, key) == getattr(newest.header, key) for key in _WHICH)
    return before if same else None
