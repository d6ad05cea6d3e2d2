"""Keys: short names for everything that a file of the site is made from."""

from __future__ import annotations

import functools
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path

_CODE = Path(__file__).parent
_PASSED = frozenset({"__pycache__"})


def key(*parts: object) -> str:
    """A name for ``parts``, the same in every process: strings, numbers, dates, dataclasses, lists and dicts of them."""
    return hashlib.blake2b(_still(parts), digest_size=20).hexdigest()


def _still(value: object) -> bytes:
    """The value as bytes that depend on what it holds and not on which of its parts are one object."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, protocol=5)
    pickler.fast = True  # no memo: equal values, equal bytes
    pickler.dump(value)
    return out.getvalue()


def folder_key(folder: Path, *, suffix: str = "") -> str:
    """A name for all files below ``folder``, their paths and bytes."""
    digest = hashlib.blake2b(digest_size=20)
    for path in _files(folder):
        if path.endswith(suffix):
            data = Path(path).read_bytes()
            digest.update(f"{os.path.relpath(path, folder)}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    return digest.hexdigest()


def _files(folder: Path) -> list[str]:
    found: list[str] = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _PASSED and not name.startswith(".")]
        found += (f"{top}/{name}" for name in names)
    return sorted(path for path in found if Path(path).is_file())


def engine_key(code: Path = _CODE, path: Iterable[str] | None = None) -> str:
    """A name for this program and the libraries it stands on: its own files, Python, every installed distribution's version."""
    return _engine_key(code, tuple(sys.path if path is None else path))


@functools.lru_cache(maxsize=8)
def _engine_key(code: Path, path: tuple[str, ...]) -> str:
    libraries: set[str] = set()
    for entry in map(Path, path):
        if entry.is_dir():
            libraries.update(below.name for below in entry.iterdir() if below.suffix in {".dist-info", ".egg-info"})
    return key(sys.version, sorted(libraries), folder_key(code))
