"""延期: what is planned, what is refused and why."""

from pathlib import Path

import pytest

from rulebook.change.extend import extend
from rulebook.change.plan import ChangeRefused
from rulebook.corpus.load import Corpus, load
from tests.change.steps import ARCHIVES_FILE, apply, day, edited


def test_extend(root: Path, small: Corpus) -> None:
    change = extend(small, "archives", day("2023-03-31"), day("2022-03-31"), doc_no="甲〔2022〕1号", issued=day("2022-04-01"))
    text = change.writes[ARCHIVES_FILE]
    assert "expires: 2023-03-31\n" in text
    assert (
        "  - {on: 2022-03-31, event: 延期, doc_no: 甲〔2022〕1号, note: 2022年4月1日印发，有效期由2022年3月31日延至2023年3月31日}\n"
        in text
    )
    assert len(change.notes) == 1
    assert apply(root, change).acts["archives"].newest.valid_to == day("2023-03-31")
    late = extend(small, "archives", day("2023-03-31"), day("2022-04-20"), on=day("2022-03-01"))
    assert "{on: 2022-03-01, event: 延期" in late.writes[ARCHIVES_FILE]


@pytest.mark.parametrize(
    ("act", "until", "today", "more", "reason"),
    [
        ("archives", "2023-03-31", "2022-04-01", {}, "期满后不能延长，应当重新制定"),
        ("archives", "2022-03-31", "2022-03-01", {}, "不晚于现在的有效期"),
        ("archives", "2023-03-31", "2026-01-01", {"on": day("2022-03-01")}, "早已期满，不能再延长"),
        ("seals", "2022-03-31", "2022-03-01", {}, "没有有效期"),
        ("archives", "2023-03-31", "2022-03-01", {"issued": day("2022-02-01"), "on": day("2022-02-02")}, "早于决定日期"),
        ("archives", "2023-03-31", "2022-03-01", {"repealed": True}, "废止，不能延期"),
    ],
)
def test_extend_refused(root: Path, act: str, until: str, today: str, more: dict[str, object], reason: str) -> None:
    more = dict(more)
    if more.pop("repealed", False):
        edited(root, ARCHIVES_FILE, "office:", "repealed: {on: 2021-06-30}\noffice:")
    with pytest.raises(ChangeRefused) as refusal:
        extend(load(root), act, day(until), day(today), **more)
    assert reason in str(refusal.value)
