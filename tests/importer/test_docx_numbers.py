"""Automatic numbers, as Word shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.importer.docx.body import Body
from rulebook.importer.docx.formats import printed
from rulebook.importer.docx.package import RefusedFileError, open_package
from tests.word import abstract, docx, level, num, numbered, p, r, style

ARTICLE = level(0, "第%1条")
LISTS = abstract(0, ARTICLE, level(1, "（%2）"), level(2, "%3.", "decimal"))
CHAPTERS = abstract(0, level(0, "第%1章"), level(1, "第%2条", more='<w:lvlRestart w:val="0"/>'), level(2, "（%3）"))


def labels(path: Path, *, accept: bool = True) -> list[str]:
    return [block.label for block in Body(open_package(path), accept=accept).blocks() if block.words or block.label]


def sequence(*places: tuple[int, int]) -> list[str]:
    return [p("文字", num=place) for place in places]


CASES = {
    "levels below begin again": (LISTS + num(1, 0), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["第一条", "（一）", "（二）", "第二条", "（一）"]),
    "lvlRestart 0 never begins again": (CHAPTERS + num(1, 0), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["第一章", "第一条", "第二条", "第二章", "第三条"]),
    "lvlRestart 1 ignores the level between": (
        abstract(0, ARTICLE, level(1, "（%2）"), level(2, "%3.", "decimal", more='<w:lvlRestart w:val="1"/>')) + num(1, 0),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        ["第一条", "（一）", "1.", "（二）", "2.", "第二条", "1."],
    ),
    "lists of one abstract go on from each other": (LISTS + num(1, 0) + num(2, 0), [(1, 0), (2, 0), (1, 0)], ["第一条", "第二条", "第三条"]),
    "startOverride once, at first use": (LISTS + num(1, 0) + num(2, 0, s0=11), [(1, 0), (2, 0), (2, 0), (1, 0)], ["第一条", "第十一条", "第十二条", "第十三条"]),
    "startOverride of a level below": (LISTS + num(1, 0) + num(2, 0, s1=5), [(1, 0), (1, 1), (2, 1), (2, 1)], ["第一条", "（一）", "（五）", "（六）"]),
    "a level that was never counted shows its start": (
        abstract(0, level(0, "%1", "decimal", start=3), level(1, "%1.%2", "decimal")) + num(1, 0), [(1, 1), (1, 0), (1, 1)], ["3.1", "3", "3.1"],
    ),
    "no start means nought": (abstract(0, level(0, "%1.", "decimal", start=None)) + num(1, 0), [(1, 0), (1, 0)], ["0.", "1."]),
    "isLgl prints digits": (
        abstract(0, level(0, "第%1章"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0), [(1, 0), (1, 1)], ["第一章", "1.1"],
    ),
    "a list that is not there gives no number": (LISTS + num(1, 0), [(1, 0), (7, 0), (1, 0)], ["第一条", "", "第二条"]),
    "numId 0 takes the number away": (LISTS + num(1, 0), [(1, 0), (0, 0), (1, 0)], ["第一条", "", "第二条"]),
    "an override replaces the level": (
        LISTS + num(1, 0) + f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "条%1", "decimal", start=8)}</w:lvlOverride></w:num>',
        [(1, 0), (2, 0)], ["第一条", "条2"],
    ),
    "a link to a list style": (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + LISTS + num(1, 5) + num(2, 0), [(1, 0), (2, 0)], ["第一条", "第二条"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_counters(case: str, tmp_path: Path) -> None:
    numbering, places, expected = CASES[case]
    styles = style("L", "列表", properties=numbered(2), kind="numbering")
    assert labels(docx(tmp_path / "a.docx", *sequence(*places), numbering=numbering, styles=styles)) == expected


def test_numbers_come_down_through_styles_and_a_level_names_its_style(tmp_path: Path) -> None:
    numbering = abstract(
        0, level(0, "第%1章", more='<w:pStyle w:val="A"/>'), level(1, "第%2条", more='<w:pStyle w:val="B"/>')
    ) + num(4, 0)
    styles = (
        style("A", "章", properties=numbered(4))
        + style("B", "条", properties=numbered(4))  # Word takes the level from the list, whatever stands here
        + style("C", "条的样子", based="B")
        + style("D", "无号", based="B", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    body = [
        p("总则", style="A"),
        p("一", style="B"),
        p("二", style="C"),
        p("文字", style="D"),
        p("三", style="B"),
        p("无", style="B", num=(0, 0)),
    ]
    assert labels(docx(tmp_path / "a.docx", *body, numbering=numbering, styles=styles)) == [
        "第一章",
        "第一条",
        "第二条",
        "",
        "第三条",
        "",
    ]


def test_revisions_change_what_is_counted(tmp_path: Path) -> None:
    new = p(f'<w:ins w:id="1">{r("新条")}</w:ins>', num=(1, 0), mark='<w:ins w:id="2"/>')
    gone = p(f'<w:del w:id="3">{r("旧条", deleted=True)}</w:del>', num=(1, 0), mark='<w:del w:id="4"/>')
    body = [p("甲", num=(1, 0)), new, gone, p("乙", num=(1, 0))]
    path = docx(tmp_path / "a.docx", *body, numbering=LISTS + num(1, 0))
    for accept, words in ((True, ["第一条甲", "第二条新条", "第三条乙"]), (False, ["第一条甲", "第二条旧条", "第三条乙"])):
        assert [b.words for b in Body(open_package(path), accept=accept).blocks() if b.words] == words


def test_hidden_paragraphs_and_bullets_are_not_counted(tmp_path: Path) -> None:
    numbering = LISTS + abstract(3, level(0, "●", "bullet")) + num(1, 0) + num(2, 3)
    hidden = p(r("看不见", hidden=True), num=(1, 0), mark="<w:vanish/>")
    path = docx(tmp_path / "a.docx", p("甲", num=(1, 0)), hidden, p("点", num=(2, 0)), p("乙", num=(1, 0)), numbering=numbering)
    assert [b.words for b in Body(open_package(path), accept=True).blocks() if b.words] == ["第一条甲", "点", "第二条乙"]


FORMATS = [
    ("chineseCounting", {9: "九", 10: "十", 21: "二十一", 100: "一○○"}),
    ("chineseCountingThousand", {11: "十一", 101: "一百零一", 110: "一百一十"}),
    ("taiwaneseCountingThousand", {20: "二十"}),
    ("ideographDigital", {10: "一〇", 12: "一二"}),
    ("taiwaneseDigital", {10: "一○"}),
    ("japaneseCounting", {10: "十"}),
    ("ideographEnclosedCircle", {1: "㈠", 11: "11"}),
    ("0001, 0002, 0003, ...", {7: "0007"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {12: "亥"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑"}),
    ("decimalEnclosedParen", {3: "⑶"}),
    ("chineseLegalSimplified", {12: "拾贰"}),
    ("lowerLetter", {1: "a", 27: "aa", 28: "bb"}),
    ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
    ("decimalZero", {7: "07"}),
    ("none", {1: ""}),
    ("whatever", {7: "7"}),
]


@pytest.mark.parametrize(("number_format", "cases"), FORMATS, ids=[name for name, _ in FORMATS])
def test_formats(number_format: str, cases: dict[int, str]) -> None:
    assert {n: printed(n, number_format) for n in cases} == cases


@pytest.mark.parametrize("promised", [True, False])
def test_numbers_without_a_list_part_are_refused(tmp_path: Path, promised: bool) -> None:
    relation = '<Relationship Id="r9" Type="http://x/numbering" Target="numbering.xml"/>' if promised else ""
    with pytest.raises(RefusedFileError, match="编号"):
        Body(open_package(docx(tmp_path / "a.docx", p("甲", num=(1, 0)), relations=relation)), accept=True).blocks()


def test_circles_are_refused(tmp_path: Path) -> None:
    styles = style("A", "甲", based="B") + style("B", "乙", based="A")
    with pytest.raises(RefusedFileError, match="循环"):
        Body(open_package(docx(tmp_path / "a.docx", p("甲", style="A"), styles=styles)), accept=True)
    lists = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + num(1, 5)
    looping = docx(
        tmp_path / "b.docx",
        p("甲", num=(1, 0)),
        numbering=lists,
        styles=style("L", "列表", properties=numbered(1), kind="numbering"),
    )
    with pytest.raises(RefusedFileError, match="循环"):
        Body(open_package(looping), accept=True).blocks()
