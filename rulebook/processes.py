"""Work shared by as many processes as there are processors, each split off with all that was read before."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar

from rulebook.memory import settled

_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


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


def shared(work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], *, here: bool) -> Iterator[_Made]:
    """What ``work`` makes of each piece, as it gets ready: a process that is free takes the next piece.

    here: this process works too, beginning with the first piece, and keeps what it learns by it; else it waits for the others.
    An error in one of them is raised here; so is one that ended without a word (killed), as ``ChildProcessError``.
    """
    forked = multiprocessing.get_context("fork")
    next_one = forked.Value("l", int(here))
    ends: dict[Connection, BaseProcess] = {}
    with settled():
        for _ in range(processors() - here):
            end, out = forked.Pipe(duplex=False)
            other: BaseProcess = forked.Process(target=_work_on, args=(work, pieces, next_one, out, os.getpid()), daemon=True)
            other.start()
            out.close()
            ends[end] = other
        try:
            for piece in itertools.chain(pieces[:1], _untaken(pieces, next_one)) if here else ():
                yield work(piece)
                yield from _made(ends, 0)
            while ends:
                yield from _made(ends, None)
        finally:
            for other in ends.values():
                other.terminate()
                other.join()


def _untaken(pieces: Sequence[_Piece], next_one: Synchronized[int]) -> Iterator[_Piece]:
    """The pieces that no process has taken before."""
    while True:
        with next_one.get_lock():
            number = next_one.value
            next_one.value += 1
        if number >= len(pieces):
            return
        yield pieces[number]


def _work_on(
    work: Callable[[_Piece], object], pieces: Sequence[_Piece], next_one: Synchronized[int], out: Connection, parent: int
) -> None:
    """In a process that was split off: tell of each piece, at last that there are no more, or of the error."""
    try:
        for piece in _untaken(pieces, next_one):
            if os.getppid() != parent:  # nobody waits any more
                return
            out.send((work(piece), None))
        out.send((None, None))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where somebody waits
        out.send((None, error))


def _made(ends: dict[Connection, BaseProcess], timeout: float | None) -> Iterator[Any]:
    """What other processes have told, after at most ``timeout`` seconds; a process that has told its last leaves ``ends``."""
    for end in wait(list(ends), timeout):
        assert isinstance(end, Connection)  # noqa: S101  # as they were given
        try:
            made, error = end.recv()
        except EOFError:
            made, error = None, ChildProcessError("a process ended before its work was done")
        if error:
            raise error
        if made is None:
            ends.pop(end).join()
        else:
            yield made
