"""The ledger (台账) of published expressions: append-only rows, each bound to the one before by its hash.

It stands beside the docs folder whose texts it records.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from rulebook.history.fingerprint import fingerprint
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level

FILE = "ledger/ledger.jsonl"
CHANGED = "L303"  # a published text with other words


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. n: from 1. day: when it was published. previous, hash: SHA-256 of the row before and of this one."""

    n: int
    act: str
    expression: str
    fingerprint: str
    event: str
    day: str
    previous: str
    hash: str = ""

    def sealed(self) -> Entry:
        """The row with its hash, taken over all its other values."""
        values = {key: value for key, value in asdict(self).items() if key != "hash"}
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Entry(**values, hash=hashlib.sha256(text.encode()).hexdigest())


def read(root: Path) -> tuple[list[Entry], list[Finding]]:
    """Rows of the ledger below ``root``; the first row that is broken is a finding."""
    path = root / FILE
    if not path.exists() or not path.stat().st_size:
        return [], ([_lost()] if _was_kept(root) else [])
    entries: list[Entry] = []
    previous = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError):
            return entries, [_broken(number, "不是台账的行")]
        if entry.n != number or entry.previous != previous or entry != entry.sealed():
            return entries, [_broken(number, "和前后的行接不上，可能删过行、改过字或者换过次序")]
        previous = entry.hash
        entries.append(entry)
    return entries, []


def _was_kept(root: Path) -> bool:
    """Whether the folder's history knows a ledger."""
    try:
        found = subprocess.run(
            ["git", "log", "-1", "--format=%h", "--", FILE], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return found.returncode == 0 and bool(found.stdout.strip())


def _lost() -> Finding:
    message = "台账不见了或者是空的，以前有过；没有台账就核对不了已发布的文本有没有被改。请从主分支恢复：git restore --source=main ledger。"
    return Finding(FILE, 1, 1, "L305", Level.ERROR, message)


def check(entries: Iterable[Entry], acts: Iterable[Act]) -> list[Finding]:
    """Published texts whose words changed, and published texts that are gone."""
    texts = [expression for act in acts for expression in act.expressions]
    known = {(expression.act, expression.key): expression for expression in texts}
    last = {(entry.act, entry.expression): entry for entry in entries}
    findings = []
    for (act, key), entry in last.items():
        expression = known.get((act, key))
        if expression is None:
            findings.append(_gone(entry, [e for e in texts if e.act == act and (act, e.key) not in last]))
        elif expression.header.text == "pending" or expression.header.state == "draft":
            message = f"{key}文本自{entry.day}已经发布，不能再改成草案或者待录入。要停用，请用 rulebook repeal。"
            findings.append(Finding(expression.file, 1, 1, "L304", Level.ERROR, message))
        elif fingerprint(expression) != entry.fingerprint and not _corrected(expression.header.history, entry.day):
            message = (
                f"{key}文本自{entry.day}发布后，字句或者题名、文号、日期被改动，不能直接改。"
                "改一个错字请用 rulebook erratum，修改内容请用 rulebook amend。"
            )
            findings.append(Finding(expression.file, 1, 1, CHANGED, Level.ERROR, message))
    return findings


def _gone(entry: Entry, new: list[Expression]) -> Finding:
    """A published text that is not there, or stands under another day."""
    if len(new) == 1:
        message = f"施行日期写成了{new[0].key}，已发布的是{entry.expression}。已发布的日期不能直接改，请恢复；新的文本请用 rulebook amend。"
        return Finding(new[0].file, 1, 1, "L302", Level.ERROR, message)
    message = f"已发布的 {entry.act} 的{entry.expression}文本不见了。请恢复这个文件；要停用，请用 rulebook repeal。"
    return Finding(FILE, entry.n, 1, "L302", Level.ERROR, message)


def append(root: Path, acts: Iterable[Act], day: dt.date) -> int:
    """Add what is new or corrected, in 汇编 order, and write ``ledger/head``; gives the number of rows added."""
    entries, _ = read(root)
    last = {(entry.act, entry.expression): entry.fingerprint for entry in entries}
    rows: list[Entry] = []
    previous = entries[-1].hash if entries else ""
    for act in acts:
        for expression in act.expressions:
            digest = fingerprint(expression)
            before = last.get((act.id, expression.key))
            if expression.header.text == "pending" or before == digest:
                continue
            event = "勘误" if before else "发布"
            entry = Entry(len(entries) + len(rows) + 1, act.id, expression.key, digest, event, day.isoformat(), previous).sealed()
            rows.append(entry)
            previous = entry.hash
    if rows:
        path = root / FILE
        path.parent.mkdir(exist_ok=True)
        path.with_name("head").write_text(f"{rows[-1].n} {rows[-1].hash}\n", encoding="utf-8")
        with path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    return len(rows)


def _corrected(history: Iterable[object], day: str) -> bool:
    return any(getattr(row, "event", "") == "勘误" and str(getattr(row, "on", "")) >= day for row in history)


def _broken(number: int, why: str) -> Finding:
    message = f"第{number}行{why}。台账只能由发布时追加，请恢复原来的文件。"
    return Finding(FILE, number, 1, "L301", Level.ERROR, message)
