"""送审材料 of an amendment and of a new act."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.export.fonts import has_fonts
from rulebook.export.pdf import pages, pdf
from rulebook.impact.submission import SIZES, in_letters, statement, submission
from tests.rulebooks import SEALS, small_rulebook

DAY = dt.date(2026, 1, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_rulebook(tmp_path)
    (folder / "docs/rules/seals").mkdir()
    (folder / "docs/rules/seals/2020-02-01.md").write_text(SEALS)
    new = SEALS.replace("2020-02-01\noffice", "2026-03-01\noffice").replace("5个工作日", "10个工作日")
    (folder / "docs/rules/seals.md").write_text(new)
    return folder


def test_says_what_why_whom_and_when(root: Path) -> None:
    corpus = load(root)
    paper = submission(corpus, corpus.acts["seals"], DAY, "期限太短")
    table = {row[0][0].text: row[1][0].text for row in next(b for b in paper.blocks if b.kind == "table").rows}
    assert table["改什么"] == "共改1条：第三条（修改）。"
    assert table["为什么改"] == "期限太短"
    assert table["数字变化"] == "第三条：5个工作日改为10个工作日"
    assert "《甲局档案管理办法》第一条" in table["影响谁"]
    assert table["何时施行"].startswith("2026年3月1日")
    words = "".join(block.text for block in paper.blocks)
    assert "将第三条" in words
    assert paper.foot.startswith("送审稿　2026年1月5日　核验码 ")
    assert "现行有效" not in paper.foot


@pytest.mark.skipif(not has_fonts(), reason="the faces that make setup fetches are not here")
def test_the_statement_stays_on_one_page(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = load(root)
    long = "为落实上级规定，" * 150
    paper = submission(corpus, corpus.acts["seals"], DAY, long)
    assert pages(pdf(statement(paper))) > 1
    assert any(pages(pdf(statement(in_letters(paper, size)))) == 1 for size in SIZES)
    command = ["submit", "seals", "--root", str(root), "--to", str(tmp_path / "out"), "--reason"]
    assert main([*command, long]) == 0
    assert "排不下" not in capsys.readouterr().err
    assert main([*command, long * 9]) == 0
    assert "修改说明一页排不下" in capsys.readouterr().err


def test_a_new_act_has_no_decision(tmp_path: Path) -> None:
    corpus = load(small_rulebook(tmp_path))
    paper = submission(corpus, corpus.acts["archives"], DAY)
    assert not any("修改决定" in block.text for block in paper.blocks)
    assert "新制定，共2条。" in "".join(r[1][0].text for b in paper.blocks if b.kind == "table" for r in b.rows)


def test_both_files(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "out"
    assert main(["submit", "seals", "--root", str(root), "--to", str(to)]) == 0
    document = docx.Document(io.BytesIO((to / "seals.送审.docx").read_bytes()))
    assert document.tables[1].rows[2].cells[0].text == "合法性审核"
    assert main(["submit", "nothing", "--root", str(root), "--to", str(to)]) == 2
    assert "没有这件制度" in capsys.readouterr().err
