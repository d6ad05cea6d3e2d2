"""What stood decided on main cannot vanish through a merge."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.load import load
from tests.lawful.branch import branched, checked, commit, git, merged_as_mine, on_main
from tests.lawful.edits import AMEND, ARCHIVES, FROZEN, HISTORY, MISPRINT, ON_TRIAL, SEALS, SUCCESSOR, WAS, copy, put, row

OTHER = (AMEND[0], "doc_no: 甲〔2021〕11号\n", AMEND[2], "adopted: 2021-09-01", AMEND[4], "issued: 2021-09-02",
         AMEND[6], "effective: 2021-12-01\noffice")  # fmt: skip
AFTER = ("doc_no: 甲〔2021〕9号\n", *OTHER[1:2], "adopted: 2021-08-01", *OTHER[3:4], "issued: 2021-08-02", *OTHER[5:6],
         "effective: 2021-09-01\noffice", *OTHER[7:])  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return branched(tmp_path)


def test_a_branch_behind_raises_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, *AMEND)
    put(SEALS, "order: 1", "order: 2")(root)
    commit(root)
    assert checked(root, capsys)[0] == 0


@pytest.mark.parametrize("where", ["mine", "main"])
@pytest.mark.parametrize("recorded", [False, True])
def test_two_amendments(root: Path, capsys: pytest.CaptureFixture[str], where: str, recorded: bool) -> None:
    on_main(root, *AMEND, "5个工作日", "3个工作日")
    if recorded:
        git(root, "checkout", "-q", "main")
        main(["record", "--root", str(root), "--day", "2021-10-01"])
        commit(root)
        git(root, "checkout", "-q", "mine")
    put(SEALS, *OTHER, "5个工作日", "2个工作日")(root)
    commit(root)
    assert checked(root, capsys)[0] == 0
    merged_as_mine(root)
    if recorded:
        git(root, "checkout", "-q", "main", "--", "ledger")
        commit(root)
    if where == "main":
        git(root, "checkout", "-q", "main")
        git(root, "merge", "-q", "--no-ff", "-m", "合并", "mine")
    code, said = checked(root, capsys)
    assert (code, "L310" in said or "L302" in said) == (1, True)
    if recorded:
        git(root, "checkout", "-q", "main^1" if where == "main" else "main", "--", FROZEN)
    decided = git(root, "show", ("main^1:" if where == "main" else "main:") + SEALS)
    (root / SEALS).write_text(decided, encoding="utf-8")
    copy(SEALS, "docs/rules/seals/2021-09-01.md")(root)
    put(SEALS, *AFTER, "3个工作日", "2个工作日")(root)
    assert checked(root, capsys)[0] == 0


def test_the_same_day_under_another_number(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, *AMEND)
    put(SEALS, *AMEND[:1], "doc_no: 甲〔2021〕12号\n", *AMEND[2:])(root)
    commit(root)
    merged_as_mine(root)
    code, said = checked(root, capsys)
    assert (code, "甲〔2021〕9号" in said) == (1, True)
    put(SEALS, *row("on: 2021-09-05, event: 撤回, doc_no: 甲〔2021〕9号, effective: 2021-09-01"))(root)
    code, said = checked(root, capsys)
    assert (code, "撤回了主分支上已经通过、还没有发布的文本" in said) == (0, True)


def test_decided_words_and_events(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, *AMEND, "5个工作日", "3个工作日")
    git(root, "merge", "-q", "main")
    put(SEALS, "3个工作日", "30个工作日")(root)
    assert checked(root, capsys)[0] == 1
    git(root, "checkout", "-q", SEALS)
    on_main(root, *MISPRINT, *row("on: 2021-09-05, event: 勘误, note: 排印错误"))
    put(SEALS, "order: 1", "order: 2")(root)
    commit(root)
    merged_as_mine(root)
    assert checked(root, capsys)[0] == 1


def test_an_event_lost(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-06-01"))
    put(SEALS, *MISPRINT, *row(WAS))(root)
    commit(root)
    merged_as_mine(root)
    code, said = checked(root, capsys)
    assert (code, "合并后不见了" in said) == (1, True)
    put(SEALS, HISTORY, HISTORY + "  - {on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-06-01}\n")(root)
    assert checked(root, capsys)[0] == 0


def test_an_end_not_published_yet_is_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the row that the message shows."""
    ended = "on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-06-01"
    on_main(root, *row(ended))
    git(root, "merge", "-q", "main")
    put(SEALS, f"  - {{{ended}}}\n", "")(root)
    code, said = checked(root, capsys)
    way = next(line.strip() for line in said.splitlines() if "event: 撤回" in line)
    assert (code, "合并后不见了" in said) == (1, True)
    put(SEALS, HISTORY, f"{HISTORY}  {way}\n")(root)
    assert checked(root, capsys)[0] == 0
    put(SEALS, way, f"{way}\n  - {{{ended}}}")(root)
    assert checked(root, capsys)[0] == 1


def test_a_new_act_not_published_yet_is_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "checkout", "-q", "main")
    copy(ARCHIVES, "docs/rules/duty.md", *ON_TRIAL)(root)
    put("docs/rules/duty.md", *SUCCESSOR)(root)
    commit(root)
    git(root, "checkout", "-q", "-B", "mine")
    kept = (root / "docs/rules/duty.md").read_text(encoding="utf-8")
    (root / "docs/rules/duty.md").unlink()
    code, said = checked(root, capsys)
    assert (code, "state 改成 draft" in said) == (1, True), said
    way = next(line.strip() for line in said.splitlines() if "event: 撤回" in line)
    draft = kept.replace("office: bureau-office", "state: draft\noffice: bureau-office").replace(
        "---\n\n#", f"history:\n  {way}\n---\n\n#"
    )
    (root / "docs/rules/duty.md").write_text(draft, encoding="utf-8")
    assert checked(root, capsys)[0] == 0


def test_frozen_by_hand_and_by_command(root: Path) -> None:
    put(SEALS, *AMEND)(root)
    put(SEALS, "5个工作日", "3个工作日")(root)
    later = ["--effective", "2022-09-01", "--doc-no", "甲〔2022〕9号", "--issued", "2022-08-02", "--adopted", "2022-08-01"]
    assert main(["amend", "seals", *later, "--root", str(root)]) == 0
    assert (root / FROZEN).exists()
    assert "effective: 2021-09-01}" in (root / "docs/rules/seals/2021-09-01.md").read_text(encoding="utf-8")
    assert main(["check", "--root", str(root)]) == 0


def test_what_was_never_decided_cannot_be_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *row("on: 2021-08-20, event: 撤回, doc_no: 甲〔2021〕3号, effective: 2021-12-01, note: 暂停执行"))(root)
    commit(root)
    code, said = checked(root, capsys)
    assert (code, "主分支上没有，或者还在这里" in said) == (1, True), said


def test_one_decision_by_steps_is_approved_once(root: Path) -> None:
    first = "on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01"
    again = first.replace("2021-09-01", "2022-01-01")
    put(SEALS, *AMEND, "on: 2020-01-02}\nstate", "on: 2021-08-01}\nstate", *row(first))(root)
    copy(SEALS, "docs/rules/seals/2021-09-01.md")(root)
    put(SEALS, "effective: 2021-09-01\noffice", "effective: 2022-01-01\noffice", f"{first}}}\n", f"{first}}}\n  - {{{again}}}\n")(
        root
    )
    assert [bool(text.header.approved) for text in load(root).acts["seals"].expressions] == [True, True, True]


@pytest.mark.parametrize("instead", ["state: draft\ntext: held", "state: adopted\ntext: pending"])
def test_what_is_decided_is_made_a_draft_again(root: Path, capsys: pytest.CaptureFixture[str], instead: str) -> None:
    on_main(root, *AMEND, "5个工作日", "3个工作日")
    git(root, "merge", "-q", "main")
    put(SEALS, "state: adopted\ntext: held", instead)(root)
    code, said = checked(root, capsys)
    assert (code, "L310" in said or "L304" in said) == (1, True)


def test_a_correction_that_is_not_published_yet_is_not_changed_in_silence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: issuer, note: 抄错了"))
    git(root, "merge", "-q", "main")
    put(SEALS, "issuer: 乙局", "issuer: 丙局")(root)
    commit(root)
    assert "还没有发布的更正又改了" in checked(root, capsys)[1]
    put(SEALS, "issuer: 丙局", "issuer: 乙局")(root)
    commit(root)
    assert "又改了" not in checked(root, capsys)[1]
