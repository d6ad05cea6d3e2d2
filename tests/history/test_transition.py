"""Which articles say from when a text holds and what holds for what is older."""

import pytest

from rulebook.history.transition import Clause, transitions
from rulebook.markup.parse import parse

CASES = [
    ("本办法自2021年1月1日起施行。", Clause.BEGINNING),
    ("本办法自印发之日起施行。", Clause.BEGINNING),
    ("本法自公布之日起三十日后施行。", Clause.BEGINNING),
    ("本办法自2021年1月1日起施行。施行前已经受理的，按照原规定办理。", Clause.TRANSITION),
    ("本条例实施前已经使用的地名，视为依照本条例批准。", Clause.TRANSITION),
    ("在本规定发布前制定的文件，与本规定相抵触的，不再适用。", Clause.TRANSITION),
    ("已经登记的，仍按照原办法管理，过渡期一年。", Clause.TRANSITION),
    ("本办法不溯及既往。", Clause.TRANSITION),
    ("违反法律溯及力规定的，应当改判。", None),
    ("项目实施前应当评估，合同印发前送法制审核。", None),
    ("已经受理的，应当在5日内办结。", None),
    ("执行人员应当出示证件。", None),
]


@pytest.mark.parametrize(("words", "clause"), CASES)
def test_what_an_article_says(words: str, clause: Clause | None) -> None:
    document, _ = parse(f"# 甲局办法\n\n第一条　为了规范，制定本办法。\n\n第二条　{words}\n", "x.md")
    assert [(said.clause, said.article.eid) for said in transitions(document)] == ([(clause, "art_2")] if clause else [])


def test_texts_without_articles_are_read_by_their_clauses() -> None:
    document, _ = parse("# 甲局方案\n\n一、目标\n\n做好。\n\n二、本方案自2021年1月1日起施行。\n", "x.md")
    assert [said.article.eid for said in transitions(document)] == ["clause_2"]
