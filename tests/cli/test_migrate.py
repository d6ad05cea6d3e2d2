"""An older rulebook with a newer program, and the other way round."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.format import FORMAT, stated
from tests.rulebooks import small_rulebook

OLD = "site_name: 甲局\nplugins:\n  - macros:\n      module_name: macros/main\n  - rulebook:\n      ceiling: 内部\nvalidation:\n  format: 9\n"


@pytest.mark.parametrize(
    ("settings", "number"),
    [
        (OLD.replace("validation:\n  format: 9\n", ""), 0),
        ("plugins:\n  - rulebook\n", 0),
        ("plugins:\n  - rulebook:\n      format: 1  # 格式\n", 1),
        ("plugins:\n  - rulebook:\n      ceiling: 内部\n      format: 7\n", 7),
    ],
)
def test_what_a_folder_states(tmp_path: Path, settings: str, number: int) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert stated(tmp_path) == number
    assert stated(tmp_path / "docs") is None


@pytest.mark.parametrize(
    "settings", ["plugins:\n  - rulebook\nstrict: true\n", OLD.replace("  format: 9\n", "  anchors: warn\n")]
)
def test_an_older_folder_is_told_and_moved(tmp_path: Path, settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_rulebook(tmp_path)
    file = root / "mkdocs.yml"
    file.write_text(settings)
    assert main(["check", "--root", str(root)]) == 0
    assert "rulebook migrate" in capsys.readouterr().err
    assert main(["migrate", "--root", str(root), "--dry-run"]) == 0
    assert file.read_text() == settings
    assert main(["migrate", "--root", str(root)]) == 0
    assert stated(root) == FORMAT
    assert [line for line in file.read_text().splitlines() if "format" not in line] == [
        line.replace("- rulebook:", "- rulebook").replace("- rulebook", "- rulebook:") for line in settings.splitlines()
    ]
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0
    assert "migrate" not in capsys.readouterr().err
    assert main(["migrate", "--root", str(root)]) == 0
    assert "没有要改的" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["check"], ["record"], ["list"], ["migrate"], ["repeal", "seals", "--on", "2027-01-01"]])
def test_a_newer_folder_is_touched_by_nothing(tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "mkdocs.yml").write_text("plugins:\n  - rulebook:\n      format: 99\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([*command, "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert "格式是99" in said
    assert "更新程序" in said
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_where_no_rulebook_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--root", str(tmp_path)]) == 2
    assert "mkdocs.yml" in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("plugins: [macros, rulebook]\n")
    assert main(["migrate", "--root", str(tmp_path)]) == 2
    assert "单独一行" in capsys.readouterr().err
