"""Quantities in Chinese legal words."""

import pytest

from rulebook.markup.quantities import quantities


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("行前3个工作日填报，返沪后一个工作日内销假", ["3工作日", "1工作日"]),
        ("每年6月25日前报，十二月底汇总", ["6-25月日", "12月"]),
        ("单笔１０万元以上，不超过百分之五或者5%", ["10万元", "5%", "5%"]),
        ("1小时内电话、两小时内书面", ["1小时", "2小时"]),
        ("保存三年，每半年不少于2次", ["3年", "2次"]),
        ("第三条、第10项、x司〔2021〕8号、2021年", []),
        ("一般由一名人员办理一次性事项", ["1人"]),
        ("1,500.50元，3家以上", ["1500.50元", "3家"]),
        ("五日和5天一样", ["5日", "5日"]),
        ("不少于三分之一，三分之二以上到会，千分之五", ["1/3", "2/3", "5/1000"]),
        ("上一年度的文书，1个年度内", []),
    ],
)
def test_found(text: str, keys: list[str]) -> None:
    assert [q.key for q in quantities(text)] == keys


def test_places_are_those_of_the_text() -> None:
    text = "在１０个工作日内"
    (found,) = quantities(text)
    assert text[found.start : found.end] == "１０个工作日"
    assert found.kind == "期限"
