"""Headers changed as text: the change is there, every other byte stays."""

import pytest

from rulebook.markup import header_edit, yamlmap

HEADER = "id: x\ntitle: 甲 # 题名\neffective: 2020-01-01   # 施行\nbasis: [{id: a}]\nhistory:\n- on: 2020-01-01\n  event: 制定  # 首次\n# 尾注\nstate: adopted\n"


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("effective", "2021-01-01", "effective: 2020-01-01   # 施行", "effective: 2021-01-01   # 施行"),
        ("title", "乙", "title: 甲 # 题名", "title: 乙 # 题名"),
        ("expires", "2022-01-01", "# 施行\n", "# 施行\nexpires: 2022-01-01\n"),
        ("renumbered", "{art_1: art_2}", "# 首次\n", "# 首次\nrenumbered: {art_1: art_2}\n"),
        ("basis", "[]", "basis: [{id: a}]", "basis: []"),
        ("doc_no", "甲〔2020〕1号", "# 题名\n", "# 题名\ndoc_no: 甲〔2020〕1号\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_put(key: str, value: str, old: str, new: str, newline: str) -> None:
    header, old, new = (text.replace("\n", newline) for text in (HEADER, old, new))
    assert header_edit.put(header, key, value) == header.replace(old, new)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER, HEADER.replace("# 首次\n", "# 首次\n- {on: x}\n")),
        ("id: x\nhistory: [] # 无\n", "id: x\nhistory: [{on: x}] # 无\n"),
        ("id: x\nhistory: [{on: y}] # 有\n", "id: x\nhistory: [{on: y}, {on: x}] # 有\n"),
        ("id: x\nhistory: [\n  {on: y},\n  {on: z}\n]\n", "id: x\nhistory: [\n  {on: y},\n  {on: z}, {on: x}\n]\n"),
        ("id: x\nhistory:\nstate: adopted\n", "id: x\nhistory:\n  - {on: x}\nstate: adopted\n"),
        ("id: x\nstate: adopted\n", "id: x\nhistory:\n  - {on: x}\nstate: adopted\n"),
        (
            "id: x\nhistory:\n    - {on: y, note: >-\n        a}\nstate: adopted\n".replace(">-\n        ", ""),
            "id: x\nhistory:\n    - {on: y, note: a}\n    - {on: x}\nstate: adopted\n",
        ),
        (
            "id: x\nhistory:\n  - on: y\n    note: |\n      甲\n\nstate: a\n",
            "id: x\nhistory:\n  - on: y\n    note: |\n      甲\n  - {on: x}\n\nstate: a\n",
        ),
    ],
)
def test_append(header: str, expected: str) -> None:
    assert header_edit.append(header, "history", "{on: x}") == expected


def test_drop() -> None:
    assert header_edit.drop(HEADER, "history") == HEADER.replace("history:\n- on: 2020-01-01\n  event: 制定  # 首次\n", "")
    assert header_edit.drop(HEADER, "effective") == HEADER.replace("effective: 2020-01-01   # 施行\n", "")
    assert header_edit.drop(HEADER, "expires") == HEADER


@pytest.mark.parametrize(
    "text",
    [
        "甲，乙",
        "a, b",
        "甲: 乙",
        "甲 #1",
        "true",
        "12",
        "{",
        "- 甲",
        "“销价”更正为“销假”",
        '引"号"',
        "2021-01-01",
        "[甲]",
        "&甲",
        "甲,乙",
        "*",
        "甲:",
        "甲\n乙",
    ],
)
def test_scalars_read_back(text: str) -> None:
    row = header_edit.flow({"note": text, "on": "2020-01-01"})
    assert yamlmap.load(f"a: {row}").value == {"a": {"note": " ".join(text.split()), "on": "2020-01-01"}}


def test_remap() -> None:
    header = "id: x\nduties:\n  - id: D1 # 一\n    article: art_1\n  - id: D2\n    article: art_2__para_1\nsee_also:\n  - {article: art_1, target: y}\n"
    moved = header_edit.remap(header, "duties", {"art_2": "art_3"}, {"art_1"})
    assert moved == "id: x\nduties:\n  - id: D2\n    article: art_3__para_1\nsee_also:\n  - {article: art_1, target: y}\n"
    assert "see_also" not in header_edit.remap(header, "see_also", {}, {"art_1"})
    assert header_edit.remap(header, "article_status", {"art_1": "art_2"}, set()) == header
    status = "id: x\narticle_status: {art_1: {repealed: 2020-01-01}}\n"
    assert header_edit.remap(status, "article_status", {"art_1": "art_9"}, set()) == status.replace("art_1", "art_9")
    with pytest.raises(header_edit.HeaderEditError, match="一行一项"):
        header_edit.remap(status, "article_status", {}, {"art_1"})


def test_headers_that_cannot_be_edited() -> None:
    for header in ("{id: x}\n", "- x\n"):
        with pytest.raises(header_edit.HeaderEditError):
            header_edit.put(header, "expires", "2020-01-01")
    with pytest.raises(header_edit.HeaderEditError):
        header_edit.append("id: x\nhistory: 甲\n", "history", "{}")
    with pytest.raises(header_edit.HeaderEditError):
        header_edit.with_header("# 甲\n", "id: x\n")


@pytest.mark.parametrize("raw", ["---\nid: x\n---\n\n甲\n", "\ufeff---\r\nid: x\r\n---\r\n甲", "---\nid: x\n...\n"])
def test_with_header(raw: str) -> None:
    assert header_edit.with_header(raw, "id: yy\n") == raw.replace("id: x\n", "id: yy\n").replace("id: x\r\n", "id: yy\n")
