"""Word out, Word in: the same text, with the same facts in the header."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.export.paper import act_paper
from rulebook.export.word import word
from rulebook.importer.docx.read import read_docx
from rulebook.markup.header import read_header
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from tests.sites import ROOT

DAY = dt.date(2026, 1, 1)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"^[|\s:-]+$")

MIXED = """---
id: mixed
title: 甲局茶水供应和开水间管理暂行办法（试行）
document_type: 办法
collection: rule
doc_no: x司办〔2021〕10号
issuer: 甲局
adopted: 2021-10-11
issued: 2021-10-13
effective: 2021-11-01
expires: 2023-10-31
state: adopted
---

# 甲局茶水供应和开水间管理暂行办法（试行）

（2021年10月11日局务会议通过）

为了节约用水，制定本办法。

## 第一部分　总则

### 第一章　目的

第一条　【目的】为了节约用水，根据《节约办法》（甲府〔2020〕3号），制定本办法。

本局各科室适用。

第一条之一　按下列方式供应：

（一）热水：

1.早班；

2.晚班。

（二）凉水。

| 时段 | 水温 |
| --- | --- |
| 上午<br>下午 | 90 \\| 95 |

### 无号的小标题

第二条　用量如下：

<table><tr><td rowspan="2">类</td><td colspan="2">量</td></tr><tr><td>大</td><td>小</td></tr><tr><td>茶</td><td>1</td><td>2</td></tr></table>

第三条　本办法由局办公室解释。

附件1

领用表

| 甲 | 乙 |
| --- | --- |
| 1 |  |
"""


def again(act: Act, text: Expression, folder: Path) -> tuple[str, list[str]]:
    """(new file, doubts) of the text once it has been through Word."""
    path = folder / "a.docx"
    path.write_bytes(word(act_paper(act, text, DAY)))
    (draft,) = read_docx(path)
    return draft.text, [f.message for f in draft.findings if f.code in {"D240", "D244", "D247"}]


def lines(file: str) -> list[str]:
    body = _COMMENT.sub("", split_header(file, "").body)
    return [re.sub(r"\s", "", line) for line in body.split("\n") if line.strip() and not _RULE.match(line)]


def same(act: Act, text: Expression, folder: Path) -> None:
    file, doubts = again(act, text, folder)
    assert lines(file) == lines(text.raw), act.id
    assert not doubts
    header, _ = read_header(split_header(file, "").header or "", "")
    facts = ("title", "doc_no", "adopted", "issued", "effective", "expires")
    assert header
    assert [getattr(header, key) for key in facts] == [getattr(text.header, key) for key in facts], act.id


def test_a_text_with_something_of_everything(tmp_path: Path) -> None:
    (tmp_path / "docs/rules").mkdir(parents=True)
    (tmp_path / "docs/rules/mixed.md").write_text(MIXED)
    act = load(tmp_path).acts["mixed"]
    same(act, act.newest, tmp_path)


def test_every_act_of_this_rulebook(tmp_path: Path) -> None:
    """Whatever texts stand here: the newest of each."""
    acts = [act for act in load(ROOT).acts.values() if act.header.text != "pending" and act.header.collection != "law"]
    if not acts:
        pytest.skip("no texts here")
    for act in acts:
        same(act, act.newest, tmp_path)


def test_edited_in_word_the_issue_note_is_still_no_word_of_the_text(tmp_path: Path) -> None:
    """Its style tells it apart, not its words."""
    (tmp_path / "docs/rules").mkdir(parents=True)
    (tmp_path / "docs/rules/mixed.md").write_text(MIXED)
    act = load(tmp_path).acts["mixed"]
    file, _ = again(act, act.newest, tmp_path)
    assert "x司办" in file.split("---")[1]
    assert "x司办" not in split_header(file, "").body
    assert "（2021年10月11日局务会议通过）" in file
