"""A text that came after the published ones (修正、修订): whether it follows them as a new text must."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Collection, Iterator

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import is_published
from rulebook.corpus.settle import own_row
from rulebook.lawful.added import wrong_rows
from rulebook.lawful.events import LATE, LATE_ENTRY, LATE_REASON, NEW_TEXT
from rulebook.lawful.events import entered_late as is_late
from rulebook.lawful.facts import legal, same_words
from rulebook.lawful.unlike import unlike
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event, Header, doc_no_key

_DAY = dt.timedelta(days=1)
_APART = dt.timedelta(days=62)  # between the passing of a decision and its issue, at most
EARLY = "L314"  # a decision dated after today


def amended(
    act: Act, recorded: Collection[str], since: dt.date, today: dt.date, names: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Findings on the texts of ``act`` that are not in the ledger yet.

    recorded: keys of those that are. since: the last day on which one was recorded. names: registered names of offices and roles.
    """
    first, last = min(recorded), max(recorded)
    for holder in act.expressions:
        for row in holder.header.history:
            here = {e.key for e in act.expressions if doc_no_key(e.header.doc_no) == doc_no_key(row.doc_no)}
            if row.event == "撤回" and str(row.effective) in {*recorded, *here}:
                what = "已经发布，只能修正或者废止，不能撤回" if str(row.effective) in recorded else "还在这里，撤回的文本要删去"
                message = f"沿革写撤回{row.effective}施行的文本，可是它{what}。请核对。"
                yield Finding(holder.file, line_of(holder, f"history.{row.on}"), 1, "L311", Level.ERROR, message)
    standing = [text for text in act.expressions if text.header.state != "draft" or text.key in recorded]
    for before, text in itertools.pairwise((None, *standing)):  # a draft decides nothing: what comes after does not follow it
        if text is None or text.key in recorded:
            continue
        if text.key < last:
            yield from _between(text, first, act)
        elif before is not None:
            yield from _follows(before, text, {e.key for e in act.expressions}, today, names)
            if text.valid_from and text.valid_from < since:
                yield _late(text, since)
            if same_words(before.raw, text.raw):
                message = "这次修改和上一个文本一字不差，沿革会多一次什么也没有改的修改。请改正文；不是修改的，请删去这个文本。"
                yield Finding(text.file, line_of(text, "effective"), 1, "L316", Level.WARNING, message, text.key)


def too_early(act: Act, recorded: Collection[tuple[str, str]], today: dt.date) -> Iterator[Finding]:
    """Decisions dated after ``today`` in texts that are not in the ledger; when a text takes effect may lie ahead."""
    for text in act.expressions:
        header = text.header
        if (act.id, text.key) in recorded or header.state == "draft":
            continue
        approved = header.approved.on if header.approved else None
        days = [("adopted", header.adopted), ("issued", header.issued), ("approved", approved)]
        days += [("history", row.on) for row in header.history]
        for key, day in days:
            if day and day > today:
                message = f"{key} 写的日期（{day}）还没有到。没有发生的通过、印发、决定不能登记；到那天再发布，或者改正日期。"
                yield Finding(text.file, line_of(text, key), 1, EARLY, Level.ERROR, message, day.isoformat())
                break


def _late(text: Expression, since: dt.date) -> Finding:
    """A text that takes effect on a day for which another one was already published: only with the reason written down."""
    line, row = line_of(text, "effective"), own_row(text.header)
    lead = f"{text.key}起施行，早于上一个文本记入台账的日期（{since}），过去某一天的效力会跟着改变"
    if row and is_late(row):
        return Finding(text.file, line, 1, "L312", Level.WARNING, f"{lead}（{row.note}）。请对照印发文件核对。")
    day, number = text.header.adopted or text.header.issued or text.valid_from, text.header.doc_no or "决定的文号"
    message = (
        f"{lead}。日期写错的请改正；当时确已施行、现在补录的，在 history 里写明这次{text.header.event}和补录的原因：\n"
        f"  - {{on: {day}, event: {text.header.event}, doc_no: {number}, effective: {text.key}, note: {LATE_ENTRY}，{LATE_REASON}}}\n"
    )
    return Finding(text.file, line, 1, "L312", Level.ERROR, message, text.key)


def entered_late(header: Header) -> Event | None:
    """The row of a text's own 沿革 that says why it is entered after its day; None where there is none."""
    rows = (row for row in header.history if row.effective == header.effective and is_late(row))
    return next((row for row in rows if doc_no_key(row.doc_no) == doc_no_key(header.doc_no)), None)


def _between(text: Expression, first: str, act: Act) -> Iterator[Finding]:
    """An older text put in afterwards."""
    made = {row.effective for e in act.expressions for row in e.header.history if row.event == "制定"}
    if text.key < first and dt.date.fromisoformat(first) not in made:
        header, line, row = text.header, line_of(text, "effective"), entered_late(text.header)
        lead = f"补录了{text.key}施行的旧文本，它会出现在时点查询和沿革里"
        if row:
            yield Finding(text.file, line, 1, "L312", Level.WARNING, f"{lead}（{row.note}）。请对照印发文件核对。")
            return
        day, number = header.adopted or header.issued or text.valid_from, f"doc_no: {header.doc_no}, " if header.doc_no else ""
        message = (
            f"{lead}，已发布的{first}文本会变成对它的修改。没有这个文本的请删去；当时确已施行、现在补录的，在它的 history 写明来历：\n"
            f"  - {{on: {day}, event: 制定, {number}effective: {text.key}, note: {LATE_ENTRY}，{LATE_REASON}}}\n"
        )
        yield Finding(text.file, line, 1, "L312", Level.ERROR, message, text.key)
        return
    message = (
        f"{text.key}施行的文本插在已发布的文本之前，过去某一天的效力会跟着改变。新文本的施行日期要晚于已发布的；"
        f"写错日期的请改正，或者恢复（rulebook restore {act.id}）。"
    )
    yield Finding(text.file, line_of(text, "effective"), 1, "L311", Level.ERROR, message, text.key)


def _follows(
    before: Expression, text: Expression, keys: Collection[str], today: dt.date, names: tuple[str, ...]
) -> Iterator[Finding]:
    header, old = text.header, before.header
    row = own_row(header)
    decided = header.adopted or header.issued or (row.on if row else None)
    former = old.adopted or old.issued
    why, key = "", "effective"
    fresh = list((Counter(header.history) - Counter(old.history)).elements())
    if header.text == "pending":
        why, key = "已经发布的制度不能改成待录入（text: pending）。新文本的正文要写在这里。", "text"
    elif is_published(text) and not is_published(before):
        why, key = "本局的制度不能改登记成公开法律法规。请改回 collection、provenance。", "provenance"
    elif row is None:
        why, key = _undecided(text, today), "doc_no"
    elif other := _other_decision(header, row):
        why, key = other, f"history.{row.on}"
    elif decided and former and decided < former:
        why, key = f"这次修改的决定日期（{decided}）早于上一个文本的（{former}）。请核对 adopted、issued。", "adopted"
    elif header.adopted and header.adopted == old.adopted and header.issued and header.issued - header.adopted > _APART:
        why = f"通过日期（{header.adopted}）还是上一个文本的，印发日期是{header.issued}。请照这次的决定改 adopted。"
        key = "adopted"
    elif ended := _over(old, header, decided, today):
        why = ended
    elif lost := list((Counter(old.history) - Counter(header.history)).elements()):
        why, key = f"沿革里已经登记的“{lost[0].on}{lost[0].event}”不见了。请照旧文本补回，新的事项加在后面。", "history"
    elif made := [r for r in fresh if r.event in NEW_TEXT and r != row and str(r.effective) not in keys]:
        why, key = f"沿革多了“{made[0].on}{made[0].event}”，可是没有这个文本。请删去，或者把那个文本补在它的位置。", "history"
    elif header.repealed and not any(r.event == "废止" for r in fresh):
        why, key = "新文本写了 repealed，可是沿革没有废止。请在 history 加废止的一行，或者删去 repealed。", "repealed"
    told = [(why, line_of(text, key))] if why else list(unlike(before, text, fresh))
    if not why:
        rows = wrong_rows((r for r in fresh if r != row), text, legal(old), today, names)
        told += [(f"沿革“{r.on}{r.event}”：{wrong}。", line_of(text, f"history.{r.on}")) for r, wrong in rows]
    yield from (Finding(text.file, line, 1, "L311", Level.ERROR, sentence) for sentence, line in told)
    if not told and header.approved is None:
        line = line_of(text, "approved")  # kept from the text before: it says nothing of this one
        way = "把 approved 一行（还是上一个文本的）换成这次的" if line > 1 else "在文件头补一行"
        message = f"{text.key}文本没有登记审议情况，页面写“未登记”。知道的请{way}：approved: {{body: 审议机关的 id, on: 日期}}。"
        yield Finding(text.file, line if line > 1 else line_of(text, "effective"), 1, "L313", Level.WARNING, message)


def _over(old: Header, header: Header, decided: dt.date | None, today: dt.date) -> str:
    """Why a text that is no more cannot be amended."""
    if old.repealed:
        return f"这件制度自{old.repealed.on}起废止，不能修改。要恢复，请重新制定：新的 id，新的文件。"
    if old.expires and header.effective and max(decided or old.expires, header.effective - _DAY) > old.expires:
        return f"有效期到{old.expires}，期满后不能修改，应当重新制定：新的 id，新的文件。"
    if old.expires and today > old.expires + LATE:
        return f"有效期到{old.expires}，早已期满。期满以前决定的修改，最迟期满后{LATE.days}天以内登记；应当重新制定。"
    return ""


def _other_decision(header: Header, row: Event) -> str:
    """Where the text's own row of 沿革 and its header name another decision, or none."""
    days = {day for day in (header.adopted, header.issued) if day}
    if not days and not header.doc_no:
        return "新文本没有文号，也没有通过日期、印发日期，看不出是哪一份决定改的。请照决定写 doc_no、adopted、issued。"
    if doc_no_key(row.doc_no) != doc_no_key(header.doc_no):
        return f"沿革里这次{row.event}的文号（{row.doc_no or '没有写'}）和文件头的文号（{header.doc_no or '没有写'}）不同。请照决定改成一样。"
    if days and row.on not in days:
        told = "、".join(sorted(map(str, days)))
        return f"沿革里这次{row.event}的日期（{row.on}）和文件头的通过、印发日期（{told}）不同。请照决定改成一样。"
    return ""


def _undecided(text: Expression, today: dt.date) -> str:
    header = text.header
    return (
        f"施行日期改成了{text.key}，可是文号、通过日期和印发日期还是上一个文本的，看不出是哪一份决定改的。请照决定改这几行：\n"
        f"doc_no: 决定的文号\nadopted: {header.adopted or today}\nissued: {header.issued or today}\n"
        "  全面改（修订）的再加一行：\nevent: 修订\n"
        f"  同一份决定分批施行的，在 history 最后加一行：\n  - {{on: {header.adopted or today}, event: {header.event}, "
        f"doc_no: {header.doc_no or '决定的文号'}, effective: {text.key}}}\n"
    )
