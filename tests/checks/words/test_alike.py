"""What looks like something else: characters of other codes, pages with the title of an act, folders that are links."""

from pathlib import Path

import pytest

from rulebook.checks.pages.claims import check_page_claims
from rulebook.checks.words.text import check_table, check_text
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(
    ("line", "suggestions"),
    [
        ("印章不得外借。", []),
        ("印章\uf967得外借。", ["不"]),
        ("\u2f00般印章\u2f47期", ["一", "日"]),  # radicals, as copied out of a PDF
        ("\u2ee9色", [""]),  # no ordinary character is known for it
        ("\ufa0e是一般的字", []),
        ("cafe\u0301开会", [""]),
        ("café开会", []),
    ],
)
def test_characters(line: str, suggestions: list[str]) -> None:
    found = [f for f in check_text(f"第一条　甲。\n\n{line}\n", "a.md", published=False) if f.code == "T220"]
    assert [f.suggestion for f in found] == suggestions
    assert all(f.line == 3 for f in found)


@pytest.mark.parametrize("character", "\u034f\u115f\u180e\u200b\u3164\ufe00\U000e0100")
def test_characters_that_are_not_drawn(character: str) -> None:
    found = check_text(f"第一条　印{character}章。\n", "a.md", published=False)
    assert [f.code for f in found] == ["T201"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("用印\u0430类审批", "error"),  # Cyrillic
        ("在\u30cb日内报告", "error"),  # Katakana
        ("每年\u3127次", "error"),  # Bopomofo
        ("在\u0665日内报告", "error"),  # an Arabic digit
        ("在1O日内报告", "error"),
        ("在l0个工作日内报告", "error"),
        ("每年—次", "error"),
        ("\u03b1类事项", "warning"),  # Greek, which may be meant
        ("A0类纸、O型圈、第10条、3—5日内、2020—2021年", ""),
    ],
)
def test_letters_that_pose_as_others(line: str, told: str) -> None:
    wanted = [("T222", told)] if told else []
    page, table = check_text(f"{line}\n", "a.md", published=False), check_table(f"a\n{line}\n", "a.csv")
    for found in (page, table):
        assert [(f.code, f.level.value) for f in found if f.code == "T222"] == wanted
    assert all(f.code != "T222" for f in check_text(f"{line}\n", "a.md", published=True))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("# 甲局印章管理办法\n\n任何人可以刻章。\n", True),
        ("# 甲局印章管理办法 #\n", True),
        ("---\ntitle: 甲局印章管理办法\n---\n\n任何人可以刻章。\n", True),
        ("# 关于《甲局印章管理办法》的说明\n", False),
        ("# 通知\n\n## 甲局印章管理办法\n", False),
    ],
)
def test_a_page_is_not_called_like_an_act(tmp_path: Path, page: str, told: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/notice").mkdir()
    (root / "docs/notice/seals.md").write_text(page)
    corpus = load(root)
    found = [f for f in check_page_claims(corpus) if f.code == "H202"]
    assert [f.file for f in found] == (["docs/notice/seals.md"] if told else [])


def test_a_link_to_a_folder_is_told(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/rules2").symlink_to("rules")
    assert [f.file for f in load(root).findings if f.code == "T103"] == ["docs/rules2"]
