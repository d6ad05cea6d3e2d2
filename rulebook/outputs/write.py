"""Writing a catalogue to a folder: made where the store has no equal, by as many processes as there are processors."""

from __future__ import annotations

import itertools
import json
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rulebook.memory import growing
from rulebook.outputs.catalogue import Catalogue
from rulebook.outputs.output import Output, OutputSet
from rulebook.processes import processors, shared
from rulebook.store import Store, write_file

CHUNK = 24  # entries that a process takes at once; pages of one act stand together and share what they are drawn from
_THREADS = "pdf"  # kind of the files that typst makes
FEW = 200  # entries for which a second process is not worth its start


@dataclass(frozen=True, slots=True)
class Tally:
    """Entries of a site that are worth keeping: how many were taken from the store, how many were made."""

    taken: int
    made: int


def write(catalogue: Catalogue, out: Path, store: Store, tell: Callable[[int, int], None] | None = None) -> Tally:
    """Every file of the site below ``out``. Equal inputs as in an earlier build: nothing is even looked at again.

    tell: called with the number of entries done and of all.
    """
    known = _listing(catalogue, store)
    entries = sorted(catalogue.entries, key=lambda entry: isinstance(entry, Output))  # the long work first
    work = _Work(entries, known, out, store, catalogue.ready)
    listing: dict[str, str] = {}
    taken = 0
    for names, found in work.done():
        listing |= names
        taken += found
        if tell:
            tell(len(listing), len(entries))
    if not known:
        store.put(f"{catalogue.key}-listing", json.dumps(listing).encode())
    return Tally(taken, sum(map(bool, listing.values())) - taken)


def _listing(catalogue: Catalogue, store: Store) -> dict[str, str]:
    """The keys of all entries as an earlier build of the same inputs found them."""
    held = store.get(f"{catalogue.key}-listing")
    return {str(path): str(name) for path, name in json.loads(held).items()} if held else {}


@dataclass(slots=True)
class _Work:
    """The entries in pieces, each piece written by one process."""

    entries: list[Output | OutputSet]
    known: dict[str, str]
    out: Path
    store: Store
    ready: Callable[[], None]

    def done(self) -> Iterator[tuple[dict[str, str], int]]:
        """Keys of the entries of each piece, and how many of them the store had."""
        threaded = "typst" in sys.modules  # its threads do not live on in a process that is split off, their locks do
        if self.known or threaded or processors() < 2 or len(self.entries) < FEW:
            yield from map(self.piece, _pieces(self.entries))
            return
        self.ready()
        first = {_kind(entry): entry for entry in reversed(self.entries) if isinstance(entry, Output)}
        threads = first.pop(_THREADS, None) is not None
        yield self.piece([*first.values()])  # what is loaded for one file of a kind, the processes split off have too
        pieces = _pieces([entry for entry in self.entries if first.get(_kind(entry)) is not entry])
        yield from shared(self.piece, pieces, here=not threads)  # else the next site would be written by this process alone

    def piece(self, entries: Sequence[Output | OutputSet]) -> tuple[dict[str, str], int]:
        """Write these entries."""
        names: dict[str, str] = {}
        taken = self.store.taken
        for entry in entries:
            name = entry.path if isinstance(entry, Output) else entry.folder
            names[name] = self.known.get(name) or entry.key()
            for path, content in files(entry, names[name], self.store).items():
                put(self.out, path, content)
        return names, self.store.taken - taken


def _pieces(entries: list[Output | OutputSet]) -> list[list[Output | OutputSet]]:
    """Each set by itself, the files some at a time."""
    sets = sum(1 for entry in entries if isinstance(entry, OutputSet))
    starts = [*range(sets), *range(sets, len(entries), CHUNK), len(entries)]
    return [entries[slice(*piece)] for piece in itertools.pairwise(starts)]


def _kind(entry: Output | OutputSet) -> str:
    """How the name of a file ends, "" for a set."""
    return entry.path.rpartition(".")[2] if isinstance(entry, Output) else ""


def files(entry: Output | OutputSet, key: str, store: Store) -> dict[str, bytes]:
    """The files of one entry; ``key`` is its key."""
    held = store.get(key)
    if isinstance(entry, Output):
        content = entry.make() if held is None else held
        found = {entry.path: content}
    else:
        found = _whole(entry) if held is None else marshal.loads(held)  # noqa: S302  # the store has compared its digest
        content = b"" if held is not None else marshal.dumps(found)
    if held is None:
        store.put(key, content)
    return found


@growing()
def _whole(entry: OutputSet) -> dict[str, bytes]:
    return dict(entry.make())


def put(out: Path, path: str, content: bytes) -> None:
    """Write a file below ``out``."""
    write_file(f"{out}/{path}", content)
