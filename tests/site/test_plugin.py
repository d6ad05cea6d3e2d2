"""What the builder hands over when it starts."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from rulebook.site.plugin import RulebookPlugin
from tests.rulebooks import small_rulebook


def test_a_config_given_by_a_relative_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``mkdocs build -f own.yml`` opens it: the folder of the rulebook is where the file lies."""
    root = small_rulebook(tmp_path)
    (root / "own.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")
    monkeypatch.chdir(root)
    plugin = RulebookPlugin()
    plugin.load_config({"search": False, "papers": False})
    with open("own.yml", "rb") as opened:  # noqa: PTH123  # a file object that knows its name as it was given
        plugin.on_config(load_config(opened))
    assert plugin.site.corpus.docs_name == "docs"
