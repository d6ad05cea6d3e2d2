"""What this program and its libraries alone decide: made once for all rulebooks, not again for each of them.

It is kept where Python keeps what it has compiled of the program; where that folder cannot be written, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable

from rulebook.keys import MADE, engine_key, engine_stands, key
from rulebook.store import Store

STORE = Store(MADE, 1 << 26)  # bytes; what earlier programs left behind goes first


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives, or gave when this program called it under this name."""
    held = kept(name)
    if held is None:
        held = make()
        if engine_stands():  # else it may be what the files say now
            keep(held, name)
            STORE.prune()
    return held


def kept(*names: str) -> bytes | None:
    """What this program kept under these names."""
    return STORE.get(key(engine_key(), names))


def keep(content: bytes, *names: str) -> None:
    """Keep what only the names and this program decide."""
    STORE.put(key(engine_key(), names), content)
