"""The ledger (台账) as it stands beside the docs folder: its rows, and each published file byte for byte.

Rows are append-only, each bound to the one before by its hash. A published file is kept as
``ledger/texts/<SHA-256 of its bytes>.md``; its row names it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from rulebook.git import said
from rulebook.model.finding import Finding, Level
from rulebook.packed import packed_text

FILE = "ledger/ledger.jsonl"
BEFORE = "ledger/before-1.jsonl"  # the ledger that a recording anew replaced
HEAD = "ledger/head"  # number and hash of the last row
TEXTS = "ledger/texts"
_LATER = ("text", "file", "office", "note")  # fields that older rows have not: left out of the hash while empty


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. n: from 1. day: when it was published. previous, hash: SHA-256 of the row before and of this one.

    text: SHA-256 of the bytes of the published file. file: where that file stood. office: what the office that
    answers for it was called. note: in the first row of a ledger recorded anew, why.
    """

    n: int
    act: str
    expression: str
    fingerprint: str
    event: str
    day: str
    previous: str
    hash: str = ""
    text: str = ""
    file: str = ""
    office: str = ""
    note: str = ""

    def values(self) -> dict[str, object]:
        """What stands in the row."""
        return {key: value for key in _NAMES if (value := getattr(self, key)) or key not in _LATER}

    def sealed(self) -> Entry:
        """The row with its hash, taken over all its other values."""
        values = {key: value for key, value in self.values().items() if key != "hash"}
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return replace(self, hash=hashlib.sha256(text.encode()).hexdigest())

    def line(self) -> str:
        """The row as written."""
        return packed_text(self.values()) + "\n"

    @property
    def base(self) -> str:
        """The act's place without ``.md`` and without the day of a frozen text; "" where the row does not say."""
        return base(self.file, self.expression)


_NAMES = tuple(field.name for field in fields(Entry))


def base(file: str, key: str) -> str:
    """``docs/rules/seals`` of ``docs/rules/seals.md`` and of ``docs/rules/seals/2020-02-01.md``."""
    return file.removesuffix(".md").removesuffix(f"/{key}")


def read(root: Path) -> tuple[list[Entry], list[Finding]]:
    """Rows of the ledger below ``root``; the first row that is broken is a finding."""
    path = root / FILE
    if not path.exists() or not path.stat().st_size:
        return [], ([_lost()] if (root / HEAD).exists() or _was_kept(root) else [])
    entries, findings = rows(path.read_text(encoding="utf-8", errors="replace"), FILE, "")
    if not findings and entries and entries[0].previous:
        before = root / BEFORE
        earlier, findings = (
            rows(before.read_text(encoding="utf-8", errors="replace"), BEFORE, "") if before.exists() else ([], [])
        )
        if not earlier or earlier[-1].hash != entries[0].previous or not entries[0].note:
            findings = [_broken(1, f"接着以前的台账重新登记，但是以前的台账（{BEFORE}）不见了或者对不上", FILE)]
    head = root / HEAD
    if (
        not findings
        and head.exists()
        and head.read_text(encoding="utf-8", errors="replace").split()
        != [
            str(entries[-1].n),
            entries[-1].hash,
        ]
    ):
        findings = [_broken(len(entries), f"和 {HEAD} 写的末行不同，可能少了行", FILE)]
    return entries, findings


def recorded(root: Path) -> list[Entry]:
    """Rows of the ledger below ``root`` up to the first broken one; whether it is whole, ``read`` says."""
    path = root / FILE
    return rows(path.read_text(encoding="utf-8", errors="replace"), FILE, "")[0] if path.exists() else []


def rows(text: str, name: str, previous: str) -> tuple[list[Entry], list[Finding]]:
    """The rows of one file; the first may follow a row of an earlier ledger."""
    entries, findings = _rows(text, name, previous)
    return [*entries], [*findings]


@lru_cache(maxsize=8)  # a check asks several times, and a preview after every saved edit
def _rows(text: str, name: str, previous: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    entries: list[Entry] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            entry = Entry(**json.loads(line))
            sealed = entry.sealed()
            dt.date.fromisoformat(entry.day)
        except (ValueError, TypeError):
            return (*entries,), (_broken(number, "不是台账的行", name),)
        follows = entry.previous == previous or number == 1
        if entry.n != number or not follows or entry != sealed:
            return (*entries,), (_broken(number, "和前后的行接不上，可能删过行、改过字或者换过次序", name),)
        previous = entry.hash
        entries.append(entry)
    return (*entries,), ()


def latest(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """The last row of every published text, by act and expression, in the order they were first published."""
    return {(entry.act, entry.expression): entry for entry in entries}


def kept_text(root: Path, entry: Entry) -> str | None:
    """The published file that ``entry`` names; None where it is not kept, or its bytes are no longer those."""
    path = root / TEXTS / f"{entry.text}.md"
    if not entry.text or not path.is_file():
        return None
    data = path.read_bytes()
    return data.decode("utf-8", errors="replace") if hashlib.sha256(data).hexdigest() == entry.text else None


def unchanged(entry: Entry | None, raw: str) -> bool:
    """Whether ``raw`` is the file that ``entry`` names, byte for byte."""
    return entry is not None and entry.text == hashlib.sha256(raw.encode()).hexdigest()


def _was_kept(root: Path) -> bool:
    """Whether the folder's history knows a ledger."""
    return bool(said(root, "log", "-1", "--format=%h", "--", FILE).strip())


def _lost() -> Finding:
    message = "台账不见了或者是空的，以前有过；没有台账就核对不了已发布的文本有没有被改。请从主分支恢复：git restore --source=main ledger。"
    return Finding(FILE, 1, 1, "L305", Level.ERROR, message)


def _broken(number: int, why: str, name: str) -> Finding:
    message = f"第{number}行{why}。台账只能由发布时追加，请恢复原来的文件。"
    return Finding(name, number, 1, "L301", Level.ERROR, message)
