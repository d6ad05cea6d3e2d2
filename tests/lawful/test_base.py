"""What stood decided on main cannot vanish through a merge; the ledger only grows. In a repository of its own."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.lawful.ledger import append
from rulebook.store import NOTHING
from tests.lawful.edits import AMEND, ARCHIVES, FROZEN, HISTORY, MISPRINT, ON_TRIAL, SEALS, SUCCESSOR, WAS, copy, put, row
from tests.rulebooks import small_rulebook

OTHER = (AMEND[0], "doc_no: 甲〔2021〕11号\n", AMEND[2], "adopted: 2021-09-01", AMEND[4], "issued: 2021-09-02",
         AMEND[6], "effective: 2021-12-01\noffice")  # fmt: skip
AFTER = ("doc_no: 甲〔2021〕9号\n", *OTHER[1:2], "adopted: 2021-08-01", *OTHER[3:4], "issued: 2021-08-02", *OTHER[5:6],
         "effective: 2021-09-01\noffice", *OTHER[7:])  # fmt: skip


def git(root: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgSign=false")
    done = subprocess.run(["git", *settings, *arguments], cwd=root, check=False, capture_output=True, text=True)
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "改")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_rulebook(tmp_path)
    assert main(["record", "--root", str(tmp_path), "--day", "2020-06-01"]) == 0
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "mine")
    return tmp_path


def checked(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["check", "--root", str(root), *more])
    out, err = capsys.readouterr()
    return code, out + err


def on_main(root: Path, *pairs: str) -> None:
    git(root, "checkout", "-q", "main")
    put(SEALS, *pairs)(root)
    commit(root)
    git(root, "checkout", "-q", "mine")


def test_an_erratum_is_no_amendment(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *MISPRINT, *row(WAS))(root)
    commit(root)
    code, told = checked(root, capsys, "--base", "main")
    assert (code, "L322" in told) == (0, False)


def test_an_erratum_is_told_with_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第四条“机关记委”更正为“机关纪委”"))(root)
    commit(root)
    code, told = checked(root, capsys, "--base", "main")
    assert (code, "勘误：第48行“果报机关记委。清点”→“果报机关纪委。清点”" in told) == (0, True), told
    put(SEALS, "“机关记委”更正为“机关纪委”", "“不得”更正为“可以”")(root)
    commit(root)
    code, told = checked(root, capsys, "--base", "main")
    assert (code, "L307" in told, "L324" in told) == (1, True, False), told


def test_an_erratum_of_an_older_text_is_no_amendment(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(SEALS, *AMEND, "5个工作日", "3个工作日")(root)
    assert main(["record", "--root", str(root), "--day", "2021-10-01"]) == 0
    commit(root)
    git(root, "branch", "-f", "main")
    put(FROZEN, *MISPRINT, *row("on: 2021-11-01, event: 勘误, note: 排印错误"))(root)
    commit(root)
    code, told = checked(root, capsys, "--base", "main")
    assert (code, "L322" in told) == (0, False), told


def merged_as_mine(root: Path) -> None:
    git(root, "merge", "-q", "-s", "ours", "-m", "合并", "main")


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


def test_names_of_offices_that_texts_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not only of the office that answers for an act: of who has a duty, interprets, or adopted it."""
    table = "docs/offices/offices.csv"
    put(SEALS, "    office: bureau-office\n    what: 清点", "    office: political-office\n    what: 清点")(root)
    commit(root)
    put(table, "政治处,政治部", "督察处,政治部")(root)
    commit(root)
    code, said = checked(root, capsys)
    assert (code, "“政治处”改成了“督察处”" in said) == (1, True), said
    header = ("ended,successor\n", "ended,successor,former\n", "inferred,,,\n", "inferred,,,,政治处 2020-06-30\n")
    put(table, *header)(root)
    commit(root)
    assert "改成了“督察处”" not in checked(root, capsys)[1]


def test_one_decision_by_steps_is_approved_once(root: Path) -> None:
    first = "on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01"
    again = first.replace("2021-09-01", "2022-01-01")
    put(SEALS, *AMEND, "on: 2020-01-02}\nstate", "on: 2021-08-01}\nstate", *row(first))(root)
    copy(SEALS, "docs/rules/seals/2021-09-01.md")(root)
    put(SEALS, "effective: 2021-09-01\noffice", "effective: 2022-01-01\noffice", f"{first}}}\n", f"{first}}}\n  - {{{again}}}\n")(
        root
    )
    assert [bool(text.header.approved) for text in load(root).acts["seals"].expressions] == [True, True, True]


def test_an_edition_of_main_is_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "docs/editions/2020.yml"
    file.parent.mkdir()
    git(root, "checkout", "-q", "main")
    file.write_text(
        'slug: "2020"\ntitle: 汇编\nas_of: 2020-12-31\nparts:\n  - {title: 上编, members: [{id: seals, reason: 推定}]}\n'
    )
    commit(root)
    git(root, "checkout", "-q", "-b", "later")
    assert "E104" not in checked(root, capsys)[1]
    file.unlink()
    commit(root)
    code, out = checked(root, capsys)
    assert (code, "E104" in out) == (1, True)


def test_reminders_of_before_where_nothing_changed(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are known from what was just found. Any file more or less, also one that git overlooks, and the texts of before are read."""
    monkeypatch.setattr("rulebook.cli.check.Store", lambda _: NOTHING)
    git(root, "checkout", "-q", "main")
    (root / "docs/style").mkdir()
    (root / "docs/style/words.csv").write_text("find,instead,kind,reason\n登记薄,登记簿,词,误写\n", encoding="utf-8")
    (root / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    commit(root)
    git(root, "checkout", "-q", "-B", "mine")
    read = checked(root, capsys)
    assert (read[0], "原来就有的提醒 2 处" in read[1]) == (0, True), read
    with monkeypatch.context() as patch:
        patch.setattr("rulebook.cli.check.unchanged", lambda *_: False)
        assert checked(root, capsys) == read
    monkeypatch.setattr("rulebook.cli.check.check", lambda corpus: [] if corpus.root != root else check(corpus))
    assert checked(root, capsys) == read
    for name in ("docs/more.csv", "docs/guide.md", "docs/a.tmp"):
        (root / name).write_text("# 说明\n", encoding="utf-8")
        assert "原来就有" not in checked(root, capsys)[1], name
        (root / name).unlink()
    put(SEALS, "登记薄保存", "登记簿保存")(root)
    assert "原来就有" not in checked(root, capsys)[1]


def test_what_stood_before_is_judged_once(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until a text of before is another one."""
    git(root, "checkout", "-q", "main")
    (root / "docs/style").mkdir()
    (root / "docs/style/words.csv").write_text("find,instead,kind,reason\n登记薄,登记簿,词,误写\n", encoding="utf-8")
    commit(root)
    git(root, "checkout", "-q", "-B", "mine")
    (root / "docs/notice.md").write_text("# 通知\n", encoding="utf-8")
    read = checked(root, capsys)
    assert "原来就有的提醒 2 处" in read[1]
    monkeypatch.setattr("rulebook.cli.check.check", lambda corpus: [] if corpus.root != root else check(corpus))
    assert checked(root, capsys) == read
    git(root, "checkout", "-q", "main")
    (root / "docs/style/words.csv").write_text("find,instead,kind,reason\n登记薄,登记簿,词,写错\n", encoding="utf-8")
    commit(root)
    git(root, "checkout", "-q", "-B", "mine")
    (root / "docs/notice.md").write_text("# 另一个通知\n", encoding="utf-8")
    assert "原来就有" not in checked(root, capsys)[1]


@pytest.mark.parametrize("instead", ["state: draft\ntext: held", "state: adopted\ntext: pending"])
def test_what_is_decided_is_made_a_draft_again(root: Path, capsys: pytest.CaptureFixture[str], instead: str) -> None:
    on_main(root, *AMEND, "5个工作日", "3个工作日")
    git(root, "merge", "-q", "main")
    put(SEALS, "state: adopted\ntext: held", instead)(root)
    code, said = checked(root, capsys)
    assert (code, "L310" in said or "L304" in said) == (1, True)


def test_the_ledger_takes_in_nothing_on_a_branch(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".gitignore").write_text("site/\nledger/\n", encoding="utf-8")
    code, said = checked(root, capsys)
    assert (code, ".gitignore" in said) == (1, True)
    (root / ".gitignore").write_text("site/\n", encoding="utf-8")
    (root / "ledger/head.sig").write_text("x", encoding="utf-8")
    commit(root)
    code, said = checked(root, capsys)
    assert (code, "ledger/head.sig" in said) == (1, True)


def test_a_correction_that_is_not_published_yet_is_not_changed_in_silence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on_main(root, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: issuer, note: 抄错了"))
    git(root, "merge", "-q", "main")
    put(SEALS, "issuer: 乙局", "issuer: 丙局")(root)
    commit(root)
    assert "还没有发布的更正又改了" in checked(root, capsys)[1]
    put(SEALS, "issuer: 丙局", "issuer: 乙局")(root)
    commit(root)
    assert "又改了" not in checked(root, capsys)[1]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("overrides/rule.html", "页面怎样显示制度（overrides/rule.html）"),
        ("mkdocs.yml", "页面怎样显示制度"),
        (".ci/gate", "检查、发布和程序（.ci/gate）"),
        (".gitignore", "检查、发布和程序"),
        ("README.md", ""),
        ("docs/guide/a.md", ""),
    ],
)
@pytest.mark.parametrize("branch", ["mine", "main"])
def test_what_shows_and_what_checks_the_texts_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, told: str, branch: str
) -> None:
    git(root, "checkout", "-q", branch)
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text("site_name: 汇编\nstrict: true\n", encoding="utf-8")
    commit(root)
    code, out = checked(root, capsys)
    assert code == 0
    assert ("L321" in out) == bool(told and branch == "mine")
    assert branch == "main" or told in out
