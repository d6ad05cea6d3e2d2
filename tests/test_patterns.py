"""Patterns that are kept: the same as Python compiles them, compiled once, and never in the way of anybody else."""

import re
from pathlib import Path
from typing import Any

import pytest

from rulebook import patterns
from rulebook.citation import find, grammar, names
from rulebook.markup import lexer
from rulebook.patterns import kept_patterns
from rulebook.store import Store

COMPILE = patterns._COMPILER.compile
MAKE = patterns._ENGINE.compile


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(patterns, "STORE", Store(tmp_path / "made"))
    return tmp_path / "made"


def compiled(*asked: tuple[str | bytes, int]) -> list[re.Pattern[Any]]:
    """Compiled anew as far as ``re`` knows."""
    re.purge()
    with kept_patterns("test"):
        return [re.compile(text, flags) for text, flags in asked]


def none_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing can be compiled."""
    monkeypatch.setattr(patterns._COMPILER, "_code", lambda *_: pytest.fail("compiled again"))


def test_are_what_python_makes_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [value for module in (find, grammar, lexer, names) for value in vars(module).values() if isinstance(value, re.Pattern)]
    other = [re.compile("(?P<a>甲)|(乙)", re.IGNORECASE), re.compile(rb"[a-z]+", re.MULTILINE), re.compile("a b", re.VERBOSE)]
    asked = [(pattern.pattern, pattern.flags & ~re.UNICODE) for pattern in (*own, *other)]
    assert len(own) > 15
    compiled(*asked)
    none_left(monkeypatch)
    assert compiled(*asked) == [*own, *other]
    match = compiled(("(?P<a>甲)|(乙)", re.IGNORECASE))[0].search("丙甲")
    assert match
    assert match.groupdict() == {"a": "甲"}
    assert match.lastgroup == "a"


def test_a_new_one_joins_those_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(("甲+", 0))
    compiled(("甲+", 0), ("乙+", 0))
    none_left(monkeypatch)
    assert [pattern.pattern for pattern in compiled(("乙+", 0), ("甲+", 0))] == ["乙+", "甲+"]


def test_other_flags_are_another_pattern() -> None:
    plain, loose = compiled(("a", 0), ("a", re.IGNORECASE))
    assert not plain.search("A")
    assert loose.search("A")


def test_what_is_damaged_is_made_again(folder: Path) -> None:
    compiled(("甲+", 0))
    (entry,) = (path for path in folder.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1])
    assert compiled(("甲+", 0))[0].fullmatch("甲甲")


def test_python_compiles_as_always_afterwards() -> None:
    with pytest.raises(re.error), kept_patterns("test"):
        re.compile("(")
    assert patterns._COMPILER.compile is COMPILE
    assert patterns._ENGINE.compile is MAKE
