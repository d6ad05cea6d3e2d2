"""核对引用: the verdict on each citation of a draft, on any day."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.markup.parse import parse
from rulebook.verdict.held import hold
from rulebook.verdict.quotation import quoted, says
from rulebook.verdict.verdicts import Checked, Checker, cited

TODAY = dt.date(2024, 6, 1)
HEAD = """---
id: {id}
title: {title}
short_title: {short}
document_type: 办法
collection: rule
doc_no: {doc_no}
adopted: {day}
issued: {day}
effective: {day}
{more}
---

# {title}

"""
FIRST = """第一条　【目的】为规范用车，制定本办法。

第二条　【申请】用车应当提前2个工作日申请，紧急的除外。

第三条　【登记】驾驶人员当日登记里程：

（一）出车时间；

（二）回车时间。
"""
SECOND = """第一条　【目的】为规范用车，制定本办法。

第二条　【平台】用车经平台办理。

第三条　【申请】用车应当提前1个工作日申请，紧急的除外。

第四条　【登记】驾驶人员当日登记里程：

（一）出车时间；

（二）回车时间。
"""
COMING = SECOND + "\n第五条　【检查】每季度检查一次。\n"


def head(day: str, doc_no: str, title: str = "丙局用车办法", short: str = "用车办法", name: str = "cars", more: str = "") -> str:
    return HEAD.format(id=name, title=title, short=short, doc_no=doc_no, day=day, more=more)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cite")
    files = {
        "cars/2020-01-01.md": head("2020-01-01", "丙〔2019〕9号", "丙局公车办法", "公车办法") + FIRST,
        "cars/2022-03-01.md": head("2022-03-01", "丙〔2022〕3号") + SECOND,
        "cars.md": head("2025-01-01", "丙〔2024〕8号") + COMING,
        "province.md": head("2020-01-01", "丙省政府令第12号", "丙省条例", "省条例", "province") + "第一条　甲。\n",
        "trial.md": head("2020-05-01", "丙〔2020〕5号", "丙局试行办法", "试行办法", "trial", "expires: 2022-04-30")
        + "第一条　登记。\n\n第二条　检查。\n",
        "old.md": head("2019-01-01", "丙〔2018〕1号", "丙局旧办法", "旧办法", "old", "repealed: {on: 2022-03-01, by: cars}")
        + "第一条　登记。\n",
        "gap.md": head("2019-01-01", "丙〔2018〕2号", "丙局残本办法", "残本办法", "gap") + "第一条　甲。\n\n第四条　乙。\n",
        "part.md": head(
            "2019-01-01",
            "丙〔2018〕44号",
            "丙局分款办法",
            "分款办法",
            "part",
            "article_status: {art_2__para_2: {repealed: 2021-01-01}}",
        )
        + "第一条　甲。\n\n第二条　乙。\n\n丙。\n",
        "inline.md": head("2021-01-01", "丙〔2021〕7号", "丙局连排办法", "连排办法", "inline")
        + "第一条　分为：（一）甲；（二）乙；（三）丙。照第二条（一）、（二）项办。\n\n"
        + "第二条　下列人员：\n\n（一）丁：1.戊；2.己。\n\n第三条　交：①庚；②辛。\n\n第四条　见（四）。\n",
        "unheld.md": head("2021-01-01", "丙〔2021〕2号", "丙局未录办法", "未录办法", "unheld", "text: pending"),
    }
    for name, text in files.items():
        path = folder / "docs" / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    basis = folder / "docs" / "basis"
    basis.mkdir()
    (basis / "instruments.yml").write_text("- id: law\n  title: 丁法\n  issuer: 戊\n  later: 2023年修订\n", encoding="utf-8")
    return folder


def judged(root: Path, text: str, day: str = "2024-06-01") -> list[Checked]:
    document, _ = parse(text)
    return list(Checker(hold(load(root)), dt.date.fromisoformat(day), TODAY).check(cited(document), text.split("\n")))


@pytest.mark.parametrize(
    ("text", "day", "verdict", "suggestion"),
    [
        ("依照《丙局用车办法》第三条。", "2024-06-01", "current", ""),
        ("依照《丙局用车办法》第四条第（二）项。", "2024-06-01", "current", ""),
        ("依照《丙局用车办法》第四条第（三）项。", "2024-06-01", "absent", "第四条"),
        ("依照《丙局用车办法》第三条第二款。", "2024-06-01", "absent", "第三条"),
        ("依照《丙局用车办法》第九条。", "2024-06-01", "absent", "第四条"),
        ("依照《丙局用车办法》第五条。", "2024-06-01", "not_yet", ""),
        ("依照《丙局用车办法》第五条。", "2025-02-01", "current", ""),
        ("依照《丙局用车办法》（申请）。", "2024-06-01", "current", ""),
        ("依照《丙局用车办法》（检查）。", "2024-06-01", "not_yet", ""),
        ("依照《丙局公车办法》第二条。", "2024-06-01", "amended", "第三条"),
        ("依照《丙局公车办法》。", "2024-06-01", "amended", "丙局用车办法"),
        ("依照《丙局公车办法》第三条第（一）项。", "2021-05-01", "amended", "第四条第一款第（一）项"),
        ("依照《丙局公车办法》第一条。", "2021-05-01", "current", ""),
        ("依照《丙局用车办法》。", "2019-05-01", "not_yet", ""),
        ("依照《丙局试行办法》第一条。", "2024-06-01", "repealed", ""),
        ("依照《丙局试行办法》第一条。", "2021-06-01", "current", ""),
        ("依照《丙局旧办法》第一条。", "2024-06-01", "repealed", "丙局用车办法"),
        ("依照《丙局旧办法》第一条。", "2020-06-01", "current", ""),
        ("依照《丙局残本办法》第二条。", "2024-06-01", "unchecked", ""),
        ("依照《丙局残本办法》第五条。", "2024-06-01", "absent", "第四条"),
        ("依照《丙局分款办法》第二条第二款。", "2024-06-01", "repealed", ""),
        ("依照《丙局分款办法》第二条第二款。", "2020-06-01", "current", ""),
        ("依照《丙局分款办法》第二条第一款。", "2024-06-01", "current", ""),
        ("依照《丙局分款办法》第二条。", "2024-06-01", "current", ""),
        ("依照《丙局连排办法》第一条第（三）项。", "2024-06-01", "current", ""),
        ("依照《丙局连排办法》第一条第一款第二项。", "2024-06-01", "current", ""),
        ("依照《丙局连排办法》第一条第（四）项。", "2024-06-01", "absent", "第一条"),
        ("依照《丙局连排办法》第二条第（一）项第2目。", "2024-06-01", "current", ""),
        ("依照《丙局连排办法》第二条第一款第（一）项第3目。", "2024-06-01", "absent", "第二条第一款第（一）项"),
        ("依照《丙局连排办法》第三条第二项。", "2024-06-01", "current", ""),
        ("依照《丙局连排办法》第三条第一项第一目。", "2024-06-01", "absent", "第三条第一款"),
        ("依照《丙局连排办法》第四条第（四）项。", "2024-06-01", "absent", "第四条"),
        ("依照《丙局连排办法》第九条第（一）项。", "2024-06-01", "absent", "第四条"),
        ("依照《丙局未录办法》第五条。", "2024-06-01", "unchecked", ""),
        ("依照《丁法》第五条。", "2024-06-01", "unchecked", ""),
        ("依照《丙局用车办怯》第三条。", "2024-06-01", "unchecked", "丙局用车办法"),
        ("依照丙〔2022〕3号办理。", "2024-06-01", "current", ""),
        ("依照丙〔2019〕9号办理。", "2024-06-01", "amended", "丙〔2022〕3号"),
        ("依照丙〔2024〕8号办理。", "2024-06-01", "not_yet", ""),
        ("依照丙〔2019〕9号第二条办理。", "2024-06-01", "amended", "第三条"),
        ("依照丙〔2022〕3号第三条办理。", "2024-06-01", "current", ""),
        ("依照丙〔2022〕4号第三条办理。", "2024-06-01", "unchecked", ""),
        ("依照《丙局用车办法》（丙〔2022〕4号）办理。", "2024-06-01", "unchecked", "丙〔2022〕3号"),
        ("依照丙〔2023〕3号办理。", "2024-06-01", "unchecked", "丙〔2022〕3号"),
        ("依照丙〔2018〕1号办理。", "2024-06-01", "repealed", "丙局用车办法"),
        ("依照《丙局用车办法》（2020年制定）第二条。", "2024-06-01", "amended", "第三条"),
        ("依照《丙局用车办法》（2020年制定）第一条、第二条。", "2024-06-01", "amended", "第三条"),
        ("依照《丙局用车办法》（2020）。", "2024-06-01", "amended", ""),
        ("依照《丙局用车办法》（2022年修订）第三条。", "2024-06-01", "current", ""),
        ("依照2020年制定的《丙局用车办法》第二条。", "2024-06-01", "amended", "第三条"),
        ("依照《丙局用车办法》（2025年修正）。", "2024-06-01", "not_yet", ""),
        ("依照《丙局用车办法》（2018年修订）第三条。", "2024-06-01", "unchecked", ""),
        ("依照《丙局用车办法》（2018）第三条。", "2024-06-01", "current", ""),
        ("依照《丙省条例》（中华人民共和国丙省政府令第12号）。", "2024-06-01", "current", ""),
        ("依照《丙省条例》（丙省政府令（第十二号））。", "2024-06-01", "current", ""),
        ("依照丙省政府第12号令。", "2024-06-01", "current", ""),
        ("依照《丙省条例》（丙省政府令第13号）。", "2024-06-01", "unchecked", "丙省政府令第12号"),
    ],
)
def test_verdict(root: Path, text: str, day: str, verdict: str, suggestion: str) -> None:
    found = judged(root, text, day)[-1]
    assert (found.verdict.value, found.suggestion) == (verdict, suggestion), found.message


@pytest.mark.parametrize(
    ("text", "verdict", "equal"),
    [
        ("《丙局用车办法》第三条规定：“用车应当提前1个工作日申请，紧急的除外。”", "current", True),
        ("《丙局用车办法》第三条规定“用车应当提前１个工作日申请”。", "current", True),
        ("《丙局用车办法》第三条规定：“用车……紧急的除外”。", "current", True),
        ("《丙局用车办法》第三条规定：“用车应当提前2个工作日申请”。", "amended", False),
        ("《丙局用车办法》第三条规定：“驾驶人员当日登记里程”。", "amended", False),
        ("《丙局用车办法》第三条规定：“用车不必申请”。", "current", False),
        ("“用车应当提前1个工作日申请”（《丙局用车办法》第三条）。", "current", True),
        ("按《丙局用车办法》第三条办理。会上指出：“要抓紧。”", "current", None),
    ],
)
def test_quotation(root: Path, text: str, verdict: str, equal: bool | None) -> None:
    found = judged(root, text)[0]
    assert (found.verdict.value, found.equal) == (verdict, equal), found.message


def test_a_draft_s_own_numbers_are_not_judged(root: Path) -> None:
    assert judged(root, "# 某通知\n\n一、依照本通知第二条办理。\n\n二、依照前款办理。\n") == []


def test_quoted_words_and_what_says_them() -> None:
    line = "《某法》第一条规定：“甲、乙”，第二条规定：“丙”。"
    assert quoted(line, 0, 7) == "甲、乙"
    document, _ = parse("第一条　应当：\n\n（一）甲；\n\n（二）乙。\n")
    article = next(document.articles())
    assert says(article, "应当：（一）甲；（二）乙")
    assert not says(article, "应当：（二）乙；（一）甲")
