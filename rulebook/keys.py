"""Keys: short names for everything that a file of the site is made from."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import io
import operator
import pickle
import sys
import sysconfig
from collections.abc import Callable, Iterable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from rulebook.walk import below, is_file, stamp

_CODE = Path(__file__).parent
_LIBRARIES = Path(sysconfig.get_path("purelib"))
MADE = Path(cache_from_source(__file__)).parent / "made"  # beside what Python compiles: what ``made_once`` and ``patterns`` keep


def key(*parts: object) -> str:
    """A name for ``parts``, the same in every process: strings, numbers, dates, dataclasses, lists and dicts of them."""
    return hashlib.blake2b(_still(parts), digest_size=20).hexdigest()


class _Ways(dict[type[Any], Callable[[Any], Any]]):
    """How ``pickle`` takes an object apart, by class: a dataclass as its class and its values, four times as quick as its own way."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Any]:
        names = [field.name for field in dataclasses.fields(kind)] if "__dataclass_fields__" in vars(kind) else []
        way: Callable[[Any], Any] = operator.methodcaller("__reduce_ex__", _PROTOCOL)
        if len(names) > 1:  # of one name alone, attrgetter gives no tuple
            read = operator.attrgetter(*names)

            def way(value: Any) -> Any:
                return kind, read(value)

        self[kind] = way
        return way


_PROTOCOL = 5
_WAYS = _Ways()


def _still(value: object) -> bytes:
    """The value as bytes that depend on what it holds and not on which of its parts are one object."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, _PROTOCOL)
    pickler.dispatch_table = _WAYS
    pickler.fast = True  # no memo: equal values, equal bytes
    pickler.dump(value)
    return out.getvalue()


def folder_key(folder: Path, *, suffix: str = "") -> str:
    """A name for all files below ``folder``, their paths and bytes, without what was compiled or made of the program.

    A folder of an installed library is not read: ``engine_key`` has its version, and Material brings 13,000 files.
    """
    return key(folder) if folder.is_relative_to(_LIBRARIES) else _folder_key(folder, suffix)


def _folder_key(folder: Path, suffix: str) -> str:
    digest, made = hashlib.blake2b(digest_size=20), f"{MADE}/"
    for entry in below(folder):
        if entry.name.endswith(suffix) and not entry.name.endswith(".pyc") and not entry.path.startswith(made) and is_file(entry):
            name = entry.path.removeprefix(f"{folder}/")
            digest.update(f"{name}\0".encode("utf-8", "surrogateescape") + _file_key(entry.path, stamp(entry)))
    return digest.hexdigest()


@functools.lru_cache(maxsize=1 << 15)  # a preview asks again after every saved edit; most files stand as they stood
def _file_key(path: str, _standing: tuple[int, ...]) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  # thousands: a path for each takes longer
        return hashlib.blake2b(file.read(), digest_size=20).digest()


def engine_key(code: Path = _CODE, path: Iterable[str] | None = None) -> str:
    """A name for this program and the libraries it stands on: its own files, Python, every installed distribution's version."""
    return _engine_key(code, tuple(sys.path if path is None else path))


def engine_stands(code: Path = _CODE) -> bool:
    """Whether the program's files are still those that ``engine_key`` named: somebody may save one while it runs."""
    return engine_key(code) == _engine_key.__wrapped__(code, tuple(sys.path))


@functools.lru_cache(maxsize=8)
def _engine_key(code: Path, path: tuple[str, ...]) -> str:
    libraries: set[str] = set()
    for entry in map(Path, path):
        if entry.is_dir():
            libraries.update(below.name for below in entry.iterdir() if below.suffix in {".dist-info", ".egg-info"})
    return key(sys.version, sorted(libraries), _folder_key(code, ""))
