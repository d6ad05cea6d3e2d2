"""Word files into drafts: what ``rulebook import`` does with .docx and the formats that people take for it."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rulebook.checks.printers import as_text
from rulebook.cli.files import shown_name
from rulebook.importer.docx.package import OTHER_FORMATS
from rulebook.importer.docx.read import read_docx
from rulebook.importer.docx.report import Draft
from rulebook.model.finding import Finding, Level
from rulebook.model.folders import COLLECTIONS

WORD = frozenset({".docx"}) | OTHER_FORMATS  # suffixes, in small letters
_ID = re.compile(r"^id: .*$", re.MULTILINE)


def choice(*, accept: bool, reject: bool) -> bool | None:
    """``--accept`` and ``--reject`` as one answer."""
    return True if accept else False if reject else None


def import_word(paths: Iterable[Path], to: Path, root: Path, *, accept: bool | None) -> int:
    """Write the drafts below ``to``, print a JSON line an act and the findings in words; 1 where a file was not taken.

    root: what names in the output are relative to.
    """
    code = 0
    taken: set[str] = set()
    for path in paths:
        findings: list[Finding] = []
        name = shown_name(path, root)
        for draft in read_docx(path, accept=accept):
            code = max(code, int(not draft.text))
            placed = place_draft(draft, to, taken)
            if placed.path:
                (to / placed.path).parent.mkdir(parents=True, exist_ok=True)
                (to / placed.path).write_bytes(placed.data)
            told = [dataclasses.replace(f, file=name) if f.file == path.as_posix() else f for f in placed.findings]
            row = {"file": name, "id": placed.id, "path": placed.path, "findings": [dataclasses.asdict(f) for f in told]}
            print(json.dumps(row, ensure_ascii=False))
            findings.extend(told)
        tell(findings)
    return code


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the name that it gets. path: relative to the target folder, "" where nothing is written."""

    id: str
    path: str
    data: bytes
    findings: tuple[Finding, ...]


def place_draft(draft: Draft, to: Path, taken: set[str]) -> Placed:
    """A name below ``to`` that nothing else has: no file with other words is overwritten. taken: ids of this run, added to."""
    if not draft.text:
        return Placed("", "", b"", draft.findings)
    from rulebook.importer.ids import identifier  # noqa: PLC0415  # slow to load, and what is refused needs none of it

    collection = COLLECTIONS.get(to.resolve().name, "rule")
    text = draft.text.replace("\ncollection: rule\n", f"\ncollection: {collection}\n", 1)
    while True:
        act_id = identifier(draft.title, taken)
        taken.add(act_id)
        target, data = to / f"{act_id}.md", _ID.sub(f"id: {act_id}", text, count=1).encode()
        if not target.exists() or (target.is_file() and target.read_bytes() == data):
            break
    findings = draft.findings
    if act_id != (first := identifier(draft.title, set())):
        message = f"已经有 {first}.md，内容不同，没有覆盖，另存为 {act_id}.md。同一件制度的新文本请用 --amends。"
        findings = (*findings, Finding(draft.source.as_posix(), 1, 1, "D246", Level.WARNING, message))
    return Placed(act_id, target.name, data, findings)


def tell(findings: Iterable[Finding]) -> None:
    """Findings in words, on standard error."""
    for finding in dict.fromkeys(findings):
        print(as_text(finding), file=sys.stderr)
