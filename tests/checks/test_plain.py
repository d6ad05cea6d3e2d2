"""What does not belong into the words or the header of a rule: each is told once, with a way out."""

import time
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.model.finding import Level

HEAD = "---\nid: demo\ntitle: 示范办法\ndocument_type: 办法\ncollection: rule\neffective: 2021-05-01\noffice: a\n---\n\n# 示范办法\n\n"
ARTICLE = "第一条　【目的】为了示范，制定本办法。\n"
OFFICES = "slug,name\na,甲科\n"

WORDS = [
    ("依照有关规定办理[^1]。", "T212"),
    ('依照{{ rule("demo") }}办理。', "T213"),
    ("依照{% if x %}办理。", "T213"),
    ("第二条　[检查]每年检查一次。", "T214"),
    ("第二条　［检查］每年检查一次。", "T214"),
    ("应当<b>立即</b>报告。", "T215"),
    ("应当立即报告。<br>并登记。", "T215"),
    ("登录https://example.cn/a办理。", "T216"),
    ("登录www.example.cn办理。", "T216"),
    ("①登记；", "T217"),
    ("应当\u00a0立即报告。", "T218"),
    ("应当**立即**报告。", "T209"),
    ("&#19981;得外借。", "T209"),
    ("不得外借{: hidden }。", "T209"),
    ("==不得==外借。", "T209"),
    ("\\不得外借。", "T209"),
    ("应\u2009当立即报告。", "T218"),
    ("不　得外借。", "T218"),
]

HEADERS = [
    ("title: 示范办法", "title: 《示范办法》", {"H212": Level.ERROR}),
    ("title: 示范办法", "title: “示范办法”", {"H212": Level.ERROR}),
    ("office: a\n", "", {"H213": Level.WARNING}),
    (
        "office: a\n",
        "office: a\nduties:\n" + "  - {id: D1, article: art_1, who: 甲, office: a, what: 乙, recurrence: FREQ=YEARLY}\n" * 2,
        {"H214": Level.ERROR},
    ),
]


def found(root: Path, text: str) -> list[tuple[str, Level, int]]:
    for name, content in (("rules/demo.md", text), ("offices/offices.csv", OFFICES)):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return [(f.code, f.level, f.line) for f in check(load(root)) if f.level is not Level.INFO]


@pytest.mark.parametrize(("line", "code"), WORDS)
def test_words(tmp_path: Path, line: str, code: str) -> None:
    assert [(c, n) for c, _, n in found(tmp_path, HEAD + ARTICLE + "\n" + line + "\n") if c[0] == "T"] == [(code, 14)]


def test_a_table_may_be_html(tmp_path: Path) -> None:
    table = "<table>\n<tr><td>甲<br>乙</td></tr>\n</table>\n"
    assert found(tmp_path, HEAD + ARTICLE + "\n" + table) == []


@pytest.mark.parametrize(("old", "new", "expected"), HEADERS)
def test_headers(tmp_path: Path, old: str, new: str, expected: dict[str, Level]) -> None:
    codes = {code: level for code, level, _ in found(tmp_path, (HEAD + ARTICLE).replace(old, new, 1))}
    assert expected.items() <= codes.items()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("题名: 甲", "title"),
        ("文号: 甲", "doc_no"),
        ("施行日期: 2021-05-01", "effective"),
        ("责任科室: a", "office"),
        ("沿革: 甲", "history"),
    ],
)
def test_a_chinese_key_names_the_english_one(tmp_path: Path, written: str, key: str) -> None:
    (tmp_path / "docs/rules").mkdir(parents=True)
    (tmp_path / "docs/rules/demo.md").write_text((HEAD + ARTICLE).replace("office: a\n", f"office: a\n{written}\n"), "utf-8")
    told = [f for f in check(load(tmp_path)) if f.code == "H110"]
    assert [f.suggestion for f in told] == [key]
    assert f"是否想写“{key}”" in told[0].message


def test_a_number_used_again_is_told_of_the_later_text(tmp_path: Path) -> None:
    for name, day in (("a", "2022-05-01"), ("b", "2021-05-01")):
        text = (HEAD + ARTICLE).replace("id: demo", f"id: {name}").replace("示范", f"示范{name}").replace("2021-05-01", day)
        path = tmp_path / "docs" / "rules" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("office: a\n", "doc_no: 甲〔2021〕1号\n"), "utf-8")
    assert [(f.code, f.file) for f in check(load(tmp_path)) if f.code == "H203"] == [("H203", "docs/rules/a.md")]


def test_a_line_of_nothing_but_numbers(tmp_path: Path) -> None:
    start = time.process_time()
    found(tmp_path, HEAD + "第一条　" + "第（一）、" * 8000 + "\n")
    assert time.process_time() - start < 4
