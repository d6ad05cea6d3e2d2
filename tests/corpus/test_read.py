"""A text out of the store is the text as it was read."""

from pathlib import Path

import pytest

from rulebook.citation.extract import citations
from rulebook.corpus.read import read_text
from rulebook.markup.parse import parse
from rulebook.store import Store
from tests.rulebooks import ARCHIVES, SEALS

TEXTS = (
    SEALS,
    ARCHIVES,
    "",
    "\ufeff# 题\r\n\r\n第一条　依照《公务员法》第五十九条第（十四）项。\r\n\r\n| a | b |\r\n|---|---|\r\n",
    "# 题\n\n第二条　先。\n\n第一条　后。\n\n第二条　重。\n\n附件1：\n\n一、甲\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_second_reading_is_the_first(tmp_path: Path, text: str) -> None:
    document, findings = parse(text, "a.md")
    for store in (Store(tmp_path), again := Store(tmp_path), Store(None)):
        assert read_text(text, "a.md", store) == (document, findings, citations(document))
    assert (again.taken, again.made) == (1, 0)


def test_findings_name_the_file_that_is_read(tmp_path: Path) -> None:
    read_text(TEXTS[-1], "a.md", Store(tmp_path))
    _, findings, _ = read_text(TEXTS[-1], "b.md", Store(tmp_path))
    assert findings
    assert {finding.file for finding in findings} == {"b.md"}
