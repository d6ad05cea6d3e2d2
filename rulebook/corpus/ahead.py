"""Reading many texts before they are asked for, by all processors, into the store from which they are then taken."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import partial

from rulebook.corpus.read import read_expression, text_key
from rulebook.markup.source import Source
from rulebook.processes import divided, processors
from rulebook.store import Store

FEW = 500  # texts for which a second process is not worth its start: of 131 laws it took more time than it saved


def read_ahead(sources: Iterable[Source], store: Store) -> None:
    """See to it that ``store`` holds what is read of these texts; what it lacks afterwards is read when asked for.

    Where other threads are at work (a preview that serves pages), the locks they hold would stay locked in a process split off.
    """
    workers = processors()
    if workers < 2 or store.folder is None or threading.active_count() > 1:
        return
    lacking = [source for source in sources if not store.has(text_key(source.text, source.file))]
    if len(lacking) >= FEW:
        lacking.sort(key=lambda source: len(source.text))  # to each process as much
        divided(partial(_read, store=store), [lacking[n::workers] for n in range(min(workers, len(lacking)))])


def _read(sources: Sequence[Source], store: Store) -> None:
    for source in sources:
        read_expression(source, store)  # what was read here stays here, and is not taken from the store again
