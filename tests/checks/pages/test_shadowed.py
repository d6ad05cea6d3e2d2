"""A page at an address of the site's own is told of; every address of the site is known."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.checks.pages.shadowed import check_unread, check_unseen
from rulebook.corpus.addresses import Drawn
from rulebook.corpus.load import load
from rulebook.markup.page_html import table_html
from rulebook.outputs.catalogue import Settings, build_catalogue, read_sources
from rulebook.store import Store
from tests.rulebooks import small_rulebook

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (["index.md"], ["index.md"]),
        (["README.md"], ["README.md"]),
        (["calendar/today.md"], ["calendar/today.md"]),
        (["forms/index.md"], ["forms/index.md"]),
        (["search.md"], ["search.md"]),
        (["decisions/2020-1.md"], ["decisions/2020-1.md"]),
        (["guide/index.md", "guide/a.md", "notice/README.md"], []),
        (["forms/how.md", "registers/letter.md", "offices/map.md"], []),
        (["guide/a.md", "guide/a/index.md"], ["guide/a.md"]),
        (["guide/README.md", "guide/index.md"], ["guide/index.md"]),
    ],
)
def test_table(tmp_path: Path, files: list[str], told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    for name in files:
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# 页\n", encoding="utf-8")
    assert [f.file.removeprefix("docs/") for f in check_unseen(load(root))] == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("forms/seals.yaml", True),
        ("forms/old/seals.yml", True),
        ("tasks/more.yml", True),
        ("glossary/more.csv", True),
        ("guide/seals.pdf", True),
        ("laws/published.sha256", False),
        ("registers/list.csv", False),
        ("editions/2021.yml", False),
        ("offices/offices.csv", False),
        ("guide/.x.swp", False),
        ("guide/a.md", False),
    ],
)
def test_a_file_that_is_not_read_is_told(tmp_path: Path, name: str, told: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / name).touch()
    assert [f.file for f in check_unread(load(root))] == [f"docs/{name}"] * told


def test_every_drawn_page_has_an_address_of_the_site() -> None:
    """Of this rulebook, which uses every kind of page."""
    sources = read_sources(ROOT, ROOT / "docs", Store(None))
    catalogue = build_catalogue(sources, Settings("x", dt.date(2021, 12, 31), ()), table_html)
    drawn = Drawn(sources.corpus)
    assert [path for path in catalogue.pages if path not in drawn] == []
    assert [path for path in catalogue.paths if path not in catalogue.pages and path in drawn] == []
