"""What an office may lawfully do in one pull request goes through: check is clean and the site is built."""

import datetime as dt
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from tests.office_changes import CHANGES, change_all
from tests.sites import ROOT


def test_eight_lawful_changes_together_are_green(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    for name in ("docs", "ledger", "macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    before = load(tmp_path)
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    monkeypatch.setenv("RULEBOOK_DAY", today.isoformat())
    assert len(CHANGES) == 8
    change_all(tmp_path, today)
    after = load(tmp_path)
    assert len(after.acts) == len(before.acts) + 1
    assert sum(1 for _ in after.expressions()) == sum(1 for _ in before.expressions()) + 2
    capsys.readouterr()
    assert main(["check", "--root", str(tmp_path)]) == 0
    assert "错误 0 处" in (said := capsys.readouterr().out) or "没有发现问题" in said
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--site", str(tmp_path / "site")]) == 0, capsys.readouterr().err
    page = (tmp_path / "site/guide/visitors/index.html").read_text(encoding="utf-8")
    assert "rules/visitor-register/" in page
    assert (tmp_path / "site/forms/visitor-register/visitor-sheet/index.html").exists()
