"""Writing several files as one: all of them or none, also when the machine stops halfway.

New texts are first written beside their files, then a journal with the old texts, then each file is
replaced in one step. An exception puts everything back; after a power cut :func:`recover` does.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

JOURNAL = ".rulebook-change.json"


class WriteConflictError(Exception):
    """A file is no longer what the change was planned on. ``path`` is its name."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def replace_all(root: Path, writes: Mapping[str, str | None], before: Mapping[str, str]) -> None:
    """Write ``writes`` (path below ``root`` to text, UTF-8, line ends as given; None takes the file away).

    before: the text of each file that exists now, as the plan read it; a path that is not in it must be new.
    Raises WriteConflictError before anything is touched, or the error of the file system after everything was put back.
    """
    for path in writes:
        target = root / path
        old = before.get(path)
        if target.exists() != (old is not None) or (
            old is not None and target.read_bytes() != old.encode(errors="surrogateescape")
        ):
            raise WriteConflictError(path)
    made = _missing_folders(root, writes)
    state = {"before": {path: before.get(path) for path in writes}, "made": made}
    temporary = {path: _beside(root / path) for path, text in writes.items() if text is not None}
    try:
        for path, text in writes.items():
            if text is None:
                continue
            temporary[path].parent.mkdir(parents=True, exist_ok=True)
            _write(temporary[path], text, root / path)
        _write(root / JOURNAL, json.dumps(state), root / JOURNAL)
        for path, ready in temporary.items():
            os.replace(ready, root / path)  # noqa: PTH105  # one name that tests can make fail
        for path, text in writes.items():
            if text is None:
                (root / path).unlink()
    except BaseException:
        for ready in temporary.values():
            ready.unlink(missing_ok=True)
        if (root / JOURNAL).exists():
            recover(root)
        else:
            _drop_folders(root, made)
        raise
    (root / JOURNAL).unlink()
    _drop_folders(root, sorted({str(Path(path).parent) for path, text in writes.items() if text is None}))


def recover(root: Path) -> bool:
    """Put back what a change that was cut off had replaced. Gives whether there was one."""
    journal = root / JOURNAL
    if not journal.exists():
        return False
    try:
        state = json.loads(journal.read_text(encoding="utf-8"))
    except ValueError:  # cut off while the journal was written: no file had been replaced yet
        journal.unlink()
        return False
    for path, old in state["before"].items():
        target = root / path
        for stray in target.parent.glob(f".{target.name}.new"):
            stray.unlink()
        if old is None:
            target.unlink(missing_ok=True)
        elif not target.exists() or target.read_bytes() != old.encode(errors="surrogateescape"):
            ready = _beside(target)
            _write(ready, old, target)
            ready.replace(target)
    _drop_folders(root, state["made"])
    journal.unlink()
    return True


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _write(path: Path, text: str, like: Path) -> None:
    """On the disk before it returns; with the rights of the file it stands for."""
    with path.open("wb") as file:
        file.write(text.encode(errors="surrogateescape"))
        file.flush()
        os.fsync(file.fileno())
    if like.exists() and like != path:
        shutil.copymode(like, path)


def _missing_folders(root: Path, writes: Iterable[str]) -> list[str]:
    return sorted({str(Path(path).parent) for path in writes if not (root / path).parent.exists()}, reverse=True)


def _drop_folders(root: Path, folders: list[str]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            (root / folder).rmdir()
