"""What an editor is told when a command cannot do what was asked: Chinese, one cause, a way out, no traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.site.told import told
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

ENGLISH = re.compile(r"Traceback|usage:|error:|invalid|required|Error\b")
WRONG = [
    (["check", "--format", "xml"], 2, "只能是：text, github, json"),
    (["check", "--nope"], 2, "不认识“--nope”"),
    (["serve", "--port", "99999999"], 2, "端口要写 1 到 65535"),
    (["amend", "seals"], 2, "少了 --effective"),
    (["amend", "seals", "--effective", "9999-01-01"], 2, "年份不在 1900 到 2199"),
    (["amend", "seals", "--effective", "2021-13-01"], 2, "不是日期"),
    *(
        ([command, *files, option, day], 2, said)
        for command, files, option in (
            ("cite", ["a.md"], "--as-of"),
            ("record", [], "--day"),
            ("list", [], "--as-of"),
            ("export", ["json", "--to", "x"], "--as-of"),
        )
        for day, said in (("2021-13-01", "不是日期"), ("0021-01-01", "年份不在 1900 到 2199"))
    ),
    (["foo"], 2, "没有“foo”这个命令"),
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = main(list(arguments))
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status", "words"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_a_wrong_command_line(capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, words: str) -> None:
    code, err = run(capsys, *arguments)
    assert (code, words in err) == (status, True), err
    assert not ENGLISH.search(err)


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["amend", "--help"])
    out = capsys.readouterr().out
    assert "用法：" in out
    assert "显示这个说明" in out
    assert not ENGLISH.search(out)


def test_an_unknown_id_gets_the_nearest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    code, err = run(capsys, "amend", "seal", "--effective", "2022-01-01", "--root", str(tmp_path))
    assert (code, "是否想写 seals" in err) == (1, True)


def test_amend_where_a_file_stands_in_the_way(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "docs/rules/seals").write_text("x", encoding="utf-8")
    before = (tmp_path / "docs/rules/seals.md").read_bytes()
    code, err = run(capsys, "amend", "seals", "--effective", "2022-01-01", "--root", str(tmp_path))
    assert (code, "docs/rules/seals 是文件" in err) == (1, True)
    assert (tmp_path / "docs/rules/seals.md").read_bytes() == before


def test_a_wrong_day_of_the_environment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_rulebook(tmp_path)
    monkeypatch.setenv("RULEBOOK_DAY", "abc")
    code, err = run(capsys, "amend", "seals", "--effective", "2022-01-01", "--root", str(tmp_path))
    assert (code, "RULEBOOK_DAY" in err, "不是日期" in err) == (1, True, True)


@pytest.mark.parametrize(
    ("where", "words"),
    [("file", "是文件"), (".", "会清空它"), ("full", "里有别的文件")],
)
def test_a_site_is_not_written_over_something_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, caplog: pytest.LogCaptureFixture, where: str, words: str
) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").write_text("x", encoding="utf-8")
    code, err = run(
        capsys, "build", "--config", str(ROOT / "mkdocs.yml"), "--docs", str(tmp_path / "docs"), "--site", str(tmp_path / where)
    )
    said = err + "".join(told(record.getMessage()) for record in caplog.records)
    assert (code > 0, words in said) == (True, True), said
    assert (tmp_path / "full/letter.txt").exists()
    assert (tmp_path / "docs/rules/seals.md").exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [("plugins: [macros]\n", "少了 rulebook"), ("a: [1\n", "mkdocs.yml:"), ("plugins: [nothing]\n", "“plugins”这一项不对")],
)
def test_a_broken_configuration(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, caplog: pytest.LogCaptureFixture, written: str, words: str
) -> None:
    small_rulebook(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: 甲\n{written}", encoding="utf-8")
    code, err = run(capsys, "build", "--config", str(tmp_path / "mkdocs.yml"), "--site", str(tmp_path / "site"))
    said = err + "".join(told(record.getMessage()) for record in caplog.records)
    assert (code > 0, words in said) == (True, True), said


def test_nothing_to_verify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, err = run(capsys, "verify", str(tmp_path), "--root", str(ROOT))
    assert (code, "没有可以核对的文本" in err) == (2, True)


def test_a_fault_of_the_program_is_one_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr("rulebook.cli.check.load", broken)
    code, err = run(capsys, "check", "--root", str(ROOT))
    assert (code, err.count("\n"), "程序出错" in err) == (3, 1, True)
