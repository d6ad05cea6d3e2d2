"""Writing a catalogue to a folder, or one of its files to a preview: made where the store has no equal."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path

from rulebook.outputs.catalogue import Catalogue
from rulebook.outputs.output import Output, OutputSet
from rulebook.outputs.store import Store

Files = dict[str, bytes]


def write(catalogue: Catalogue, out: Path, store: Store) -> None:
    """Every file of the site below ``out``. Equal inputs as in an earlier build: nothing is even looked at again."""
    known = _listing(catalogue, store)
    listing: dict[str, str] = {}
    for entry in catalogue.entries:
        name = known.get(_name(entry)) or entry.key()
        listing[_name(entry)] = name
        for path, content in files(entry, name, store).items():
            _put(out, path, content)
    if not known:
        store.put(f"{catalogue.key}-listing", json.dumps(listing).encode())


def _listing(catalogue: Catalogue, store: Store) -> dict[str, str]:
    """The keys of all entries as an earlier build of the same inputs found them."""
    held = store.get(f"{catalogue.key}-listing")
    return {str(path): str(name) for path, name in json.loads(held).items()} if held else {}


def _name(entry: Output | OutputSet) -> str:
    return entry.path if isinstance(entry, Output) else entry.folder


def files(entry: Output | OutputSet, key: str, store: Store) -> Files:
    """The files of one entry; ``key`` is its key."""
    held = store.get(key)
    if isinstance(entry, Output):
        content = entry.make() if held is None else held
        found = {entry.path: content}
    else:
        found = dict(entry.make()) if held is None else marshal.loads(held)  # noqa: S302  # the store has compared its digest
        content = b"" if held is not None else marshal.dumps(found)
    if held is None:
        store.put(key, content)
    return found


def wanted(entries: Iterable[Output | OutputSet], path: str) -> Iterator[Output | OutputSet]:
    """The entries that may hold the file at ``path``."""
    return (e for e in entries if (e.path == path if isinstance(e, Output) else path.startswith(e.folder)))


def _put(out: Path, path: str, content: bytes) -> None:
    target = out / path
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
