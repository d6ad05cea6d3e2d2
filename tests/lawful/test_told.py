"""What check, record, verify and restore tell of a changed text."""

import datetime as dt
import re
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.lawful.ledger import append
from tests.lawful.edits import (
    AMEND,
    ARCHIVES,
    FROZEN,
    MISPRINT,
    ON_TRIAL,
    SEALS,
    TRIAL,
    WAS,
    copy,
    delete,
    errors,
    move,
    put,
    row,
)
from tests.lawful.test_lawful import LAWFUL
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (("登记薄保存", "登记本保存", *row(WAS)), []),  # no misprint by the list of today
        ((*MISPRINT, *row("on: 2020-05-01, event: 勘误, note: 排印错误, until: 2023-01-01")), []),
        (("document_type", "short_title: 印章办法\ndocument_type"), []),  # was no legal fact
        (("5个工作日", "15个工作日", *row(WAS)), ["L301"]),
        (("不得外借", "可以外借"), ["L301"]),
        (("recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY"), ["L301"]),
    ],
)
def test_what_is_recorded_is_not_judged_by_the_rules_of_today(root: Path, pairs: tuple[str, ...], told: list[str]) -> None:
    """An older program recorded it; what binds could not be changed without its event even then."""
    put(SEALS, *pairs)(root)
    append(root, load(root).acts.values(), dt.date(2021, 6, 1))
    assert [line.split()[0] for line in errors(root)] == told


def test_one_file_becomes_what_the_command_writes(root: Path) -> None:
    published = (root / SEALS).read_bytes()
    put(SEALS, *AMEND, "5个工作日", "3个工作日", "第五条　【施行】", "第五条　【保密】用印信息保密。\n\n第六条　【施行】")(root)
    act = load(root).acts["seals"]
    assert [(e.key, str(e.valid_to), e.unfiled) for e in act.expressions] == [
        ("2020-02-01", "2021-08-31", True),
        ("2021-09-01", "None", False),
    ]
    assert main(["record", "--root", str(root)]) == 0
    assert (root / FROZEN).read_bytes() == published
    header = (root / SEALS).read_text(encoding="utf-8").split("\n---\n")[0]
    assert "- {on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01}" in header
    assert "renumbered: {art_5: art_6}" in header
    assert "approved" not in header


def test_the_lines_to_write_are_shown(root: Path) -> None:
    put(SEALS, *MISPRINT)(root)
    (told,) = errors(root)
    shown = re.search(r"^  - (\{.*event: 勘误.*\})$", told, re.MULTILINE)
    assert shown
    assert "rulebook restore seals" in told
    put(SEALS, *row(shown[1].strip("{}")))(root)
    assert errors(root) == []
    for line in ("doc_no: ", "adopted: ", "issued: ", "effective: ", "event: 修订"):
        assert f"\n{line}" in told


def test_an_erratum_that_is_none_shows_the_lines_of_an_amendment(root: Path) -> None:
    changed = ("5个工作日", "15个工作日", "保管人不得外借", "各科室不得外借")
    put(SEALS, *changed, *row(WAS), *row("on: 2021-05-02, event: 勘误, note: 错字"))(root)
    found = [line for line in errors(root) if line.startswith("L307")]
    assert len(found) == 2
    shown = re.findall(r"^(doc_no|adopted|issued|effective): (\S+)$", "\n".join(found), re.MULTILINE)
    assert [key for key, _ in shown] == ["doc_no", "adopted", "issued", "effective"]  # once for both
    assert "删去这一行勘误" in found[0] + found[1]
    before = (root / SEALS).read_text(encoding="utf-8")
    (root / SEALS).write_text(re.sub(r"^  - \{on: 2021.*\n", "", before, flags=re.MULTILINE), encoding="utf-8")
    put(SEALS, *AMEND)(root)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("    office: bureau-office\n    what: 清点", "    office: political-office\n    what: 清点", "职责“清点”的科室登记错了"),
        ("2020-02-01\noffice: bureau-office", "2020-02-01\noffice: political-office", "责任科室登记错了"),
        ("issuer: 甲局", "issuer: 乙局", "由“甲局”更正为“乙局”"),
    ],
)
def test_the_note_to_copy_has_no_codes(root: Path, old: str, new: str, note: str) -> None:
    put(SEALS, old, new)(root)
    (shown,) = re.findall(r"event: 登记更正, .*note: \"?([^\"}]+)", "\n".join(errors(root)))
    assert shown == note


def test_today_is_the_day_in_shanghai(root: Path) -> None:
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    put(SEALS, *MISPRINT, *row(f"on: {today}, event: 勘误, note: 排印错误"))(root)
    assert errors(root) == []


def test_verify_tells_joined_paragraphs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line after one that ends no sentence goes on with it, unless a blank line stands between."""
    small_rulebook(tmp_path)
    copy(ARCHIVES, TRIAL, *ON_TRIAL, "本办法试行。\n\n试行", "本办法试行，二年为限\n\n试行")(tmp_path)
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    assert main(["verify", str(tmp_path / TRIAL), "--root", str(tmp_path)]) == 0
    put(TRIAL, "二年为限\n\n试行", "二年为限\n试行")(tmp_path)
    assert main(["verify", str(tmp_path / TRIAL), "--root", str(tmp_path)]) == 1
    assert "分款分项不同" in capsys.readouterr().out


def test_restore(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    for edit in (put(SEALS, *AMEND), copy(SEALS, FROZEN, "不得", "可以"), delete(SEALS), put(SEALS, "---\nid", "--\nid"),
                 move(SEALS, "docs/rules/stamps.md")):  # fmt: skip
        edit(root)
        assert main(["restore", "seals", "--root", str(root)]) == 0
        assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
        capsys.readouterr()
    assert main(["restore", "seals", "--root", str(root)]) == 1
    assert "不用恢复" in capsys.readouterr().err
    assert main(["restore", "nothing", "--root", str(root)]) == 1


def test_an_ended_article_is_not_another_one_after_a_renumbering(root: Path) -> None:
    """A row of 部分失效 speaks of the numbers of its own text."""
    LAWFUL["an ended article stays ended under its new number"](root)
    old, new = load(root).acts["seals"].expressions
    assert (list(old.header.article_status), list(new.header.article_status)) == (["art_4"], ["art_5"])


def test_an_amendment_of_no_word_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *AMEND)(root)
    main(["check", "--root", str(root)])
    assert "L316" in capsys.readouterr().out
    put(SEALS, "5个工作日", "3个工作日")(root)
    main(["check", "--root", str(root)])
    assert "L316" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("event", "undo", "words"),
    [
        (
            "event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01",
            ("effective: 2021-06-01", "effective: 2021-07-01"),
            "不能改日期，也不能取消",
        ),
        (
            "event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01",
            ("event: 废止", "event: 部分失效, item: art_2"),
            "不能改日期，也不能取消",
        ),
    ],
)
def test_what_can_only_be_restored_shows_no_other_way(
    root: Path, capsys: pytest.CaptureFixture[str], event: str, undo: tuple[str, str], words: str
) -> None:
    put(SEALS, *row(f"on: 2021-05-01, {event}"))(root)
    assert main(["record", "--root", str(root), "--day", "2021-05-02"]) == 0
    put(SEALS, *undo)(root)
    assert main(["check", "--root", str(root)]) == 1
    out = capsys.readouterr().out
    assert words in out
    assert "登记更正" not in out


def test_a_term_is_not_taken_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(ARCHIVES, "expires: 2022-03-31\n", "")(root)
    assert main(["check", "--root", str(root)]) == 1
    assert "有效期不能取消" in capsys.readouterr().out
