"""Files of which no check has anything to say are shown to the reviewer all the same."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.rest import changed
from tests.rulebooks import small_rulebook

ROWS = "docs/style/different.csv"
PLAN = "docs/registers/plan.yml"
PAGE = "docs/guide/page.md"
QUESTIONS = "docs/search/questions.csv"
FILES = {
    ROWS: "one,other,because\na#art_1,b#art_2,不同的事\n",
    PLAN: "# 说明\nitems: [甲]\nnotes: 乙\n",
    PAGE: "# 页\n\n甲。\n\n乙。\n",
}


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (ROWS, "不同的事\n", "不同的事\na#art_3,b#art_3,各管各的\n", "多了“a#art_3,b#art_3,各管各的”"),
        (ROWS, "不同的事", "两回事", "”→“"),
        (ROWS, "a#art_1,b#art_2,不同的事\n", "", "少了“a#art_1"),
        (ROWS, "one,", "\ufeffone,", ""),
        (ROWS, "\n", "\r\n", ""),
        (PLAN, "# 说明", "# 说明：随便改", ""),
        (PLAN, "items: [甲]\nnotes: 乙", "notes: 乙\nitems: [甲]", "次序变了"),
        (PLAN, "items", "\n\nitems", ""),
        (PAGE, "# 页", "# 另一页", "另一页"),
        ("docs/rules/seals.md", "印章", "用章", ""),  # told elsewhere
        ("docs/pictures/a.svg", "", "<svg/>", ""),
    ],
)
def test_table(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    root = small_rulebook(tmp_path)
    for file, text in FILES.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text)
    path = root / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_text() if path.exists() else ""
    path.write_bytes(before.replace(old, new, 1).encode())
    found = list(changed(load(root), {name: before}, {}))
    assert [finding.code for finding in found] == ["L326"] * bool(told)
    assert not told or told in found[0].message
    assert not list(changed(load(root), {name: before}, {name: ""}))


def test_what_stands_beside_what_is_told(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / QUESTIONS).parent.mkdir()
    (root / QUESTIONS).write_text("act,heading,asked\nseals,登记,多久登记；不登记行不行；怎么清点\n")
    before = {QUESTIONS: "act,heading,asked\nseals,登记,多久登记；章子登记\n"}
    (found,) = changed(load(root), before, {QUESTIONS: "问法改指别的条：“怎么清点”由seals#清点改指seals#登记"})
    assert found.code == "L326"
    assert "另外还多了“不登记行不行”；少了“章子登记”。" in found.message
    assert not list(changed(load(root), before, {QUESTIONS: "“怎么清点”“不登记行不行”“章子登记”"}))
