"""Numbers in the list of responsibilities stand in the articles it names."""

import re

from rulebook.corpus.load import load
from tests.sites import ROOT

_PERIOD = re.compile(r"\d+(?:个工作日|日|个月|小时|分钟|年|人|月\d+日)")
_ENDS = {"6月底": "6月30日", "12月底": "12月31日"}


def test_deadlines_stand_in_the_article() -> None:
    corpus = load(ROOT)
    wrong = {}
    for row in corpus.registries.registers["responsibility-list"].rows:
        article = corpus.acts[row.get("act")].newest.article_by_heading(row.get("heading"))
        assert article, row.values
        words = article.own_words + "".join(day for end, day in _ENDS.items() if end in article.own_words)
        if missing := [number for number in _PERIOD.findall(row.get("deadline")) if number not in words]:
            wrong[row.get("no")] = missing
    assert wrong == {}
