"""Canonical text and fingerprint (核验码) of one expression.

The canonical text is what stands in ``text.txt`` beside every dated page: title, 文号 and the three dates, one a
line, then every line of the rule that is not empty, without blanks at its end. The fingerprint is its SHA-256 in
UTF-8, so ``sha256sum text.txt`` gives the same digits.
"""

from __future__ import annotations

import hashlib
import unicodedata

from rulebook.markup.source import split_header
from rulebook.model.act import Expression

GROUPS = 4


def canonical(expression: Expression) -> str:
    """Canonical text, each line closed by a line feed. Lifecycle keys of the header are no part of it."""
    header = expression.header
    dates = (header.adopted, header.issued, header.effective)
    head = [header.title, header.doc_no, *(day.isoformat() if day else "" for day in dates)]
    lines = [line.rstrip() for line in body(expression).splitlines()]
    words = "\n".join([*head, *(line for line in lines if line)]) + "\n"
    return unicodedata.normalize("NFC", words)


def body(expression: Expression) -> str:
    """The file without its header."""
    return split_header(expression.raw, expression.file).body


def fingerprint(expression: Expression) -> str:
    """SHA-256 of the canonical text, 64 hex digits."""
    return hashlib.sha256(canonical(expression).encode()).hexdigest()


def code(digest: str) -> str:
    """核验码: the first 16 hex digits in groups of four."""
    return "-".join(digest[i : i + GROUPS] for i in range(0, 4 * GROUPS, GROUPS)).upper()
