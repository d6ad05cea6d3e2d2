"""A page or file of a site as a value: where it stands, what it was made from, how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a site.

    path: relative to the site's root, posix slashes (``rules/seals/index.html``).
    key: stands for everything that ``make`` reads: equal keys, equal bytes. "" where making is as quick as keeping.
    make: the file's bytes.
    """

    path: str
    key: Callable[[], str]
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class OutputSet:
    """Files that come out of one piece of work, with paths that are known only afterwards (the search index).

    folder: all of them stand below it. key, make: as of an ``Output``.
    """

    folder: str
    key: Callable[[], str]
    make: Callable[[], Iterable[tuple[str, bytes]]]


def unkept() -> str:
    """The key of what is not worth keeping."""
    return ""


def fixed(key: str) -> Callable[[], str]:
    """A key that is known beforehand."""
    return lambda: key
