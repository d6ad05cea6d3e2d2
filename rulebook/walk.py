"""What stands below a folder, each thing asked of the system once: pathlib asks and compares for each name again.

A file that was read before and stands as it stood then need not be read again; ``stamp`` says whether it does.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

_UNSURE = 2_000_000_000  # nanoseconds: clocks of file systems that tick slowest (FAT) tick this far apart


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


def stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    """What a file that holds other bytes cannot have too: its times, its size, its place on the disk.

    A file that was changed a moment ago may be changed again within the same tick of the clock: its stamp is never met again.
    """
    state = entry.stat()
    last = max(state.st_mtime_ns, state.st_ctime_ns)
    unsure = (time.perf_counter_ns(),) if time.time_ns() - last < _UNSURE else ()
    return (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino, state.st_dev, *unsure)
