"""YAML that would take all time or memory, and YAML that means more than it says."""

import itertools
import string
import time
import tracemalloc

import pytest

from rulebook.markup import yamlmap

NAMES = string.ascii_lowercase[:13]
ALIASES = f"{NAMES[0]}: &{NAMES[0]} [{'x,' * 9}]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in itertools.pairwise(NAMES)
)

BOMBS = [
    ("aliases of aliases", ALIASES, "H108"),
    ("an alias in a merge", "a: &a {x: 1}\nb: {<<: *a}\n", "H108"),
    ("a value that holds itself", "a: &a [*a]\n", "H108"),
    ("brackets", "a: " + "[" * 100_000, "H103"),
    ("braces", "{a: " * 50_000, "H103"),
    ("brackets, closed", "[" * 20_000 + "]" * 20_000, "H103"),
    ("dashes", "- " * 100_000, "H103"),
    ("questions", "? " * 100_000, "H103"),
    ("indents", "".join(" " * n + "a:\n" for n in range(700)), "H103"),
    ("a scalar of many megabytes", "a: " + "x" * 19_000_000, "H103"),
    ("a scalar without end", 'a: "' + "x\n" * 100_000, "H102"),
]


@pytest.mark.parametrize(("text", "code"), [row[1:] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_bombs(text: str, code: str) -> None:
    tracemalloc.start()
    start = time.process_time()
    found = yamlmap.load(text)
    spent, memory = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem[2] for problem in found.problems] == [code]
    assert spent < 1
    assert memory < 50_000_000


def test_custom_tags_make_nothing() -> None:
    assert yamlmap.load("a: !!python/object/apply:os.system ['exit 1']\n").value == {"a": ["exit 1"]}
