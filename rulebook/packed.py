"""Data for the browser: JSON without blanks."""

from __future__ import annotations

import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)  # no data of ours holds itself


def packed_text(value: object) -> str:
    """``value`` as JSON without blanks, Chinese as it is."""
    return _ENCODER.encode(value)


def packed(value: object) -> bytes:
    """The same in UTF-8, as a file holds it."""
    return packed_text(value).encode()
