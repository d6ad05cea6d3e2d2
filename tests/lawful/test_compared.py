"""How a message shows a few of the words that changed."""

import pytest

from rulebook.lawful.compared import few, paired, short


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((), ""),
        (("甲",), "甲"),
        (("甲", "乙", "丙"), "甲；乙；丙"),
        (("甲", "乙", "丙", "丁"), "甲；乙；丙等4处"),
    ],
)
def test_the_first_are_shown_and_all_are_counted(said: tuple[str, ...], shown: str) -> None:
    assert few(said, 3) == shown


def test_how_they_are_counted_and_set_apart() -> None:
    assert few(["a.md", "b.md", "c.md"], 2, "个", "、") == "a.md、b.md等3个"


@pytest.mark.parametrize(("words", "most", "shown"), [("一二三", 3, "一二三"), ("一二三四", 3, "一二三……")])
def test_what_is_quoted_is_cut(words: str, most: int, shown: str) -> None:
    assert short(words, most) == shown


@pytest.mark.parametrize(
    ("lost", "gained", "pairs"),
    [
        (["三日内报"], ["完全两样的话"], [("三日内报", "完全两样的话")]),
        (["三日内报办公室", "另行规定"], ["五日内报办公室"], [("三日内报办公室", "五日内报办公室")]),
        (["甲", "乙"], ["丙"], []),
    ],
)
def test_what_is_gone_goes_with_what_stands_for_it(lost: list[str], gained: list[str], pairs: list[tuple[str, str]]) -> None:
    assert paired(lost, gained) == pairs
