"""Work shared by as many processes as there are processors, each split off with all that was read before."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from rulebook.memory import settled

_Piece = TypeVar("_Piece")


def processors() -> int:
    """How many processors this process may use; 1 where no process can be split off."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def divided(work: Callable[[_Piece], None], pieces: Sequence[_Piece]) -> None:
    """``work`` on each piece at the same time: on the first here, on each other in a process that leaves only what it writes.

    One that fails leaves less, and says why on standard error.
    """
    forked = multiprocessing.get_context("fork")
    others = [forked.Process(target=work, args=(piece,), daemon=True) for piece in pieces[1:]]
    with settled():
        for other in others:
            other.start()
    for piece in pieces[:1]:
        work(piece)
    for other in others:
        other.join()
