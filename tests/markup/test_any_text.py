"""Rules as people write them: the text, and how each is read (id, label, heading, words of what has an id)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulebook.markup.parse import parse
from rulebook.markup.unparse import unparse
from rulebook.model.finding import Level
from rulebook.model.provision import Document
from tests.any_texts import CASES, TITLES


def read(document: Document) -> list[str]:
    """What has an id, one line each: id label [heading] words."""
    out = []
    for node in document.walk():
        if node.eid:
            heading = f"[{node.heading}]" if node.heading else ""
            out.append(f"{node.eid} {node.label}{heading}{node.text}".replace("\n", "⏎"))
    return out


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reading(text: str, expected: list[str]) -> None:
    document, _ = parse(text)
    assert read(document) == expected
    assert unparse(document) == text


@pytest.mark.parametrize("text", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_windows_line_ends_are_read_alike(text: str) -> None:
    plain, _ = parse(text)
    document, _ = parse(text.replace("\n", "\r\n"))
    assert [line.replace("\r", "") for line in read(document)] == read(plain)
    assert unparse(document) == text.replace("\n", "\r\n")


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[t[0][:14] for t in TITLES])
def test_title(text: str, title: str) -> None:
    document, _ = parse(text)
    assert document.title == title
    assert unparse(document) == text


# text, code and words of the findings beside S110
COMPLAINTS = [
    ("第一条 甲。\n\n第四条 乙。\n", [("S101", "缺第二条、第三条。")]),
    ("第一条 甲。\n\n第九条 乙。\n", [("S101", "缺第二条至第八条。")]),
    ("## 第一章 甲\n\n第一条 甲。\n\n## 第五章 乙\n\n第二条 乙。\n", [("S101", "缺第二章至第四章。")]),
    ("## 第二章 甲\n\n第一条 甲。\n", [("S109", "从第二章开始，前面缺第一章。")]),
    ("第一条 甲：\n\n（一）乙；\n\n（四）丙。\n", [("S101", "缺（二）、（三）。")]),
    ("第一条 甲：\n\n（三）乙；\n\n（四）丙。\n", [("S101", "从（三）开始，前面缺（一）、（二）。")]),
    ("一、甲。\n\n二、乙。\n\n六、丙。\n", [("S101", "缺三至五。")]),
    ("二、甲。\n\n三、乙。\n", [("S101", "从二、开始，前面缺一。")]),
    ("第一条 甲。\n\n附件1\n\n甲\n\n附件4\n\n乙\n", [("S101", "缺附件二、附件三。")]),
    ("第一条 甲。\n\n附件二\n\n甲\n", [("S101", "从附件二开始，前面缺附件一。")]),
    ("第一条 甲。\n\n第二条 乙。第三条　丙。\n\n第四条 丁。\n", [("S101", "缺第三条。"), ("S107", "“第三条”写在一行的中间")]),
    ("¤ 第一条 甲。\n\n¤ 第二条 乙。\n", [("S113", "“第一条”前面有“¤”")]),
    ("一条 甲。\n\n二条 乙。\n", [("S113", "“一条”前面没有“第”")]),
    ("1条：甲。\n2条：乙。\n3条：丙。\n", [("S113", "没有读成条（共3处）。请写成“第1条”")]),
    ("第一条 甲。\n\n二条 乙。\n", []),
    ("讲了三条 意见。\n\n两条 建议。\n", []),
    ("| 第一条 | 甲 |\n| 第二条 | 乙 |\n", []),
    ("第一条 甲。第二条丙丁戊。\n", [("S107", "“第二条”写在一行的中间")]),
    ("## 第一章 甲\n\n第一条 甲。第二章 乙\n\n第二条 丁。\n", [("S107", "“第二章”写在一行的中间")]),
    ("第一条 甲。第二条规定的除外。\n\n第二条 乙。\n", []),
    ("第一条 甲。\n\n第一条 乙。\n", [("S102", "重复")]),
    ("## 第一章 甲\n\n第一条 甲。\n\n## 第二章 乙\n\n第一条 丙。\n\n第二条 丁。\n\n## 第三章 戊\n\n第一条 己。\n", [("S106", "开始了 3 次（第5、9、15行）")]),
    ("## 第一编 甲\n\n### 第一章 甲\n\n第一条 甲。\n\n### 第二章 乙\n\n第二条 甲。\n\n## 第二编 乙\n\n### 第三章 丙\n\n第三条 丁。\n", []),
    ("第一条 称为“甲。\n\n第二条 乙。\n", [("S108", "没有对应的")]),
    ("第一条 甲。\n\n乙办法\n\n第一条 丙。\n", [("S106", "是两件制度的请分成两个文件")]),
    ("第一条 甲。\n\n第三款 乙。\n", [("S112", "写的款号和次序不同的款（按次序算）（第5行）")]),
    ("第一条 甲。\n\n第二款 乙。\n", [("S112", "写在款前面的“第几款”（留在文字里）（第5行）")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), COMPLAINTS, ids=[c[0][:16] for c in COMPLAINTS])
def test_complaints(body: str, expected: list[tuple[str, str]]) -> None:
    findings = [f for f in parse("# 题\n\n" + body)[1] if f.code != "S110"]
    assert [f.code for f in findings] == [code for code, _ in expected]
    for finding, (_, words) in zip(findings, expected, strict=True):
        assert words in finding.message


def test_one_finding_says_what_was_read_as_what() -> None:
    text = "茶水办法\n\n第一章\n\n茶水\n\n**第一条** 自备。\n\n第二条\n\n归位。\n"
    (finding,) = parse(text)[1]
    assert (finding.code, finding.level, finding.line) == ("S110", Level.INFO, 1)
    for words in (
        "没有 # 的题名（第1行）",
        "号和名分两行的章、节（第3行）",
        "粗体、HTML 等排版记号里的条、章、项（第7行）",
        "单独一行的条号（第9行）",
    ):
        assert words in finding.message


PIECES = st.sampled_from(
    ["第一条", "第二条　", "第一章 ", "## ", "**", "<p>", "</p>", "\n\n", "\n", "（一）", "1.", "①", "1.1 ", "附件1\n", "一、", "“", "”",
     "《甲办法》", "目录\n", "……1", "# 题\n", "- ", "[第一条](#a)", "【标】", "甲乙。", "依照\n", "---\n", "第一條", "\r\n", "\u200b"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@example("一、目录\n# 题\n第一条")
@example("第一条</p>\u200b<p>")
@example("1.依照\n第一条---\n[第一条](#a)依照\n**")
def test_any_mixture_is_written_back(text: str) -> None:
    document, findings = parse(text)
    assert unparse(document) == text
    ids = [node.eid for node in document.walk() if node.eid]
    assert len(ids) == len(set(ids))
    assert all(1 <= finding.line <= text.count("\n") + 1 for finding in findings)
