"""What a header says in one line and leaves to be worked out: an editor writes one row, the keys follow from it."""

from __future__ import annotations

import re

from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.model.header import ArticleStatus, Event, Header, Repealed, doc_no_key

AMENDING = frozenset({"修正", "修订"})
_N = rf"[{ORDINAL}\d]+"
_PLACE = re.compile(rf"第({_N})条(?:之({_N}))?(?:第({_N})款)?(?:第?[（(]?({_N})[）)]?项)?")
_KEYS = {re.split(r"[，：；（ ]", field.description or key)[0]: key for key, field in Header.model_fields.items()}


def settled(header: Header) -> Header:
    """The header with what its 沿革 decides: 废止 gives ``repealed``, 延期 ``expires``, 部分失效 ``article_status``."""
    found: dict[str, object] = {}
    history = tuple(as_keyed(row) for row in header.history)
    if history != header.history:
        header = header.model_copy(update={"history": history})
    articles = dict(header.article_status)
    for row in _of_this_text(header):
        if row.event == "废止" and header.repealed is None:
            found["repealed"] = Repealed(on=row.effective or row.on, by=row.by)
        elif row.event == "延期" and row.until and header.expires and row.until > header.expires:
            found["expires"] = row.until
        elif row.event == "部分失效" and row.item and row.item not in articles:
            articles[row.item] = ArticleStatus(repealed=row.effective or row.on, by=row.by)
            found["article_status"] = articles
    return header.model_copy(update=found) if found else header


def as_keyed(row: Event) -> Event:
    """The row with its ``item`` as the header names it, where it is written in words: 第九条, 责任科室."""
    if not row.item or row.item.isascii():
        return row
    item = _KEYS.get(row.item, row.item)
    if place := _PLACE.fullmatch(row.item):
        article, after, paragraph, subparagraph = (to_int(part) if part else None for part in place.groups())
        item = f"art_{article}" + (f"-{after}" if after else "")
        item += f"__para_{paragraph or 1}" if paragraph or subparagraph else ""
        item += f"__subpara_{subparagraph}" if subparagraph else ""
    return row.model_copy(update={"item": item}) if item != row.item else row


def _of_this_text(header: Header) -> tuple[Event, ...]:
    """Rows of 沿革 that came after this text was made: those before speak of the texts before, and of their numbers."""
    made = [n for n, row in enumerate(header.history) if row.event in {*AMENDING, "制定"} and row.effective == header.effective]
    if made:
        return header.history[made[-1] + 1 :]
    decided = header.adopted or header.issued
    return tuple(row for row in header.history if decided is None or row.on >= decided)


def own_row(header: Header) -> Event | None:
    """The row of 沿革 by which this text was made out of the one before; None where there is none."""
    made = (row for row in header.history if row.event in AMENDING and row.effective == header.effective)
    return next(made, None)


def decided_anew(header: Header, before: Header) -> bool:
    """Whether the number of the decision is another than that of the text before, and its day is said."""
    number = doc_no_key(header.doc_no)
    return bool(number) and number != doc_no_key(before.doc_no) and bool(header.adopted or header.issued)


def coming(header: Header, before: Header, added: tuple[Event, ...] = ()) -> Header:
    """The header of a text that an editor wrote over the one before, as it will be published.

    The row of 沿革 that the new dates and the new number say; what belonged to the old text alone is left out.
    added: rows that were worked out in this way for texts between the published one and this.
    """
    found: dict[str, object] = {}
    history = (*header.history, *(row for row in added if row not in header.history))
    day = header.adopted or header.issued
    if own_row(header) is None and decided_anew(header, before) and day:
        number = doc_no_key(header.doc_no)
        values = {"on": day, "event": header.event, "doc_no": number, "effective": header.effective}
        history = (*history, Event.model_validate(values))
    if history != header.history:
        found["history"] = history
    another = doc_no_key(header.doc_no) != doc_no_key(before.doc_no)  # one decision by steps was approved once
    if header.approved and header.approved == before.approved and another:
        found["approved"] = None
    if header.renumbered and header.renumbered == before.renumbered:
        found["renumbered"] = {}
    return header.model_copy(update=found) if found else header
