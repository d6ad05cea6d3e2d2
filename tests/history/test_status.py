"""Where acts and their texts stand on a day: the first and the last day of each status. One table.

That the browser says the same on every day is asked in ``tests/site/test_twins.py``.
"""

import datetime as dt

import pytest

from rulebook.corpus.load import Corpus, load
from rulebook.history.status import act_status, expression_status
from tests.rulebooks import SEALS, small_rulebook

BEFORE = SEALS.replace("2020-02-01", "2018-03-01").replace("2020-01-0", "2018-02-0").replace("甲〔2020〕1号", "甲〔2018〕1号")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = small_rulebook(tmp_path_factory.mktemp("status"))
    for name, text in (
        ("seals/2018-03-01.md", BEFORE),
        ("seals.md", SEALS.replace("state: adopted", "article_status: {art_4: {repealed: 2021-05-01}}")),
        ("leave.md", (root / "docs/rules/leave.md").read_text("utf-8").replace("text:", "repealed: {on: 2021-01-01}\ntext:")),
    ):
        path = root / "docs/rules" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return load(root)


@pytest.mark.parametrize(
    ("act", "day", "whole", "newest"),
    [
        ("seals", "2018-02-28", "upcoming", "upcoming"),
        ("seals", "2018-03-01", "in_force", "upcoming"),
        ("seals", "2020-01-31", "in_force", "upcoming"),  # a change of text is no change of the act's status
        ("seals", "2020-02-01", "in_force", "in_force"),
        ("seals", "2021-04-30", "in_force", "in_force"),
        ("seals", "2021-05-01", "partial", "partial"),
        ("archives", "2020-03-31", "upcoming", "upcoming"),
        ("archives", "2022-03-31", "in_force", "in_force"),  # the last day counts
        ("archives", "2022-04-01", "expired", "expired"),
        ("leave", "2020-12-31", "in_force", "in_force"),
        ("leave", "2021-01-01", "repealed", "repealed"),  # the day from which it is repealed counts no more
    ],
)
def test_status_on_a_day(corpus: Corpus, act: str, day: str, whole: str, newest: str) -> None:
    on = dt.date.fromisoformat(day)
    found = corpus.acts[act]
    assert (act_status(found, on), expression_status(found.newest, on)) == (whole, newest)


@pytest.mark.parametrize(
    ("day", "status"), [("2018-03-01", "in_force"), ("2020-01-31", "in_force"), ("2020-02-01", "superseded")]
)
def test_a_text_that_another_follows(corpus: Corpus, day: str, status: str) -> None:
    assert expression_status(corpus.acts["seals"].expressions[0], dt.date.fromisoformat(day)) == status
