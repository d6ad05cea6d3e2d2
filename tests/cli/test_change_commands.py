"""amend, erratum, repeal, extend as an editor calls them: exit codes, words, all or nothing, a clean check afterwards."""

import io
import os
import sys
from pathlib import Path

import pytest

from rulebook.cli.main import main
from tests.rulebooks import SEALS, small_rulebook

AMEND = ["--effective", "2021-09-01", "--doc-no", "甲〔2021〕9号", "--issued", "2021-08-02", "--adopted", "2021-08-01"]
ERRATUM = ["erratum", "seals", "--on", "2021-05-01", "--note", "排印错误", "--from", "机关记委", "--to", "机关纪委"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RULEBOOK_DAY", "2021-06-01")
    return small_rulebook(tmp_path)


class Said:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Run:
    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys

    def __call__(self, *arguments: str) -> Said:
        try:
            code = main([*arguments, "--root", str(self.root)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(root, capsys)


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (["amend", "seals", *AMEND], ["docs/rules/seals/2020-02-01.md", "docs/rules/seals.md"]),
        (
            ["amend", "seals", "archives", *AMEND, "--event", "修订", "--note", "打包, 修改"],
            [
                "docs/rules/seals/2020-02-01.md",
                "docs/rules/seals.md",
                "docs/rules/archives/2020-04-01.md",
                "docs/rules/archives.md",
            ],
        ),
        (["amend", "seals", "--effective", "2021-09-01"], ["docs/rules/seals/2020-02-01.md", "docs/rules/seals.md"]),
        ([*ERRATUM, "--meaning-unchanged"], ["docs/rules/seals.md"]),
        (["repeal", "archives", "--on", "2021-07-01", "--by", "甲〔2021〕10号"], ["docs/rules/archives.md"]),
        (["repeal", "甲局档案管理办法", "--on", "2021-07-01", "--by", "甲〔2021〕10号"], ["docs/rules/archives.md"]),
        (["extend", "docs/rules/archives.md", "--until", "2024-03-31", "--doc-no", "甲〔2021〕11号"], ["docs/rules/archives.md"]),
        (["repeal", "seals", "--on", "2021-07-01", "--by", "甲〔2021〕10号", "--cited-anyway"], ["docs/rules/seals.md"]),
        (["extend", "archives", "--until", "2024-03-31", "--doc-no", "甲〔2021〕11号"], ["docs/rules/archives.md"]),
        (
            ["repeal", "archives", "--on", "2021-07-01", "--by", "甲〔2021〕10号", "--by", "seals"],
            ["docs/rules/archives.md"],
        ),
    ],
)
def test_done(run: Run, root: Path, arguments: list[str], written: list[str]) -> None:
    before = files(root)
    dry = run(*arguments, "--dry-run")
    assert (dry.code, files(root)) == (0, before)
    assert [line for line in dry.out.splitlines() if line.startswith("将写")] == [f"将写：{path}" for path in written]
    done = run(*arguments)
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith("已写")] == [f"已写：{path}" for path in written]
    after = files(root)
    assert {path for path in after if after[path] != before.get(path)} == set(written)
    for path in written:
        if path not in before:
            assert after[path] == before[path.rpartition("/")[0] + ".md"]
    check = run("check")
    assert (check.code, "没有发现问题" in check.out) == (0, True)


def test_one_change_after_another(run: Run, root: Path) -> None:
    assert run("amend", "seals", *AMEND).code == 0
    assert run(*ERRATUM, "--meaning-unchanged", "--expression", "2020-02-01").code == 0
    later = ["--effective", "2022-09-01", "--doc-no", "甲〔2022〕9号", "--issued", "2022-08-02"]
    assert run("amend", "seals", *later).code == 0
    assert run("repeal", "seals", "--on", "2023-01-01", "--cited-anyway").code == 0
    assert run("amend", "seals", "--effective", "2024-01-01").code == 1
    assert sorted(p.name for p in (root / "docs/rules/seals").iterdir()) == ["2020-02-01.md", "2021-09-01.md"]
    assert run("check").code == 0


def test_words_from_a_file(run: Run, root: Path, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text(
        "# 甲局印章管理办法\n\n第一条　【登记】用印应当在3个工作日内登记，登记簿保存三年。\n\n第二条　本办法自2021年9月1日起施行。\n",
        encoding="utf-8",
    )
    page = root / "docs/notice/news.md"
    page.parent.mkdir()
    page.write_text("# 通知\n\n用印登记见《甲局印章管理办法》第三条。\n", encoding="utf-8")
    said = run("amend", "seals", *AMEND, "--text", str(text))
    assert said.code == 0
    assert page.read_text(encoding="utf-8") == "# 通知\n\n用印登记见《甲局印章管理办法》第一条。\n"
    assert "已写：docs/notice/news.md" in said.out
    assert "第三条→第一条" in said.err
    assert "请核对是否一并修改：docs/rules/archives.md:17" in said.err
    assert "接着在新文本里改条文" not in said.out
    assert run("check").code == 0
    assert run("amend", "seals", "archives", *AMEND, "--text", str(text)).code == 2
    assert run("amend", "seals", *AMEND, "--text", str(tmp_path / "none")).code == 2
    text.write_bytes("第一条　甲。\n".encode("gbk"))
    said = run("amend", "seals", *AMEND, "--text", str(text))
    assert (said.code, "GBK" in said.err) == (1, True)


def _swapped(*pairs: tuple[str, str]) -> str:
    text = SEALS
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


WORDS = ("应当在5个工作日内登记", "应当在3个工作日内登记")
DROPPED = ("第五条　【施行】", "第四条　【施行】"), (SEALS[SEALS.index("第四条") : SEALS.index("第五条")], "")


@pytest.mark.parametrize(
    ("pairs", "moved"),
    [
        ([WORDS], ""),
        ([WORDS, ("    who: 保管人", "    who: 印章保管人")], ""),
        ([*DROPPED, (SEALS[SEALS.index("  - id: D2") : SEALS.index("renumbered")], "")], "renumbered: {art_5: art_4}"),
    ],
    ids=["words", "words and a duty", "an article less"],
)
def test_words_changed_before_the_amendment(run: Run, root: Path, pairs: list[tuple[str, str]], moved: str) -> None:
    assert run("record", "--day", "2020-06-01").code == 0
    now = root / "docs/rules/seals.md"
    published, edited = now.read_bytes(), _swapped(*pairs)
    now.write_text(edited, encoding="utf-8")
    assert run("check").code == 1
    assert run("amend", "seals", *AMEND, "--dry-run").code == 0
    assert run("amend", "seals", *AMEND).code == 0
    assert (root / "docs/rules/seals/2020-02-01.md").read_bytes() == published
    text = now.read_text(encoding="utf-8")
    assert text.partition("# 甲局")[2] == edited.partition("# 甲局")[2]
    assert ("effective: 2021-09-01" in text, moved in text) == (True, True)
    assert run("check").code == 0


@pytest.mark.parametrize(
    "more",
    [("adopted: 2020-01-02", "adopted: 2020-01-01"), ("甲〔2020〕1号", "甲〔2021〕9号"), ("title: 甲局印章", "title: 甲局公章")],
    ids=["adopted", "doc_no", "title"],
)
def test_words_and_whose_text_it_is_changed_before_the_amendment(run: Run, root: Path, more: tuple[str, str]) -> None:
    assert run("record", "--day", "2020-06-01").code == 0
    (root / "docs/rules/seals.md").write_text(_swapped(WORDS, more), encoding="utf-8")
    before = files(root)
    said = run("amend", "archives", "seals", *AMEND)
    assert (said.code, files(root)) == (1, before)
    assert "不能当作旧文本存下来" in said.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["amend", "leave", *AMEND], 1, "正文还没有录入"),
        (["amend", "seals", "leave", *AMEND], 1, "正文还没有录入"),
        (["amend", "seals", "--effective", "9月1日"], 2, "不是日期"),
        (["amend", "seals"], 2, "--effective"),
        (["amend", "seals", "--effective", "2021-09-01", "--doc-no", "甲〔2020〕2号"], 1, "已经用在"),
        ([*ERRATUM], 1, "没有人回答“是否改变含义”"),
        (
            ["erratum", "seals", "--on", "2021-05-01", "--note", "x", "--from", "三年", "--to", "五年", "--meaning-unchanged"],
            1,
            "这不是勘误",
        ),
        (["repeal", "seals", "--on", "2021-07-01"], 1, "docs/rules/archives.md:17"),
        (["repeal", "nothing", "--on", "2021-07-01"], 1, "没有 id"),
        (["amend", "seals", *AMEND, "--approved", "无此会议"], 1, "“无此会议”没有登记"),
        (["extend", "archives", "--until", "2024-03-31", "--today", "2022-04-01"], 1, "期满后不能延长，应当重新制定"),
        (["extend", "seals", "--until", "2024-03-31"], 1, "没有有效期"),
        (["extend", "archives", "--until", "2024-03-31", "--on", "2021-06-02"], 1, "还没有到"),
        (["repeal", "seals", "--on", "2021-07-01", "--decided", "2021-06-02"], 1, "还没有到"),
        ([*ERRATUM[:3], "2021-06-02", *ERRATUM[4:], "--meaning-unchanged"], 1, "还没有到"),
    ],
)
def test_refused(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("否\n"))
    before = files(root)
    said = run(*arguments)
    assert (said.code, files(root)) == (code, before)
    assert words in said.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code"), [("否", 0), ("不改变", 0), ("是", 1), ("", 1)])
def test_erratum_asks(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer + "\n"))
    before = files(root)
    said = run(*ERRATUM)
    assert (said.code, files(root) == before) == (code, code == 1)
    assert "是否改变含义" in said.out
    assert "正：第四条　【清点】局办公室每年清点一次，清点结果报机关纪委。" in said.out


def test_all_or_nothing(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, calls, real = files(root), [0], os.replace

    def replace(source: str, target: str) -> None:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    said = run("amend", "seals", "archives", *AMEND)
    assert (said.code, files(root)) == (1, before)
    assert "已经恢复原样" in said.err
    assert not (root / "docs/rules/seals").exists()


def test_a_file_saved_meanwhile(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rulebook.cli import changing

    real = changing.new_errors

    def save(corpus: object, change: object) -> object:
        (root / "docs/rules/seals.md").write_text(SEALS + "\n", encoding="utf-8")
        return real(corpus, change)

    monkeypatch.setattr(changing, "new_errors", save)
    said = run("amend", "seals", *AMEND)
    assert (said.code, "刚才被别的程序改过" in said.err) == (1, True)
    assert not (root / "docs/rules/seals").exists()


def test_errors_that_were_there_before_do_not_hinder(run: Run, root: Path) -> None:
    (root / "docs/broken.md").write_text("# 页\n\n[没有](none.md)\n", encoding="utf-8")
    assert run("check").code == 1
    assert run("amend", "seals", *AMEND).code == 0


def test_not_a_rulebook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments in (["amend", "x", "--effective", "2021-01-01"], ["repeal", "x", "--on", "2021-01-01"]):
        assert main([*arguments, "--root", str(tmp_path)]) == 2
    assert "没有 docs 文件夹" in capsys.readouterr().err


def test_approval_is_asked_for_at_a_terminal(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有写审议情况" in run("amend", "seals", *AMEND, "--dry-run").err
    monkeypatch.setattr(sys, "stdin", Terminal("political-office\n第三次会议\n"))
    assert run("amend", "seals", *AMEND).code == 0
    written = (root / "docs/rules/seals.md").read_text(encoding="utf-8")
    assert "approved: {body: political-office, meeting: 第三次会议, on: 2021-08-01}" in written
    assert run("amend", "archives", *AMEND[:2], "--approved", "nobody").code == 1
    assert run("amend", "archives", *AMEND, "--approved", "政治处", "--dry-run").code == 0


def test_one_decision_by_steps(run: Run) -> None:
    assert run("amend", "seals", *AMEND).code == 0
    assert run("amend", "seals", "--effective", "2022-03-01", *AMEND[2:]).code == 0
    assert run("check").code == 0


def test_made_anew_under_the_same_title(run: Run, root: Path) -> None:
    assert run("repeal", "seals", "--on", "2021-05-01", "--by", "甲〔2021〕9号", "--cited-anyway").code == 0
    text = SEALS.replace("id: seals", "id: seals-2021").replace("2020-01-02", "2021-04-02").replace("2020-01-03", "2021-04-03")
    text = (
        text.replace("甲〔2020〕1号", "甲〔2021〕9号").replace("2020-02-01", "2021-05-01").replace("2020年2月1日", "2021年5月1日")
    )
    (root / "docs/rules/seals-2021.md").write_text(text, encoding="utf-8")
    assert run("check").code == 0
    (root / "docs/rules/seals-2021.md").write_text(
        text.replace("effective: 2021-05-01", "effective: 2021-04-03"), encoding="utf-8"
    )
    assert "题名" in run("check").out
