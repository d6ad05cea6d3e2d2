"""A scratch clone with a shared repository beside it, and the deploy commands run in it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.rulebooks import small_rulebook
from tests.sites import ROOT

DAY = "2026-11-23"
# Stands for Python in tests of publishing alone: ledger and site have the right shape and are made in no time.
QUICK = """#!/bin/sh
set -e
case $3 in
  record)
    sum=$(cat docs/rules/*.md | sha256sum | cut -c1-64)
    mkdir -p ledger
    touch ledger/ledger.jsonl
    [ "$(tail -n 1 ledger/ledger.jsonl)" = "$sum" ] || echo "$sum" >>ledger/ledger.jsonl ;;
  build)
    mkdir -p "$5/assets/js"
    cp overrides/assets/js/site.js "$5/assets/js"
    echo 404 >"$5/404.html"
    echo home >"$5/index.html"
    for file in docs/rules/*.md; do
      folder="$5/rules/$(basename "$file" .md)"
      mkdir -p "$folder"
      cp "$file" "$folder/index.html"
    done ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Scratch:
    """A clone (``folder``), what it pushes to (``shared``, None for none) and where it publishes (``to``)."""

    folder: Path
    to: Path
    shared: Path | None
    quick: bool = False  # with ``QUICK``

    def run(self, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """A command in the clone; nothing of this machine's git settings."""
        return subprocess.run(command, cwd=self.folder, env=self.env(**extra), capture_output=True, text=True, check=False)

    def env(self, **extra: str) -> dict[str, str]:
        fixed = {"RULEBOOK_DAY": DAY, "RULEBOOK_PUBLISH_TO": str(self.to), "RULEBOOK_SPARE_MB": "1"}
        fixed["PATH"] = f"{self.folder.parent / 'bin'}:{os.environ['PATH']}"
        if self.quick:
            fixed["RULEBOOK_PYTHON"] = str(self.folder.parent / "python")
        return os.environ | fixed | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"} | extra

    def publish(self, *options: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return self.run("deploy/publish", *options, **extra)

    def record(self) -> None:
        """Record and commit, without pushing."""
        python = self.env().get("RULEBOOK_PYTHON", ".venv/bin/python")
        assert self.run(python, "-m", "rulebook", "record").returncode == 0
        self.git("add", "-A")
        self.git("commit", "-qm", "Ledger: published texts")

    def git(self, *command: str) -> str:
        done = self.run("git", "-c", "user.name=a", "-c", "user.email=a@b", *command)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def change(self, old: str, new: str, file: str = "docs/rules/archives.md") -> None:
        """Change a text that is not published yet, commit and push it."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.commit()

    def commit(self, message: str = "Change") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        if self.shared:
            self.git("push", "-q", "origin", "HEAD:main")

    def served(self) -> str:
        """Name of the release that is served, "" for none."""
        link = self.to / "current"
        return link.readlink().name if link.is_symlink() else ""

    def releases(self) -> list[str]:
        return sorted(path.name for path in (self.to / "releases").iterdir() if path.is_dir())

    def head(self) -> str:
        """What everybody sees as the main branch."""
        return subprocess.run(
            ["git", "rev-parse", "main"], cwd=self.shared or self.folder, capture_output=True, text=True, check=True
        ).stdout.strip()


def scratch(place: Path, *, shared: bool = True, quick: bool = False) -> Scratch:
    """A small rulebook under version control, with this project's programs."""
    folder = small_rulebook(place / "clone")
    for name in ("macros", "overrides", "deploy"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / "rulebook").symlink_to(ROOT / "rulebook")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / ".gitignore").write_text(".venv\nsite\n__pycache__\n")
    (place / "python").write_text(QUICK, encoding="utf-8")
    (place / "python").chmod(0o755)
    (place / "bin").mkdir()
    (place / "bin/sync").symlink_to("/bin/true")  # waiting for the disk of this machine is no part of these tests
    made = Scratch(folder, place / "www", place / "shared.git" if shared else None, quick)
    made.git("init", "-q", "-b", "main")
    made.git("add", ".")
    made.git("commit", "-qm", "Rulebook")
    if shared:
        made.git("init", "-q", "--bare", "-b", "main", str(made.shared))
        made.git("remote", "add", "origin", str(made.shared))
        made.git("push", "-q", "origin", "main")
    return made


def add_rule(made: Scratch, name: str = "cars") -> None:
    """One more rule on the shared main branch."""
    text = (made.folder / "docs/rules/archives.md").read_text(encoding="utf-8")
    text = text.replace("id: archives", f"id: {name}").replace("档案", name).replace("2号", f"{len(name)}{name}号")
    (made.folder / f"docs/rules/{name}.md").write_text(text, encoding="utf-8")
    made.commit("Rule")


def whole(made: Scratch) -> str:
    """The served release agrees with its list; gives its name."""
    name = made.served()
    folder = made.to / "releases" / name
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "--strict", f"../{name}.sha256"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return name
