"""What stands where in a Word file: headings, tables, annexes, signatures, lines that were cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts import FIRST, LAST, TITLE, body, comes_out, drafts
from tests.word import BR, abstract, cell, level, num, p, r, style, table


def control(inside: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="甲"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


# name: (paragraphs after the title, lines that come out after the title, words that a finding has)
CASES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "spread headings are closed up": ([p("第一章　总　则", centre=True), FIRST], ["## 第一章　总则", "第一条　为节约用水，制定本办法。"], []),
    "a chapter without a blank, centred": ([p("第一章总则", centre=True), FIRST], ["## 第一章　总则", "第一条　为节约用水，制定本办法。"], []),
    "a chapter and its name on two lines": ([p("第一章", centre=True), p("总则", centre=True), FIRST], ["## 第一章　总则", "第一条　为节约用水，制定本办法。"], []),
    "parts, chapters and sections": (
        [p("第一编　通则", centre=True), p("第一章　总则", centre=True), p("第一节　目的", centre=True), FIRST],
        ["## 第一编　通则", "### 第一章　总则", "#### 第一节　目的", "第一条　为节约用水，制定本办法。"],
        [],
    ),
    "a sentence that begins with 第二章 is text": ([FIRST, p("第二章规定的事项另行通知。")], ["第一条　为节约用水，制定本办法。", "第二章规定的事项另行通知。"], []),
    "headings in brackets stay": ([p("第一条　【目的】为节水。"), p("第二条（范围）适用于本局。")], ["第一条　【目的】为节水。", "第二条　（范围）适用于本局。"], []),
    "a heading alone in bold": ([p(r("第一条　目的", bold=True)), p("为节水。"), p(r("第二条　范围", bold=True)), p("（一）茶水；"), p("（二）开水。")],
        ["第一条　【目的】为节水。", "第二条　【范围】", "（一）茶水；", "（二）开水。"], ["条标"]),
    "a short article in plain letters is no heading": ([p("第一条　不得外借"), p("第二款另起。")], ["第一条　不得外借", "第二款另起。"], []),
    "a table in an article": ([p("第一条　如下："), table(["类", "量"], ["茶", "2|3"]), p("第二条　照办。")],
        ["第一条　如下：", "| 类 | 量 |", "| --- | --- |", "| 茶 | 2\\|3 |", "第二条　照办。"], []),
    "a rule in one column of a table": (
        [table([f"<w:tc>{p('第一条　自备。')}{p('（一）茶；')}</w:tc>"], ["第二条　归位。"])], ["第一条　自备。", "（一）茶；", "第二条　归位。"], ["已照正文读"]),
    "numbers beside the words": ([table(["第一条", "自备。"], ["第二条", "归位。"], ["第二条之一", "补登。"])],
        ["第一条　自备。", "第二条　归位。", "第二条之一　补登。"], ["已照正文读"]),
    "a table that compares": ([FIRST, table(["原条文", "修改后"], ["第一条　自备。", "第一条　公备。"])],
        ["第一条　为节约用水，制定本办法。", "| 原条文 | 修改后 |", "| --- | --- |", "| 第一条　自备。 | 第一条　公备。 |"], ["没有当作本件的条"]),
    "a merged table": ([p("第一条　如下："), table([cell("类", merge="restart"), cell("量", span=2)], [cell("", merge="continue"), "大", "小"])],
        ["第一条　如下：", '<table><tr><td rowspan="2">类</td><td colspan="2">量</td></tr><tr><td>大</td><td>小</td></tr></table>'], []),
    "a dropped capital": (['<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>' + r("第") + "</w:p>", p("一条　为节水。")], ["第一条　为节水。"], []),
    "headings without a number are no paragraph of the article above": (
        [p(r("第一部分 总则", bold=True), centre=True), FIRST, p("附　则", centre=True), p("第二条　照办。")],
        ["## 第一部分　总则", "第一条　为节约用水，制定本办法。", "## 附则", "第二条　照办。"], []),
    "a table in a cell, lines of a cell": (
        [p("第一条　如下："), table(["班次", f"<w:tc>{p('时间')}{table(['早', '八点'], ['晚', '六点'])}{p('另定', BR, '公布')}</w:tc>"], ["甲", "乙"])],
        ["第一条　如下：", "| 班次 | 时间<br>早　八点<br>晚　六点<br>另定<br>公布 |", "| --- | --- |", "| 甲 | 乙 |"], ["套着表格"]),
    "annexes": ([FIRST, p("附件1"), p("领用表", centre=True), table(["甲", "乙"], ["1", "2"])],
        ["第一条　为节约用水，制定本办法。", "附件1", "领用表", "| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |"], []),
    "a gap stays and is told": ([FIRST, p("第三条　照办。")], ["第一条　为节约用水，制定本办法。", "第三条　照办。"], ["缺第二条"]),
    "full width is kept and told": ([p("第１条　包括："), p("(一)茶。")], ["第１条　包括：", "(一)茶。"], ["全角数字", "半角括号"]),
    "a signature at the end is no text": ([FIRST, p("甲局"), p("2024年2月1日")], ["第一条　为节约用水，制定本办法。"], ["“2024年2月1日”"]),
    "whom to ask stands below the signature": (
        [FIRST, p("甲局"), p("2024年2月1日"), p("（联系人：甲科　　电话：0000）")], ["第一条　为节约用水，制定本办法。"], ["联系人：甲科", "正文之外"]),
    "a name of a chapter that goes on in the next line": (
        [p("第一章　茶水的供应、", centre=True), p("登记和领用", centre=True), FIRST], ["## 第一章　茶水的供应、登记和领用", "第一条　为节约用水，制定本办法。"], []),
    "a chapter whose name begins like a sentence and ends like a title": (
        [p("第一章　所有权取得的特别规定", centre=True), FIRST, p("第二章　规定的执行办法", centre=True), LAST],
        ["## 第一章　所有权取得的特别规定", "第一条　为节约用水，制定本办法。", "## 第二章　规定的执行办法", "第二条　本办法自2024年3月1日起施行。"], []),
    "a chapter without a blank at the margin": ([p("第一章总则"), FIRST], ["## 第一章　总则", "第一条　为节约用水，制定本办法。"], []),
    "总则 alone is a heading before the first article": ([p("总　则", centre=True), FIRST], ["## 总则", "第一条　为节约用水，制定本办法。"], []),
    "parts of a text in clauses": (
        [p("第一部分　总体要求", centre=True), p("一、目标"), p("第二部分　工作措施", centre=True), p("一、检查")],
        ["## 第一部分　总体要求", "一、目标", "## 第二部分　工作措施", "一、检查"], []),
    "the number of a page": ([FIRST, p("- 1 -", centre=True), LAST], ["第一条　为节约用水，制定本办法。", "第二条　本办法自2024年3月1日起施行。"], ["页码“- 1 -”"]),
    "a number alone on its line": ([p("第一条"), p("为节水。"), p("照办。"), p("第二条"), p("归位。")], ["第一条　为节水。", "照办。", "第二条　归位。"], []),
    "lines of a PDF as paragraphs": (
        [
            p("第一条　为了规范本局各科室的茶水管理工作，节约用水、用"), p("电，根据上级有关要求，结合本局的实际情况以及各个科室的需"), p("要，制定本办法。"),
            p("第二条　各科室应当指定专人负责茶水的领用和登记，并且按照"), p("办公室的要求，每月报送领用表。"), p("领用表保存三年。"),
        ],
        [
            "第一条　为了规范本局各科室的茶水管理工作，节约用水、用电，根据上级有关要求，结合本局的实际情况以及各个科室的需要，制定本办法。",
            "第二条　各科室应当指定专人负责茶水的领用和登记，并且按照办公室的要求，每月报送领用表。", "领用表保存三年。",
        ],
        ["第一条（第2段）一句话断成几段", "已经接成一段", "第二条（第5段）"],
    ),
    "one long paragraph without an end is told and left": (
        [p("第一条　各科室应当指定专人负责茶水的领用和登记"), p("领用表保存三年。")], ["第一条　各科室应当指定专人负责茶水的领用和登记", "领用表保存三年。"], ["没有接起来"]),
    "cells merged as old files do it": (
        [p("第一条　如下："), table(['<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>合</w:t></w:r></w:p></w:tc>', "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"], ["1", "2"])],
        ["第一条　如下：", '<table><tr><td colspan="2">合</td></tr><tr><td>1</td><td>2</td></tr></table>'], []),
    "cells merged downwards, twice in one row": (
        [p("第一条　如下："), table([cell("类", merge="restart"), "大", "1"], ["<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", "中", cell("2", merge="restart")], ["<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", "小", "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"])],
        ["第一条　如下：", '<table><tr><td rowspan="3">类</td><td>大</td><td>1</td></tr><tr><td>中</td><td rowspan="2">2</td></tr><tr><td>小</td></tr></table>'], []),
    "words of an item go on after its table": (
        [p("第一条　包括："), p("（一）茶："), table(["甲", "乙"], ["1", "2"]), p("上表每年调整；"), p("（二）水。")],
        ["第一条　包括：", "（一）茶：", "| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |", "上表每年调整；", "（二）水。"], []),
    "a page number in a frame": (
        [FIRST, '<w:p><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin"/></w:pPr><w:r><w:t>2</w:t></w:r></w:p>', LAST],
        ["第一条　为节约用水，制定本办法。", "第二条　本办法自2024年3月1日起施行。"], ["页码“2”"]),
    "content controls around paragraphs, rows and cells": (
        [control(p("第一条　甲") + p("（一）子；")), f"<w:tbl>{control('<w:tr>' + '<w:tc>' + p('类') + '</w:tc>' + control('<w:tc>' + p('量') + '</w:tc>') + '</w:tr>')}<w:tr><w:tc>{control(p('茶'))}</w:tc><w:tc>{p('2')}</w:tc></w:tr></w:tbl>", LAST],
        ["第一条　甲", "（一）子；", "| 类 | 量 |", "| --- | --- |", "| 茶 | 2 |", "第二条　本办法自2024年3月1日起施行。"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_shape(case: str, tmp_path: Path) -> None:
    paragraphs, expected, words = CASES[case]
    comes_out(tmp_path, paragraphs, expected, words)


def test_heading_styles_make_headings(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "第%1条", more='<w:pStyle w:val="H2"/>')) + num(1, 0)
    styles = style("H2", "heading 2", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    (draft,) = drafts(
        tmp_path,
        TITLE,
        p("目的", style="H2"),
        p("为节水。"),
        p("另一款。"),
        p("范围", style="H2"),
        p("本局。"),
        numbering=numbering,
        styles=styles,
    )
    assert body(draft)[1:] == ["第一条　【目的】为节水。", "另一款。", "第二条　【范围】本局。"]
