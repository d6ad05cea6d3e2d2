"""What names an article by a number that a text put in by hand moved: each place is told with its line and the right number."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.model.finding import Finding, Level
from tests.rulebooks import SEALS, small_rulebook

DATES = (
    ("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2021〕9号\n"),
    ("adopted: 2020-01-02", "adopted: 2021-08-01"),
    ("issued: 2020-01-03", "issued: 2021-08-02"),
    ("effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice"),
)
OWN = (
    "第五条　【核对】保管人依照第三条登记的，应当逐项核对，不符的依照前条规定办理。",
    "第六条　【施行】本办法自2020年2月1日起施行。",
)
FORM = """act: seals
forms:
  - id: log
    name: 用印登记表
    article: 登记
    who: 保管人
    when: 用印时
    to: 局办公室
    parts: [{fields: [{name: 事由, width: full}]}]
    notes:
      - 用印登记应当在5个工作日内完成（本办法第三条）。
"""
TASKS = """- id: use-a-seal
  title: 要用印
  group: 印章
  answer: 依照《甲局印章管理办法》第三条，**5个工作日**内登记。
  steps:
    - {who: 保管人, within: 5个工作日, what: 照第三条登记用印事由、份数, target: seals#登记}
"""
REGISTER = "no,measure,act,heading\nM1,清点印章见第四条,seals,清点\n"
PAGE = "# 说明\n\n登记见[第三条](../rules/seals.md#art_3)。\n"
HEADER = (
    "see_also: [{article: art_4, target: archives, note: 存档}]\narticle_status: {art_3: {repealed: 2032-01-01}}\n"
    "no_duty:\n  - article: art_5\n    reason: 只是核对\n"
)


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A published rulebook in which everything names articles of seals by number."""
    small_rulebook(tmp_path)
    seals = SEALS.replace("第五条　【施行】本办法自2020年2月1日起施行。", "\n\n".join(OWN))
    seals = seals.replace("state: adopted\n", f"forms: [用印登记表]\n{HEADER}state: adopted\n")
    seals = seals.replace("登记薄保存三年", "填写《用印登记表》，登记薄保存三年")
    for name, text in (
        ("rules/seals.md", seals),
        ("forms/seals.yml", FORM),
        ("tasks/tasks.yml", TASKS),
        ("registers/measures.csv", REGISTER),
        ("registers/measures.yml", "title: 举措\ncolumns: [{key: no, name: 序号}, {key: measure, name: 举措}]\n"),
        ("guide/index.md", PAGE),
    ):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    capsys.readouterr()
    assert told(tmp_path) == []
    return tmp_path


def told(root: Path) -> list[Finding]:
    return [f for f in check(load(root)) if f.code in {"R117", "C107"}]


def rewritten(root: Path, *pairs: tuple[str, str]) -> Path:
    path = root / "docs/rules/seals.md"
    text = path.read_text(encoding="utf-8")
    for old, new in (*DATES, *pairs):
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


PUT_IN = (
    ("第六条　【施行】", "第七条　【施行】"),
    ("第五条　【核对】", "第六条　【核对】"),
    ("第四条　【清点】", "第五条　【清点】"),
    ("第三条　【登记】", "第三条　【外带】印章确需带离办公区的，由两人同行。\n\n第四条　【登记】"),
)


def test_an_article_put_in_by_hand(root: Path) -> None:
    path = rewritten(root, *PUT_IN)
    lines = path.read_text(encoding="utf-8").split("\n")
    seals, found = "docs/rules/seals.md", told(root)
    assert {(f.file, f.text, f.suggestion, f.level) for f in found} == {
        (seals, "art_3", "art_4", Level.ERROR),  # D1 and the article's status
        (seals, "art_4", "art_5", Level.ERROR),
        (seals, "art_5", "art_6", Level.ERROR),
        (seals, "第三条", "第四条", Level.WARNING),
        ("docs/rules/archives.md", "《甲局印章管理办法》第三条", "第四条", Level.WARNING),
        ("docs/forms/seals.yml", "本办法第三条", "第四条", Level.WARNING),
        ("docs/tasks/tasks.yml", "《甲局印章管理办法》第三条", "第四条", Level.WARNING),
        ("docs/tasks/tasks.yml", "第三条", "第四条", Level.WARNING),
        ("docs/registers/measures.csv", "第四条", "第五条", Level.WARNING),
        ("docs/guide/index.md", "art_3", "第四条", Level.WARNING),
    }
    for finding in found:
        if finding.file == seals:
            assert finding.text in lines[finding.line - 1], finding
        assert "2021年9月1日" in finding.message or finding.file == seals
    assert len([f for f in found if f.level is Level.ERROR]) == 5


MENDED = (
    ("article: art_3\n    who: 保管人", "article: art_4\n    who: 保管人"),
    ("article: art_4\n    who: 局办公室", "article: art_5\n    who: 局办公室"),
    ("{article: art_4, target: archives", "{article: art_5, target: archives"),
    ("article_status: {art_3", "article_status: {art_4"),
    ("- article: art_5\n    reason", "- article: art_6\n    reason"),
    ("依照第三条登记", "依照第四条登记"),
)


def test_what_was_mended_is_not_told_again(root: Path) -> None:
    rewritten(root, *PUT_IN, *MENDED)
    for name, pairs in {
        "forms/seals.yml": (("第三条", "第四条"),),
        "tasks/tasks.yml": (("第三条", "第四条"), ("照第三条", "照第四条")),
        "registers/measures.csv": (("第四条", "第五条"),),
    }.items():
        text = (root / "docs" / name).read_text(encoding="utf-8")
        for old, new in pairs:
            text = text.replace(old, new, 1)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    assert {f.file for f in told(root)} == {"docs/rules/archives.md", "docs/guide/index.md"}
    assert [f for f in check(load(root)) if f.level is Level.ERROR] == []


def test_the_form_is_told_of_until_it_is_mended_the_texts_are_not(root: Path) -> None:
    rewritten(root, *PUT_IN, *MENDED)
    assert main(["record", "--root", str(root), "--day", "2021-08-10"]) == 0
    files = {f.file for f in told(root)}
    assert {"docs/forms/seals.yml", "docs/tasks/tasks.yml", "docs/registers/measures.csv"} <= files
    assert not files & {"docs/rules/seals.md", "docs/rules/archives.md"}


def test_the_command_moves_what_stands_in_the_header(root: Path, tmp_path: Path) -> None:
    words = (root / "docs/rules/seals.md").read_text(encoding="utf-8").split("\n---\n")[1]
    for old, new in PUT_IN:
        words = words.replace(old, new, 1)
    (tmp_path / "new.md").write_text(words, encoding="utf-8")
    days = ["--effective", "2021-09-01", "--doc-no", "甲〔2021〕9号", "--adopted", "2021-08-01", "--issued", "2021-08-02"]
    assert main(["amend", "seals", *days, "--text", str(tmp_path / "new.md"), "--root", str(root)]) == 0
    assert [f for f in told(root) if f.level is Level.ERROR] == []


def test_words_before_the_article_put_in(root: Path) -> None:
    """前条 of the article that follows the one put in reads as another article than before."""
    rewritten(
        root,
        ("第六条　【施行】", "第七条　【施行】"),
        ("第五条　【核对】", "第五条　【封存】停用的印章由政治处封存。\n\n第六条　【核对】"),
        ("- article: art_5\n    reason", "- article: art_6\n    reason"),
    )
    own = [f for f in told(root) if f.file == "docs/rules/seals.md"]
    assert [(f.text, f.suggestion, f.level) for f in own] == [("前条", "第四条", Level.WARNING)]


def test_an_article_taken_out(root: Path) -> None:
    rewritten(
        root,
        (
            "第三条　【登记】用印应当在5个工作日内登记，填写《用印登记表》，登记薄保存三年：\n\n（一）用印事由；\n\n（二）份数。\n\n",
            "",
        ),
        ("第四条　【清点】", "第三条　【清点】"),
        ("第五条　【核对】", "第四条　【核对】"),
        ("第六条　【施行】", "第五条　【施行】"),
    )
    found = {(f.file, f.text): f for f in told(root)}
    assert "已经删去" in found["docs/rules/archives.md", "《甲局印章管理办法》第三条"].message
    assert found["docs/rules/seals.md", "art_4"].suggestion == "art_3"
    assert "已经删去" in found["docs/rules/seals.md", "第三条"].message


def test_a_rewritten_text_is_no_renumbering(root: Path) -> None:
    """A number that keeps its place keeps its duties, whatever its words become."""
    rewritten(root, ("由局办公室保管，保管人不得外借", "由局办公室统一保管，专人专柜，保管人不得外借"))
    assert told(root) == []


def test_clauses(tmp_path: Path) -> None:
    """A scheme counts 一、 where a rule counts 第一条."""
    small_rulebook(tmp_path)
    head = (
        SEALS.split("\n---\n")[0]
        .replace("art_3", "clause_1")
        .replace("art_4", "clause_2")
        .replace("renumbered: {art_8: clause_1}\n", "")
    )
    body = "\n---\n\n# 甲局印章管理办法\n\n一、用印登记\n\n用印由保管人逐笔登记。\n\n二、年度清点\n\n局办公室每年清点一次。\n"
    (tmp_path / "docs/rules/seals.md").write_text(head + body, encoding="utf-8")
    (tmp_path / "docs/rules/archives.md").unlink()
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    rewritten(tmp_path, ("二、年度清点", "三、年度清点"), ("一、用印登记", "一、总的要求\n\n印章管理坚持从严。\n\n二、用印登记"))
    assert [(f.text, f.suggestion) for f in told(tmp_path)] == [("clause_1", "clause_2"), ("clause_2", "clause_3")]


def test_a_heading_may_wait_for_the_new_text(root: Path) -> None:
    """Forms and matters that call an article as the text in force does are told from when they are wrong."""
    rewritten(root, ("【登记】用印", "【用印登记】用印"))
    found = [f for f in check(load(root)) if f.code in {"F205", "C121"}]
    assert [(f.code, f.level) for f in found] == [("F205", Level.WARNING), ("C121", Level.WARNING)]
    assert all("2021年9月1日起" in f.message and "用印登记" in f.message for f in found)


@pytest.mark.parametrize(
    ("ending", "told_of"),
    [
        ("  - {on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-07-01}", "自2199年7月1日起废止"),
        (
            "  - {on: 2021-05-01, event: 部分失效, item: art_3, doc_no: 甲〔2021〕3号, effective: 2021-06-01}",
            "第三条自2021年6月1日起不再适用",
        ),
    ],
)
def test_a_step_that_rests_on_what_ends(root: Path, ending: str, told_of: str) -> None:
    path = root / "docs/rules/seals.md"
    text = path.read_text(encoding="utf-8").replace("article_status: {art_3: {repealed: 2032-01-01}}\n", "")
    path.write_text(text.replace("   # 首次\n", f"\n{ending}\n"), encoding="utf-8")
    assert [(f.line, told_of in f.message) for f in check(load(root)) if f.code == "C122"] == [(6, True)]
