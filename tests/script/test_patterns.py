"""A pattern of Python and the one written for the script find the same words."""

import json
import re
from typing import Any

import pytest

from rulebook.script.engine import PARTS
from rulebook.script.names import Known
from rulebook.script.patterns import javascript, ranges
from tests.engine import Engine

PATTERNS = [
    r"第(?P<n>[零一二三]+)条(?:之(?P<z>\d))?$", r"^\s*(?P<a>[^\S\r\n\u200b]+)x", r"[]\[(（]", r"a.b", r"(?<=《)[^《》]{1,3}(?=》)",
    r"(?P<q>[-=])(?P=q)+", r"/\.\d{2,}", r"[^\d]\D\S", r"[\-\].\\]+", r"(?<!基)本(?:法|条例)$", r"~|#| |&",
]  # fmt: skip
TEXTS = [
    "第三条之１", "第三条\n", "第三条\n\n", "  \u3000x", "\u200bx", "]", "[", "a\u2028b", "a\nb", "a\rb", "《某法》", "--==", "/.٣٤", "甲乙丙",
    "1乙\u001c", "-].\\", "基本法", "本条例", "本法\n", "\x85x", "\ufeffx", "# &~", "",
]  # fmt: skip
FIND = """(engine, [patterns, texts, digit, space]) => patterns.map(([source, flags]) => texts.map((text) => {
  const found = [];
  const pattern = new RegExp(source.replace(/\\ue0d0/g, digit).replace(/\\ue0d1/g, space), flags + "g");
  for (const match of text.matchAll(pattern)) found.push([match.index, ...match].map((one) => (one === undefined ? null : one)));
  return found;
}))"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tmp_path_factory.mktemp("patterns"))


def test_they_find_the_same(engine: Engine) -> None:
    known = [re.compile(pattern) for pattern in PATTERNS]
    for module in Known(PARTS).modules.values():
        known += [value for value in vars(module.python).values() if isinstance(value, re.Pattern)]
    theirs: Any = engine(FIND, [[javascript(p) for p in known], TEXTS, ranges(str.isdecimal), ranges(str.isspace)])
    for pattern, rows in zip(known, theirs, strict=True):
        mine = [[[m.start(), m.group(), *m.groups()] for m in pattern.finditer(text)] for text in TEXTS]
        assert json.loads(json.dumps(mine)) == rows, pattern.pattern


@pytest.mark.parametrize("pattern", [r"a\bb", r"(?x) a", r"(?>a)", r"\w"])
def test_what_would_mean_something_else_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        javascript(re.compile(pattern))
