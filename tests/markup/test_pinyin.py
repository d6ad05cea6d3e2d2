"""Readings of names that a dictionary of single words gets wrong."""

import csv
import random
from importlib import resources

import pypinyin
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


def test_texts_are_read_as_the_library_reads_them() -> None:
    table = (resources.files("rulebook.markup") / "readings.csv").read_text(encoding="utf-8")
    own = {row["word"]: [[one] for one in row["reading"].split()] for row in csv.DictReader(table.splitlines())}
    pypinyin.load_phrases_dict(own)
    rng = random.Random(5)  # noqa: S311  # reproducible sample, no secret
    phrases = sorted(pypinyin.constants.PHRASES_DICT)
    for _ in range(3000):
        words = [rng.choice((rng.choice(phrases), chr(rng.randrange(0x4E00, 0x9FA6)), rng.choice("，a1 《"))) for _ in range(4)]
        assert list(syllables("".join(words))) == pypinyin.lazy_pinyin("".join(words)), words
