"""Data for the browser: JSON without blanks."""

from __future__ import annotations

import json


def packed_text(value: object) -> str:
    """``value`` as JSON without blanks, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed(value: object) -> bytes:
    """The same in UTF-8, as a file holds it."""
    return packed_text(value).encode()
