"""The store: what was made before, by its key. It holds nothing that could not be made again.

An entry is written beside its place and moved there, so that other processes see all of it or nothing;
it begins with a digest of what follows, and one that does not agree is thrown away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

MOST = 1 << 30  # bytes that are kept
_DIGEST = 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # without a file object: thousands are written


class Store:
    """Entries below ``folder``. Where it cannot be written, nothing is kept and nothing fails; None keeps nothing.

    taken, made: how many entries were found and put by this object.
    """

    def __init__(self, folder: Path | None, most: int = MOST) -> None:
        self.folder, self.most = folder, most
        self.taken = self.made = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Store) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``, None where there is nothing that can be trusted."""
        if self.folder is None or not key:
            return None
        path = self._path(key)
        try:
            with open(path, "rb", buffering=0) as file:
                held = file.read()
        except OSError:
            return None
        content = held[_DIGEST:]
        if held[:_DIGEST] != _digest(key, content):
            with contextlib.suppress(OSError):
                os.unlink(path)
            return None
        self.taken += 1
        return content

    def has(self, key: str) -> bool:
        """Whether something was put under ``key``; whether it can be trusted, ``get`` finds."""
        return self.folder is not None and bool(key) and os.path.isfile(self._path(key))

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content``."""
        self.made += 1
        if self.folder is None or not key:
            return
        path = self._path(key)
        folder, name = os.path.split(path)
        beside = f"{folder}/.{name}.{os.getpid()}.{secrets.token_hex(4)}"
        try:
            write_file(beside, _digest(key, content) + content)
            os.replace(beside, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(beside)

    def prune(self) -> None:
        """Throw away the oldest entries beyond the bound, and what a killed process left half written."""
        if self.folder is None or not self.folder.is_dir():
            return
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
        total = sum(size for _, size, _ in found)
        newest = max((when for when, _, _ in found), default=0)
        for when, size, path in sorted(found):
            left = path.name.startswith(".") and when < newest - 3600
            if total <= self.most and not left:
                continue
            if total > self.most or left:
                with contextlib.suppress(OSError):
                    path.unlink()
                total -= size

    def _path(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}"


NOTHING = Store(None)


def write_file(path: str, content: bytes) -> None:
    """Write a file, with the folders it stands in where there are none; raises ``OSError``."""
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, _NEW, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def _digest(key: str, content: bytes) -> bytes:
    """Over key and content: an entry that was moved to another key is no entry."""
    return hashlib.blake2b(key.encode() + b"\0" + content, digest_size=_DIGEST).digest()
