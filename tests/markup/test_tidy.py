"""Texts as people write them, in the form of a source file: same words, same structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.markup.parse import parse
from rulebook.markup.tidy import tidy, words
from rulebook.model.provision import Document
from tests.any_texts import CASES, TITLES

ALPHABET = st.sampled_from(list("第一二三条款项章节之（）()1.．、 　\n#【】“”附件：|<p>*-[]\u200b甲。"))

PAIRS = [
    (
        "茶水办法\n=====\n\n第一章\n\n茶水\n\n### 第一条　自备\n茶水自备。\n\n**第二条** 杯子\n归位：\n\n（ 一 ）杯；\n\n* * *\n\n（二）匙。\n",
        "# 茶水办法\n\n## 第一章　茶水\n\n第一条　【自备】茶水自备。\n\n第二条　杯子归位：\n\n（一）杯；\n\n（二）匙。\n",
    ),
    (
        "# [茶水办法](https://example.org)\n\n<p>第一条 茶水<b>自备</b>。</p>\n\n第二条\n\n见[杯谱](a.md)。\n",
        "# 茶水办法\n\n第一条　茶水自备。\n\n第二条　见杯谱。\n",
    ),
    (
        "# 通知\r\n\r\n## 一、茶水\r\n\r\n自备。\r\n\r\n附件1\r\n\r\n| 茶 | 杯 |\r\n|---|---|\r\n| 红 | 白 |\r\n",
        "# 通知\r\n\r\n一、茶水\r\n\r\n自备。\r\n\r\n附件1\r\n\r\n| 茶 | 杯 |\r\n|---|---|\r\n| 红 | 白 |\r\n",
    ),
    (
        "---\nid: tea\n---\n# 茶水办法\n第一条 自备。\n第二条 归位。\n",
        "---\nid: tea\n---\n\n# 茶水办法\n\n第一条　自备。\n\n第二条　归位。\n",
    ),
    (
        "茶水办法\n\n第一条 茶水自备，\n— 1 —\n茶水办法\n不得浪费。\n第二条 杯子归\n位。\n— 2 —\n茶水办法\n第三条 略。\n",
        "# 茶水办法\n\n第一条　茶水自备，不得浪费。\n\n第二条　杯子归位。\n\n第三条　略。\n",
    ),
    (
        "# 茶水办法 {#top}\n\n## 第一章 茶水 {: .a}\n\n第一条 由各\n\n第 1 页 共 2 页\n\n科室自备：\n\n（一）茶，红\n\n第 2 页 共 2 页\n\n绿均可；\n\n（二）杯。\n",
        "# 茶水办法\n\n## 第一章　茶水\n\n第一条　由各科室自备：\n\n（一）茶，红绿均可；\n\n（二）杯。\n",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_form(text: str, expected: str) -> None:
    assert tidy(text) == expected


def structure(document: Document) -> list[tuple[str, str]]:
    """Ids and 条标."""
    return [(node.eid, "".join(node.heading.split())) for node in document.walk() if node.eid]


@pytest.mark.parametrize("text", [c[1] for c in CASES] + [t[0] for t in TITLES])
def test_every_form_becomes_a_source_file(text: str) -> None:
    new = tidy(text)
    document, findings = parse(new)
    assert structure(document) == structure(parse(text)[0])
    assert words(new) == words(text)
    assert "S110" not in {f.code for f in findings}
    assert tidy(new) == new


@given(st.text(ALPHABET, max_size=120))
def test_words_and_structure_stay(text: str) -> None:
    new = tidy(text)
    assert words(new) == words(text)
    assert structure(parse(new)[0]) == structure(parse(text)[0])
