"""Revisions, comments and hidden words: never guessed, and what the command does with them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.drafts import FIRST, LAST, LISTS, TITLE, body, drafts, said
from tests.sites import ROOT
from tests.word import abstract, docx, level, num, p, r

REVISED = [
    TITLE,
    p("第一条　为", f'<w:del w:id="1">{r("节省", deleted=True)}</w:del>', f'<w:ins w:id="2">{r("节")}</w:ins>', f'<w:ins w:id="3">{r("约")}</w:ins>', "用水。"),
    p("第二条　照办", r("（待定）", hidden=True), "。", '<w:commentRangeStart w:id="5"/>', r("从速"), '<w:commentRangeEnd w:id="5"/>', '<w:r><w:commentReference w:id="5"/></w:r>'),
    p(f'<w:moveFrom w:id="6">{r("移走")}</w:moveFrom>', f'<w:moveTo w:id="7">{r("移来")}</w:moveTo>'),
]  # fmt: skip
COMMENTS = {"comments": f'<w:comment w:id="5">{p("几日之内？")}</w:comment>'}


def test_revisions_comments_and_hidden_words_ask_for_a_choice(tmp_path: Path) -> None:
    (asked,) = drafts(tmp_path, *REVISED, parts=COMMENTS)
    assert asked.text == ""
    for words in (
        "删除了“节省”",
        "插入了“节约”",
        "隐藏文字“（待定）”",
        "批注“几日之内？”，批在“从速”",
        "移动了“移走”",
        "--accept",
    ):
        assert words in said(asked), said(asked)
    taken, left = (drafts(tmp_path, *REVISED, parts=COMMENTS, accept=a)[0] for a in (True, False))
    assert body(taken)[1:] == ["第一条　为节约用水。", "第二条　照办。从速", "移来"]
    assert body(left)[1:] == ["第一条　为节省用水。", "第二条　照办。从速", "移走"]


def test_paragraph_marks_put_in_or_taken_out_join_or_split(tmp_path: Path) -> None:
    split = [
        TITLE,
        p("第一条　前半。", mark='<w:ins w:id="1"/>'),
        p("后半。"),
        p("第二条　甲。", mark='<w:del w:id="2"/>'),
        p("乙。"),
    ]
    taken, left = (drafts(tmp_path, *split, accept=a)[0] for a in (True, False))
    assert body(taken)[1:] == ["第一条　前半。", "后半。", "第二条　甲。乙。"]
    assert body(left)[1:] == ["第一条　前半。后半。", "第二条　甲。", "乙。"]


def test_rows_of_tables_are_revised_too(tmp_path: Path) -> None:
    row = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("删行")}</w:tc><w:tc>{p("2")}</w:tc></w:tr>'
    rows = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr>{row}<w:tr><w:tc>{p('丙')}</w:tc><w:tc>{p('丁')}</w:tc></w:tr></w:tbl>"
    taken, left = (drafts(tmp_path, TITLE, FIRST, rows, accept=a)[0] for a in (True, False))
    assert "删行" not in taken.text
    assert "| 删行 | 2 |" in left.text
    assert "删除了“表格的一行：删行2”" in said(taken)


def test_the_command_writes_nothing_it_was_not_sure_of_and_overwrites_nothing(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "rulebook", "import"]
    source, to = docx(tmp_path / "样.docx", TITLE, FIRST, LAST), tmp_path / "to"

    def command(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [*run, *map(str, arguments), "--to", str(to)], capture_output=True, text=True, check=False, env=environment
        )

    first = command(source)
    assert first.returncode == 0, first.stderr
    (written,) = to.iterdir()
    command(source)
    assert [*to.iterdir()] == [written]
    docx(source, TITLE, FIRST, p("第二条　改了。"))
    assert "没有覆盖" in command(source).stderr
    assert len([*to.iterdir()]) == 2
    asked = command(docx(tmp_path / "改.docx", *REVISED, parts=COMMENTS))
    assert asked.returncode == 1
    assert "接受" in asked.stderr
    assert len([*to.iterdir()]) == 2
    assert command("--accept", tmp_path / "改.docx").returncode == 0


def test_a_moved_item_is_counted_where_it_stands(tmp_path: Path) -> None:
    lists = abstract(0, level(0, "第%1条"), level(1, "（%2）")) + num(1, 0)
    gone, come = (
        p(f'<w:{kind} w:id="2">{r("茶；")}</w:{kind}>', num=(1, 1), mark=f'<w:{kind} w:id="3"/>')
        for kind in ("moveFrom", "moveTo")
    )
    moved = [TITLE, p("包括：", num=(1, 0)), '<w:moveFromRangeStart w:id="1" w:name="m"/>', gone, '<w:moveFromRangeEnd w:id="1"/>', p("水；", num=(1, 1)), come, p("末。", num=(1, 0))]  # fmt: skip
    taken, left = (drafts(tmp_path, *moved, accept=a, numbering=lists)[0] for a in (True, False))
    assert body(taken)[1:] == ["第一条　包括：", "（一）水；", "（二）茶；", "第二条　末。"]
    assert body(left)[1:] == ["第一条　包括：", "（一）茶；", "（二）水；", "第二条　末。"]


def test_a_number_that_was_put_in_as_a_revision_asks_too(tmp_path: Path) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="8" w:author="x"/></w:numPr>'
    paragraphs = [TITLE, p("甲。", num=(1, 0)), f"<w:p><w:pPr>{number}</w:pPr>{r('乙。')}</w:p>"]
    (asked,) = drafts(tmp_path, *paragraphs, numbering=LISTS)
    assert asked.text == ""
    assert "改了段落的编号" in said(asked)
    taken, left = (drafts(tmp_path, *paragraphs, numbering=LISTS, accept=a)[0] for a in (True, False))
    assert body(taken)[1:] == ["第一条　甲。", "第二条　乙。"]
    assert body(left)[1:] == ["第一条　甲。", "乙。"]


def test_a_comment_on_several_paragraphs_names_their_words(tmp_path: Path) -> None:
    begun = p("第一条　甲", '<w:commentRangeStart w:id="5"/>', "一。")
    ended = p("第二条　乙", '<w:commentRangeEnd w:id="5"/>', '<w:r><w:commentReference w:id="5"/></w:r>', "二。")
    (asked,) = drafts(tmp_path, TITLE, begun, ended, parts=COMMENTS)
    assert "批注“几日之内？”，批在“一。第二条　乙”" in said(asked)


def test_what_a_style_hides_is_hidden(tmp_path: Path) -> None:
    hidden = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    (asked,) = drafts(tmp_path, TITLE, FIRST, p("内部掌握。", style="H"), LAST, styles=hidden)
    assert asked.text == ""
    assert "隐藏文字“内部掌握。”" in said(asked)
