"""The list of commands is quick, and says of each what its own module says."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rulebook.cli.arguments import Parser
from rulebook.cli.main import MODULES, described, main


@pytest.mark.parametrize(("command", "module"), MODULES.items())
def test_help_is_that_of_the_command(command: str, module: str) -> None:
    subparsers = Parser().add_subparsers()
    importlib.import_module(f"rulebook.cli.{module}").register(subparsers)
    registered = {action.dest: action.help for action in subparsers._choices_actions}
    assert described(command, module) == registered[command] != ""


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in MODULES)


def test_help_loads_no_library() -> None:
    program = (
        "import contextlib, sys\nfrom rulebook.cli.main import main\n"
        "with contextlib.suppress(SystemExit):\n    main(['--help'])\n"
        "assert not {name.partition('.')[0] for name in sys.modules} & {'pydantic', 'mkdocs', 'jinja2', 'numpy', 'yaml', 'docx'}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_nothing_asked_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "命令" in capsys.readouterr().err


def test_words_of_one_list_stand_before_and_after_an_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text("# 题\n\n第一条　茶水自备。\n", encoding="utf-8")
    assert main(["parse", str(tmp_path / "a.md"), "--root", str(tmp_path), str(tmp_path / "b.md")]) == 0
    assert [row["file"] for row in json.loads(capsys.readouterr().out)] == ["a.md", "b.md"]
    with pytest.raises(SystemExit):
        main(["parse", str(tmp_path / "a.md"), "--rot", str(tmp_path)])
    assert "不认识“--rot”" in capsys.readouterr().err
