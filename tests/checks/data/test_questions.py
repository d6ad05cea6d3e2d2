"""How people ask leads to an article that is there and applies."""

from pathlib import Path

import pytest

from rulebook.checks.data.registers import check_registers
from rulebook.corpus.load import load
from tests.rulebooks import SEALS, small_rulebook

ENDED = ("duties:\n", "repealed: {on: 2021-05-01}\nduties:\n")
DEAD = ("state: adopted", "article_status: {art_4: {repealed: 2021-06-01}}\nstate: adopted")
RENAMED = ("2020-02-01", "2030-02-01", "【清点】", "【盘点】")


@pytest.mark.parametrize(
    ("rows", "edit", "told"),
    [
        ("seals,登记,何时登记\n", (), []),
        ("seals,,印章谁管\n", (), []),
        ("leave,销假,何时销假\n", (), []),  # its text is not here yet
        ("seal,登记,何时登记\n", (), ["R131 error 2"]),
        (",登记,何时登记\n", (), ["R131 error 2"]),
        ("seals,没有,何时登记\n", (), ["R132 error 2"]),
        ("seals,登记,何时登记\nseals,登记,几天登记\n", (), ["R102 warning 3"]),
        ("seals,登记,何时登记\nseals,清点,谁清点\n", ENDED, ["C122 warning 2"]),
        ("seals,登记,何时登记\nseals,清点,谁清点\n", DEAD, ["C122 warning 3"]),
        ("seals,登记,何时登记\nseals,清点,谁清点\n", RENAMED, ["R132 warning 3"]),
        ("seals,盘点,谁盘点\n", RENAMED, []),
    ],
)
def test_table(tmp_path: Path, rows: str, edit: tuple[str, ...], told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/search").mkdir()
    (root / "docs/search/questions.csv").write_text(f"act,heading,asked\n{rows}", encoding="utf-8")
    text = SEALS
    for old, new in zip(edit[::2], edit[1::2], strict=True):
        text = text.replace(old, new)
    (root / "docs/rules/seals.md").write_text(text, encoding="utf-8")
    if edit == RENAMED:
        (root / "docs/rules/seals").mkdir()
        (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS, encoding="utf-8")
    assert [f"{f.code} {f.level} {f.line}" for f in check_registers(load(root)) if "questions" in f.file] == told
