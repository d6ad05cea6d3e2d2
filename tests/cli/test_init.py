"""An empty rulebook for another bureau: its own copy of the program checks and builds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rulebook.cli.main import main


def test_its_two_commands_work(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    assert main(["init", str(folder), "--name", "甲区“某”局"]) == 0
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("CI", None)  # there a build tells how it goes
    for command in (["check"], ["build", "--site", "site"]):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "rulebook", *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
    home = (folder / "site/index.html").read_text(encoding="utf-8")
    assert "甲区“某”局制度汇编" in home
    for path in ("rules/leave/index.html", "forms/leave/leave-application/leave-application.docx", "registers/powers/powers.csv"):
        assert (folder / "site" / path).exists()
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert tests.returncode == 0, tests.stdout


def test_no_word_of_this_bureau_is_on_its_site(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    assert main(["init", str(folder), "--name", "甲局"]) == 0
    assert main(["build", "--config", str(folder / "mkdocs.yml"), "--site", str(tmp_path / "site")]) == 0
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for word in ("司法局", "出上海", "意识形态", "28件", "长效机制30项", "x区", "x司"):
            assert word not in text, page


@pytest.mark.parametrize("name", ["", "  ", "甲\n局", "<b>", "甲" * 61])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    assert main(["init", str(tmp_path / "other"), "--name", name]) == 2
    assert not (tmp_path / "other").exists()


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    assert main(["init", str(tmp_path), "--name", "甲局"]) == 2
    assert "已经有东西" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
