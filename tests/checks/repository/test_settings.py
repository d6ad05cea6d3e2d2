"""What mkdocs.yml may say, in every spelling that MkDocs takes."""

from pathlib import Path

import pytest

from rulebook.checks.repository.settings import check_settings
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

OURS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("strict: true\n", "strict: true\nsite_url: https://rules.example/\ncopyright: 甲局\n", []),
        ("      format: 1\n", "      format: 1\n      ceiling: 秘密\n      existence: true\n", []),
        ("strict: true\n", "exclude_docs: rules/seals.md\n", ["error"]),
        ("strict: true\n", "INHERIT: base.yml\n", ["error"]),
        ("strict: true\n", "hooks: [h.py]\nextra_css: [x.css]\n", ["error", "error"]),
        ("strict: true\n", "strict: false\n", ["error"]),
        ("docs_dir: docs\n", "docs_dir: docs2\n", ["error"]),
        ("custom_dir: overrides\n", "custom_dir: docs/overrides\n", ["error"]),
        ("module_name: macros/main\n", "module_name: docs/guide/evil\n", ["error"]),
        ("plugins:\n", "plugins:\n  - redirects\n", ["error"]),
        ("      format: 1\n", '      format: 1\n      day: "2021-01-01"\n', ["error"]),
        ("      format: 1\n", '      format: 1\n      day: !ENV [X, "2021-01-01"]\n', ["error"]),
        (OURS, 'plugins:\n  macros: {}\n  rulebook:\n    day: "2021-01-01"\n', ["error"]),
        (OURS, "a: [1\n", ["error"]),
        ("制度汇编\n", "制度汇编（已停止执行）\n", ["warning"]),
        ("        rule: ", "        rule: 本汇编的规章制度已经全部停止执行。", ["warning"]),
    ],
)
def test_table(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "mkdocs.yml").write_text(OURS.replace(old, new, 1) if old else OURS, encoding="utf-8")
    assert [f.level for f in check_settings(load(root)) if f.code == "T107"] == told


def test_another_name(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "mkdocs.yaml").write_text(OURS, encoding="utf-8")
    assert [(f.file, f.code) for f in check_settings(load(root))] == [("mkdocs.yaml", "T107")]
