"""What a new act says of itself and of others is shown to the reviewer where the rulebook does not bear it out."""

from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load
from tests.lawful.edits import ARCHIVES, SEALS, copy, put, row

NEW = "docs/rules/duty.md"
MADE = ("id: archives", "id: duty", "title: 甲局档案管理办法", "title: 甲局公务接待办法", "# 甲局档案管理办法", "# 甲局公务接待办法",
        "doc_no: 甲〔2020〕2号", "doc_no: 甲〔2021〕8号", "adopted: 2020-03-02", "adopted: 2021-03-02", "issued: 2020-03-03",
        "issued: 2021-03-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2021-04-01", "本办法试行二年。", "本办法由局办公室解释。")  # fmt: skip
OFFICE = "office: bureau-office\n---"
AGREED = (OFFICE, f"approved: {{body: bureau-office, on: 2021-03-02}}\n{OFFICE}")
DUTY = "duties:\n  - {{id: {}, article: art_1, who: 局办公室, office: bureau-office, what: {}, recurrence: TRIGGER=event}}\noffice: bureau-office\n---"


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (AGREED, []),
        ((), ["L313"]),
        ((*AGREED, OFFICE, DUTY.format("D9", "登记归档")), []),
        ((*AGREED, OFFICE, DUTY.format("D1", "登记归档")), ["H214"]),
        ((*AGREED, OFFICE, DUTY.format("D9", "缴费")), ["H219"]),
        ((*AGREED, OFFICE, f"expires: 2031-01-01\n{OFFICE}"), ["H219"]),
        ((*AGREED, "由局办公室解释。", "由局办公室解释，登记照《甲局请假办法》办。"), ["C122"]),
        ((*AGREED, "由局办公室解释。", "由局办公室解释，原《甲局请假办法》办过的不再办。"), []),
        (
            (*AGREED, "title: 甲局公务接待办法", "title: 甲局新请假办法", "# 甲局公务接待办法", "# 甲局新请假办法"),
            [],
        ),  # that one is over
        (
            (*AGREED, "title: 甲局公务接待办法", "title: 甲局新印章管理办法", "# 甲局公务接待办法", "# 甲局新印章管理办法"),
            ["H202"],
        ),
    ],
)
def test_table(root: Path, pairs: tuple[str, ...], told: list[str]) -> None:
    put("docs/rules/leave.md", "text: pending", "repealed: {on: 2021-01-01}\ntext: pending")(root)
    copy(ARCHIVES, NEW, *MADE)(root)
    put(NEW, *pairs)(root)
    assert [f.code for f in check(load(root)) if f.file == NEW and f.code not in {"H207", "R114"}] == told


def test_a_new_issuer(root: Path) -> None:
    for file in (ARCHIVES, "docs/rules/leave.md"):
        put(file, "document_type", "issuer: 甲局\ndocument_type")(root)
    copy(SEALS, NEW, "id: seals", "id: duty", "甲局印章", "甲局公务接待", "# 甲局印章", "# 甲局公务接待", "甲〔2020〕1号", "甲〔2020〕8号",
         "issuer: 甲局", "issuer: 丁市政府", *row("on: 2020-01-02, event: 勘误, note: 字"))(root)  # fmt: skip
    assert any("没有别的制度由它印发" in f.message for f in check(load(root)))
