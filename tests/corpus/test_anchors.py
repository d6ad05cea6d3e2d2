"""Anchors of rows, terms and headings stay when something is put before them."""

import re

from rulebook.corpus.registry import Register, Row, term_anchor
from rulebook.markup.page_html import page_html


def register(*values: dict[str, str]) -> Register:
    return Register("list", Row("list.yml", 1, {}), tuple(Row("list.csv", n, v) for n, v in enumerate(values, start=2)))


ONE, TWO = {"name": "甲", "office": "局办公室"}, {"name": "乙", "office": "政治处"}


def test_rows_without_numbers() -> None:
    first, second = register(ONE, TWO).anchors()
    assert first != second
    assert register({"name": "丙"}, ONE, TWO).anchors()[1:] == (first, second)
    assert len(set(register(ONE, ONE, TWO).anchors())) == 3


def test_rows_with_numbers_keep_them() -> None:
    assert register({"no": "3", "name": "甲"}, {"no": "", "name": "乙"}).anchors()[0] == "row_3"


def test_terms() -> None:
    assert term_anchor("三重一大") == term_anchor("三重一大") != term_anchor("一岗双责")


def test_headings_are_addressed_by_their_words() -> None:
    body = "## 勘误\n\n甲\n\n## 修正和修订\n\n乙\n"
    found = re.findall(r'id="([^"]+)"', page_html(body))
    assert found == ["勘误", "修正和修订"]
    assert re.findall(r'id="([^"]+)"', page_html(f"## 先看这里\n\n丙\n\n{body}"))[1:] == found
