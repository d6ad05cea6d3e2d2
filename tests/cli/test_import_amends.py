"""A new Word file of an act we have becomes its amendment."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.markup.source import split_header
from tests.rulebooks import SEALS, small_rulebook
from tests.word import abstract, docx, level, num, p, r, title

WHEN = [
    "--effective",
    "2021-07-01",
    "--doc-no",
    "甲〔2021〕6号",
    "--adopted",
    "2021-06-02",
    "--issued",
    "2021-06-03",
    "--today",
    "2021-06-05",
]


def word(tmp_path: Path, *edits: tuple[str, str], revised: bool = False) -> Path:
    """The act as a Word file with automatic numbers, with words changed."""
    body = split_header(SEALS, "").body
    for old, new in edits:
        assert old in body
        body = body.replace(old, new)
    lines = [line for line in body.split("\n") if line.strip()]
    out = [title(lines[0].removeprefix("# "))]
    for line in lines[1:]:
        label, _, words = line.partition("　")
        automatic = label.startswith("第") and label.endswith("条")
        out.append(p(words, num=(1, 0)) if automatic else p(line))
    if revised:
        out.append(p(f'<w:ins w:id="1">{r("另加一款。")}</w:ins>'))
    return docx(tmp_path / "新.docx", *out, numbering=abstract(0, level(0, "第%1条")) + num(1, 0))


def run(root: Path, file: Path, *more: str) -> int:
    return main(["import", str(file), "--amends", "seals", "--root", str(root), *more])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    folder = tmp_path / "rulebook"
    small_rulebook(folder)
    return folder


def test_the_old_text_is_kept_and_the_new_one_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = "第二条　【新设】新设一条。\n\n第三条　【保管】"
    file = word(tmp_path, ("第二条　【保管】", added), ("5个工作日内登记", "3个工作日内登记"))
    assert run(root, file, *WHEN) == 0
    out, _ = capsys.readouterr()
    assert "这是对《甲局印章管理办法》的修改，共改2条，0处拿不准。另有3条只是条号变动。" in out
    assert json.loads(out.strip().split("\n")[-1])["path"] == "docs/rules/seals.md"
    new = (root / "docs/rules/seals.md").read_text(encoding="utf-8")
    assert "第四条　【登记】用印应当在3个工作日内登记" in new
    for line in ("doc_no: 甲〔2021〕6号", "effective: 2021-07-01", "renumbered: {art_2: art_3, art_3: art_4", "article: art_4"):
        assert line in new, new
    assert (root / "docs/rules/seals/2020-02-01.md").read_text(encoding="utf-8") == SEALS


def test_what_the_header_says_of_the_old_words_is_told_and_mended_in_the_new_file(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the new text is there, nothing can be mended: the old one is published as it stands."""
    act = root / "docs/rules/seals.md"
    act.write_text(act.read_text().replace("    article: art_3\n", "    article: art_3\n    deadline: 用印后5个工作日内\n", 1))
    assert run(root, word(tmp_path, ("5个工作日内登记", "3个工作日内登记")), *WHEN) == 0
    assert "写好以后在新文本的文件头里改" in capsys.readouterr().err
    assert "3个工作日内登记" in act.read_text()


def test_dates_are_asked_for_and_never_guessed(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = word(tmp_path, ("5个工作日", "3个工作日"))
    assert run(root, file, "--today", "2021-06-05") == 1
    assert "请加 --effective" in capsys.readouterr().err
    assert not (root / "docs/rules/seals").exists()


def test_answers_at_a_terminal(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = io.StringIO("明天\n2021-07-01\n甲〔2021〕6号\n\n2021-06-03\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    assert run(root, word(tmp_path, ("5个工作日", "3个工作日")), "--today", "2021-06-05") == 0
    assert "不是日期" in capsys.readouterr().err
    new = (root / "docs/rules/seals.md").read_text(encoding="utf-8")
    assert "issued: 2021-06-03" in new
    assert "adopted:" not in new.split("history")[0]


@pytest.mark.parametrize(
    ("edits", "revised", "more", "words"),
    [
        ([("5个工作日", "3个工作日")], True, WHEN, "--accept"),
        ([("甲局印章管理办法", "甲局公章管理办法")], False, WHEN, "题名"),
        ([("5个工作日", "3个工作日")], False, [*WHEN[2:], "--effective", "2019-01-01"], "早于"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    root: Path,
    tmp_path: Path,
    edits: list[tuple[str, str]],
    revised: bool,
    more: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, word(tmp_path, *edits, revised=revised), *more) == 1
    assert words in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_belongs_to_an_amendment_is_not_ignored_without_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = word(tmp_path)
    assert main(["import", str(file), "--to", str(tmp_path / "to"), "--dry-run"]) == 2
    assert "--amends" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()
