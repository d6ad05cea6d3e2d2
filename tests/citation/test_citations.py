"""One table of forms: the words, and what each is read as (span text, title, targets)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.citation.annotate import Anchor, annotate
from rulebook.citation.extract import citations
from rulebook.markup.parse import parse
from rulebook.model.citation import CitationKind

FRAME = """# 示范办法

## 第一章　总则

第一条　甲。

第二条　甲：

（一）子；

（二）丑；

（三）寅。

乙。

## 第二章　分则

第三条　{}

丁。

第四条　戊。
"""
LAW = "中华人民共和国刑法"

FORMS: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("依照本办法第二条办理。", [("本办法第二条", "", "art_2")]),
    ("依照第二条第一款第（二）项办理。", [("第二条第一款第（二）项", "", "art_2__para_1__subpara_2")]),
    ("依照第二条第二项办理。", [("第二条第二项", "", "art_2__subpara_2")]),
    ("依照第 2 条第１款办理。", [("第 2 条第１款", "", "art_2__para_1")]),
    ("依照第二条、第四条办理。", [("第二条", "", "art_2"), ("第四条", "", "art_4")]),
    ("依照第二条第一款第一项、第三项办理。", [("第二条第一款第一项", "", "art_2__para_1__subpara_1"), ("第三项", "", "art_2__para_1__subpara_3")]),
    ("依照第二条第（一）、（三）项办理。", [("第二条第（一）、（三）项", "", "art_2__subpara_1;art_2__subpara_3")]),
    ("有第二条第一项至三项行为的。", [("第二条第一项至三项", "", "art_2__subpara_1;art_2__subpara_2;art_2__subpara_3")]),
    ("属于第二条第一款情形申请甲以及第五款申请乙的。", [("第二条第一款", "", "art_2__para_1"), ("第五款", "", "art_2__para_5")]),
    ("依照第二条至第四条办理。", [("第二条至第四条", "", "art_2;art_3;art_4")]),
    ("依照第二条第（一）至（三）项办理。", [("第二条第（一）至（三）项", "", "art_2__subpara_1;art_2__subpara_2;art_2__subpara_3")]),
    ("依照第二条第一、第二两项办理。", [("第二条第一、第二两项", "", "art_2__subpara_1;art_2__subpara_2")]),
    ("依照第二条～第四条办理。", [("第二条～第四条", "", "art_2;art_3;art_4")]),
    ("依照海洋环境保护法第九条办理。", [("海洋环境保护法第九条", "中华人民共和国海洋环境保护法", "art_9")]),
    ("依照刑诉法第九条办理。", [("刑诉法第九条", "中华人民共和国刑事诉讼法", "art_9")]),
    ("依照香港特别行政区基本法第九条办理。", [("香港特别行政区基本法第九条", "中华人民共和国香港特别行政区基本法", "art_9")]),
    ("依照《甲条例》 （以下简称条例）制定，又出现条例第四条情形的。", [("条例第四条", "甲条例", "art_4")]),
    ("依照《甲条例》的第九条办理。", [("第九条", "甲条例", "art_9")]),
    ("依照《甲条例》（2017年修正）第九条办理。", [("第九条", "甲条例", "art_9")]),
    ("依照《关于修改〈甲条例〉第二条的决定》办理。", []),
    ("你院川高法〔2004〕12号收悉。", [("川高法〔2004〕12号", "川高法〔2004〕12号", "")]),
    ("依照前条办理。", [("前条", "", "art_2")]),
    ("依照前两条办理。", [("前两条", "", "art_1;art_2")]),
    ("依照前条第二款办理。", [("前条第二款", "", "art_2__para_2")]),
    ("依照本条第二款办理。", [("本条第二款", "", "art_3__para_2")]),
    ("依照第二款办理。", [("第二款", "", "art_3__para_2")]),
    ("依照本办法第一章办理。", [("本办法第一章", "", "chp_1")]),
    ("依照第二条的第二款办理。", [("第二条", "", "art_2"), ("第二款", "", "art_2__para_2")]),
    ("依照第一百二十条之一第二款办理。", [("第一百二十条之一第二款", "", "art_120-1__para_2")]),
    ("依照《中华人民共和国刑法》第三百条办理。", [("《中华人民共和国刑法》第三百条", LAW, "art_300")]),
    ("依照刑法第三百条第一款办理。", [("刑法第三百条第一款", LAW, "art_300__para_1")]),
    ("对违反刑法第三百条、第三百零一条的。", [("刑法第三百条", LAW, "art_300"), ("第三百零一条", LAW, "art_301")]),
    ("依照《中华人民共和国公职人员政务处分法》（以下简称政务处分法）第九条办理。", [("第九条", "中华人民共和国公职人员政务处分法", "art_9")]),
    ("根据法释〔2016〕17号文件。", [("法释〔2016〕17号", "法释〔2016〕17号", "")]),
    ("根据x司党[2021]6号办理。", [("x司党[2021]6号", "x司党〔2021〕6号", "")]),
    ("国务院令第513号公布。", [("国务院令第513号", "国务院令第513号", "")]),
    ("公安部第12号令公布。", [("公安部第12号令", "公安部第12号令", "")]),
    ("依照笫二条办理。", [("笫二条", "", "art_2")]),
    ("见某司〔2021〕10號。", [("某司〔2021〕10號", "某司〔2021〕10号", "")]),
    ("依照**第**二条办理。", [("第**二条", "", "art_2")]),
    ("依照第<b>二</b>条办理。", [("第<b>二</b>条", "", "art_2")]),
    ("依照前\u3000条办理。", [("前\u3000条", "", "art_2")]),
    ("中华人民共和国主席令（第七十号）公布。", [("中华人民共和国主席令（第七十号）", "中华人民共和国主席令第七十号", "")]),
    ("依照第二条第一款之一的规定。", [("第二条第一款", "", "art_2__para_1")]),
    ("《丙条例》（以下简称条例）。依照信访工作条例第四条、条例第九条。", [("信访工作条例第四条", "信访工作条例", "art_4"), ("条例第九条", "丙条例", "art_9")]),
    ("《丙条例》（以下简称条例）。同时依照条例第九条，实施条例第八条。", [("条例第九条", "丙条例", "art_9"), ("条例第八条", "丙条例", "art_8")]),
    ("依照商法第四条办理。", [("商法第四条", "中华人民共和国商法", "art_4")]),
    ("《丙条例》第二条（现第四条）、本办法第二条（现第四条）。", [("《丙条例》第二条", "丙条例", "art_2"), ("第四条", "丙条例", "art_4"), ("本办法第二条", "", "art_2"), ("第四条", "", "art_4")]),
    ("遵守第四条军规。", []),
    ("第一审人民法院、第三人、第二次、二十条以上。", []),
    ("本条例、本项目、款项、条件和下列规定。", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FORMS, ids=[form[0][:24] for form in FORMS])
def test_forms(words: str, expected: list[tuple[str, str, str]]) -> None:
    text = FRAME.format(words)
    document, _ = parse(text)
    found = [c for c in citations(document) if c.line == 19 and c.kind not in {CitationKind.EXTERNAL_TITLE, CitationKind.SELF}]
    assert [(c.text, c.title, ";".join(c.targets)) for c in found] == expected
    for c in found:
        assert text.split("\n")[c.line - 1][c.start : c.end] == c.text


def test_paragraph_before() -> None:
    document, _ = parse("# 题\n\n第一条　甲。\n\n乙。\n\n违反前款、前两款规定的：\n\n（一）子；\n\n（二）前项所列。\n")
    found = [(c.text, c.targets) for c in citations(document)]
    assert found == [
        ("前款", ("art_1__para_2",)),
        ("前两款", ("art_1__para_1", "art_1__para_2")),
        ("前项", ("art_1__para_3__subpara_1",)),
    ]


def test_paragraph_before_after_any_word() -> None:
    text = FRAME.format("甲。").replace("丁。", "发生前款事件的，自收到前款通知、达到前款标准之日起办理。")
    found = [c.targets for c in citations(parse(text)[0]) if c.text == "前款"]
    assert found == [("art_3__para_1",)] * 3


def test_items_of_the_article_that_the_words_before_the_list_name() -> None:
    text = FRAME.format("违反本办法第二条第一款规定的：\n\n（一）违反第三项规定的，警告；\n\n（二）有第一项至二项行为的，通报。")
    found = {c.text: c.targets for c in citations(parse(text)[0]) if c.text in {"第三项", "第一项至二项"}}
    stem = "art_2__para_1__subpara"
    assert found == {"第三项": (f"{stem}_3",), "第一项至二项": (f"{stem}_1", f"{stem}_2")}


def test_quoted_words_name_no_law_to_amend() -> None:
    text = "# 关于修改《甲规定》等二件规定的决定\n\n一、修改《甲规定》\n\n1.将引言修改为：\n\n“根据《乙法》，制定本规定。”\n\n2.将第二条修改为：“丙。”\n"
    assert [c.title for c in citations(parse(text)[0]) if c.text == "第二条"] == ["甲规定"]


def test_heading_form() -> None:
    document, _ = parse("# 题\n\n第一条　按照《x区司法局示范办法》（比价程序）和《另一办法》（试行）执行，填写《登记表》。\n")
    found = [(c.text, c.title, c.heading) for c in citations(document)]
    assert found == [
        ("《x区司法局示范办法》（比价程序）", "x区司法局示范办法", "比价程序"),
        ("《另一办法》", "另一办法", ""),
    ]


def test_amending_text() -> None:
    text = "# 中华人民共和国刑法修正案（九十九）\n\n一、将刑法第五条修改为：\n\n“第五条 本法第六条规定的，依照前款处罚。”\n\n二、在第七条后增加一条，作为第七条之一：“甲。”\n"
    found = [(c.text, c.title, c.targets) for c in citations(parse(text)[0])]
    assert found == [
        ("刑法第五条", LAW, ("art_5",)),
        ("本法第六条", LAW, ("art_6",)),
        ("第七条", LAW, ("art_7",)),
        ("第七条之一", LAW, ("art_7-1",)),
    ]


@given(st.text(st.sampled_from(list("第一二三十条款项目章之至、和（）前本法《》号〔〕2021令的 \u200b规定刑“”")), max_size=120))
def test_never_raises(line: str) -> None:
    text = f"# 题\n\n第一条　{line}\n"
    lines = text.split("\n")
    for c in citations(parse(text)[0]):
        assert 0 <= c.start < c.end <= len(lines[c.line - 1])
        assert lines[c.line - 1][c.start : c.end] == c.text


def test_annotate_escapes_and_drops_overlap() -> None:
    anchors = [Anchor(1, 3, "a?b&c", {"class": "x"}), Anchor(2, 4, "z", {})]
    assert annotate("<第一>", anchors) == '&lt;<a href="a?b&amp;c" class="x">第一</a>&gt;'


def test_corpus_score(corpus: Path, tmp_path: Path) -> None:
    files = sorted(corpus.glob("laws/**/*.md")) + sorted(corpus.glob("pairs/**/*.md"))
    with (tmp_path / "pred.jsonl").open("w") as out:
        for path in files:
            for c in citations(parse(path.read_bytes().decode())[0]):
                row = {"file": path.relative_to(corpus).as_posix(), "line": c.line, "start": c.start, "end": c.end,
                       "text": c.text, "title": c.title, "targets": list(c.targets)}  # fmt: skip
                out.write(json.dumps(row) + "\n")
    command = [sys.executable, str(corpus / "score.py"), "citations", str(corpus / "citations.tsv"), str(tmp_path / "pred.jsonl")]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rpartition("JSON ")[2])
    assert score["span-exact"]["f1"] >= 0.99
    assert score["span-overlap+link"]["f1"] >= 0.985
    assert score["negatives"]["hit"] == 0
    assert min(k["link_ok"] for k in score["by_kind"].values() if k["gold"] >= 20) >= 0.97
