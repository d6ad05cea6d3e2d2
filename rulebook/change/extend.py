"""延期 (extend): the last day of an act with a term (试行) is moved."""

from __future__ import annotations

import datetime as dt

from rulebook.change.find import find_act
from rulebook.change.plan import Change, ChangeRefused, rewritten
from rulebook.corpus.load import Corpus
from rulebook.lawful.events import LATE
from rulebook.markup import header_edit
from rulebook.model.day import day_words
from rulebook.model.header import doc_no_key


def extend(
    corpus: Corpus,
    act_id: str,
    until: dt.date,
    today: dt.date,
    *,
    on: dt.date | None = None,
    doc_no: str = "",
    issued: dt.date | None = None,
) -> Change:
    """Move the last day of an act with a term (试行). on: the day of the decision, by default today or the day of issue.

    Raises ``ChangeRefused`` where the act is repealed, has no term or one that is over, or the days do not fit.
    """
    act = find_act(corpus, act_id)
    newest, name = act.newest, f"《{act.header.title}》"
    expires, repealed = newest.header.expires, newest.header.repealed
    day = on or min(today, issued or today)
    if repealed:
        raise ChangeRefused(f"{name}自{day_words(repealed.on)}起废止，不能延期。要恢复这项制度，请重新制定。")
    if expires is None:
        raise ChangeRefused(
            f"{name}没有有效期（expires），不用延期。它一直有效。要定有效期的，用 rulebook amend 修正，正文和文件头 expires 一起写。"
        )
    if day > expires:
        raise ChangeRefused(
            f"{name}有效期到{day_words(expires)}，{day_words(day)}已经期满。期满后不能延长，应当重新制定。"
            "期满以前已经决定延期的，用 --on 写明决定日期。"
        )
    if today > expires + LATE:
        raise ChangeRefused(
            f"{name}有效期到{day_words(expires)}，早已期满，不能再延长，应当重新制定。期满以前决定的延期，最迟期满后{LATE.days}天以内登记。"
        )
    if until <= expires:
        raise ChangeRefused(
            f"新的有效期（{until}）不晚于现在的有效期（{expires}）。请核对 --until；要提前结束，用 rulebook repeal {act_id}。"
        )
    if issued and issued < day:
        raise ChangeRefused(f"印发日期（{issued}）早于决定日期（{day}）。请核对 --issued 和 --on。")
    notes = [f"印发日期（{issued}）已在期满（{expires}）之后，请核对。"] if issued and issued > expires else []
    note = (f"{day_words(issued)}印发，" if issued else "") + f"有效期由{day_words(expires)}延至{day_words(until)}"
    row = header_edit.flow({"on": day.isoformat(), "event": "延期", "doc_no": doc_no_key(doc_no), "note": note})

    def edit(header: str) -> str:
        return header_edit.append(header_edit.put(header, "expires", until.isoformat()), "history", row)

    return Change({newest.file: rewritten(newest, newest.raw, edit, {"expires", "history"})}, tuple(notes))
