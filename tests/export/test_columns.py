"""Columns of printed tables."""

import pytest

from rulebook.export.columns import column_letters

LONG = "检查组自发现问题之日起三个工作日内书面反馈，责任科室自收到之日起十五个工作日内改正"


@pytest.mark.parametrize(
    ("row", "least"),
    [
        (("1", "政治纪律", LONG), (2, 4, 20)),
        (("1", "局党委书记", "党委主体责任", "审定责任清单事项", LONG, LONG, LONG[:20]), (1.9, 4, 4, 4, 8, 8, 4)),
        (("甲", "乙"), (10, 10)),
    ],
)
def test_the_columns_of_an_appendix(row: tuple[str, ...], least: tuple[float, ...]) -> None:
    widths = column_letters((row, row), 39.0)
    assert sum(widths) == pytest.approx(39.0)
    assert all(width >= asked for width, asked in zip(widths, least, strict=True)), widths


def test_one_long_cell_makes_no_wide_column() -> None:
    rows = ((LONG, LONG[:30]), *((("每年一次", LONG[:30]),) * 19))
    often_short, long = column_letters(rows, 39.0)
    assert often_short < long
