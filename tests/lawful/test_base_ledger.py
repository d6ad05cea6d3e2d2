"""On a branch the ledger stays as main has it, and on main it only grows."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.lawful.ledger import append
from tests.lawful.branch import branched, checked, commit, git, on_main
from tests.lawful.edits import AMEND, MISPRINT, SEALS, WAS, put, row


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return branched(tmp_path)


def test_the_ledger_only_grows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, "不得外借", "可以外借")(root)
    shutil.rmtree(root / "ledger")
    assert main(["record", "--root", str(root), "--day", "2020-06-01"]) == 1
    append(root, load(root).acts.values(), dt.date(2020, 6, 1))
    code, said = checked(root, capsys)
    assert (code, "L309" in said) == (1, True)


def test_a_branch_adds_no_rows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *MISPRINT, *row(WAS))(root)
    assert checked(root, capsys)[0] == 0
    assert main(["record", "--root", str(root)]) == 0
    code, said = checked(root, capsys)
    assert (code, "在分支上加了行" in said) == (1, True)


def test_the_ledger_takes_in_nothing_on_a_branch(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".gitignore").write_text("site/\nledger/\n", encoding="utf-8")
    code, said = checked(root, capsys)
    assert (code, ".gitignore" in said) == (1, True)
    (root / ".gitignore").write_text("site/\n", encoding="utf-8")
    (root / "ledger/head.sig").write_text("x", encoding="utf-8")
    commit(root)
    code, said = checked(root, capsys)
    assert (code, "ledger/head.sig" in said) == (1, True)


def test_recorded_anew_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, "不得外借", "不得转借")(root)
    assert main(["record", "--root", str(root), "--day", "2020-07-01"]) == 1
    assert main(["record", "--root", str(root), "--day", "2020-07-01", "--anew", "正式发布之前的订正"]) == 0
    assert checked(root, capsys)[0] == 0
    assert checked(root, capsys, "--base", "main")[0] == 0
    commit(root)
    git(root, "branch", "-f", "main")
    assert main(["record", "--root", str(root), "--anew", "再来"]) == 1
    (root / "ledger/before-1.jsonl").unlink()
    assert checked(root, capsys)[0] == 1
    put(SEALS, "不得转借", "可以转借")(root)
    main(["record", "--root", str(root), "--day", "2020-08-01", "--anew", "再来"])
    code, said = checked(root, capsys)
    assert (code, "L309" in said) == (1, True)


def test_a_copy_without_git_says_what_it_cannot_see(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / ".git")
    code, said = checked(root, capsys)
    assert (code, said.count("台账有没有被整个换掉")) == (0, 1)
    shutil.rmtree(root / "ledger")
    assert "台账" not in checked(root, capsys)[1]


@pytest.mark.parametrize(("base", "words"), [("nowhere", "没有“nowhere”这个分支"), ("main", "浅克隆")])
def test_a_base_that_is_not_known(
    root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], base: str, words: str
) -> None:
    if base == "main":
        on_main(root, *AMEND)
        put(SEALS, "order: 1", "order: 2")(root)
        commit(root)
        shallow = tmp_path_factory.mktemp("shallow")
        git(root, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{root}", str(shallow / "c"))
        root, base = shallow / "c", "origin/main"
    code, said = checked(root, capsys, "--base", base)
    assert (code, words in said) == (2, True)
    assert "撤销" not in said
