"""Commands as other tools call them: output, exit codes, no traceback."""

import json
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.cli.schema import text as schema
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

LAW = "# 中华人民共和国示范法\n\n2019年1月2日 第一届大会第三次会议通过\n\n2020年3月4日 施行\n\n<!-- INFO END -->\n\n第一条　甲。\n\n第二条　依照前条办理。\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = main(list(arguments))
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, capsys.readouterr().out


def test_parse_formats(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "law.md"
    file.write_text(LAW, encoding="utf-8")
    code, out = run(capsys, "parse", str(file), "--root", str(tmp_path))
    assert (code, json.loads(out)[0]["articles"], json.loads(out)[0]["file"]) == (0, 2, "law.md")
    code, out = run(capsys, "parse", str(file), "--format", "json", "--root", str(tmp_path))
    tree = json.loads(out)
    assert tree["title"] == "中华人民共和国示范法"
    assert [a["id"] for a in tree["articles"]] == ["art_1", "art_2"]
    assert tree["articles"][0]["paragraphs"] == [{"id": "art_1__para_1", "line": 9, "text": "甲。"}]


def test_citations(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "law.md").write_text(LAW, encoding="utf-8")
    code, out = run(capsys, "citations", str(tmp_path / "law.md"), "--format", "jsonl", "--root", str(tmp_path))
    row = json.loads(out)
    assert code == 0
    assert (row["file"], row["line"], row["start"], row["end"], row["text"], row["targets"]) == (
        "law.md",
        11,
        6,
        8,
        "前条",
        ["art_1"],
    )


def test_missing_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["parse", "none.md"],
        ["citations", "none.md"],
        ["redline", "none.md", "none.md"],
        ["import", "none.md", "--to", "x"],
    ):
        assert run(capsys, *command)[0] == 2


def test_gbk_is_a_finding(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "law.md").write_bytes(LAW.encode("gbk"))
    assert run(capsys, "parse", str(tmp_path / "law.md"))[0] == 1


def test_import(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for day in ("2019-01-02", "2023-05-06"):
        (tmp_path / f"示范法({day}).md").write_text(LAW, encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.md")))
    code, out = run(capsys, "import", *files, "--to", str(tmp_path / "docs"))
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {r["file"] for r in rows} == set(files)
    assert len({r["id"] for r in rows}) == 1
    act = rows[0]["id"]
    assert sorted(r["path"] for r in rows) == [f"{act}.md", f"{act}/2020-03-04.md"]
    header = (tmp_path / "docs" / f"{act}.md").read_text(encoding="utf-8").split("---")[1]
    assert "effective: 2023-05-06" in header
    assert run(capsys, "check", "--root", str(tmp_path))[0] == 0


def test_list_as_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out = run(capsys, "list", "--root", str(small_rulebook(tmp_path)), "--as-of", "2020-03-15", "--format", "json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert set(rows) == {"seals"}
    assert rows["seals"]["doc_no"] == "甲〔2020〕1号"
    assert rows["seals"]["status"] == "当日有效"


def test_check_formats(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.md").write_text("# 页\n\n<script>x</script>\n", encoding="utf-8")
    code, out = run(capsys, "check", "--root", str(tmp_path), "--format", "json")
    row = json.loads(out.splitlines()[0])
    assert code == 1
    assert set(row) == {"file", "line", "column", "code", "level", "message", "text", "suggestion"}
    code, out = run(capsys, "check", "--root", str(tmp_path), "--format", "github")
    assert out.startswith("::error file=docs/x.md,line=3,col=1::")
    assert run(capsys, "check", "--root", str(tmp_path / "docs"))[0] == 2


def test_schema_is_the_committed_one() -> None:
    assert (ROOT / ".vscode" / "header.schema.json").read_text(encoding="utf-8") == schema()


def test_build_stops_on_errors(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.md").write_text("# 页\n\n<script>x</script>\n\n{{ nothing() }}\n", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    code = main(["build", "--docs", str(tmp_path / "docs"), "--site", str(tmp_path / "site")])
    said = capsys.readouterr().err
    assert code == 1
    assert "W301" in said
    assert "M406" in said
    assert "Traceback" not in said
    assert not (tmp_path / "site" / "index.html").exists()


def test_report_counts_and_totals(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (small_rulebook(tmp_path) / "docs/plan.csv").write_text(
        "item,expected,note\nrule,3,\nact,4,原计划\nnone,1,\n", encoding="utf-8"
    )
    assert main(["report", "--root", str(tmp_path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-6].startswith("合计2件")
    assert out[-5:-1] == [
        "rule：计划3，现有3",
        "act：计划4，现有3　和计划不同（原计划）",
        "none：计划1，现有没有这一项　和计划不同",
        "相近条文：0对",
    ]
    assert out[-1].startswith("重复句占")


def test_another_folder_of_acts_has_no_part_in_this_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = small_rulebook(tmp_path) / "docs"
    out = tmp_path / "site"
    assert main(["build", "--config", str(ROOT / "mkdocs.yml"), "--docs", str(docs), "--site", str(out)]) == 0
    assert "L302" not in capsys.readouterr().err
    assert (out / "rules" / "seals" / "index.html").exists()
