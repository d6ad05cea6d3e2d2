"""When Python looks for garbage: not while a great deal is made that is to stay."""

from __future__ import annotations

import atexit
import contextlib
import gc
from collections.abc import Iterator

_MANY = 100_000  # objects made since the last search; Python's own 700 suits programs that make little


def rarely() -> None:
    """From now on Python searches rarely, and never through what is there already: the modules of a program that was started.

    Nor through all that is left at its end: the system takes it back with the process.
    """
    gc.set_threshold(_MANY)
    gc.freeze()
    atexit.register(gc.freeze)


@contextlib.contextmanager
def growing() -> Iterator[None]:
    """No search for garbage inside: it would go through everything again and again, and find nothing.

    Also a decorator.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """What is there stays inside: processes split off neither search it nor copy it by searching."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
