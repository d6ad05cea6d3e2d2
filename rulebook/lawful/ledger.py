"""The ledger (台账) of published expressions compared with what stands there now, and what publishing adds to it.

Its form and its reading stand in ``corpus.kept``; which event explains which difference in ``lawful``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.corpus import kept
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.kept import FILE, Entry, read
from rulebook.corpus.library import words_elsewhere
from rulebook.corpus.load import is_published
from rulebook.corpus.read import read_expression
from rulebook.corpus.registry import Row, former_names
from rulebook.corpus.select import AUDIENCES
from rulebook.history.abolish import abolishes
from rulebook.history.fingerprint import fingerprint
from rulebook.lawful.added import wrong_rows
from rulebook.lawful.amended import amended, entered_late, too_early
from rulebook.lawful.events import NEW_TEXT, Wrong, unexplained, unlawful
from rulebook.lawful.events import entered_late as is_late
from rulebook.lawful.facts import legal, shape
from rulebook.lawful.ways import no_misprint, ways
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level

__all__ = ["CHANGED", "FILE", "Entry", "append", "check", "read"]
COMPARED = frozenset({"L302", "L303", "L304", "L306", "L307", "L311"})  # findings that compare with the ledger
CHANGED = "L303"  # a published text that is not as published, without the event that explains it


def latest_day(entries: Iterable[Entry]) -> dt.date:
    """The last day on which something can have happened: today in Asia/Shanghai.

    A later day that is given (RULEBOOK_DAY) or stands in the ledger counts where the clock is behind.
    """
    given = [os.environ["RULEBOOK_DAY"]] if "RULEBOOK_DAY" in os.environ else []
    days: list[dt.date] = []
    for text in (*given, *(entry.day for entry in entries)):
        with contextlib.suppress(ValueError):  # a day that is none is told by who asked for it
            days.append(dt.date.fromisoformat(text))
    return max([dt.datetime.now(ZoneInfo("Asia/Shanghai")).date(), *days])


def check(
    root: Path, entries: Iterable[Entry], acts: Iterable[Act], names: Iterable[str] = (), today: dt.date | None = None
) -> list[Finding]:
    """Compare every published text with the ledger below ``root``; each difference needs its one lawful event.

    names: registered names of offices and roles. today: the last day on which something can have happened.
    """
    entries, names = list(entries), tuple(names)
    today = today or latest_day(entries)
    by_id = {act.id: act for act in acts}
    first: dict[tuple[str, str], dt.date] = {}
    for entry in entries:
        first.setdefault((entry.act, entry.expression), dt.date.fromisoformat(entry.day))
    findings = [f for act in by_id.values() if not is_published(act.newest) for f in too_early(act, first, today)]
    recorded: dict[str, dict[str, Entry]] = {}
    for (act_id, key), entry in kept.latest(entries).items():
        recorded.setdefault(act_id, {})[key] = entry
    for act_id, rows in recorded.items():
        act = by_id.get(act_id)
        texts = {expression.key: expression for expression in act.expressions} if act else {}
        for key, entry in rows.items():
            if key in texts:
                findings += _compared(root, entry, texts[key], (first[act_id, key], today), names, by_id)
            else:
                findings.append(_gone(entry, [e for e in texts.values() if e.key not in rows]))
        if act:
            findings += _out_of_place(act, rows)
        if act and any(not is_published(texts[key]) for key in rows if key in texts):
            findings += amended(act, rows, max(first[act_id, key] for key in rows), today, names)
    findings += _begun(by_id.values(), entries, today, names)
    return [*findings, *_rewritten(root, entries, first, by_id)]


def _out_of_place(act: Act, rows: Mapping[str, Entry]) -> Iterator[Finding]:
    """The newest text of a published act stands where everybody edits it, not among the frozen ones."""
    last = rows[max(rows)]
    if last.base and not any(text.newest for text in act.expressions):
        message = (
            f"“{act.id}”的现行文本要放在 {last.base}.md，现在只有旧文本的位置（{act.newest.file}）有。请移回去，"
            f"或者恢复：rulebook restore {act.id}。"
        )
        yield Finding(act.newest.file, 1, 1, "L302", Level.ERROR, message)


def _begun(acts: Iterable[Act], entries: list[Entry], today: dt.date, names: tuple[str, ...]) -> Iterator[Finding]:
    """New acts: what their 沿革 says beside their making, and those that began when the site was published without them."""
    known, last = {entry.act for entry in entries}, max((entry.day for entry in entries), default="")
    for act in acts:
        text = act.expressions[0]
        new = act.id not in known and not is_published(text) and text.header.state == "adopted" and text.header.text == "held"
        if new and last:
            rows = list(itertools.dropwhile(lambda row: row.event not in NEW_TEXT, reversed(text.header.history)))
            later = text.header.history[len(rows) :]
            for row, why in wrong_rows(later, text, {}, today, names):
                line = line_of(text, f"history.{row.on}")
                yield Finding(text.file, line, 1, "L307", Level.ERROR, f"沿革“{row.on}{row.event}”：{why}。")
        if new and text.valid_from and text.key < last:
            message = f"新制度{text.key}起施行，早于台账最近记入的日期（{last}），过去某一天的查询会多出这一件。请对照印发文件核对日期。"
            yield Finding(text.file, line_of(text, "effective"), 1, "L312", Level.WARNING, message)


def _rewritten(
    root: Path,
    entries: list[Entry],
    first: Mapping[tuple[str, str], dt.date],
    acts: Mapping[str, Act],
) -> Iterator[Finding]:
    """Rows that publishing would not have written: a text replaced without its event, a text put in before a published one."""
    last: dict[tuple[str, str], Entry] = {}
    newest: dict[str, Entry] = {}
    for entry in entries:
        known, before = (entry.act, entry.expression), newest.get(entry.act)
        why = ""
        if known not in last and before and entry.expression < before.expression and entry.day > before.day and before.text:
            oldest = min(key for act, key in last if act == entry.act)
            why = "" if entry.expression < oldest and _with_reason(root, entry) else "插在已发布的文本之前"
        elif known in last and entry.text not in {"", last[known].text}:
            words = [kept.kept_text(root, row) for row in (last[known], entry)]
            old, new = (read_expression(split_header(text, entry.file))[0] if text else None for text in words)
            found = unexplained(old, new) if old and new else []
            if new and [w for w in found if not _said_elsewhere(w, new, acts, first[known])]:
                why = "的改动没有合法的事项"
        if why:
            message = (
                f"台账第{entry.n}行（{entry.act} {entry.expression}文本）{why}。台账只能由发布在主分支追加，请恢复原来的文件。"
            )
            yield Finding(FILE, entry.n, 1, "L301", Level.ERROR, message)
        last[known] = entry
        if before is None or before.expression < entry.expression:
            newest[entry.act] = entry


def _with_reason(root: Path, entry: Entry) -> bool:
    """Whether the text kept for a row says that it was entered late, and why."""
    text = kept.kept_text(root, entry)
    known = read_expression(split_header(text, entry.file))[0] if text else None
    return bool(known and entered_late(known.header))


def _compared(
    root: Path,
    entry: Entry,
    expression: Expression,
    days: tuple[dt.date, dt.date],
    names: tuple[str, ...],
    acts: Mapping[str, Act],
) -> Iterator[Finding]:
    """One published text and what stands in its place. days: when it was recorded first, today."""
    header, file = expression.header, expression.file
    if header.text == "pending" or header.state == "draft":
        message = f"{entry.expression}文本自{entry.day}已经发布，不能再改成草案或者待录入。要停用，请用 rulebook repeal。"
        yield Finding(file, 1, 1, "L304", Level.ERROR, message)
        return
    place = kept.base(file, entry.expression)
    if entry.base not in {"", place}:
        message = f"已发布的{entry.expression}文本原来放在 {entry.base}，改名、移动以后固定地址就打不开了。请移回 {entry.file} 这个位置。"
        yield Finding(file, 1, 1, "L302", Level.ERROR, message, place, entry.base)
    if not entry.text:
        if fingerprint(expression) != entry.fingerprint:
            message = (
                f"{entry.expression}文本自{entry.day}发布后，字句或者题名、文号、日期被改动；台账没有留存它的原文，对照不了。"
                "请先恢复原文，在主分支运行 rulebook record 留存，再改。"
            )
            yield Finding(file, 1, 1, CHANGED, Level.ERROR, message)
        return
    text = kept.kept_text(root, entry)
    if text is None:
        message = (
            f"台账留存的原文 {kept.TEXTS}/{entry.text}.md 不见了或者被改过。请从主分支恢复：git restore --source=main ledger。"
        )
        yield Finding(FILE, entry.n, 1, "L306", Level.ERROR, message)
    elif text != expression.raw:
        before, _ = read_expression(split_header(text, file))
        if before:
            since, today = days
            wrong = [
                w
                for w in unlawful(before, expression, since, today, names, words_elsewhere(acts.values(), expression.act))
                if not _said_elsewhere(w, expression, acts, since)
            ]
            yield from told(expression, f"{entry.expression}文本自{entry.day}发布后", wrong, today)
            yield from _unnumbered(before, expression)
            yield from _late(before, expression, since)
            yield from _entered(before, expression, acts[expression.act])
            if AUDIENCES.index(header.audience) > AUDIENCES.index(before.header.audience):
                message = (
                    f"读者范围由{before.header.audience}收窄到{header.audience}，别的读者再也打不开这件制度的固定地址。"
                    "登记错了的才这样改；不再适用的写废止。"
                )
                yield Finding(file, line_of(expression, "audience"), 1, "L302", Level.WARNING, message)


def _unnumbered(before: Expression, expression: Expression) -> Iterator[Finding]:
    """A longer term by a decision whose number is not given."""
    for row in expression.header.history:
        if row.event == "延期" and not row.doc_no and row not in before.header.history:
            message = f"{row.on}延期没有写决定的文号，页面写“未登记”。知道的请在这一行补 doc_no。"
            yield Finding(expression.file, line_of(expression, f"history.{row.on}"), 1, "L313", Level.WARNING, message)


def _late(before: Expression, expression: Expression, since: dt.date) -> Iterator[Finding]:
    """An end entered for a day on which the site showed the text as in force: lawful with its reason, and looked at."""
    for row in expression.header.history:
        first = row.effective or row.on
        if row.event in {"废止", "部分失效"} and row not in before.header.history and first <= since and is_late(row):
            message = f"{row.event}自{first}起，不晚于这个文本记入台账的日期（{since}），过去某一天的效力会跟着改变（{row.note}）。请对照印发文件核对。"
            yield Finding(expression.file, line_of(expression, f"history.{row.on}"), 1, "L312", Level.WARNING, message)


def _entered(before: Expression, expression: Expression, act: Act) -> Iterator[Finding]:
    """Steps of 沿革 that were not published with the text: of a text that is held, or of a time before the oldest one."""
    held = {text.header.effective for text in act.expressions}
    oldest = act.expressions[0].header.effective
    for row in expression.header.history:
        if row.event not in NEW_TEXT or row in before.header.history:
            continue
        line, lead = line_of(expression, f"history.{row.on}"), f"沿革补登了“{row.on}{row.event}”"
        again = row.event == "制定" and any(r.event == "制定" and r in expression.header.history for r in before.header.history)
        if again or (oldest and row.effective and row.effective > oldest and row.effective not in held):
            why = "制定已经登记过" if again else f"没有{row.effective}施行的文本"
            yield Finding(expression.file, line, 1, "L307", Level.ERROR, f"{lead}，可是{why}。没有这回事的请删去这一行。")
        else:
            message = f"{lead}（{row.doc_no or '没有文号'}）。请对照印发文件核对。"
            yield Finding(expression.file, line, 1, "L312", Level.WARNING, message)


def _said_elsewhere(wrong: Wrong, expression: Expression, acts: Mapping[str, Act], since: dt.date) -> bool:
    """A repeal that the successor's own words decide, from a day after ``since``, when the repealed text was recorded."""
    repealed = expression.header.repealed
    if wrong.row or not wrong.difference or wrong.difference.key != "repealed" or wrong.difference.old or not repealed:
        return False
    texts = acts[repealed.by].expressions if repealed.by in acts and repealed.by != expression.act else ()
    return repealed.on > since and any(
        text.valid_from == repealed.on and text.header.state == "adopted" and abolishes(text, expression.header) for text in texts
    )


def told(expression: Expression, lead: str, wrong: list[Wrong], today: dt.date) -> Iterator[Finding]:
    """One finding for what has no event, with the lines to write; one for each event that is not in order."""
    bare = [w for w in wrong if w.difference and w.row is None]
    if bare:
        shown = "；".join(w.difference.what for w in bare[:3] if w.difference) + ("……" if len(bare) > 3 else "")
        message = f"{lead}改动了{shown}，文件头没有写明是哪一种修改，不能这样发布。请选一种：\n{ways(expression, bare, today)}\n"
        yield Finding(expression.file, min(w.line for w in bare), 1, CHANGED, Level.ERROR, message)
    ways_shown = False
    for w in wrong:
        if w.row is not None:
            what = f"{w.difference.what}：" if w.difference else ""
            message = f"{lead}：{what}{w.why}。请核对，或者用 rulebook restore {expression.act} 恢复已发布的文本。"
            if w.difference and w.difference.key == "words" and not ways_shown:
                message, ways_shown = f"{lead}：{what}{w.why}。请选一种：\n{no_misprint(expression, today)}\n", True
            yield Finding(expression.file, w.line, 1, "L307", Level.ERROR, message)


def _gone(entry: Entry, new: list[Expression]) -> Finding:
    """A published text that is not there, or stands under another day."""
    if len(new) == 1:
        message = (
            f"施行日期写成了{new[0].key}，已发布的是{entry.expression}。已发布的日期不能直接改，请恢复（rulebook restore {entry.act}）；"
            "新文本的施行日期要晚于已发布的。"
        )
        return Finding(new[0].file, 1, 1, "L302", Level.ERROR, message)
    where = entry.file or f"{entry.act} 的文件"
    way = f"rulebook restore {entry.act}" + (
        f"；只有网页的，把 {kept.TEXTS}/{entry.text}.md 的全文复制回去" if entry.text else ""
    )
    message = f"已发布的 {entry.act} 的{entry.expression}文本不见了（原来在 {where}），固定地址会打不开。请放回原处：{way}。要停用，请写废止。"
    return Finding(FILE, entry.n, 1, "L302", Level.ERROR, message)


def renamed(root: Path, entries: Iterable[Entry], acts: Mapping[str, Act], offices: Mapping[str, Row]) -> Iterator[Finding]:
    """Offices that are called otherwise than when a text was published, and do not say until when they were called so."""
    told: set[tuple[str, str]] = set()
    for entry in entries:
        act = acts.get(entry.act)
        text = next((e for e in act.expressions if e.key == entry.expression), None) if act else None
        row = offices.get(text.header.office) if text else None
        if text and offices and row is None and entry.office and (text.header.office, "") not in told:
            told.add((text.header.office, ""))
            message = (
                f"科室登记里没有“{text.header.office}”（{entry.office}）了，已发布的制度还写着它。请把这一行放回去；"
                "撤销的科室不删，写 ended（最后一天）和 successor（承继的科室）。"
            )
            yield Finding(next(iter(offices.values())).file, 1, 1, "L315", Level.ERROR, message, text.header.office)
        if not text or not row or not entry.office or (row.get("slug"), entry.office) in told:
            continue
        if entry.office != row.get("name") and not _same_office(root, entry, text):
            continue
        made = text.header.issued or text.header.adopted or text.header.effective
        until = next((day for name, day in former_names(row) if name == entry.office and day), None)
        if until and made and until < made and entry.office != row.get("name"):
            told.add((row.get("slug"), entry.office))
            message = (
                f"former 写“{entry.office}”用到{until}，可是{text.header.name}（{made}）印发时还叫这个名字，旧文本会显示错。"
                "请写改名前一天的真实日期。"
            )
            yield Finding(row.file, row.line, 1, "L315", Level.ERROR, message, entry.office)
        if entry.office != row.get("name") and entry.office not in [name for name, day in former_names(row) if day]:
            told.add((row.get("slug"), entry.office))
            message = (
                f"“{entry.office}”改名为“{row.get('name')}”，已发布的旧文本和往年汇编还要用旧名。请在这一行的 former 列写"
                f"“{entry.office} 改名前一天的日期”（如 {entry.office} 2025-12-31）；没有 former 这一列的，表头加上。"
            )
            yield Finding(row.file, row.line, 1, "L315", Level.ERROR, message, row.get("name"))


def _same_office(root: Path, entry: Entry, text: Expression) -> bool:
    """Whether the text as published named the same office: else the office was put right, not renamed."""
    words = kept.kept_text(root, entry)
    before, _ = read_expression(split_header(words, text.file)) if words else (None, ())
    return before is None or before.header.office == text.header.office


def append(root: Path, acts: Iterable[Act], day: dt.date, offices: Mapping[str, str] | None = None, anew: str = "") -> int:
    """Add what is new or lawfully changed, in 汇编 order, keep its file, write ``ledger/head``; gives the number of rows added.

    offices: names by id. anew: why the ledger begins again; the old one is kept beside it and its last hash begins the new one.
    """
    entries, _ = read(root)
    rows: list[Entry] = []
    previous = entries[-1].hash if entries else ""
    last = {} if anew else kept.latest(entries)
    number = 0 if anew else len(entries)
    texts: dict[str, bytes] = {}
    for act in acts:
        for expression in act.expressions:
            if expression.header.text == "pending" or expression.header.state == "draft" or expression.unfiled:
                continue
            before = last.get((act.id, expression.key))
            event = _event(root, before, expression)
            if not event:
                continue
            data = expression.raw.encode()
            text = hashlib.sha256(data).hexdigest()
            texts[text] = data
            office = (offices or {}).get(expression.header.office, "")
            note = anew if anew and not rows else ""
            entry = Entry(
                number + len(rows) + 1, act.id, expression.key, fingerprint(expression), event, day.isoformat(), previous,
                "", text, expression.file, office, note,
            ).sealed()  # fmt: skip
            rows.append(entry)
            previous = entry.hash
    if rows:
        _write(root, rows, texts, anew=bool(anew))
    return len(rows)


def _event(root: Path, before: Entry | None, expression: Expression) -> str:
    """What a new row is for; "" where none is needed."""
    if before is None:
        return "发布"
    if not before.text:
        return "存档" if before.fingerprint == fingerprint(expression) else "勘误"
    text = kept.kept_text(root, before)
    known = read_expression(split_header(text, expression.file))[0] if text else None
    if text == expression.raw or known is None:
        return ""
    fresh = [row.event for row in expression.header.history if row not in known.header.history]
    same = (legal(known.header), known.header.history, shape(known)) == (
        legal(expression.header), expression.header.history, shape(expression),
    )  # fmt: skip
    return "" if same and before.fingerprint == fingerprint(expression) else "、".join(dict.fromkeys(fresh)) or "登记更正"


def _write(root: Path, rows: list[Entry], texts: Mapping[str, bytes], *, anew: bool) -> None:
    """Texts first: a row never names a file that is not there."""
    path = root / FILE
    (root / kept.TEXTS).mkdir(parents=True, exist_ok=True)
    for name, data in texts.items():
        (root / kept.TEXTS / f"{name}.md").write_bytes(data)
    if anew:
        path.replace(root / kept.BEFORE)
        path.with_name("head.sig").unlink(missing_ok=True)  # it signs the old ledger's last row
    with path.open("a", encoding="utf-8") as file:
        file.writelines(row.line() for row in rows)
    path.with_name("head").write_text(f"{rows[-1].n} {rows[-1].hash}\n", encoding="utf-8")
