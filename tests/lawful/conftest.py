"""The small rulebook, published on a day."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from tests.lawful.edits import ARCHIVES, ON_TRIAL, TRIAL, copy
from tests.rulebooks import small_rulebook


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    small_rulebook(tmp_path)
    copy(ARCHIVES, TRIAL, *ON_TRIAL)(tmp_path)
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    capsys.readouterr()
    return tmp_path
