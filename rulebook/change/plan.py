"""A planned change: what files will hold; and the header of one text written out in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus
from rulebook.corpus.read import read_expression
from rulebook.corpus.settle import as_keyed, settled
from rulebook.history.renumber import renumbering
from rulebook.markup import header_edit
from rulebook.markup.header import read_header
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.header import Event, Header

Edit = Callable[[str], str]
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
    """``raw`` with its header edited, after making sure that it reads back and only ``changed`` keys differ."""
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


def filed(text: Expression, act: Act) -> str:
    """The file of ``text`` with all that follows from what an editor wrote: its row of 沿革, its keys; as it stands where nothing does."""
    plain, _ = read_header(split_header(text.raw, text.file).header or "", text.file)
    edits = _edits(plain, text, act) if plain else []
    return rewritten(text, text.raw, partial(_all, edits), {"event", "renumbered"}) if edits else text.raw


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


def _all(steps: list[Edit], header: str) -> str:
    for step in steps:
        header = step(header)
    return header


def _add_row(row: Event, header: str) -> str:
    return header_edit.append(header, "history", header_edit.flow(row_values(row)))


def _edits(plain: Header, text: Expression, act: Act) -> list[Edit]:
    """How the header as written becomes the header as read."""
    full, written = text.header, [as_keyed(row) for row in plain.history]
    edits: list[Edit] = [partial(_add_row, row) for row in full.history if row not in written]
    made = bool(edits)
    if "event" in plain.model_fields_set:
        edits.append(lambda header: header_edit.drop(header, "event"))
    if plain.approved and not full.approved:
        edits.append(lambda header: header_edit.drop(header, "approved"))
    if full.repealed and not plain.repealed:
        values = {"on": full.repealed.on.isoformat(), "by": full.repealed.by}
        edits.append(lambda header: header_edit.put(header, "repealed", header_edit.flow(values)))
    if full.expires and full.expires != plain.expires:
        last_day = full.expires.isoformat()
        edits.append(lambda header: header_edit.put(header, "expires", last_day))
    if full.article_status != plain.article_status:
        ended = ", ".join(
            f"{eid}: {header_edit.flow({'repealed': status.repealed.isoformat(), 'by': status.by})}"
            for eid, status in full.article_status.items()
        )
        edits.append(lambda header: header_edit.put(header, "article_status", f"{{{ended}}}"))
    index = act.expressions.index(text)
    if plain.renumbered and not full.renumbered:
        edits.append(lambda header: header_edit.drop(header, "renumbered"))
    if made and index and not full.renumbered:
        moved = renumbering(act.expressions[index - 1].document, text.document).moved
        if moved:
            edits.append(lambda header: header_edit.put(header, "renumbered", header_edit.flow(moved)))
    return edits


def row_values(row: Event) -> dict[str, str]:
    """A row of 沿革 as written."""
    return {key: str(value) for key, value in row.model_dump().items() if value}
