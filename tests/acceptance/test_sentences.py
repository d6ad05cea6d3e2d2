"""Ten thousand generated sentences: the browser's script says of each what the engine says."""

from pathlib import Path

from tests.engine import Engine
from tests.script.test_engine import NUMBERS, QUOTES, TITLES, both
from tests.sentences import drafts
from tests.verdict.test_verdicts import root  # noqa: F401  # the small rulebook of the table of verdicts


def test_ten_thousand_sentences(root: Path, tmp_path: Path) -> None:  # noqa: F811  # the fixture imported above
    texts = drafts(1, 10_000, TITLES, NUMBERS, QUOTES)
    mine, theirs = both(Engine(tmp_path), root, texts)
    assert sum(map(len, mine)) > 10_000
    assert [(t, a, b) for t, a, b in zip(texts, mine, theirs, strict=True) if a != b][:2] == []
