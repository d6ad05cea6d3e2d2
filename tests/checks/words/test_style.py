"""Findings on wording: the table's words and patterns, short names, closing chapters."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.lawful.ledger import append
from tests.sites import ROOT

TABLE = "find,instead,kind,reason\n必须,应当,词,义务用应当\n\\d+%,百分之五,式,百分数写汉字\n"
RULE = """---
id: seals
title: 甲局印章规定
collection: rule
effective: 2021-01-01
---

# 甲局印章规定

## 第一章　总则

第一条　【用印审批】BODY

## 第二章　附则

第二条　【HEADING】本规定自2021年1月1日起施行。LAST
"""


def findings(
    tmp_path: Path, body: str = "盖章应当审批。", heading: str = "施行", last: str = "", table: str | None = TABLE
) -> list[str]:
    docs = tmp_path / "docs"
    (docs / "rules").mkdir(parents=True)
    text = RULE.replace("BODY", body).replace("HEADING", heading).replace("LAST", last)
    (docs / "rules" / "seals.md").write_text(text, encoding="utf-8")
    if table is not None:
        (docs / "style").mkdir()
        (docs / "style" / "words.csv").write_text(table, encoding="utf-8")
    return [
        f"{Path(f.file).name}:{f.line}:{f.column}:{f.code}:{f.text}" for f in check(load(tmp_path)) if f.code.startswith("T3")
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"body": "盖章必须审批。"}, ["seals.md:12:13:T301:必须"]),
        ({"body": "抽查5%，不足的必须补。"}, ["seals.md:12:13:T301:5%", "seals.md:12:19:T301:必须"]),
        ({"body": "标明《必须》“必须审批”字样。"}, []),  # titles and quotations
        ({"body": "盖章必须审批。", "table": None}, []),  # a rulebook without a table
        ({"table": TABLE + "(,甲,式,写坏\n"}, ["words.csv:4:1:T302:("]),
        ({"body": "用印审批单（以下简称审批单）由局办公室保管，审批单存十年。"}, []),
        ({"body": "审批单存十年。用印审批单（以下简称审批单）由局办公室保管。"}, ["seals.md:12:1:T303:审批单"]),
        ({"body": "用印审批单（以下简称审批单）由局办公室保管。"}, ["seals.md:12:1:T303:审批单"]),
        ({"heading": "责任"}, ["seals.md:16:1:T304:责任"]),
        ({"heading": "施行和有效期"}, ["seals.md:16:1:T305:施行和有效期"]),
        ({"heading": "施行和有效期", "last": "有效期至2023年6月30日。"}, []),
    ],
)
def test_found(tmp_path: Path, change: dict[str, str], expected: list[str]) -> None:
    assert findings(tmp_path, **change) == expected


def test_a_published_word_waits_for_the_next_amendment(tmp_path: Path) -> None:
    """What is published is not changed for its wording, and nobody is told to."""
    findings(tmp_path, body="盖章必须审批。")
    (before,) = (f for f in check(load(tmp_path)) if f.code == "T301")
    assert "。请写成“应当”" in before.message
    append(tmp_path, load(tmp_path).acts.values(), dt.date(2021, 2, 1))
    (after,) = (f for f in check(load(tmp_path)) if f.code == "T301")
    assert "不必现在改，下次修正时写成“应当”" in after.message


def test_our_own_texts_are_clean() -> None:
    found = [f for f in check(load(ROOT)) if f.code.startswith("T3") or f.code in {"R114", "R115"}]
    assert found == []
