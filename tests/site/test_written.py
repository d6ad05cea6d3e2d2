"""Written pages in a preview: one is taken over from the build before only where converting it gives the same."""

import logging
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from rulebook.markup.page_html import EXTENSIONS, OPTIONS
from rulebook.site.written import Converted, Linked

PAGE = "# 说明\n\n见[印章](../rules/seals.md#art_2)和[用语](words.md)。\n\n## 一、怎么查\n"
DRAWN = {"rules/seals.md": "rules/seals/"}


def _converted(docs: Path, kept: Converted, drawn: Mapping[str, str] = DRAWN, validation: str = "warn") -> tuple[object, ...]:
    """What templates and MkDocs' own checks see of the page ``guide/index.md``."""
    (docs.parent / "mkdocs.yml").write_text(
        f"site_name: x\nplugins: []\nvalidation: {{anchors: {validation}}}\n", encoding="utf-8"
    )
    config = load_config(str(docs.parent / "mkdocs.yml"))
    config.markdown_extensions, config.mdx_configs = list(EXTENSIONS), dict(OPTIONS)
    files = Linked(get_files(config), drawn, config.site_dir)
    file = files.get_file_from_path("guide/index.md")
    assert file is not None
    page = kept.page(file, config)
    page.read_source(config)
    page.render(config, files)
    toc = [(entry.title, entry.url, [child.title for child in entry.children]) for entry in page.toc]
    links = {to.url: (found, to is files.get_file_from_path(to.src_uri)) for to, found in (page.links_to_anchors or {}).items()}
    return page.content, page.title, toc, page.present_anchor_ids, links


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in (("guide/index.md", PAGE), ("guide/words.md", "# 用语\n")):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def test_the_same_page_is_taken_over(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Converted()
    first = _converted(docs, kept)
    assert 'href="../rules/seals/#art_2"' in str(first[0])
    (docs / "guide/words.md").write_text("# 别的用语\n", encoding="utf-8")
    monkeypatch.setattr("markdown.Markdown.convert", None)
    assert _converted(docs, kept) == first


@pytest.mark.parametrize("change", ["words", "address", "moved", "not drawn", "link gone"])
def test_another_page_is_converted(docs: Path, change: str) -> None:
    kept, drawn = Converted(), dict(DRAWN)
    first = _converted(docs, kept)
    if change == "words":
        (docs / "guide/index.md").write_text(PAGE.replace("怎么查", "怎么引"), encoding="utf-8")
    elif change == "address":
        drawn["rules/seals.md"] = "rules/stamps/"
    elif change == "moved":
        (docs / "guide/words.md").rename(docs / "guide/README.md")
        (docs / "guide/words.md").mkdir()
        (docs / "guide/words.md/index.md").write_text("# 用语\n", encoding="utf-8")
    elif change == "not drawn":
        drawn = {}
    else:
        (docs / "guide/words.md").unlink()
    after = _converted(docs, kept, drawn)
    assert after == _converted(docs, Converted(), drawn)
    assert after != first


def test_a_page_with_a_broken_link_is_told_of_each_time(docs: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = Converted()
    for _ in range(2):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs"):
            _converted(docs, kept, {})
        assert "seals.md" in caplog.text
