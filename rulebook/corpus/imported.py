"""Which files are published law: the lists that ``rulebook import`` writes beside what it has imported.

A list reads like the output of ``sha256sum`` and can be verified with ``sha256sum -c``. A file that is not on one, or
whose bytes differ, is a text of our own, whatever its header says; so is everything in docs/mechanisms and docs/rules.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from posixpath import normpath

LIST = "published.sha256"
_ROW = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


def digest(text: str) -> str:
    """SHA-256 of a file with this text in UTF-8, in hex."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def read_list(folder: Path) -> dict[str, str]:
    """Path below ``folder`` → digest; empty where there is no list or it cannot be read."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {match[2]: match[1] for match in map(_ROW.fullmatch, lines) if match}


def list_text(rows: Mapping[str, str]) -> str:
    """The whole list, by path."""
    return "".join(f"{rows[path]}  {path}\n" for path in sorted(rows))


def imported(entries: Iterable[os.DirEntry[str]], docs: Path, own: Collection[str]) -> dict[str, str]:
    """Path of a file → digest, of everything on a list below ``docs``; folders named in ``own`` hold no published law.

    entries: whatever stands below ``docs``.
    """
    found: dict[str, str] = {}
    for entry in entries:
        if entry.name == LIST:
            folder = entry.path.removesuffix(f"/{LIST}")
            for name, value in read_list(Path(folder)).items():
                file = normpath(f"{folder}/{name}")
                if ".." not in name.split("/") and file.removeprefix(f"{docs}/").partition("/")[0] not in own:
                    found[file] = value
    return found
