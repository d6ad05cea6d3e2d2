"""The quick cut is the library's own cut: equal differences, text by text."""

import random

import pytest
from diff_match_patch import diff_match_patch

from rulebook.history import middle
from rulebook.history.middle import Differ

FOREVER = 9e18  # no deadline


def library() -> diff_match_patch:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def pairs(seed: int, count: int) -> list[tuple[str, str]]:
    """Texts of few characters, so that there are many equally short ways; half of them edited from one another."""
    rng = random.Random(seed)  # noqa: S311  # reproducible sample, no secret
    found = []
    for _ in range(count):
        letters = "甲乙丙丁戊己庚辛壬癸"[: rng.choice([2, 2, 3, 5, 10])]
        old = [rng.choice(letters) for _ in range(rng.randint(2, rng.choice([6, 20, 80])))]
        new = [rng.choice(letters) for _ in range(rng.randint(2, 40))]
        if rng.random() < 0.5:
            new = old.copy()
            for _ in range(rng.randint(1, 8)):
                at = rng.randint(0, len(new))
                new[at : at + rng.randint(0, 2)] = rng.choice(letters) * rng.randint(0, 2)
        found.append(("".join(old), "".join(new)))
    return [(old, new) for old, new in found if len(new) > 1]


@pytest.mark.parametrize("seed", range(4))
def test_cuts_where_the_library_cuts(seed: int) -> None:
    ours, theirs = Differ(), library()
    for old, new in pairs(seed, 700):
        assert ours.diff_bisect(old, new, FOREVER) == theirs.diff_bisect(old, new, FOREVER), (old, new)
        assert ours.diff_main(old, new, False) == theirs.diff_main(old, new, False), (old, new)


def test_nothing_in_common() -> None:
    assert middle.middle("甲乙丙", "丁戊") is None
    assert Differ().diff_main("甲乙丙", "丁戊", False) == [(-1, "甲乙丙"), (1, "丁戊")]


def test_texts_too_large_for_a_table_are_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middle, "_CELLS", 0)
    monkeypatch.setattr(middle, "middle", lambda _old, _new: pytest.fail("no table"))
    assert Differ().diff_main("甲乙丙丁", "乙戊丁己", False) == library().diff_main("甲乙丙丁", "乙戊丁己", False)
