"""The site of before: out of the way while a new one is made, deleted when it stands."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

BEFORE = ".before"  # what begins with a dot, MkDocs leaves alone


@contextlib.contextmanager
def set_aside(out: Path) -> Iterator[None]:
    """Inside, nothing stands in ``out`` but what begins with a dot. What stood there comes back where nothing takes its place.

    A disk on which thousands of files were deleted a moment ago takes up to ten times as long for each new one.
    """
    aside = out / BEFORE
    shutil.rmtree(aside, ignore_errors=True)  # left by a process that was killed
    with contextlib.suppress(OSError):  # what cannot be moved, MkDocs deletes
        _move(out, aside)
    try:
        yield
    except BaseException:
        if aside.is_dir() and not _standing(out):
            _move(aside, out)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _move(here: Path, there: Path) -> None:
    standing = _standing(here)
    if standing:
        there.mkdir(exist_ok=True)
    for path in standing:
        path.rename(there / path.name)


def _standing(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
