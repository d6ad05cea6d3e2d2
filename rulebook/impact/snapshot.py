"""The rulebook as it stood at a commit."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rulebook.corpus.load import Corpus, load
from rulebook.git import said

HELD = ("docs", "ledger")  # folders that make up a rulebook


class NoSuchCommit(Exception):  # noqa: N818  # an answer, not a fault
    """The commit is not known here; the message is a Chinese sentence with a way out."""


@contextmanager
def at(root: Path, ref: str) -> Iterator[Corpus]:
    """The corpus at commit ``ref`` of the repository around ``root``; "" means the folder as it is now.

    Raises ``NoSuchCommit`` where git does not know it here.
    """
    if not ref:
        yield load(root)
        return
    if ref.startswith("-") or not said(root, "rev-parse", "--verify", "-q", f"{ref}^{{commit}}"):
        raise NoSuchCommit(
            f"没有“{ref}”这个提交或者分支。请先取来（git fetch origin main），再试；浅克隆的先 git fetch --unshallow。"
        )
    held = [name for name in HELD if said(root, "ls-tree", ref, "--", name)]
    with tempfile.TemporaryDirectory() as scratch:
        if held:
            data = said(root, "archive", "--format=tar", ref, "--", *held)
            _unpack(data, Path(scratch))
        (Path(scratch) / "docs").mkdir(exist_ok=True)
        yield load(Path(scratch))


def _unpack(data: bytes, to: Path) -> None:
    """Regular files only: a link in a commit leads nowhere here."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.isfile() else None
            if held is not None:
                target = to / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(held.read())


def unchanged(root: Path, ref: str) -> bool:
    """Whether the rulebook in ``root`` is the one of commit ``ref``, with no file more, also none that git is to overlook."""
    if not said(root, "rev-parse", "--verify", "-q", f"{ref}^{{commit}}"):
        return False
    differs = said(root, "diff", "--name-only", ref, "--", *HELD)
    return not differs and not said(root, "ls-files", "--others", "--", *HELD)


def merge_base(root: Path, base: str, head: str) -> str:
    """Where ``head`` left ``base``: what main gained since is no part of the change. ``base`` itself where they share nothing."""
    found = said(root, "merge-base", base, head or "HEAD").decode().strip()
    return found or base


def changed_files(root: Path, base: str, head: str) -> list[str]:
    """Paths that differ, below ``root``; new files that git does not know yet included where ``head`` is the folder as it is."""
    names = said(root, "diff", "--name-only", "--relative", "-z", base, *([head] if head else [])).decode("utf-8", "replace")
    found = {name for name in names.split("\0") if name}
    if not head:
        others = said(root, "ls-files", "--others", "--exclude-standard", "-z").decode("utf-8", "replace")
        found |= {name for name in others.split("\0") if name}
    return sorted(found)
