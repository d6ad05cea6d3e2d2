"""Numbers in data are moved with their articles, in their own line and nothing else; what is doubtful stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from rulebook.checks.data.moved_articles import Step
from rulebook.checks.data.renumber_data import moved_data
from rulebook.corpus.library import build_library
from rulebook.corpus.load import load
from rulebook.corpus.read import read_expression
from rulebook.history.renumber import renumbering
from rulebook.markup.source import split_header
from tests.checks.data.test_contrary import FORM
from tests.rulebooks import SEALS, small_rulebook

NEW = SEALS.replace("2020-02-01", "2030-02-01")
for old, number in (
    ("第五条　", "第六条　"),
    ("第四条　", "第五条　"),
    ("第三条　", "第三条　【新设】电子印章照此办理。\n\n第四条　"),
):
    NEW = NEW.replace(old, number, 1)


def moved(root: Path) -> dict[str, str]:
    corpus = load(root)
    act = corpus.acts["seals"]
    new, _ = read_expression(split_header(NEW, act.newest.file))
    assert new is not None
    found = renumbering(act.newest.document, new.document)
    step = Step(act, act.newest, replace(new, valid_from=new.header.effective), found, recorded=False)
    return moved_data(corpus, build_library(corpus), step)[0]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("forms/seals.yml", "5个工作日内登记（本办法第三条）", "5个工作日内登记（本办法第四条）"),
        ("forms/seals.yml", "登记、清点（本办法第三条第一款、第四条）", "登记、清点（本办法第四条第一款、第五条）"),
        ("forms/seals.yml", "保管人不得外借（本办法第二条）", None),
        ("forms/seals.yml", "登记（第三条）", None),  # whose article is not said
        ("forms/seals.yml", "登记簿保存（《甲局档案管理办法》第三条）", None),
        (
            "registers/list.csv",
            "no,item\n1,登记在5个工作日内（《甲局印章管理办法》第三条）\n",
            "no,item\n1,登记在5个工作日内（《甲局印章管理办法》第四条）\n",
        ),
        (
            "registers/list.csv",
            "no,item\n1,登记在5个工作日内（《甲局印章管理办法》第3条）\n",
            "no,item\n1,登记在5个工作日内（《甲局印章管理办法》第4条）\n",
        ),
        (
            "registers/list.csv",
            "no,item\r\n1,登记用印 seals#art_3\r\n2,别的\r\n",
            "no,item\r\n1,登记用印 seals#art_4\r\n2,别的\r\n",
        ),
        (
            "notice/news.md",
            "# 页\n\n用印登记见[第三条](../rules/seals.md#art_3)。\n",
            "# 页\n\n用印登记见[第四条](../rules/seals.md#art_4)。\n",
        ),
        (
            "notice/news.md",
            '# 页\n\n登记见{{ article("seals#art_3", "第三条") }}。\n',
            '# 页\n\n登记见{{ article("seals#art_4", "第四条") }}。\n',
        ),
        ("notice/news.md", "# 页\n\n电子印章见《甲局印章管理办法》第三条。\n", None),  # already speaks of the new text
    ],
)
def test_table(tmp_path: Path, file: str, before: str, after: str | None) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs" / file
    path.parent.mkdir(exist_ok=True)
    form = file == "forms/seals.yml"
    text = FORM.replace("WHEN", "用印前").replace("NOTE", before) if form else before
    path.write_bytes(text.encode())
    expected = {} if after is None else {f"docs/{file}": FORM.replace("WHEN", "用印前").replace("NOTE", after) if form else after}
    assert moved(root) == expected
