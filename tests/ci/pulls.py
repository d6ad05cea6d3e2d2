"""A small repository as a forge holds it, with pull requests to check."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.rulebooks import small_rulebook
from tests.sites import ROOT

AUTHOR = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}


def environment(root: Path) -> dict[str, str]:
    """What a runner gives, without what this run was started with."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("RULEBOOK_", "GITHUB_", "GIT_", "MAKE"))}
    return kept | AUTHOR | {"PYTHONPATH": str(ROOT), "HOME": str(root), "GIT_CONFIG_GLOBAL": "/dev/null"}


def git(root: Path, *arguments: str) -> str:
    """Run git at ``root``; gives what it printed."""
    done = subprocess.run(["git", *arguments], cwd=root, env=environment(root), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def repository(root: Path) -> str:
    """A rulebook with the program's files at ``root``, committed on main; gives the commit."""
    small_rulebook(root)
    shutil.copytree(ROOT / ".ci", root / ".ci")
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "mkdocs.yml", ".gitignore", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, root / name)
    (root / "deploy").mkdir()
    # setting up a runner's fresh checkout: the environment of this run
    (root / "deploy/setup.sh").write_text(
        f'mkdir -p "$VENV"; ln -sfn {Path(sys.executable).parent} "$VENV/bin"\n', encoding="utf-8"
    )
    git(root, "init", "-qb", "main")
    installed(root)
    return commit(root, "base")


def installed(root: Path) -> None:
    """The virtual environment of this run in the place where ``make setup`` makes one."""
    (root / ".venv").mkdir(exist_ok=True)
    if not (root / ".venv/bin").exists():
        (root / ".venv/bin").symlink_to(Path(sys.executable).parent)
    (root / ".venv/.ready").touch()
    with (root / ".git/info/exclude").open("a", encoding="utf-8") as file:
        file.write(".venv\n")


def commit(root: Path, message: str) -> str:
    """Commit all there is."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "HEAD")


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change words of a file."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
