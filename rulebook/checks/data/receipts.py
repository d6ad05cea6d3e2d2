"""学习回执: each row names an act, one of its texts, an office, and numbers that can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.history.fingerprint import code, fingerprint
from rulebook.model.finding import Finding, Level


def check_receipts(corpus: Corpus) -> Iterator[Finding]:
    """One finding a row at most: what is wrong first."""
    for row in corpus.registries.receipts or ():
        if said := _wrong(corpus, {key: row.get(key) for key in ("act", "code", "office", "read", "staff", "on")}):
            yield Finding(row.file, row.line, 1, "R136", Level.WARNING, f"学习回执的这一行{said}，回执情况里不算它。")


def _wrong(corpus: Corpus, row: dict[str, str]) -> str:
    act = corpus.acts.get(row["act"])
    if act is None:
        return f"写的制度“{row['act']}”没有，写制度 id（rulebook list 可以查）"
    if row["code"] not in {code(fingerprint(text)) for text in act.expressions}:
        return f"写的核验码“{row['code']}”不是这件制度任何一个文本的，从制度页的学习回执照抄"
    if row["office"] not in (corpus.registries.offices or {}):
        return f"写的科室“{row['office']}”没有登记，写 offices.csv 里的 slug"
    if not (row["read"].isdecimal() and row["staff"].isdecimal() and int(row["read"]) <= int(row["staff"])):
        return "的 read（已阅人数）、staff（应阅人数）要写整数，已阅不多于应阅"
    try:
        dt.date.fromisoformat(row["on"])
    except ValueError:
        return f"的日期“{row['on']}”写成 2026-11-23 这样"
    return ""
