"""What a branch changes beside the texts themselves is told, and what stood on main before is not told again."""

from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.store import NOTHING
from tests.lawful.branch import branched, checked, commit, git
from tests.lawful.edits import AMEND, FROZEN, MISPRINT, SEALS, WAS, put, row


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return branched(tmp_path)


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
