"""Keys of the header that are no facts: whatever they say otherwise than on the main branch is told."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.other_keys import changed
from rulebook.model.act import Expression
from tests.lawful.edits import AMEND, SEALS, put
from tests.rulebooks import small_rulebook

DOOR = "document_type: 办法 # 文种"
LINK = "see_also: [{article: art_2, target: archives, note: 后来的}]\n"
REASON = "no_duty: [{article: art_4, reason: 不用办}]\n"
BEFORE = (DOOR, f"{DOOR}\naliases: [用章办法]\ncategory: 内控\nduties_checked: 2020-01-05\n{LINK}{REASON.rstrip()}")
NUMBERS = (*AMEND, "第二条　【保管】", "第二条　【刻制】刻章另定。\n\n第三条　【保管】")


def seals(root: Path, *pairs: str) -> Expression:
    put(SEALS, *pairs)(root)
    return load(root).acts["seals"].newest


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (("[用章办法]", "[用章办法, 请假办法]"), ["aliases 多了“请假办法”"]),
        (("aliases: [用章办法]\n", ""), ["aliases 少了“用章办法”"]),
        (("[用章办法]", "[盖章办法]"), ["aliases 多了“盖章办法”；少了“用章办法”"]),
        (("category: 内控", "category: 财务"), ["category 由“内控”改成“财务”"]),
        (("order: 1", "order: 9", "category: 内控", "category: 财务"), ["category 由“内控”", "order 由“1”改成“9”"]),
        (("document_type", "review_by: 2099-01-01\ndocument_type"), ["review_by 由“无”改成“2099-01-01”"]),
        (("2020-01-05", "2020-06-01"), ["duties_checked 由“2020-01-05”改成“2020-06-01”"]),
        (("duties_checked: 2020-01-05\n", ""), ["duties_checked 由“2020-01-05”改成“无”"]),
        (("target: archives", "target: leave"), ["see_also 由 art_2→archives（后来的） 改成 art_2→leave（后来的）"]),
        (("后来的", "先前的"), ["改成 art_2→archives（先前的）"]),
        ((LINK, ""), ["see_also 少了 art_2→archives（后来的）"]),
        (("article: art_2, target", "article: art_3, target"), ["see_also 少了 art_2"]),
        ((REASON, ""), ["no_duty 少了 art_4（不用办）"]),
        (("不用办", "办过了"), ["no_duty 少了 art_4（不用办）；多了 art_4（办过了）"]),
        (
            (*NUMBERS, "article: art_2, target", "article: art_3, target", "{article: art_4, reason", "{article: art_5, reason"),
            [],
        ),
        ((*AMEND, "[用章办法]", "[请假办法]"), ["aliases 多了“请假办法”"]),
        (("5个工作日", "3个工作日"), []),  # told elsewhere
        (("state: adopted", "state: draft", "[用章办法]", "[请假办法]"), []),
    ],
)
def test_table(tmp_path: Path, pairs: tuple[str, ...], told: list[str]) -> None:
    small_rulebook(tmp_path)
    before = seals(tmp_path, *BEFORE)
    found = list(changed([(before, seals(tmp_path, *pairs))]))
    assert [finding.code for finding in found] == ["L325"] * len(told)
    for finding, words in zip(found, told, strict=True):
        assert words in finding.message
