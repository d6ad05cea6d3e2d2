"""What hides a change of a text from who reviews it."""

from pathlib import Path

import pytest

from rulebook.checks.repository.git_files import check_git_files
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (".gitattributes", "ledger/** -text\n*.md text eol=lf\n", []),
        (".gitattributes", "docs/** -diff linguist-generated\n", ["error"]),
        (".gitattributes", "*.md working-tree-encoding=GBK\n# -diff\n*.yml ident\n", ["error", "error"]),
        ("docs/.gitattributes", "* -diff\n", ["error"]),
        ("docs/rules/.gitignore", "*.yml\n", ["error"]),
    ],
)
def test_what_hides_a_change_from_who_reviews_it(tmp_path: Path, file: str, text: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / file).write_text(text, encoding="utf-8")
    assert [(f.code, f.level) for f in check_git_files(load(root))] == [("T107", level) for level in told]
