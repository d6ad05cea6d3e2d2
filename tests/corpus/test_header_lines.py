"""On which line of a file a finding about its header stands. One table."""

import pytest

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.read import read_expression
from rulebook.markup.source import split_header

TEXT = """---
id: seals
duties:
  - {id: keep, article: art_1, who: 保管人, office: archives-office, what: 保管, recurrence: FREQ=YEARLY}
title: 甲局印章管理办法
office: bureau-office
history:
  - {on: 2021-05-01, event: 勘误, note: 一}
  - on: 2021-06-01
    event: 勘误
---

# 甲局印章管理办法

第一条　office: 不在文件头里。
"""


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("title", "", 5),
        ("office", "", 6),  # its own, not that of the duty above it
        ("recurrence", "FREQ=YEARLY", 4),  # only inside a list: by its value
        ("event", "", 10),
        ("id", "keep", 4),
        ("office", "archives-office", 4),  # a duty's, which stands above
        ("office", "door-office", 6),  # nowhere
        ("history", "2021-06-01", 9),
        ("history.2021-06-01", "", 9),
        ("history.2022-01-01", "", 7),
        ("expires", "", 1),
    ],
)
def test_the_line_of_a_key(key: str, value: str, line: int) -> None:
    expression = read_expression(split_header(TEXT, "docs/rules/seals.md"))[0]
    assert expression is not None
    assert line_of(expression, key, value) == line
