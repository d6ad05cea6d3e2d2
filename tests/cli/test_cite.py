"""``rulebook cite`` on drafts in Markdown and .docx."""

import json
from pathlib import Path

import docx
import pytest

from rulebook.cli.main import main
from tests.rulebooks import small_rulebook


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_rulebook(tmp_path / "book")
    monkeypatch.chdir(folder)
    return folder


def test_json_has_the_columns_of_the_contract(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "报告.md").write_text("依照《甲局印章管理办法》第三条、第九条办理。\n", encoding="utf-8")
    assert main(["cite", "报告.md", "--format", "json", "--as-of", "2021-01-01"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["line"], r["text"], r["verdict"], r["target"]) for r in rows] == [
        (1, "《甲局印章管理办法》第三条", "current", "seals#art_3"),
        (1, "第九条", "absent", "seals"),
    ]
    assert rows[0] | {"file": "报告.md", "start": 2, "end": 15, "quoted_equal": None} == rows[0]


def test_a_word_file_by_its_paragraphs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = docx.Document()
    paper.add_paragraph("关于用印的报告")
    paper.add_paragraph("依照《甲局印章管理办法》").add_run("第三条办理。")
    table = paper.add_table(1, 1)
    table.cell(0, 0).text = "《甲局印章管理办法》第六条"
    paper.sections[0].footer.paragraphs[0].text = "《甲局印章管理办法》第七条"
    paper.save(str(root / "报告.docx"))
    assert main(["cite", "报告.docx", "--format", "json"]) == 0
    out = capsys.readouterr()
    rows = [json.loads(line) for line in out.out.splitlines()]
    assert [(r["line"], r["verdict"]) for r in rows] == [(2, "current"), (3, "absent")]
    assert "页脚里的字没有核对" in out.err


@pytest.mark.parametrize(("name", "words"), [("a.docx", "另存为 .docx"), ("a.wps", "另存为 .docx"), ("a.pdf", "另存为 .docx")])
def test_files_that_cannot_be_read(root: Path, name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    (root / name).write_bytes(b"\xd0\xcf\x11\xe0")
    assert main(["cite", name]) == 1
    assert words in capsys.readouterr().err


def test_the_table_that_goes_into_a_paper(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "a.md").write_text("《甲局印章管理办法》第三条 <b>\n", encoding="utf-8")
    assert main(["cite", "a.md", "--format", "html"]) == 0
    out = capsys.readouterr().out
    assert "<td>现行</td>" in out
    assert main(["cite", "a.md"]) == 0
    assert "引用1处，现行1处" in capsys.readouterr().out
