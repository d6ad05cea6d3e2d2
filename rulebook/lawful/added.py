"""Rows of 沿革 that a text brings along which is not in the ledger yet: they bind like those of a published one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from rulebook.lawful.events import NEW_TEXT, ending, repealing, strange
from rulebook.lawful.facts import legal
from rulebook.lawful.noted import no_misprint
from rulebook.model.act import Expression
from rulebook.model.header import Event


def wrong_rows(
    rows: Iterable[Event], text: Expression, before: Mapping[str, object], today: dt.date, names: Iterable[str] = ()
) -> Iterator[tuple[Event, str]]:
    """Each of ``rows`` that is not in order, with the reason as a Chinese sentence without its end.

    rows: those that the text before does not have. before: legal facts of that text, empty where there is none.
    names: registered names of offices and roles.
    """
    header = text.header
    decided = header.adopted or header.issued
    for row in rows:
        if row.event in NEW_TEXT or row.event == "撤回" or row.on > today:
            continue
        why = strange(row)
        if not why and decided and row.on < decided:
            why = f"{row.event}的日期（{row.on}）早于这个文本的决定日期（{decided}），说的不是这个文本。请写在它所说的那个文本上，没有这回事的请删去"
        elif not why and row.event == "勘误":
            why = no_misprint(row, text, names)
        elif not why:
            why = _against(row, text, before)
        if why:
            yield row, why


def _against(row: Event, text: Expression, before: Mapping[str, object]) -> str:
    header = text.header
    if row.event == "废止" and header.repealed and header.effective and header.repealed.on <= header.effective:
        return f"废止日期（{header.repealed.on}）不晚于这个文本的施行日期（{header.effective}），它一天也不会施行。不改了的，删去这次修改"
    if row.event == "废止":
        return repealing(row, header.repealed, text, None) if header.repealed else "文件头没有 repealed"
    if row.event == "延期":
        if not header.expires:
            return "这个文本没有有效期（expires），不能延期"
        return (
            ""
            if row.until in {None, header.expires} and row.on <= header.expires
            else f"和文件头 expires（{header.expires}）不合"
        )
    if row.event == "部分失效":
        named = [status for eid, status in header.article_status.items() if row.item in {"", eid}]
        same = next((status for status in named if status.repealed == (row.effective or row.on)), None)
        return ending(row, (same.repealed, same.by), None) if same else "文件头 article_status 没有这一条"
    if row.event == "登记更正" and before:
        now = legal(header)
        changed = {key.rstrip("+") for key in {*now, *before} if now.get(key) != before.get(key)}
        if not any(key == row.item or key.startswith(f"{row.item}.") for key in changed):
            return f"“{row.item}”和上一个文本一样，没有更正。没有这回事的请删去这一行"
    return ""
