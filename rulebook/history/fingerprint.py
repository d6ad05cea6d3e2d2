"""Canonical text and fingerprint (核验码) of one expression.

The canonical text is what stands in ``text.txt`` beside every dated page: title, 文号 and the three dates, one a
line, then every line of the rule that is not empty, without blanks at its end. The fingerprint is its SHA-256 in
UTF-8, so ``sha256sum text.txt`` gives the same digits.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import unicodedata

from rulebook.markup.source import split_header
from rulebook.model.act import Expression

GROUPS = 4


def canonical(expression: Expression) -> str:
    """Canonical text, each line closed by a line feed. Lifecycle keys of the header are no part of it."""
    return _canonical(*_parts(expression))


def body(expression: Expression) -> str:
    """The file without its header."""
    return split_header(expression.raw, expression.file).body


def fingerprint(expression: Expression) -> str:
    """SHA-256 of the canonical text, 64 hex digits."""
    return _fingerprint(*_parts(expression))


def _parts(expression: Expression) -> tuple[str, str, tuple[dt.date | None, ...], str]:
    header = expression.header
    return header.title, header.doc_no, (header.adopted, header.issued, header.effective), expression.raw


def _canonical(title: str, number: str, dates: tuple[dt.date | None, ...], raw: str) -> str:
    head = [title, number, *(day.isoformat() if day else "" for day in dates)]
    lines = [line.rstrip() for line in split_header(raw, "").body.splitlines()]
    words = "\n".join([*head, *(line for line in lines if line)]) + "\n"
    return unicodedata.normalize("NFC", words)


@functools.lru_cache(maxsize=512)  # the pages and files of one text ask one after the other
def _fingerprint(title: str, number: str, dates: tuple[dt.date | None, ...], raw: str) -> str:
    return hashlib.sha256(_canonical(title, number, dates, raw).encode()).hexdigest()


def code(digest: str) -> str:
    """核验码: the first 16 hex digits in groups of four."""
    return "-".join(digest[i : i + GROUPS] for i in range(0, 4 * GROUPS, GROUPS)).upper()
