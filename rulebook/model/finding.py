"""A finding (提示): one thing a person should know about the source, at one place in one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is. Errors stop the build, warnings and information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found in the source.

    file: path as the reader knows it (relative to the root, posix slashes).
    line, column: 1-based; column counts characters, 1 where the whole line is meant.
    code: stable code, e.g. ``C102``; families and meanings stand in ``checks.codes``.
    level: as decided where the finding is made; ``checks.severity`` lowers it where nobody here can mend it.
    message: one Chinese sentence in plain words: what happened and what to do.
    text: the offending words, may be empty.
    suggestion: a way out, may be empty.
    """

    file: str
    line: int
    column: int
    code: str
    level: Level
    message: str
    text: str = ""
    suggestion: str = ""
