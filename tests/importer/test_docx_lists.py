"""Numbers that Word counts, in the text that comes out: lists, styles, overrides, numbers typed between."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.markup.parse import parse
from tests.drafts import LISTS, TITLE, body, comes_out, drafts, said
from tests.word import abstract, level, num, numbered, p, style, table

LEVELS = abstract(0, level(0, "第%1条"), level(1, "（%2）"), level(2, "%3.", "decimal"), level(3, "（%4）", "decimal"), level(4, "%5", "decimalEnclosedCircleChinese"))  # fmt: skip
CHAPTERS = abstract(0, level(0, "第%1章", more='<w:pStyle w:val="Z"/>'), level(1, "第%2条", more='<w:lvlRestart w:val="0"/><w:pStyle w:val="T"/>'), level(2, "（%3）"))  # fmt: skip
LOOKS = style("Z", "章标题", properties=numbered(1)) + style("T", "条", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')  # fmt: skip
OWN = style("T", "条", properties=numbered(1))
_FORMAT = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
ZEROS = abstract(0, f'<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">{_FORMAT}</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="第%1条"/></w:lvl>')  # fmt: skip
EMPTY = f"<w:tc>{p(num=(2, 0))}</w:tc>"


def at(words: str, numbered_level: int) -> str:
    """A paragraph of the style 条 that says only its level."""
    return f'<w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:ilvl w:val="{numbered_level}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


# name: (lists, styles, paragraphs after the title, lines that come out after the title, words that a finding has)
CASES: dict[str, tuple[str, str, list[str], list[str], list[str]]] = {
    "articles begin again in a later chapter by an override": (
        CHAPTERS + num(1, 0) + num(2, 0, s1=1), LOOKS,
        [p("总则", style="Z"), p("甲。", style="T"), p("乙。", style="T"), p("子；", num=(1, 2)), p("分则", style="Z"), p("丙。", style="T", num=(2, 1)), p("丁：", style="T", num=(2, 1)), p("寅。", num=(2, 2))],
        ["## 第一章　总则", "第一条　甲。", "第二条　乙。", "（一）子；", "## 第二章　分则", "第一条　丙。", "第二条　丁：", "（一）寅。"], ["条号从第一条开始了 2 次"],
    ),
    "a 款 of a numbered style without its number": (
        LEVELS + num(1, 0), OWN, [p("甲。", style="T"), p("第二款的话。", style="T", num=(0, 0)), p("乙。", style="T")], ["第一条　甲。", "第二款的话。", "第二条　乙。"], [],
    ),
    "a style gives the list, a paragraph its level": (
        abstract(0, level(0, "第%1条"), level(1, "（%2）")) + num(1, 0), OWN, [p("甲：", style="T"), at("子；", 1), p("乙。", style="T")], ["第一条　甲：", "（一）子；", "第二条　乙。"], [],
    ),
    "a table between two items, its rows numbered": (
        LEVELS + abstract(1, level(0, "%1", "decimal")) + num(1, 0) + num(2, 1), "",
        [p("包括：", num=(1, 0)), p("茶：", num=(1, 1)), table(["序号", "名"], [EMPTY, "绿茶"], [EMPTY, "红茶"]), p("水。", num=(1, 1)), p("乙。", num=(1, 0))],
        ["第一条　包括：", "（一）茶：", "| 序号 | 名 |", "| --- | --- |", "| 1 | 绿茶 |", "| 2 | 红茶 |", "（二）水。", "第二条　乙。"], [],
    ),
    "five levels": (
        LEVELS + num(1, 0), "", [p(words, num=(1, n)) for n, words in enumerate(["甲：", "子：", "丑：", "寅：", "卯。"])] + [p("乙。", num=(1, 0))],
        ["第一条　甲：", "（一）子：", "1.丑：", "（1）寅：", "①卯。", "第二条　乙。"], [],
    ),
    "items of a list of their own under typed articles": (
        abstract(0, level(0, "（%1）")) + num(1, 0) + num(2, 0, s0=1), "",
        [p("第一条　甲："), p("子；", num=(1, 0)), p("丑。", num=(1, 0)), p("第二条　乙："), p("寅。", num=(2, 0))],
        ["第一条　甲：", "（一）子；", "（二）丑。", "第二条　乙：", "（一）寅。"], [],
    ),
    "items that go on from the article before are told": (
        abstract(0, level(0, "（%1）")) + num(1, 0), "", [p("第一条　甲："), p("子。", num=(1, 0)), p("第二条　乙："), p("寅。", num=(1, 0))],
        ["第一条　甲：", "（一）子。", "第二条　乙：", "（二）寅。"], ["（二）"],
    ),
    "a text that begins at a later article is told": (
        LEVELS + num(1, 0, s0=5), "", [p("甲。", num=(1, 0)), p("乙。", num=(1, 0))], ["第五条　甲。", "第六条　乙。"], ["正文从第五条开始"],
    ),
    "blanks in the number's own words": (
        abstract(0, level(0, "第 %1 条　", more='<w:suff w:val="nothing"/>')) + num(1, 0), "", [p("【目的】甲。", num=(1, 0))], ["第一条　【目的】甲。"], [],
    ),
    "numbers with noughts by a custom format": (
        ZEROS + num(1, 0),
        "", [p("甲。", num=(1, 0))], ["第001条　甲。"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lists(case: str, tmp_path: Path) -> None:
    lists, styles, paragraphs, expected, words = CASES[case]
    comes_out(tmp_path, paragraphs, expected, words, numbering=lists, styles=styles)


def test_a_typed_number_stands_between_automatic_ones(tmp_path: Path) -> None:
    auto = p("照办。", num=(1, 0))
    (draft,) = drafts(tmp_path, TITLE, auto, p("第一条之一　另办。"), auto, numbering=LISTS)
    assert body(draft)[1:] == ["第一条　照办。", "第一条之一　另办。", "第二条　照办。"]
    assert [a.eid for a in parse(draft.text)[0].articles()] == ["art_1", "art_1-1", "art_2"]


def test_what_is_counted_and_typed_too_is_written_once(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, TITLE, p("第一条　为节水。", num=(1, 0)), p("第三条　照办。", num=(1, 0)), numbering=LISTS)
    assert body(draft)[1:] == ["第一条　为节水。", "第二条　第三条　照办。"]
    assert "第一条（第2段）的编号重复" in said(draft)


def test_counted_figures_do_not_run_into_the_words(tmp_path: Path) -> None:
    lists = abstract(0, level(0, "%1.", "decimal"), level(1, "%1.%2", "decimal")) + num(1, 0)
    rows = f"<w:tbl><w:tr><w:tc>{p('5元', num=(1, 0))}</w:tc><w:tc>{p('茶')}</w:tc></w:tr></w:tbl>"
    (draft,) = drafts(
        tmp_path, TITLE, p("第一条　分组："), p("3人一组；", num=(1, 0)), p("4人一组。", num=(1, 1)), rows, numbering=lists
    )
    assert body(draft)[2:4] == ["1. 3人一组；", "1.1 4人一组。"]
    assert "2. 5元" in draft.text


def test_numbers_of_a_list_that_is_not_there_are_told(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, TITLE, p("照办。", num=(1, 0)), p("另办。", num=(9, 0)), numbering=LISTS)
    assert "有1段指向的自动编号列表不在文件里" in said(draft)
