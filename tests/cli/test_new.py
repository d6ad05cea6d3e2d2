"""rulebook new: what it writes passes the checks; it asks nothing without a terminal and overwrites nothing."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook
from tests.word import docx, p, r, title

SEALS = "docs/rules/seals.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_rulebook(tmp_path)
    path = tmp_path / SEALS
    path.write_text(path.read_text(encoding="utf-8").replace("机关记委", "机关纪委，填写《清点：登记表》"), encoding="utf-8")
    return tmp_path


GOOD = [
    (["rule", "--title", "甲局车辆管理办法", "--office", "局办"], ["docs/rules/"]),
    (
        ["rule", "--title", "《甲局“三公”经费: 管理规定》", "--office", "bureau-office", "--id", "three-public"],
        ["docs/rules/three-public.md"],
    ),
    (["rule", "--title", "甲局谈心制度", "--office", "政治处", "--collection", "mechanism"], ["docs/mechanisms/"]),
    (["form", "--act", "seals", "--title", "《清点：登记表》"], ["docs/forms/seals.yml", SEALS]),
    (["office", "--title", "接待室, 一楼"], ["docs/offices/offices.csv"]),
    (["basis", "--title", "印章条例", "--issuer", "甲部"], ["docs/basis/instruments.yml"]),
    (["register", "--title", "风险：清单", "--columns", "序号，风险,对策"], ["docs/registers/", "docs/registers/"]),
]


@pytest.mark.parametrize(("arguments", "written"), GOOD)
def test_what_it_writes_passes(root: Path, capsys, arguments: list[str], written: list[str]) -> None:
    assert main(["new", *arguments, "--root", str(root)]) == 0
    said = capsys.readouterr().out
    names = [line.removeprefix("已写：") for line in said.splitlines() if line.startswith("已写：")]
    assert len(names) == len(written)
    assert all(name.startswith(start) for name, start in zip(names, written, strict=True))
    assert "rulebook check" in said
    assert main(["check", "--root", str(root)]) == 0, capsys.readouterr().out
    assert main(["new", *arguments, "--id", "seals", "--root", str(root)]) == 1 or arguments[0] == "register"


def test_all_together(root: Path, capsys) -> None:
    for arguments, _ in GOOD:
        assert main(["new", *arguments, "--root", str(root)]) == 0
    before = load(small_rulebook(root / "plain"))
    after = load(root)
    assert len(after.acts) == len(before.acts) + 3
    assert [form.form.name for form in after.registries.forms] == ["清点：登记表"]
    assert len(after.registries.offices) == len(before.registries.offices) + 1
    assert [r.meta.get("title") for r in after.registries.registers.values()] == ["风险：清单"]
    assert main(["check", "--root", str(root)]) == 0, capsys.readouterr().out


def test_a_rule_from_a_word_file(root: Path, capsys) -> None:
    lines = ("甲局车辆管理办法", "第一条　为规范车辆管理，制定本办法。", "第二条　车辆由局办公室管理。")
    file = docx(root / "x.docx", title(lines[0]), *(p(r(line)) for line in lines[1:]))
    assert main(["new", "rule", "--from", str(file), "--root", str(root)]) == 0
    assert "rulebook check" in capsys.readouterr().out
    (act,) = set(load(root).acts) - {"seals", "archives", "leave"}
    assert load(root).acts[act].newest.header.state == "draft"
    assert main(["check", "--root", str(root)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["rule"], 2, "--title"),
        (["rule", "--title", "甲局车辆办法", "--office", "没有的科"], 1, "局办公室（bureau-office）"),
        (["rule", "--title", "甲\n乙", "--office", "局办"], 1, "写一行"),
        (["rule", "--title", "甲局车辆办法", "--office", "局办", "--id", "../x"], 1, "小写字母"),
        (["rule", "--title", "甲局车辆办法", "--office", "局办", "--id", "seals"], 1, "已经有了"),
        (["rule", "--title", "甲局印章管理办法", "--office", "局办"], 1, "rulebook amend seals"),
        (["form", "--act", "seals", "--title", "没写的表"], 1, "填写《没写的表》"),
        (["form", "--act", "none", "--title", "表"], 1, "没有 id"),
        (["office", "--title", "局办"], 1, "bureau-office"),
        (["register", "--title", "清单"], 2, "--columns"),
        (["basis", "--title", "x", "--from", "y.docx"], 2, "new rule"),
    ],
)
def test_refused(root: Path, capsys, arguments: list[str], code: int, words: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main(["new", *arguments, "--root", str(root)]) == code
    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
