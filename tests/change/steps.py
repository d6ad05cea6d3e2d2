"""A small rulebook edited, and a planned change carried out."""

import datetime as dt
from pathlib import Path

from rulebook.change.amend import Instrument
from rulebook.change.plan import Change
from rulebook.corpus.load import Corpus, load

TODAY = dt.date(2021, 6, 1)
SEALS_FILE, ARCHIVES_FILE = "docs/rules/seals.md", "docs/rules/archives.md"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def edited(root: Path, file: str, old: str, new: str) -> Corpus:
    path = root / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return load(root)


def apply(root: Path, change: Change) -> Corpus:
    for path, text in change.writes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return load(root)


def instrument(effective: str = "2021-09-01", adopted: str = "2021-08-01", issued: str = "2021-08-02", **more: str) -> Instrument:
    return Instrument(
        day(effective),
        more.get("doc_no", "甲[2021]9号"),
        day(issued),
        day(adopted),
        more.get("event", "修正"),
        more.get("note", ""),
    )
