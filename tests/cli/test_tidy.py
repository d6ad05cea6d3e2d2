"""``rulebook tidy``: shown or written, and refused for what was published."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.lawful import ledger
from tests.rulebooks import small_rulebook

ROUGH, TIDY = "茶水办法\n\n**第一条** 自备。\n", "# 茶水办法\n\n第一条　自备。\n"


def test_shows_the_tidy_form(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.md"
    path.write_text(ROUGH, encoding="utf-8")
    assert main(["tidy", str(path)]) == 0
    assert capfdbinary.readouterr().out.decode() == TIDY
    assert path.read_text(encoding="utf-8") == ROUGH


def test_writes_in_place_and_says_when_there_is_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(ROUGH, encoding="utf-8")
    assert main(["tidy", str(path), "--write"]) == 0
    assert path.read_text(encoding="utf-8") == TIDY
    assert main(["tidy", str(path), "--write"]) == 0
    assert "已经是源文件的写法" in capsys.readouterr().out
    assert main(["tidy", str(tmp_path / "b.md")]) == 2


def test_a_published_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_rulebook(tmp_path)
    ledger.append(root, load(root).acts.values(), dt.date(2021, 1, 1))
    path = root / "docs" / "rules" / "seals.md"
    path.write_text(path.read_text(encoding="utf-8").replace("第一条", "**第一条**"), encoding="utf-8")
    before = path.read_bytes()
    assert main(["tidy", str(path), "--write", "--root", str(tmp_path / "docs")]) == 1
    assert main(["tidy", str(path)]) == 1
    assert path.read_bytes() == before
    assert "已经发布的文本（seals 2020-02-01）" in capsys.readouterr().err
