"""Where a published text was changed."""

import datetime as dt
import subprocess
from pathlib import Path

from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.history import ledger
from tests.rulebooks import small_rulebook

DAY = dt.date(2021, 12, 31)


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], cwd=root, check=True, capture_output=True)


def test_the_line_that_was_changed(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    file = tmp_path / "docs/rules/seals.md"
    before = file.read_text(encoding="utf-8")
    ledger.append(tmp_path, load(tmp_path).acts.values(), DAY)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "发布")
    lines = before.split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith("第二条"))
    lines[number] += "另加。"
    file.write_text("\n".join(lines).replace("order: 1\n", "order: 1\nreview_by: 2030-01-01\n"), encoding="utf-8")
    found = [f for f in check(load(tmp_path)) if f.code == ledger.CHANGED]
    assert [(f.file, f.line) for f in found] == [("docs/rules/seals.md", number + 2)]


def test_a_ledger_that_is_gone(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    ledger.append(tmp_path, load(tmp_path).acts.values(), DAY)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "发布")
    (tmp_path / ledger.FILE).unlink()
    assert [(f.code, f.file) for f in check(load(tmp_path))] == [("L305", ledger.FILE)]
