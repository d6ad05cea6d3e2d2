"""A day that is written otherwise than files write it."""

import pytest

from rulebook.model.dates import how_to_write


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026年11月30日", "请写成 2026-11-30"),
        ("2026/1/3", "请写成 2026-01-03"),
        ("2026.1.3", "请写成 2026-01-03"),
        ("2026-1-3", "请写成 2026-01-03"),
        ("2026－01－03", "请写成 2026-01-03"),
        ("2026年2月30日", "日期写成"),
        ("11月30日", "日期写成"),
        ("尽快", "日期写成"),
        ("", "日期写成"),
    ],
)
def test_how_to_write(text: str, said: str) -> None:
    assert how_to_write(text).startswith(said)
