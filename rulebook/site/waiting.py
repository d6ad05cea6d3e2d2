"""What a preview has not made yet: a page of the catalogue is made when somebody opens it."""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Callable
from pathlib import Path

from rulebook.outputs.catalogue import LOST, Catalogue
from rulebook.outputs.output import Output, OutputSet
from rulebook.outputs.write import files, put
from rulebook.store import Store


class Waiting:
    """The files of the newest catalogue, each written below ``out`` when it is asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: frozenset[str] = frozenset()
        self._single: dict[str, Output] = {}
        self._sets: list[OutputSet] = []
        self._data: Callable[[], tuple[Output | OutputSet, ...]] = tuple
        self._out, self._store = Path(), Store(None)

    def take(self, catalogue: Catalogue, out: Path, store: Store) -> None:
        """From now on this catalogue answers."""
        with self._lock:
            self._single = {entry.path: entry for entry in catalogue.drawn}
            self._pages = frozenset(self._single)
            self._sets, self._data = [], catalogue.data
            self._out, self._store = out, store
        self.ready(LOST)

    def ready(self, path: str) -> None:
        """See to it that the file at ``path`` stands there, if the catalogue has it."""
        with self._lock:
            for entry in self._holding(path):
                for name, content in files(entry, entry.key(), self._store).items():
                    put(self._out, name, content)

    def _holding(self, path: str) -> list[Output | OutputSet]:
        page = path in self._pages or posixpath.join(path, "index.html") in self._pages
        if not page and not path.endswith(".html"):  # what stands beside the pages is listed when asked for
            more, self._data = self._data(), tuple
            self._single |= {entry.path: entry for entry in more if isinstance(entry, Output)}
            self._sets += [entry for entry in more if isinstance(entry, OutputSet)]
        if path in self._single:
            return [self._single.pop(path)]
        found = [entry for entry in self._sets if path.startswith(entry.folder)]
        self._sets = [entry for entry in self._sets if entry not in found]
        return [*found]
