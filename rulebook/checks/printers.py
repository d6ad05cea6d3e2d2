"""One finding, several printers: a terminal line, a forge annotation, JSON."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable

from rulebook.model.finding import Finding, Level

SHOWN = 20  # of one fault in one file
WORDS = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"}


def as_text(finding: Finding) -> str:
    """``docs/x.md:42:7 错误 …（C102）``."""
    return f"{finding.file}:{finding.line}:{finding.column} {WORDS[finding.level]}　{finding.message}（{finding.code}）"


def as_github(finding: Finding) -> str:
    """A workflow command that forges show beside the line."""
    level = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}[finding.level]

    def escape(value: str) -> str:
        return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    place = f"file={finding.file.replace(',', '%2C').replace(':', '%3A')},line={finding.line},col={finding.column}"
    return f"::{level} {place}::{escape(finding.message)}（{finding.code}）"


def as_json(finding: Finding) -> str:
    """One JSON object."""
    return json.dumps(dataclasses.asdict(finding), ensure_ascii=False)


PRINTERS: dict[str, Callable[[Finding], str]] = {"text": as_text, "github": as_github, "json": as_json}


def lines(findings: Iterable[Finding], form: str = "text") -> str:
    """Findings in one form, a line each, each ending in a line feed.

    For people, of the same fault many times in one file the first are shown and the others counted.
    """
    if form == "json":
        return "".join(as_json(finding) + "\n" for finding in findings)
    count: Counter[tuple[str, str]] = Counter()
    out = []
    for finding in findings:
        count[finding.file, finding.code] += 1
        if count[finding.file, finding.code] <= SHOWN:
            out.append(PRINTERS[form](finding) + "\n")
    more = ((file, code, total - SHOWN) for (file, code), total in count.items() if total > SHOWN)
    out += [
        f"{file} 同样的问题另有 {number} 处，没有列出（{code}）。全部列出：rulebook check --format json\n"
        for file, code, number in more
    ]
    return "".join(out)
