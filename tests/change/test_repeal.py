"""废止: what is planned, what is refused and why."""

from pathlib import Path

import pytest

from rulebook.change.plan import ChangeRefused
from rulebook.change.repeal import repeal
from rulebook.corpus.load import Corpus, load
from tests.change.steps import ARCHIVES_FILE, SEALS_FILE, TODAY, apply, day, edited
from tests.rulebooks import ARCHIVES


def test_repeal(root: Path, small: Corpus) -> None:
    change = repeal(small, "archives", day("2021-07-01"), TODAY, by="甲（2021）10号")
    assert list(change.writes) == [ARCHIVES_FILE]
    history = "history:\n  - {on: 2021-06-01, event: 废止, doc_no: 甲〔2021〕10号, effective: 2021-07-01}\n"
    header, _, rest = ARCHIVES.partition("office: bureau-office\n")
    assert change.writes[ARCHIVES_FILE] == header + "repealed: {on: 2021-07-01}\noffice: bureau-office\n" + history + rest
    assert apply(root, change).acts["archives"].newest.valid_to == day("2021-06-30")


def test_repeal_by_number_and_successor(small: Corpus) -> None:
    text = repeal(small, "archives", day("2021-07-01"), TODAY, by="甲〔2021〕10号 seals").writes[ARCHIVES_FILE] or ""
    assert "repealed: {on: 2021-07-01, by: seals}\n" in text
    assert "event: 废止, doc_no: 甲〔2021〕10号" in text
    with pytest.raises(ChangeRefused, match="写了两个"):
        repeal(small, "archives", day("2021-07-01"), TODAY, by="甲〔2021〕10号,甲〔2021〕11号")


def test_repeal_by_another_act(small: Corpus) -> None:
    text = repeal(small, "archives", day("2021-07-01"), TODAY, by="seals", decided=day("2021-05-01")).writes[ARCHIVES_FILE]
    assert "repealed: {on: 2021-07-01, by: seals}\n" in text
    assert "  - {on: 2021-05-01, event: 废止, effective: 2021-07-01}\n" in text
    assert repeal(small, "archives", day("2021-05-01"), TODAY).notes == (
        "废止日期（2021-05-01）已经过去，决定日期按同一天登记；不对的请加 --decided。",
    )


@pytest.mark.parametrize(
    ("act", "on", "more", "edit", "reason"),
    [
        ("nothing", "2021-07-01", {}, (), "没有 id"),
        ("archives", "2022-04-01", {}, (), "期满和废止不能混用"),
        ("archives", "2020-04-01", {}, (), "才施行"),
        ("archives", "2021-07-01", {"decided": day("2021-07-02")}, (), "不能往前算"),
        ("archives", "2021-07-01", {"by": "nobody"}, (), "既不是制度 id，也不像文号"),
        ("archives", "2021-07-01", {"by": "archives"}, (), "不能由自己替代"),
        ("archives", "2021-07-01", {"by": "seals"}, (SEALS_FILE, "duties:", "repealed: {on: 2021-01-01}\nduties:"), "也已废止"),
        ("seals", "2021-07-01", {}, (SEALS_FILE, "duties:", "repealed: {on: 2021-01-01}\nduties:"), "已经定于2021年1月1日废止"),
        ("seals", "2021-07-01", {}, (), "docs/rules/archives.md:17 《甲局档案管理办法》：《甲局印章管理办法》第三条"),
    ],
)
def test_repeal_refused(root: Path, act: str, on: str, more: dict[str, object], edit: tuple[str, ...], reason: str) -> None:
    corpus = edited(root, *edit) if edit else load(root)
    with pytest.raises(ChangeRefused) as refusal:
        repeal(corpus, act, day(on), TODAY, **more)
    assert reason in str(refusal.value)


def test_repeal_of_what_is_cited(root: Path, small: Corpus) -> None:
    change = repeal(small, "seals", day("2021-07-01"), TODAY, cited_anyway=True)
    assert change.notes == ("仍在引用：docs/rules/archives.md:17 《甲局档案管理办法》：《甲局印章管理办法》第三条",)
    repeal(small, "seals", day("2022-04-01"), TODAY)  # the citing act has expired by then
    ended = edited(root, ARCHIVES_FILE, "office:", "repealed: {on: 2021-06-30}\noffice:")
    repeal(ended, "seals", day("2021-07-01"), TODAY)
