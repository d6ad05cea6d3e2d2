"""What stands below a folder, each thing asked of the system once: pathlib asks and compares for each name again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def below(folder: Path) -> list[os.DirEntry[str]]:
    """Files, folders and whatever else, in the order of the names on their paths; a link to a folder is not followed."""
    found: list[os.DirEntry[str]] = []
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                found.append(entry)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return sorted(found, key=lambda entry: entry.path.split("/"))


def is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file or a link to one; a link to nowhere or to itself is none."""
    return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and Path(entry.path).is_file())
