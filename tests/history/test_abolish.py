"""Words that end another act, and words that only sound so."""

import pytest

from rulebook.corpus.read import read_expression
from rulebook.history.abolish import abolishes
from rulebook.markup.source import split_header

TITLE = "甲局印章管理办法"
HEAD = "---\nid: new\ntitle: 甲局用印办法\ndocument_type: 办法\ncollection: rule\neffective: 2021-05-01\n---\n\n# 甲局用印办法\n\n第一条　"


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("本办法自2021年5月1日起施行，《甲局印章管理办法》同时废止。", True),
        ("《甲局印章管理办法》（甲〔2020〕1号）同时废止。", True),
        ("《甲局印章管理办法》、《甲局旧办法》和《甲局更旧的不一般办法》同时废止。", True),
        ("《甲局印章管理办法》自2021年5月1日起废止。", True),
        ("《甲局印章管理办法》自本办法施行之日起即行废止。", True),
        ("此前规定与本办法不一致的，以本办法为准，《甲局印章管理办法》同时废止。", True),
        ("《印章办法》同时废止。", True),
        ("自本办法施行之日起，废止《甲局旧办法》、《甲局印章管理办法》。", True),
        ("同时废止《印章办法》。", True),
        ("不废止《甲局印章管理办法》。", False),
        ("建议同时废止《甲局印章管理办法》。", False),
        ("《甲局印章管理办法》（第三条至第九条）同时废止。", False),
        ("《甲局印章管理办法》没有废止。", False),
        ("《甲局印章管理办法》第九条同时废止。", False),
        ("《甲局印章管理办法》中与本办法抵触的规定同时废止。", False),
        ("《甲局印章管理办法》的《印章移交清单》同时废止。", False),
        ("《甲局印章管理办法》有关规定废止。", False),
        ("有关科室建议《甲局印章管理办法》废止，局党委决定保留。", False),
        ("有关科室建议，《甲局印章管理办法》废止。", False),
        ("不同意《甲局印章管理办法》废止。", False),
        ("《甲局印章管理办法》废止以前，仍照办理，不得提前停用。", False),
        ("《甲局印章管理办法》废止的，另行通知。", False),
    ],
)
def test_table(words: str, ends: bool) -> None:
    text, _ = read_expression(split_header(f"{HEAD}{words}\n", "docs/rules/new.md"))
    assert text is not None
    assert abolishes(text, text.header.model_copy(update={"title": TITLE, "short_title": "印章办法"})) is ends
