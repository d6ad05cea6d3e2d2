"""A rulebook under version control: what is decided on main, what is changed on a branch, and the check of both."""

import subprocess
from pathlib import Path

import pytest

from rulebook.cli.main import main
from tests.lawful.edits import SEALS, put
from tests.rulebooks import small_rulebook


def git(root: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgSign=false")
    done = subprocess.run(["git", *settings, *arguments], cwd=root, check=False, capture_output=True, text=True)
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "改")


def branched(tmp_path: Path) -> Path:
    """The small rulebook, published on main, with a branch ``mine`` checked out."""
    small_rulebook(tmp_path)
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "mine")
    return tmp_path


def checked(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["check", "--root", str(root), *more])
    out, err = capsys.readouterr()
    return code, out + err


def on_main(root: Path, *pairs: str) -> None:
    git(root, "checkout", "-q", "main")
    put(SEALS, *pairs)(root)
    commit(root)
    git(root, "checkout", "-q", "mine")


def merged_as_mine(root: Path) -> None:
    git(root, "merge", "-q", "-s", "ours", "-m", "合并", "main")
