"""On which line of a file its header says something: what a finding points to."""

from __future__ import annotations

from rulebook.model.act import Expression

_WITHOUT_END = 200  # lines that are looked through where a header has no end


def line_of(expression: Expression, key: str, value: str = "") -> int:
    """The line (1-based, in the file) on which ``key`` stands, or the first from there on that holds ``value``.

    A key of the header itself goes before one of the same name inside a list, unless the value stands only with the
    latter. ``history.2021-05-01`` is key and value in one word, as the ledger calls facts. A value that is nowhere gives
    the line of its key, a key that is nowhere 1.
    """
    name, _, item = key.partition(".")
    lines = list(enumerate(expression.raw.split("\n")[: expression.document.front_matter_lines or _WITHOUT_END], start=1))
    own = (n for n, line in lines if line.startswith(f"{name}:"))
    inside = (n for n, line in lines if line.lstrip("- {").startswith(f"{name}:"))
    start = next(own, 0) or next(inside, 1)
    wanted = value or item
    below = (n for n, line in lines if n >= start and wanted in line)
    beside = (n for n, line in lines if f"{name}: {wanted}" in line)
    return next(below, 0) or next(beside, start)
