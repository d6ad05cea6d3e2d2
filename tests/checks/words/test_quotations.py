"""A page of one's own quotes what the article says."""

from pathlib import Path

import pytest

from rulebook.checks.words.quotations import check_quotations
from rulebook.corpus.library import build_library
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("《甲局印章管理办法》第二条规定：“印章由局办公室保管，保管人不得外借”。", False),
        ("《甲局印章管理办法》第二条规定：“任何科室和个人可以外借印章。”", True),
        ("《甲局印章管理办法》（保管）规定：“任何科室和个人可以外借印章。”", True),
        ("《甲局印章管理办法》第四条规定：“印章由局办公室保管，保管人不得外借”。", True),
        ("《甲局印章管理办法》第二条规定了“保管”。", False),
        ("《甲局没有的办法》第二条规定：“任何科室和个人可以外借印章。”", False),
        ("《甲局印章管理办法》规定了怎样保管，有人说“任何科室和个人可以外借印章。”", False),
        ("《甲局印章管理办法》规定：“任何科室和个人可以外借印章。”", True),
        ("《甲局印章管理办法》规定：“印章由局办公室保管，保管人不得外借”。", False),
        ("《甲局印章管理办法》的“印章使用登记表格”在哪里领。", False),
        ("《甲局印章管理办法》第二条规定：\n\n> 任何科室和个人可以外借印章。", True),
        (
            "《甲局印章管理办法》第二条规定：\n\n> 第二条　【保管】印章由局办公室保管，……，经政治处同一批准的除外。\n> ——《甲局印章管理办法》",
            False,
        ),
        ("《甲局印章管理办法》第三条要求登记的有：\n\n> **5个工作日**内登记", False),
        ("《甲局印章管理办法》第二条规定：「任何科室和个人可以外借印章。」", True),
        ("《甲局印章管理办法》第二条规定：‘任何科室和个人可以外借印章。’", True),
        ('《甲局印章管理办法》第二条规定："任何科室和个人可以外借印章。"', True),
        ("《甲局印章管理办法》第二条规定：「保管人不得外借」。", False),
        ("《甲局印章管理办法》第二条规定：\n“任何科室和个人可以外借印章。”", True),
        ("《甲局印章管理办法》第二条\n规定：“保管人不得外借”。", False),
        ("甲局印章管理办法第二条规定：“任何科室和个人可以外借印章。”", True),
        ("甲局印章管理办法第二条规定：“保管人不得外借”。", False),
        ("“任何科室和个人可以外借印章”，见《甲局印章管理办法》第二条。", True),
        ("“任何科室和个人可以外借印章。”（详见《甲局印章管理办法》第二条）", True),
        ("“用印应当在15个工作日内登记”——《甲局印章管理办法》第三条。", True),
        ("“用印应当在15个工作日内登记”，出自《甲局印章管理办法》第三条。", True),
        ("“保管人不得外借”，见《甲局印章管理办法》第二条。", False),
        ("“用印应当在5个工作日内登记”，见《甲局印章管理办法》第三条。", False),
        ("填“甲局印章外借审批登记表”，见《甲局印章管理办法》第二条。", False),
        ("“任何科室可以外借印章”的说法不对，见《甲局印章管理办法》第二条。", False),
        ("登记依照《甲局印章管理办法》第二条，要点如下\n\n> 填好表再来", False),
    ],
)
def test_table(tmp_path: Path, line: str, told: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/notice").mkdir()
    (root / "docs/notice/news.md").write_text(f"# 通知\n\n- {line}\n")
    corpus = load(root)
    found = [(f.code, f.line) for f in check_quotations(corpus, build_library(corpus))]
    assert found == ([("C123", 3)] if told else [])


@pytest.mark.parametrize(
    ("file", "words", "told"),
    [
        ("rules/news.md", "根据《甲局印章管理办法》第二条“任何科室和个人可以外借印章”的规定办理。", True),
        ("rules/news.md", "根据《甲局印章管理办法》第二条“保管人不得外借”的规定办理。", False),
        ("rules/news.md", "根据《甲局印章管理办法》（保管）“任何科室可以外借印章”的规定办理。", True),
        ("rules/news.md", "按照本办法第一条“为了大家随意用印”的规定办理。", True),
        ("rules/news.md", "按照本办法第一条“为了示范这件办法”的规定办理。", False),
        ("forms/seals.yml", "act: seals\nforms:\n- id: a\n  notes: [本办法第二条“任何科室可以外借印章”]\n", True),
        ("forms/seals.yml", "act: seals\nforms:\n- id: a\n  notes: [本办法第二条“保管人不得外借”]\n", False),
        ("tasks/tasks.yml", "- id: a\n  answer: 依《甲局印章管理办法》第三条“事后补登记即可以”办\n", True),
        ("glossary/terms.csv", "term,definition\n用印,《甲局印章管理办法》第三条：“用印可以不用登记”\n", True),
        ("glossary/terms.csv", "term,definition\n用印,《甲局印章管理办法》第三条：「用印可以不用登记」\n", True),
        ("glossary/terms.csv", "term,definition\n用印,《甲局印章管理办法》第三条：“用印应当在5个工作日内登记”\n", False),
        ("registers/list.csv", "no,item\n1,《甲局印章管理办法》规定：“用印可以不用登记的”\n", True),
        ("../mkdocs.yml", 'notes:\n  rule: "《甲局印章管理办法》第二条“任何科室可以外借印章”"\n', True),
    ],
)
def test_wherever_it_is_quoted(tmp_path: Path, file: str, words: str, told: bool) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs" / file
    path.parent.mkdir(exist_ok=True)
    head = "---\nid: news\ntitle: 甲局新闻办法\ncollection: rule\neffective: 2020-05-01\n---\n\n# 甲局新闻办法\n\n第一条　为了示范这件办法，制定本办法。\n\n第二条　"
    path.write_text(f"{head}{words}\n" if file.endswith(".md") else words)
    corpus = load(root)
    assert [f.code for f in check_quotations(corpus, build_library(corpus))] == (["C123"] if told else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("《甲局印章管理办法》第二条规定：保管人可以外借印章。", True),
        ("《甲局印章管理办法》第二条规定，保管人外借印章是允许的，可以借。", True),
        ("按照《甲局印章管理办法》第二条，保管人不得外借印章。", False),
        ("《甲局印章管理办法》第三条：用印不用在5个工作日内登记。", True),
        ("\n\n# 《甲局印章管理办法》第三条：用印不用在5个工作日内登记", True),
        ("《甲局印章管理办法》第三条：用印应当在5个工作日内登记。", False),
        ("《甲局印章管理办法》第四条：每年清点。印章可以外借给保管人。", False),
    ],
)
def test_what_is_said_without_quoting(tmp_path: Path, line: str, told: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/notice").mkdir()
    (root / "docs/notice/news.md").write_text(f"# 通知\n\n- {line}\n")
    corpus = load(root)
    assert [f.code for f in check_quotations(corpus, build_library(corpus))] == (["R118"] if told else [])
