"""Slips of an editor who pastes from Word in the web editor: each is told once, with the cause and a way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.model.finding import Finding, Level
from tests.rulebooks import small_rulebook

SEALS = "docs/rules/seals.md"
FORM = """act: seals
forms:
  - {id: log, name: 用印登记表, article: 登记, who: 保管人, when: 用印时, to: 局办公室, parts: [{fields: [{name: 事由, width: full}]}]}
"""
TASKS = """- id: use-a-seal
  title: 要用印
  group: 印章
  answer: "**5个工作日**内登记。"
  steps:
    - {who: 保管人, within: 5个工作日, what: 登记, target: seals#登记}
"""
FILES = {
    "forms/seals.yml": FORM,
    "tasks/tasks.yml": TASKS,
    "registers/measures.csv": "no,measure,act,heading\nM1,清点印章,seals,清点\n",
    "registers/measures.yml": "title: 举措\ncolumns: [{key: no, name: 序号}, {key: measure, name: 举措}]\n",
    "editions/2020.yml": "slug: '2020'\ntitle: 2020年版\nas_of: 2020-12-31\nparts:\n  - title: 规章\n    members:\n      - {id: seals, reason: 现行}\n",
    "guide/index.md": '# 说明\n\n见{{ rule("seals") }}。\n',
}
AMEND = (
    ("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2021〕9号\n"),
    ("adopted: 2020-01-02", "adopted: 2021-08-01"),
    ("issued: 2020-01-03", "issued: 2021-08-02"),
    ("effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice"),
    ("自2020年2月1日起施行", "自2021年9月1日起施行"),
)
Edit = Callable[[Path], None]


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    small_rulebook(tmp_path)
    for name, text in FILES.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    path = tmp_path / SEALS
    text = path.read_text(encoding="utf-8").replace("登记薄保存三年", "填写《用印登记表》，登记薄保存三年")
    path.write_text(text.replace("state: adopted\n", "forms: [用印登记表]\nstate: adopted\n"), encoding="utf-8")
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    capsys.readouterr()
    assert told(tmp_path) == []
    return tmp_path


def told(root: Path) -> list[Finding]:
    """Without the six common matters, the missing approval, and what the editor need not mind."""
    return [f for f in check(load(root)) if f.level is not Level.INFO and f.code not in {"R112", "L313"}]


def amended(*pairs: tuple[str, str]) -> Edit:
    return put(SEALS, *AMEND, *pairs)


def put(file: str, *pairs: tuple[str, str]) -> Edit:
    def edit(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        for old, new in pairs:
            assert re.search(old, text, re.MULTILINE), old
            text = re.sub(old, new, text, count=1 if old == re.escape(old) else 0, flags=re.MULTILINE)
        (root / file).write_text(text, encoding="utf-8")

    return edit


def gone(file: str) -> Edit:
    return lambda root: (root / file).unlink()


OFFICES = "docs/offices/offices.csv"
SLIPS: dict[str, tuple[Edit, str, str, str]] = {  # what was done; where it is told, code, what the message must hold
    "a typed quotation mark": (amended(("document_type: 办法", 'document_type: "办"法')), f"{SEALS}:4", "H102", "英文单引号"),
    "one in a row": (amended(("on: 2020-01-02, event: 制定", 'on: 2020-01-02, note: "甲"乙, event: 制定')), f"{SEALS}:15", "H102", "英文单引号"),
    "a Chinese colon": (amended(("office: bureau-office\n#", "office：bureau-office\n#")), f"{SEALS}:12", "H102", "中文的“：”"),
    "a day in words": (put(SEALS, ("effective: 2020-02-01\noffice", "effective: 2021年9月1日\noffice")), f"{SEALS}:11", "H112", "2021-09-01"),
    "Chinese keys in a row": (amended(("on: 2020-01-02, event: 制定", "日期: 2020-01-02, event: 制定")), f"{SEALS}:15", "H110", "“on”"),
    "a Chinese colon in a row": (amended(("on: 2020-01-02, event: 制定", "on：2020-01-02, event: 制定")), f"{SEALS}:15", "H110", "冒号要用英文的"),
    "an English comma in a note": (amended((r"event: 制定(.*)\}", r"event: 制定\1, note: 原来写“甲,乙”}")), f"{SEALS}:15", "H110", "英文逗号把值断开"),
    "no blank in a row": (amended(("on: 2020-01-02, event: 制定", "on:2020-01-02, event:制定")), f"{SEALS}:15", "H110", "后面空一格"),
    "Chinese braces": (amended((r"- \{on: (2020-01-02.*)\}", r"- ｛on: \1｝")), f"{SEALS}:15", "H102", "花括号是中文的"),
    "a row under another key": (amended((r"history:\n(.*)\n", r"basis:\n\1\n")), f"{SEALS}:15", "H110", "沿革的一行"),
    "a row under a value": (amended((r"history:\n(.*)\n", r"review_by: 2030-01-01\n\1\n")), f"{SEALS}:15", "H102", "没有 history 的先加一行"),
    "a name for a body": (put(SEALS, ("approved: .*", "approved: {body: 局长办公会}")), f"{SEALS}:30", "H114", "offices.csv"),
    "another encoding": (lambda root: (root / SEALS).write_bytes((root / SEALS).read_bytes().decode().encode("gb18030")) and None, f"{SEALS}:3", "T102", "UTF-8"),
    "an empty file": (lambda root: (root / SEALS).write_text("") and None, f"{SEALS}:1", "H107", "rulebook restore seals"),
    "no first fence": (put(SEALS, (r"\A---\n", "")), f"{SEALS}:1", "H107", "第一行写 ---"),
    "a dash for a fence": (put(SEALS, (r"\A---\n", "——\n")), f"{SEALS}:1", "H107", "第一行写 ---"),
    "no second fence": (put(SEALS, (r"text: held\n---\n", "text: held\n")), f"{SEALS}:1", "H101", "加一行 ---"),
    "all numbers of articles lost": (amended((r"^第.条　", "")), f"{SEALS}:38", "S111", "自动编号"),
    "some numbers lost": (amended((r"^第[二三]条　", "")), f"{SEALS}:40", "S111", "补“第二条”"),
    "numbers of a list instead": (amended((r"^第三条　", "3.　"), (r"^第四条　", "4.　")), f"{SEALS}:42", "S111", "原来是第三条、第四条"),
    "a number in bold": (amended((r"^第三条　", "**第三条**　")), f"{SEALS}:42", "T209", "**"),
    "a file deleted": (gone(SEALS), "ledger/ledger.jsonl:1", "L302", "rulebook restore seals"),
    "the forms deleted": (gone("docs/forms/seals.yml"), f"{SEALS}:31", "R203", "docs/forms/seals.yml 没有"),
    "an office deleted": (put(OFFICES, (r"^bureau-office.*\n", "")), f"{OFFICES}:1", "L315", "successor"),
    "a name for an id": (amended(("office: bureau-office\n#", "office: 办公室\n#")), f"{SEALS}:12", "R201", "“bureau-office”（局办公室）"),
    "another name for an id": (amended(("office: bureau-office\n#", "office: 政治部\n#")), f"{SEALS}:12", "R201", "“political-office”（政治处）"),
    "an id like no other": (amended(("office: bureau-office\n#", "office: logistics-office\n#")), f"{SEALS}:12", "R201", "加一行"),
    "a mark in a table": (put("docs/registers/measures.csv", ("M1,清点印章", 'M1,"清点"印章')), "docs/registers/measures.csv:2", "R101", "中文引号"),
    "a comma in a table": (put("docs/registers/measures.csv", ("M1,清点印章", "M1,清点,印章")), "docs/registers/measures.csv:2", "R101", "5 格"),
    "another name of a form": (amended(("《用印登记表》", "《用印登记单》")), "docs/forms/seals.yml:3", "F205", "《用印登记单》，是不是同一张"),
    "a table of Word": (amended((r"^第四条　", "局章\t局长\n\n第四条　")), f"{SEALS}:48", "T219", "| 甲 | 乙 |"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once(root: Path, name: str) -> None:
    edit, place, code, words = SLIPS[name]
    edit(root)
    found = told(root)
    assert [(f"{f.file}:{f.line}", f.code) for f in found] == [(place, code)], found
    assert words in found[0].message


def test_lost_numbers_of_items_are_told(root: Path) -> None:
    amended((r"^（[一二]）", ""))(root)
    (found,) = told(root)
    assert (found.code, found.level, found.line) == ("S111", Level.WARNING, 44)


def test_what_is_wrong_besides_is_told(root: Path) -> None:
    """Only what follows is left out."""
    amended((r"^第二条　", ""), ("结果报机关记委", "结果依照《甲局没有的办法》第一条报机关记委"))(root)
    put("docs/registers/measures.csv", ("seals,清点", "seal,清点"))(root)
    assert {f.code for f in told(root)} == {"S111", "C101", "R131"}


def test_two_articles_made_one(root: Path) -> None:
    """An article that becomes a paragraph of the one before keeps its words and loses its number and heading: no slip."""
    amended((r"^第三条　【登记】", ""), (r"^第四条　", "第三条　"), (r"^第五条　", "第四条　"))(root)
    assert [f for f in told(root) if f.code.startswith("S")] == []


def test_a_new_text_without_any_number(root: Path) -> None:
    words = "\n\n".join(f"来访人员登记的第{n}段话，从别处粘来。" for n in "甲乙丙")
    text = "---\nid: visits\ntitle: 甲局来访办法\ndocument_type: 办法\ncollection: rule\neffective: 2021-01-01\noffice: bureau-office\n---\n\n"
    (root / "docs/rules/visits.md").write_text(f"{text}# 甲局来访办法\n\n{words}\n", encoding="utf-8")
    assert [(f.code, f.level) for f in told(root)] == [("S111", Level.WARNING)]


def test_what_a_system_writes_beside_a_file_is_no_text(root: Path) -> None:
    (root / "docs/rules/._seals.md").write_bytes(b"\x00\x05\x16\x07\xff")
    assert told(root) == []


def test_a_copy_under_a_name_of_its_own(root: Path) -> None:
    text = (root / SEALS).read_text(encoding="utf-8")
    (root / "docs/rules/印章管理办法.md").write_text(text.replace("id: seals", "id: 印章"), encoding="utf-8")
    assert {f.file for f in told(root)} == {"docs/rules/印章管理办法.md"}


def test_another_act_pasted_over(root: Path) -> None:
    text = (root / "docs/rules/archives.md").read_text(encoding="utf-8")
    (root / SEALS).write_text(text, encoding="utf-8")
    found = told(root)
    assert [f.code for f in found] == ["H130", "L302"]
    assert "rulebook restore seals" in found[0].message


def test_a_frozen_file_that_a_merge_lost(root: Path) -> None:
    put("docs/editions/2020.yml", ("as_of: 2020-12-31", "as_of: 2020-12-30"))(root)
    amended(("5个工作日", "3个工作日"))(root)
    put("docs/tasks/tasks.yml", (r"5个(?=工作日)", "3个"))(root)
    assert main(["record", "--root", str(root), "--day", "2021-10-01"]) == 0
    (root / "docs/rules/seals/2020-02-01.md").unlink()
    assert [f.code for f in told(root)] == ["L302"]
    (root / "docs/rules/seals/2020-02-01.md").write_text((root / SEALS).read_text(encoding="utf-8"), encoding="utf-8")
    assert {f.code for f in told(root)} >= {"H130"}
