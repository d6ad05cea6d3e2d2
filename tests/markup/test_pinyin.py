"""Readings of names that a dictionary of single words gets wrong."""

import pytest

from rulebook.markup.pinyin import syllables


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("人民调解法", "ren min tiao jie fa"),  # not 民调 and 解法
        ("人民调解委员会", "ren min tiao jie wei yuan hui"),
        ("工作人员借调", "gong zuo ren yuan jie diao"),
    ],
)
def test_readings(words: str, read: str) -> None:
    assert " ".join(syllables(words)) == read
