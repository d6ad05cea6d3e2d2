"""Tables of the engine (sets, dictionaries, patterns) as they stand in the script: their values, not how they are made."""

from __future__ import annotations

import json
import re
from enum import Enum

from rulebook.script.names import variable
from rulebook.script.patterns import literal


def dump(value: object, here: str) -> str | None:
    """A table as it stands in the script; None for what is no table. here: name of the module that is written."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Enum):
        kind = type(value)
        holder = "" if kind.__module__ == here else f"{variable(kind.__module__)}."
        return f"{holder}{kind.__name__}.{value.name}"
    if isinstance(value, re.Pattern):
        return literal(value)
    if type(value) in {tuple, list}:
        return _all(list(value), here, "[{}]")  # type: ignore[call-overload]
    if type(value) in {set, frozenset}:
        return _all(sorted(value, key=str), here, "$set([{}])")  # type: ignore[call-overload]
    if type(value) is dict:
        return _all([list(pair) for pair in value.items()], here, "$dict([{}])")
    return None


def _all(values: list[object], here: str, frame: str) -> str | None:
    found = [dump(value, here) for value in values]
    return None if None in found else frame.format(", ".join(piece for piece in found if piece is not None))
