"""Published law text (Markdown) into the source form: what ``rulebook import`` does with plain text."""

from __future__ import annotations

import dataclasses
import itertools
import json
from pathlib import Path

from rulebook.importer.published import Imported, import_files, shown
from rulebook.importer.shelf import shelf, write
from rulebook.model.finding import Finding, Level
from rulebook.model.folders import COLLECTIONS


def import_texts(texts: list[Path], others: list[Path], to: Path, root: Path) -> int:
    """Write the texts below ``to``, print a JSON line an act; 1 where a file was not taken. others: of kinds that are not read."""
    rows = [_refused(path, root) for path in others]
    if texts:
        imported, moves = import_files(texts, shelf(to), root)
        write(to, ((row.path, row.text) for row in imported if row.text), moves)
        rows += imported
    for row in rows:
        findings = [dataclasses.asdict(f) for f in row.findings]
        print(json.dumps({"file": row.source, "id": row.id, "path": row.path, "findings": findings}, ensure_ascii=False))
    return 0 if all(row.path for row in rows) else 1


def keeps_own(folder: Path) -> bool:
    """Whether ``folder`` lies where a rulebook keeps its own acts."""
    parts = folder.resolve().parts
    return any(above == "docs" and part in COLLECTIONS for above, part in itertools.pairwise(parts))


def _refused(path: Path, root: Path) -> Imported:
    """A file of a kind that is not read."""
    name = shown(path, root)
    message = f"“{path.name}”不能导入，只认 .docx 和 .md、.txt 的纯文本。请另存为其中一种再导入。"
    return Imported(name, "", "", "", (Finding(name, 1, 1, "I101", Level.ERROR, message),))
