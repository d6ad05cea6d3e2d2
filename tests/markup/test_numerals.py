"""Chinese numerals both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.markup.numerals import to_chinese, to_int


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("一百", 100), ("一百零三", 103), ("一百一十", 110), ("三百〇八", 308),
        ("一千二百六十", 1260), ("两千", 2000), ("一万零一", 10001), ("12", 12), ("１２", 12), ("二一", 21), ("", None), ("甲", None), ("廿一", 21), ("卅", 30), ("卌五", 45), ("壹佰零叁", 103), ("拾陆", 16), ("貳萬", 20000), ("㈢", 3), ("⑿", 12), ("1a", None),
    ],
)  # fmt: skip
def test_to_int(text: str, number: int | None) -> None:
    assert to_int(text) == number


@given(st.integers(1, 99_999))
def test_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number


def test_out_of_range() -> None:
    with pytest.raises(ValueError, match="99,999"):
        to_chinese(100_000)
