"""What of a page is code: blanked out in place; a fence that nobody closes hides nothing."""

import time

import pytest

from rulebook.markup.code import without_code, without_fences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲\n```\n乙\n```\n丙", "甲\n\n\n\n丙"),
        ("甲\n````\n```\n乙\n````\n丙", "甲\n\n\n\n\n丙"),
        ("> ~~~ yaml\n> 乙\n> ~~~\n丙", "\n\n\n丙"),
        ("- 甲\n\n    ```\n    乙\n    ```\n丙", "- 甲\n\n\n\n\n丙"),
        ("甲\n```\n乙", "甲\n```\n乙"),
        ("```\n甲\n~~~\n乙", "```\n甲\n~~~\n乙"),
        ("``` 甲 ```\n乙\n```", "``` 甲 ```\n乙\n```"),
        ("````\n甲\n```\n乙", "````\n甲\n```\n乙"),
    ],
)
def test_fences(text: str, left: str) -> None:
    found = without_fences(text)
    assert [line.rstrip() for line in found.split("\n")] == left.split("\n")
    assert [len(line) for line in found.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "left"), [("写`[甲](a.md)`的", "写" + " " * 11 + "的"), ("``a`b``丙", " " * 7 + "丙"), ("一个`号", "一个`号")]
)
def test_inside_a_line(text: str, left: str) -> None:
    assert without_code(text) == left


def test_fences_that_nobody_closes_take_linear_time() -> None:
    start = time.process_time()
    without_code("```a\n" * 20_000 + "~~~b\n" * 20_000)
    assert time.process_time() - start < 2
