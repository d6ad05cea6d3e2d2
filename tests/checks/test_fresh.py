"""What a change caused is told in full, what stood before is counted."""

import dataclasses

import pytest

from rulebook.checks.fresh import fresh
from rulebook.model.finding import Finding, Level

OLD = Finding("docs/a.md", 7, 1, "R116", Level.WARNING, "第7行：职责和条文不同。", "31日")
MOVED = dataclasses.replace(OLD, line=9, message="第9行：职责和条文不同。")
OTHER = dataclasses.replace(OLD, text="5日")
ERROR = dataclasses.replace(OLD, level=Level.ERROR)


@pytest.mark.parametrize(
    ("found", "before", "caused", "stood"),
    [
        ([OLD], [], [OLD], {}),
        ([OLD], [OLD], [], {"R116": 1}),
        ([MOVED], [OLD], [], {"R116": 1}),
        ([OLD, MOVED], [OLD], [MOVED], {"R116": 1}),
        ([OLD, OTHER], [OLD], [OTHER], {"R116": 1}),
        ([ERROR], [ERROR], [ERROR], {}),
        ([], [OLD], [], {}),
    ],
)
def test_fresh(found: list[Finding], before: list[Finding], caused: list[Finding], stood: dict[str, int]) -> None:
    assert fresh(found, before) == (caused, stood)
