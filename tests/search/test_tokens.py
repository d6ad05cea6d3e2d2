"""Words of the index; the same table is run on the JavaScript side by the browser tests."""

import csv
from pathlib import Path

import pytest

from rulebook.search.tokens import shard_of, terms

with (Path(__file__).parent / "terms.tsv").open(encoding="utf-8", newline="") as table:
    TERMS = [(row["text"], row["terms"]) for row in csv.DictReader(table, delimiter="\t")]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text: str, expected: str) -> None:
    assert "|".join(terms(text)) == expected


def test_numbers_in_any_writing_are_one_term() -> None:
    assert list(terms("十五日内")) == list(terms("15天内")) == list(terms("１５日内"))


def test_shards_are_spread() -> None:
    used = {shard_of(a + b, 16) for a in "条款项目规定制度" for b in "一二三四五六七八"}
    assert len(used) == 16
