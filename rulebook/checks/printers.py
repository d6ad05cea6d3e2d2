"""One finding, several printers: a terminal line, a forge annotation, JSON."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable

from rulebook.model.finding import Finding, Level

SHOWN = {Level.ERROR: 20, Level.WARNING: 6, Level.INFO: 20}  # of one fault in one file
CHANGED = frozenset({"E104", "H217", "H219", "R118", "L312", "L313", *(f"L{number}" for number in range(315, 328))})
MANY = 200  # of those above, which show a reviewer what was changed: the one that matters may be the last
NAMED = 3  # of one name that is registered nowhere, in all files
_NAMES = frozenset({"C101", "R131", "R201", "R202", "R203", "R204", "M410"})
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

    For people, of the same fault many times (in one file; of one unknown name anywhere) the first are shown, the others counted.
    """
    if form == "json":
        return "".join(as_json(finding) + "\n" for finding in findings)
    count: Counter[tuple[str, str]] = Counter()
    most: dict[tuple[str, str], int] = {}
    out = []
    for finding in findings:
        named = finding.text and finding.code in _NAMES
        key = (f"“{finding.text}”" if named else finding.file, finding.code)
        most[key] = MANY if finding.code in CHANGED else NAMED if named else SHOWN[finding.level]
        count[key] += 1
        if count[key] <= most[key]:
            out.append(PRINTERS[form](finding) + "\n")
    out += [
        f"{place} 同样的问题另有 {total - most[place, code]} 处，没有列出（{code}）。全部列出：rulebook check --format json\n"
        for (place, code), total in count.items()
        if total > most[place, code]
    ]
    return "".join(out)
