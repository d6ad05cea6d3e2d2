"""The published words of a text, found again in the folder's git history by their fingerprint."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from rulebook.corpus.load import read_expression
from rulebook.history.fingerprint import fingerprint
from rulebook.markup.source import split_header
from rulebook.model.act import Expression

_KEYS = ("title:", "doc_no:", "adopted:", "issued:", "effective:")
_LOOKED_AT = 50  # versions of one file


def first_change(root: Path, expression: Expression, published: str) -> int:
    """1-based line of ``expression``'s file that first differs from the text with the fingerprint ``published``.

    1 where no version in the history of the folder ``root`` has that fingerprint.
    """
    for commit in _git(root, "log", f"-{_LOOKED_AT}", "--format=%h", "--", expression.file).split():
        raw = _git(root, "show", f"{commit}:./{expression.file}")
        known, _ = read_expression(split_header(raw, expression.file))
        if known and fingerprint(known) == published:
            return _differs(known, expression)
    return 1


def _differs(published: Expression, now: Expression) -> int:
    """Header lines that are no part of the fingerprint may differ."""
    before, after = list(_words(published)), list(_words(now))
    matcher = difflib.SequenceMatcher(None, [line for _, line in before], [line for _, line in after], autojunk=False)
    for tag, _, _, start, _ in matcher.get_opcodes():
        if tag != "equal":
            return after[min(start, len(after) - 1)][0] if after else 1
    return 1


def _words(expression: Expression) -> Iterator[tuple[int, str]]:
    head = expression.document.front_matter_lines
    for number, line in enumerate(expression.raw.splitlines(), start=1):
        if line.strip() and (number > head or line.startswith(_KEYS)):
            yield number, line.rstrip()


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""
