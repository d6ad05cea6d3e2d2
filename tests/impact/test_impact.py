"""What a change brings about, from two commits or from the folder as it is."""

import json
import subprocess
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.impact.model import ActChange
from rulebook.impact.snapshot import NoSuchCommit
from rulebook.impact.tell import MARK, as_html, as_json, as_markdown, body_html
from rulebook.impact.whole import assessed
from tests.rulebooks import SEALS, small_rulebook

AMENDED = SEALS.replace("effective: 2020-02-01\noffice", "effective: 2030-02-01\noffice").replace(
    "甲〔2020〕1号\nissuer", "甲〔2030〕9号\nissuer"
)


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_rulebook(tmp_path)
    (folder / "docs/forms").mkdir()
    (folder / "docs/forms/seals.yml").write_text(
        "act: seals\nforms:\n  - id: log\n    name: 用印登记表\n    article: 登记\n    who: 保管人\n    when: 5个工作日内\n"
        "    to: 局办公室\n    parts:\n      - title: 登记\n        fields:\n          - {name: 事由, width: full}\n"
    )
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x")
    return folder


def change(root: Path, text: str, name: str = "seals") -> ActChange:
    (root / f"docs/rules/{name}.md").write_text(text)
    return next(c for c in assessed(root, "main", "").acts if c.act == name)


def test_figures_and_words_for_the_reviewer(root: Path) -> None:
    found = change(root, SEALS.replace("应当在5个工作日内登记", "可以在10个工作日内登记").replace("不得外借", "外借"))
    assert [(f.article, f.kind, f.before, f.after) for f in found.figures] == [("第三条", "期限", "5个工作日", "10个工作日")]
    assert {(w.article, w.word) for w in found.watch} == {("第三条", "“应当”变“可以”"), ("第二条", "少了“不得”")}
    assert found.code_before != found.code_after
    assert [r.label for r in found.rows] == ["modified", "modified"]


def test_what_rests_on_a_changed_article(root: Path) -> None:
    found = change(root, SEALS.replace("应当在5个工作日内登记", "应当在10个工作日内登记"))
    touched = {(t.kind, t.name.split(" ")[0]) for t in found.touched}
    assert touched == {("引用", "《甲局档案管理办法》第一条"), ("职责", "D1"), ("表格", "用印登记表")}


def test_an_article_put_in_moves_what_follows(root: Path) -> None:
    text = (
        SEALS.replace("第三条　【登记】", "第四条　【登记】")
        .replace("第四条　【清点】", "第五条　【清点】")
        .replace("第五条　【施行】", "第六条　【施行】")
    )
    found = change(root, text.replace("第四条　【登记】", "第三条　【外带】印章不得带离办公区。\n\n第四条　【登记】", 1))
    cited = next(t for t in found.touched if t.kind == "引用")
    assert cited.note == "现在是第四条"
    assert cited.place == "docs/rules/archives.md:17"


def test_facts_and_what_is_missing(root: Path) -> None:
    found = change(root, AMENDED.replace("approved: {body: bureau-office, on: 2020-01-02}\n", ""))
    assert ("施行日期", "2020年2月1日", "2030年2月1日") in found.facts
    assert found.missing == ("审议（approved）未登记",)
    assert found.seen[0].startswith("2030年2月1日起读者看到这个文本")


def test_nearly_the_same_words_elsewhere(root: Path) -> None:
    words = "局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记簿，账实不符的查明原因。"
    text = (root / "docs/rules/archives.md").read_text() + f"\n第三条　{words}\n"
    found = change(root, text, "archives")
    assert [(s.article, s.act, s.other) for s in found.similar] == [("第三条", "seals", "第四条")]


def test_a_file_that_is_gone(root: Path) -> None:
    (root / "docs/rules/leave.md").unlink()
    (found,) = assessed(root, "main", "").acts
    assert (found.act, found.kind) == ("leave", "文件没有了")


def test_other_files_are_named_and_main_s_own_are_not(root: Path) -> None:
    git(root, "checkout", "-qb", "branch")
    (root / "docs/guide.md").write_text("# 说明\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "guide")
    git(root, "checkout", "-q", "main")
    (root / "docs/other.md").write_text("# 别的\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "other")
    git(root, "checkout", "-q", "branch")
    impact = assessed(root, "main", "HEAD")
    assert impact.others == ("docs/guide.md",)
    assert impact.acts == ()


def test_the_three_forms(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = SEALS.replace("登记薄保存三年", "登记薄保存五年| <b>@all</b> `x` [a](b)")
    change(root, hostile)
    impact = assessed(root, "main", "")
    told = as_markdown(impact)
    assert told.startswith(MARK)
    assert "<b>" not in told
    assert "\\|" in told
    assert "<b>" not in as_html(impact).split("<body>")[1].replace("<b>", "<b>", 0).split("登记薄")[0]
    value = json.loads(as_json(impact))
    assert value["acts"][0]["rows"][0]["label"] == "modified"
    assert main(["impact", "main", "--root", str(root), "--format", "html"]) in {0, 1}
    assert "修改前后对照" in capsys.readouterr().out


def test_what_has_to_be_compared_with_upper_articles_again(root: Path) -> None:
    instruments = root / "docs/basis/instruments.yml"
    instruments.parent.mkdir()
    instruments.write_text("- {id: seal-law, title: 印章法, issuer: 丁会, in_2021: 2019年本}\n")
    seals = root / "docs/rules/seals.md"
    resting = SEALS.replace("office:", "basis:\n  - {id: seal-law}\noffice:", 1).replace(
        "不得外借", "依照《印章法》第四条不得外借"
    )
    seals.write_text(resting)
    git(root, "add", ".")
    git(root, "commit", "-qm", "y")
    instruments.write_text(
        "- {id: seal-law, title: 印章法, issuer: 丁会, in_2021: 2019年本, later: 2021-05-01 修正, changed: 2021-05-01}\n"
    )
    found = assessed(root, "main", "")
    told = [(u.article, u.basis, u.state, u.fresh) for u in found.upper]
    assert told == [("第二条", "《印章法》第四条", "未核：没有收录上位文本（2021年5月1日修正）", True)]
    assert "依据待核" in as_markdown(found)
    assert "依据待核" in body_html(found)
    git(root, "commit", "-qam", "z")
    looked = "basis_checked:\n  - {article: art_2, id: seal-law, checked: 2021-05-01}\noffice:"
    seals.write_text(resting.replace("office:", looked, 1))
    assert [(u.article, u.fresh) for u in assessed(root, "main", "").upper] == [("第二条", False)]


def test_an_unknown_commit(root: Path) -> None:
    with pytest.raises(NoSuchCommit, match="没有“nowhere”"):
        assessed(root, "nowhere", "")
    assert main(["impact", "--root", str(root), "nowhere"]) == 2


def test_readers_are_told_of_what_they_may_see(root: Path) -> None:
    (root / "docs/rules/seals.md").write_text(
        SEALS.replace("不得外借", "不得借出").replace("state: adopted", "audience: 党委\nstate: adopted")
    )
    (root / "docs/rules/archives.md").write_text((root / "docs/rules/archives.md").read_text().replace("归档。", "存档。"))
    assert "印章" in body_html(assessed(root, "main", ""))
    told = body_html(assessed(root, "main", "", "全体"))
    assert "甲局档案管理办法" in told
    assert "不得借出" not in told
    assert "seals" not in told
