"""Tables as CSV that WPS and Excel open rightly: UTF-8 with a mark, and no cell that they would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a cell may not begin with


def sheet(rows: Iterable[Sequence[str]]) -> bytes:
    """The file. A cell that a program would take for a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def safe(cell: str) -> str:
    """``cell``, or the same behind an apostrophe."""
    return f"'{cell}" if cell.startswith(_RUN) else cell
