"""What an editor left to be worked out, written out: the text before in a file of its own, the row of 沿革, the keys.

An editor with one file writes the new words and dates over the old text, or one row of 沿革. What follows from it
(``corpus.settle``) is written into the files when the change is published; ``amend`` and its like have done so at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rulebook.change.plan import Change, rewritten
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.settle import as_keyed
from rulebook.history.renumber import renumbering
from rulebook.markup import header_edit
from rulebook.markup.header import read_header
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.header import Event, Header

Edit = Callable[[str], str]


def written_out(corpus: Corpus) -> Change:
    """Files that the published state has and the folder has not: frozen texts, and headers with what follows from them.

    Raises ``ChangeRefused`` where a header is written so that it cannot be edited without changing more.
    """
    writes: dict[str, str | None] = {}
    notes: list[str] = []
    for act in corpus.acts.values():
        if is_published(act.newest):
            continue
        for text in act.expressions:
            if text.unfiled:
                writes[text.file] = text.raw
                continue
            raw = filed(text, act)
            if raw == text.raw:
                continue
            writes[text.file] = raw
            plain, _ = read_header(split_header(text.raw, text.file).header or "", text.file)
            if plain and plain.approved and not text.header.approved:
                notes.append(f"{text.file} 的 approved 还是上一个文本的，已经去掉，页面写“未登记”。知道的请补上。")
    return Change(writes, tuple(notes))


def filed(text: Expression, act: Act) -> str:
    """The file of ``text`` with all that follows from what an editor wrote: its row of 沿革, its keys.

    As it stands where nothing follows. Raises ``ChangeRefused`` as ``written_out`` does.
    """
    plain, _ = read_header(split_header(text.raw, text.file).header or "", text.file)
    edits = _edits(plain, text, act) if plain else []
    return rewritten(text, text.raw, partial(_all, edits), {"event", "renumbered"}) if edits else text.raw


def _all(steps: list[Edit], header: str) -> str:
    for step in steps:
        header = step(header)
    return header


def _add_row(row: Event, header: str) -> str:
    return header_edit.append(header, "history", header_edit.flow(_values(row)))


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


def _values(row: Event) -> dict[str, str]:
    """A row of 沿革 as written."""
    return {key: str(value) for key, value in row.model_dump().items() if value}
