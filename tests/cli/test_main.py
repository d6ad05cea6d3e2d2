"""The list of commands is quick, and says of each what its own module says."""

import importlib
import subprocess
import sys

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
