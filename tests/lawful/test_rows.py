"""Rows of 沿革 as people write them, and on which text they stand."""

from pathlib import Path

import pytest

from rulebook.corpus.registry import Row, former_names
from rulebook.corpus.settle import settled
from rulebook.model.header import Header
from tests.lawful.edits import (
    AMEND,
    ENDED,
    FROZEN,
    SEALS,
    SUCCESSOR,
    TRIAL,
    Edit,
    all_of,
    copy,
    errors,
    put,
    recorded,
    row,
)

AMENDED = all_of(put(SEALS, *AMEND, "5个工作日", "3个工作日"), recorded)


def says(words: str) -> Edit:
    """A successor whose closing article says this of the act on trial."""
    return all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", words), put(TRIAL, *ENDED))


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: 第二条, doc_no: 甲〔2021〕3号, effective: 2021-06-01")), []),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: 第三条第一款第（二）项, doc_no: 甲〔2021〕3号, effective: 2021-06-01")), []),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: 第九十九条, doc_no: 甲〔2021〕3号, effective: 2021-06-01")), ["R205"]),
        (put(SEALS, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: 印发机关, note: 印发机关登记错了")), []),
        (put(SEALS, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: 责任科室, note: 登记错了")), ["L303", "L307"]),
        (says("自本办法施行之日起，废止《甲局值班办法》。"), []),
        (says("同时废止《甲局值班办法》。"), []),
        (says("《甲局值班办法》（甲〔2020〕8号）同时废止。"), []),
        (says("《甲局值班办法》（第一条）同时废止。"), ["L303"]),
        (says("《甲局值班办法》（第一条、第二条）同时废止。"), ["L303"]),
        (put(SEALS, *row("on: 2020-05-05, event: 修正, doc_no: 甲〔2020〕3号, effective: 2020-05-06"),
             *row("on: 2021-05-01, event: 登记更正, item: history, note: 补登")), ["L307"]),
        (put(SEALS, *row("on: 2019-05-05, event: 制定, doc_no: 甲〔2019〕3号, effective: 2019-05-06"),
             *row("on: 2021-05-01, event: 登记更正, item: history, note: 补登")), ["L307"]),
        (put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-09-02, event: 登记更正, item: office, note: 原由政治处负责")), ["L311"]),
        (put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-09-02, event: 登记更正, item: history, note: 可以不照办")), ["L311"]),
        (says("不废止《甲局值班办法》。"), ["L303"]),
        (says("建议废止《甲局值班办法》。"), ["L303"]),
        (all_of(AMENDED, put(FROZEN, *row("on: 2021-10-01, event: 废止, doc_no: 甲〔2021〕12号, effective: 2021-12-01"))), ["L307"]),
        (all_of(AMENDED, put(FROZEN, *row("on: 2021-10-01, event: 部分失效, item: art_2, doc_no: 甲〔2021〕12号, effective: 2021-12-01"))), ["L307"]),
        (all_of(AMENDED, put(SEALS, "event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01}\n",
                             "event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01}\n  - {on: 2021-10-01, event: 废止, doc_no: 甲〔2021〕12号, effective: 2021-12-01}\n")), []),
    ],
)  # fmt: skip
def test_rows(root: Path, edit: Edit, told: list[str]) -> None:
    edit(root)
    assert [line.split()[0] for line in errors(root)] == told


def test_items_in_words() -> None:
    header = Header.model_validate(
        {
            "id": "a", "title": "甲", "document_type": "办法", "collection": "rule", "effective": "2020-01-01", "adopted": "2019-12-01",
            "history": [{"on": "2021-01-01", "event": "部分失效", "item": "第十二条之一第二款", "effective": "2021-02-01"}],
        }
    )  # fmt: skip
    assert list(settled(header).article_status) == ["art_12-1__para_2"]


@pytest.mark.parametrize("day", ["2026-11-30", "2026年11月30日", "2026.11.30", "2026/11/30"])
def test_days_of_former_names(day: str) -> None:
    found = former_names(Row("offices.csv", 2, {"former": f"政治部 {day}"}))
    assert [(name, str(until)) for name, until in found] == [("政治部", "2026-11-30")]
