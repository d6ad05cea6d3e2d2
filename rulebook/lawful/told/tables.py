"""Tables as they are and as they were, read for a comparison."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rulebook.markup import yamlmap


def read_as(path: Path) -> str | None:
    """The words of a table, None where it cannot be read: that is told by itself, and nothing of it is gone."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return None if path.suffix == ".yml" and yamlmap.load(text).problems else text


def table(text: str) -> list[dict[str, str]]:
    """The rows of a register as it was, whatever stands in it."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return [
        {key: value or "" for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)} for row in rows
    ]
