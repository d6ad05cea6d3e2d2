"""Which acts a Word file holds: notices, orders and collections, titles and what stands around a text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import split_header
from tests.drafts import FIRST, LAST, LISTS, TITLE, body, drafts, said
from tests.word import PAGE, field, num, p, r, table, title

NOTICE = [
    p(r("甲局文件", size=84), centre=True),
    p("甲局〔2024〕5号", centre=True),
    title("甲局关于印发《甲局茶水管理办法》的通知"),
    p("各科室："),
    p("《甲局茶水管理办法》已经2024年2月2日局务会议审议通过，现印发给你们。《旧办法》（甲局〔2019〕7号）同时废止。"),
    p("甲局"),
    p("2024年2月6日"),
    p("（此件公开发布）"),
    title("甲局茶水管理办法", page=True),
    FIRST,
    p("第二条　本办法自印发之日起施行。"),
    table(["抄送：乙局。"], ["甲局办公室　2024年2月6日印发"]),
]


def test_the_cover_of_a_notice_becomes_header(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, *NOTICE)
    assert body(draft) == ["# 甲局茶水管理办法", "第一条　为节约用水，制定本办法。", "第二条　本办法自印发之日起施行。"]
    header, findings = read_header(split_header(draft.text, "").header or "", "")
    assert header
    assert not findings
    assert (header.doc_no, header.issuer, header.state) == ("甲局〔2024〕5号", "甲局", "draft")
    assert (header.adopted, header.issued, header.effective) == (dt.date(2024, 2, 2), dt.date(2024, 2, 6), dt.date(2024, 2, 6))
    for words in ("各科室：", "同时废止", "抄送：乙局", "此件公开发布"):
        assert words in said(draft)


def test_one_notice_issues_several_acts(tmp_path: Path) -> None:
    """The second one is no annex of the first, and has the same number."""
    head = [p("甲局〔2024〕5号", centre=True), title("关于印发《甲局茶水管理办法》等两项制度的通知"), p("各科室：")]
    issued = [p("现将《甲局茶水管理办法》《甲局门卫管理规定》印发给你们。"), p("甲局"), p("2024年2月6日")]
    first = [p("附件1", page=True), TITLE, FIRST, p("附件"), p("茶水领用流程", centre=True), p("一、填表。")]
    second = [p("附件2", page=True), title("甲局门卫管理规定"), p("第一条　为值守。")]
    found = drafts(tmp_path, *head, *issued, *first, *second)
    assert [draft.title for draft in found] == ["甲局茶水管理办法", "甲局门卫管理规定"]
    assert body(found[0])[1:] == ["第一条　为节约用水，制定本办法。", "附件", "茶水领用流程", "一、填表。"]
    for draft in found:
        assert "doc_no: 甲局〔2024〕5号\nissuer: 甲局\nissued: 2024-02-06" in draft.text


def test_a_notice_in_plain_letters_is_still_the_cover_of_its_rule(tmp_path: Path) -> None:
    notice = [
        "关于印发《甲局茶水管理办法》的通知",
        "各科室：",
        "现印发《甲局茶水管理办法》，请执行。",
        "甲局",
        "2024年2月6日",
        "甲局茶水管理办法",
    ]
    (draft,) = drafts(tmp_path, *map(p, notice), FIRST, LAST)
    assert body(draft) == ["# 甲局茶水管理办法", "第一条　为节约用水，制定本办法。", "第二条　本办法自2024年3月1日起施行。"]
    assert "issued: 2024-02-06" in draft.text


def test_the_head_of_a_notice_may_be_laid_out_in_a_table(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, table(["甲 局 文 件"], ["甲局〔2024〕7号"]), *NOTICE[2:])
    assert "doc_no: 甲局〔2024〕7号" in draft.text


def test_a_collection_is_split_into_its_acts(tmp_path: Path) -> None:
    contents = p(field('TOC \\o "1-1"', "甲局茶水管理办法 1"))
    numbering = LISTS + num(2, 0, s0=1)
    body_ = [
        title("甲局制度汇编"), p("（2024年版）", centre=True), PAGE, p("目　录", centre=True), contents, PAGE,
        title("甲局茶水管理办法"), p("（甲局〔2023〕1号　2023年5月1日印发）", centre=True), p("为节水，制定本办法。", num=(1, 0)), p("照办。", num=(1, 0)),
        title("甲局门卫管理规定（试行）", page=True), p("为值守，制定本规定。", num=(2, 0)), p("照办。", num=(2, 0)), PAGE,
        title("甲局读书活动方案"), p("一、时间"), p("四月。"),
    ]  # fmt: skip
    found = drafts(tmp_path, *body_, numbering=numbering)
    assert [draft.title for draft in found] == ["甲局茶水管理办法", "甲局门卫管理规定（试行）", "甲局读书活动方案"]
    assert body(found[1])[1:] == ["第一条　为值守，制定本规定。", "第二条　照办。"]
    assert body(found[2])[1:] == ["一、时间", "四月。"]
    assert "doc_no: 甲局〔2023〕1号" in found[0].text
    assert "issued: 2023-05-01" in found[0].text
    assert "甲局制度汇编" in said(*found)
    assert "目　录" in said(*found)


@pytest.mark.parametrize("number", ["", "一、"])
def test_the_table_at_the_end_of_an_act_stays_with_it(number: str, tmp_path: Path) -> None:
    """Titles of a 汇编 may be numbered, and an annex may end with its table."""
    first = [title(f"{number}甲局茶水管理办法"), FIRST, p("附件"), table(["甲", "乙"], ["1", "2"])]
    second = [title(f"{number.replace('一', '二')}甲局门卫管理规定"), p("第一条　为值守。")]
    found = drafts(tmp_path, title("甲局制度汇编"), PAGE, *first, *second)
    assert [draft.title for draft in found] == ["甲局茶水管理办法", "甲局门卫管理规定"]
    assert body(found[0])[-3:] == ["| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |"]
    assert body(found[1])[1:] == ["第一条　为值守。"]


@pytest.mark.parametrize(("one", "two"), [("一、", "二、"), ("（一）", "（二）"), ("1.", "2.")])
def test_short_titles_with_numbers_part_a_compilation(one: str, two: str, tmp_path: Path) -> None:
    first = [p(f"{one}学习制度", centre=True), p("第一条　每周学习。"), p("第二条　做笔记。")]
    second = [p(f"{two}请假制度", centre=True), p("第一条　请假须批准。")]
    found = drafts(tmp_path, title("甲局制度汇编"), *first, *second)
    assert [draft.title for draft in found] == ["学习制度", "请假制度"]
    assert body(found[1])[1:] == ["第一条　请假须批准。"]


def test_one_numbered_heading_over_a_first_article_is_no_title(tmp_path: Path) -> None:
    parts = [p("一、请假程序", centre=True), p("第一条　批准。"), p("二、奖惩", centre=True), p("第二条　奖。")]
    (draft,) = drafts(tmp_path, title("甲局工作规定"), *parts)
    assert draft.title == "甲局工作规定"
    assert body(draft)[1] == "一、请假程序"


def test_the_number_in_a_box_is_one_line_of_it(tmp_path: Path) -> None:
    words = f"{p('甲局文件')}{p('甲局〔2024〕9号')}"
    two = f"<w:r><w:pict><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></w:pict></w:r>"
    (draft,) = drafts(tmp_path, p(two), TITLE, FIRST)
    assert "doc_no: 甲局〔2024〕9号" in draft.text


def test_a_list_of_chapters_below_the_title_is_no_text(tmp_path: Path) -> None:
    listed = [p("目　录", centre=True), p("第一章　总则"), p("第二章　附则………3")]
    chapters = [p("第一章　总则", centre=True), FIRST, p("第二章　附则", centre=True), LAST]
    (draft,) = drafts(tmp_path, TITLE, *listed, *chapters)
    assert body(draft)[1:] == [
        "## 第一章　总则",
        "第一条　为节约用水，制定本办法。",
        "## 第二章　附则",
        "第二条　本办法自2024年3月1日起施行。",
    ]
    assert "目录没有写入正文" in said(draft)


def test_an_order_gives_its_number_and_no_name_of_a_person(tmp_path: Path) -> None:
    order = [p(r("甲局令", size=72), centre=True), p("第12号", centre=True), p("现予公布。"), p("局长　某某"), p("2024年1月5日")]
    (draft,) = drafts(tmp_path, *order, title("甲局茶水管理办法", page=True), FIRST)
    assert "doc_no: 甲局令第12号" in draft.text
    assert "某某" not in draft.text


def test_the_rules_of_an_annex_are_no_act_of_their_own(tmp_path: Path) -> None:
    found = drafts(tmp_path, TITLE, FIRST, p("附件1"), title("茶水领用实施细则"), p("第一条　领用登记。"))
    assert [draft.title for draft in found] == ["甲局茶水管理办法"]
    assert [a.text for a in parse(found[0].text)[0].annexes] == ["附件1"]


def test_a_title_on_two_lines_is_joined(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, title("甲局茶水"), title("管理办法"), p("（试行）", centre=True), FIRST)
    assert draft.title == "甲局茶水管理办法（试行）"


def test_a_title_in_a_text_box_is_the_title(tmp_path: Path) -> None:
    boxed = f"<w:r><w:pict><v:textbox><w:txbxContent>{TITLE}</w:txbxContent></v:textbox></w:pict></w:r>"
    (draft,) = drafts(tmp_path, p(boxed), FIRST)
    assert body(draft) == ["# 甲局茶水管理办法", "第一条　为节约用水，制定本办法。"]
    assert "文本框" in said(draft)


def test_the_list_of_annexes_of_a_notice_is_cover_and_its_second_annex_is_one_of_the_act(tmp_path: Path) -> None:
    listed = [*NOTICE[1:5], p("附件：1.甲局茶水管理办法"), p("　　　2.茶水登记表"), *NOTICE[5:7]]
    annex = [p("附件2", page=True), p("茶水登记表", centre=True), table(["日期", "数量"], ["", ""])]
    (draft,) = drafts(tmp_path, *listed, p("附件1", page=True), TITLE, FIRST, *annex)
    assert body(draft)[1:] == [
        "第一条　为节约用水，制定本办法。",
        "附件2",
        "茶水登记表",
        "| 日期 | 数量 |",
        "| --- | --- |",
        "|  |  |",
    ]


def test_two_notices_in_one_file_each_give_their_number_to_their_act(tmp_path: Path) -> None:
    first = [p("甲局〔2024〕9号", centre=True), *NOTICE[2:7], TITLE, FIRST]
    head = [p("甲局〔2024〕10号", centre=True, page=True), title("甲局关于印发《甲局门卫管理规定》的通知"), p("各科室：")]
    second = [*head, p("现印发《甲局门卫管理规定》。"), p("甲局"), p("2024年3月6日"), title("甲局门卫管理规定", page=True), FIRST]
    found = drafts(tmp_path, *first, *second)
    assert [draft.title for draft in found] == ["甲局茶水管理办法", "甲局门卫管理规定"]
    assert ["doc_no: 甲局〔2024〕9号" in found[0].text, "doc_no: 甲局〔2024〕10号" in found[1].text] == [True, True]


def test_two_acts_follow_each_other_without_a_page_or_a_list_of_them(tmp_path: Path) -> None:
    numbering = LISTS + num(2, 0, s0=1)
    second = [title("甲局门卫管理规定"), p("（试行）", centre=True), p("乙。", num=(2, 0))]
    found = drafts(tmp_path, TITLE, p("甲。", num=(1, 0)), p(), *second, numbering=numbering)
    assert [body(draft) for draft in found] == [
        ["# 甲局茶水管理办法", "第一条　甲。"],
        ["# 甲局门卫管理规定（试行）", "第一条　乙。"],
    ]
