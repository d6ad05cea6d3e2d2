"""Reading rule texts: structure, ids, write-back, findings."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.markup.parse import parse
from rulebook.markup.structure import structure
from rulebook.markup.unparse import unparse
from rulebook.model.finding import Level
from rulebook.model.provision import Kind

ALPHABET = st.sampled_from(list("第一二三十百条款项目章节编分之（）()1.．、 　\n\r#【】“”附件：|<>\u200b-\ufeff字笫㈠\x00"))

# text of the body, ids in order
STRUCTURES = [
    ("第一条　甲。\n", ["art_1", "art_1__para_1"]),
    ("第一条　甲。\n\n乙。\n", ["art_1", "art_1__para_1", "art_1__para_2"]),
    ("第一条　甲：\n\n（一）乙；\n\n1.丙。\n", ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_1__point_1"]),
    ("第一条　甲。\n\n第一条之一　乙。\n\n第二条　丙。\n", ["art_1", "art_1__para_1", "art_1-1", "art_1-1__para_1", "art_2", "art_2__para_1"]),
    ("## 第一章　总　则\n\n第一条甲。\n\n### 第一节 乙\n\n第二条 丙。\n", ["chp_1", "art_1", "art_1__para_1", "chp_1__sec_1", "art_2", "art_2__para_1"]),
    ("## 第一编 总则\n\n### 第一章 甲\n\n第１条　乙。\n", ["part_1", "part_1__chp_1", "art_1", "art_1__para_1"]),
    ("第一条　甲：\n\n（一）乙；\n\n注解。\n\n（二）丙。\n\n丁。\n",
     ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_2", "art_1__para_2"]),
    ("第一条　甲：\n\n（一）乙：\n\n子；\n\n丑；\n\n（二）丙。\n\n丁。\n",
     ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_2", "art_1__para_2"]),
    ("第一条　甲。\n\u200b\n乙。\n", ["art_1", "art_1__para_1", "art_1__para_2"]),
    ("# 第一章　总则\n\n第一条　甲。\n\n附件一　收费标准\n\n（一）乙。\n", ["chp_1", "art_1", "art_1__para_1", "annex_1"]),
    ("一、甲\n\n（一）乙\n\n1.丙\n\n二、丁\n", ["clause_1", "clause_1__subpara_1", "clause_1__subpara_1__point_1", "clause_2"]),
    ("第一条　甲。\n\n第一条　乙。\n", ["art_1", "art_1__para_1", "art_1_2", "art_1_2__para_1"]),
    ("第一条　甲。\n\n附件：\n\n第九条　不是条。\n", ["art_1", "art_1__para_1", "annex_1"]),
    ("第一条　甲：\n\n| 子 | 丑 |\n|---|---|\n| 寅 | 卯 |\n\n乙。\n", ["art_1", "art_1__para_1", "art_1__para_2"]),
    ("第一条　修改为：“甲。\n\n“第九条　乙。”\n\n第二条　丙。\n", ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_1"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "ids"), STRUCTURES, ids=[s[0][:12] for s in STRUCTURES])
def test_ids(body: str, ids: list[str]) -> None:
    text = "# 题\n\n" + body
    document, _ = parse(text)
    assert [n.eid for n in document.walk() if n.eid] == ids
    assert unparse(document) == text


def test_heading_and_columns() -> None:
    document, findings = parse("---\nid: a\n---\n\n# 题\n\n第六条　【如实填报】应当。\n")
    article = next(document.articles())
    assert (article.heading, article.line, article.children[0].column) == ("如实填报", 7, 10)
    assert findings == ()
    assert document.title == "题"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("第一条　甲。\n\n第三条　乙。\n", ["S101"]),
        ("第一条　甲。\n\n第一条　乙。\n", ["S102"]),
        ("第一条　甲。\n\n第二 条乙。\n", ["S103"]),
        ("第一条\n\n第二条　乙。\n", ["S104"]),
        ("第一条　甲。\n\n第三条　乙。\n\n第二条　丙。\n", ["S101", "S105"]),
        ("## 第一章　甲\n\n第一条　甲。\n\n## 第三章　乙\n\n第二条　乙。\n", ["S101"]),
        ("第四百六十三条　甲。\n\n第四百六十四条　乙。\n", []),
        ("一、甲\n\n（一）子；\n\n（二）丑。\n\n二、乙\n\n（三）寅。\n", []),
        ("一、甲\n\n（一）子。\n\n二、乙\n\n（三）寅。\n", ["S101"]),
    ],
)
def test_findings(body: str, codes: list[str]) -> None:
    assert [f.code for f in parse("# 题\n\n" + body)[1]] == codes


@given(st.text(ALPHABET, max_size=200))
def test_never_raises_and_writes_back(text: str) -> None:
    document, findings = parse(text)
    assert unparse(document) == text
    ids = [n.eid for n in document.walk() if n.eid]
    assert len(ids) == len(set(ids))
    assert all(f.line >= 1 for f in findings)


@pytest.mark.parametrize("blank", ["\ufeff", "\u200b", " \ufeff", "\u00a0", "\u3000\u200b", "\t"])
@pytest.mark.parametrize("mark", ["#", "# 题", "## 第一章 甲", "### 第一条 甲。", "## 附件"])
def test_a_heading_after_any_blank_is_written_back(blank: str, mark: str) -> None:
    for text in (f" {blank}{mark}", f"# 题\n\n{blank}{mark}\n"):
        assert unparse(parse(text)[0]) == text


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert unparse(parse(text)[0]) == text


def test_corpus_round_trip(corpus: Path) -> None:
    files = sorted(corpus.glob("laws/**/*.md")) + sorted(corpus.glob("pairs/**/*.md"))
    assert len(files) == 131
    for path in files:
        text = path.read_bytes().decode()
        assert unparse(parse(text)[0]) == text, path


def test_corpus_structure(corpus: Path, tmp_path: Path) -> None:
    rows = []
    for path in sorted(corpus.glob("laws/**/*.md")) + sorted(corpus.glob("pairs/**/*.md")):
        document, findings = parse(path.read_bytes().decode())
        rows.append({"file": path.relative_to(corpus).as_posix(), **structure(document, findings)})
    (tmp_path / "pred.json").write_text(json.dumps(rows))
    command = [sys.executable, str(corpus / "score.py"), "structure", str(corpus / "structure.tsv"), str(tmp_path / "pred.json")]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rpartition("JSON ")[2])
    assert score["whole file"] == 1
    assert score["defect yes/no"] == 1


def test_every_article_has_a_paragraph() -> None:
    document, _ = parse("第一条\n")
    assert [c.kind for c in next(document.articles()).children] == [Kind.PARAGRAPH]
    assert dataclasses.is_dataclass(document)


def test_a_table_of_contents_is_no_chapter() -> None:
    text = "# 甲办法\n\n## 第一章 总则\n\n## 第二章 附则\n\n## 第一章　总 则\n\n第一条 甲。\n\n## 第二章 附则\n\n第二条 乙。\n"
    document, findings = parse(text)
    assert not findings
    assert [top.eid for top in document.body] == ["chp_1", "chp_2"]
    assert unparse(document) == text


@pytest.mark.parametrize(
    "text",
    [
        "# 甲办法\n\n第一章　总　则\n\n第一条　甲。\n\n第二章　附　则\n\n第二条　乙。\n",
        "# 甲办法\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n",
        "# 甲办法\n\n目录\n第一章 总则\n第二章 附则\n\n第一章 总则\n\n第一条 甲。\n\n第二章 附则\n\n第二条 乙。\n",
        "# 甲办法\n\n## 第一章 总则\n\n### 第一条 甲\n\n甲。\n\n## 第二章 附则\n\n\u200b第二条 乙。\n",
    ],
)
def test_as_it_comes_out_of_a_word_processor(text: str) -> None:
    document, findings = parse(text)
    assert {f.level for f in findings} <= {Level.INFO}
    assert [(top.eid, [a.eid for a in top.children]) for top in document.body] == [("chp_1", ["art_1"]), ("chp_2", ["art_2"])]
    assert unparse(document) == text


def test_a_heading_quoted_in_an_amendment_is_words() -> None:
    text = "# 关于修改《甲办法》的决定\n\n第一条 增加一节，作为：\n\n第七节 监察\n\n第二条 乙。\n"
    document, _ = parse(text)
    assert [top.eid for top in document.body] == ["art_1", "art_2"]
    assert unparse(document) == text
