"""The gate of pull requests, as a runner calls it: make gate."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ci.pulls import commit, edit, environment, git, repository


def gate(root: Path, base: str, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        ["make", "-s", "gate"],
        cwd=root,
        env=environment(root) | {"BASE": base} | more,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_lawful_change_of_texts(tmp_path: Path) -> None:
    base = repository(tmp_path)
    edit(tmp_path, "docs/rules/seals.md", "不得外借", "不得借出")
    commit(tmp_path, "change")
    summary = tmp_path / ".git/summary"
    branch = "甲/../$(touch x)`touch y`<b>"
    shown = tmp_path / ".git/preview"
    code, said = gate(
        tmp_path, base, GITHUB_STEP_SUMMARY=str(summary), RULEBOOK_BRANCH_NAME=branch, RULEBOOK_PREVIEW_TO=str(shown)
    )
    assert code == 0, said
    assert "只改了 docs/" in said
    assert "甲局印章管理办法" in summary.read_text(encoding="utf-8")
    (folder,) = shown.iterdir()
    page = (folder / "rules/seals/index.html").read_text(encoding="utf-8")
    assert "不得借出" in page
    assert all("<b>预览</b>" in file.read_text(encoding="utf-8") for file in folder.rglob("*.html"))
    assert "&lt;b&gt;" in page
    assert '<a href="../../this-change/">本次修改</a>' in page
    told = (folder / "this-change/index.html").read_text(encoding="utf-8")
    assert "<del>外借</del>" in told or "<del>外</del>" in told or "<ins>" in told
    assert "第二条" in told
    assert git(tmp_path, "status", "--porcelain") == ""


def _forged(root: Path) -> None:
    (root / "ledger").mkdir()
    (root / "ledger/ledger.jsonl").write_text("{}\n", encoding="utf-8")


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "an article that is not there": (lambda root: edit(root, "docs/rules/archives.md", "第三条归档", "第九条归档"), "C102"),
    "the ledger": (_forged, "台账只由发布追加"),
}


@pytest.mark.parametrize("change", BAD)
def test_what_is_wrong_is_told(tmp_path: Path, change: str) -> None:
    base = repository(tmp_path)
    done, words = BAD[change]
    done(tmp_path)
    commit(tmp_path, "change")
    code, said = gate(tmp_path, base)
    assert (code > 0, words in said, "没有通过" in said) == (True, True, True), said


def test_an_unknown_commit(tmp_path: Path) -> None:
    repository(tmp_path)
    for base in ("", "0" * 40, "--upload-pack=x"):
        code, said = gate(tmp_path, base)
        assert (code > 0, "请先取来主分支" in said) == (True, True), said


def test_the_program_is_tested_where_it_changes(tmp_path: Path) -> None:
    base = repository(tmp_path)
    edit(tmp_path, "Makefile", "test: setup lint\n\t", "test: setup\n\t@echo 测试到了 # ")
    commit(tmp_path, "change")
    code, said = gate(tmp_path, base)
    assert (code, "测试到了" in said) == (0, True), said


def merged(root: Path) -> tuple[int, str]:
    command = ["sh", ".ci/merged", "main"]
    done = subprocess.run(command, cwd=root, env=environment(root), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_old_branch_is_judged_together_with_main(tmp_path: Path) -> None:
    """The program and the texts of today hold, not those with which the branch began; both sides of one line are a conflict."""
    repository(tmp_path)
    git(tmp_path, "checkout", "-qb", "change")
    edit(tmp_path, "docs/rules/seals.md", "不得外借", "不得借出")
    commit(tmp_path, "change")
    git(tmp_path, "checkout", "-q", "main")
    edit(tmp_path, "Makefile", "SHELL", "# today\nSHELL")
    main = commit(tmp_path, "program")
    git(tmp_path, "checkout", "-q", "change")
    assert merged(tmp_path) == (0, f"{main}\n")
    assert "# today" in (tmp_path / "Makefile").read_text(encoding="utf-8")
    assert "不得借出" in (tmp_path / "docs/rules/seals.md").read_text(encoding="utf-8")
    git(tmp_path, "checkout", "-q", "main")
    edit(tmp_path, "docs/rules/seals.md", "不得外借", "不得出借")
    commit(tmp_path, "words")
    git(tmp_path, "checkout", "-q", "change")
    code, told = merged(tmp_path)
    assert code == 1
    assert "docs/rules/seals.md" in told
    assert "解决冲突" in told
    assert git(tmp_path, "status", "--porcelain") == ""
