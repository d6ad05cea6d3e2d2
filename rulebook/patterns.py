"""Regular expressions as Python compiled them before: to compile the 600 of a command is a third of the time it takes to load."""

from __future__ import annotations

import array
import contextlib
import importlib
import marshal
import sys
from collections.abc import Iterator
from typing import Any

from rulebook.keys import key
from rulebook.made_once import STORE

_COMPILER: Any = importlib.import_module("re._compiler")  # where ``re`` has a pattern compiled that it does not know yet
_ENGINE: Any = importlib.import_module("_sre")  # what makes an object of a compiled pattern

_Asked = tuple[str | bytes, int]  # a pattern and its flags


@contextlib.contextmanager
def kept_patterns(name: str) -> Iterator[None]:
    """Inside, patterns that were compiled under ``name`` before are taken as they came out then; new ones are kept for the next time.

    A compiled pattern depends on its text, its flags and Python alone, so what is kept need not be thrown away with the program.
    """
    entry = key("patterns", sys.version, name)
    held = STORE.get(entry)
    known: dict[_Asked, tuple[Any, ...]] = marshal.loads(held) if held else {}  # noqa: S302  # its digest was compared
    before = len(known)
    compile_pattern, make = _COMPILER.compile, _ENGINE.compile

    def compiled(pattern: str | bytes, flags: int = 0) -> Any:
        asked = pattern, int(flags)
        if asked in known:
            text, all_flags, code, *groups = known[asked]
            return make(text, all_flags, memoryview(code).cast("I").tolist(), *groups)

        def noted(text: str | bytes, all_flags: int, code: list[int], *groups: Any) -> Any:
            known[asked] = (text, int(all_flags), array.array("I", code).tobytes(), *groups)
            return make(text, all_flags, code, *groups)

        _ENGINE.compile = noted
        try:
            return compile_pattern(pattern, flags)
        finally:
            _ENGINE.compile = make

    _COMPILER.compile = compiled
    try:
        yield
    finally:
        _COMPILER.compile = compile_pattern
    if len(known) > before:
        STORE.put(entry, marshal.dumps(known))
