"""What was found before in the same files is taken from the store; whatever is changed is looked at again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.model.finding import Finding
from rulebook.outputs.catalogue import read_sources
from rulebook.store import NOTHING, Store
from tests.rulebooks import small_rulebook

SETTINGS = "plugins:\n  - macros: {module_name: macros/main}\n  - rulebook: {notes: {rule: 《甲局印章管理办法》第二条规定“保管人不得外借”。}}\n"


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        path = root / name
        path.write_text(re.sub(old, new, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")

    return edit


def _more(name: str, text: str) -> Callable[[Path], None]:
    def add(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return add


CHANGES: dict[str, Callable[[Path], None]] = {
    "words": _edit("docs/rules/seals.md", "$", "\n第九十九条　【附】见《没有的办法》第一条，电话13912345678。\n"),
    "header": _edit("docs/rules/seals.md", "office: [a-z-]+", "office: nobody"),
    "registry": _edit("docs/offices/offices.csv", "局办公室", "局办公室13912345678"),
    "page": _more("docs/guide/more.md", "# 帮助\n\n[没有](../nowhere.md)\n"),
    "unread file": _more("docs/notes.docx", "x"),
    "settings": _more("mkdocs.yml", SETTINGS.replace("不得外借", "可以外借")),
    "attributes": _more(".gitattributes", "docs/** binary\n"),
    "ledger": _more("ledger/ledger.jsonl", "{}\n"),
}


def _found(root: Path, store: Store) -> list[Finding]:
    sources = read_sources(root, root / "docs", store)
    return check(sources.corpus, store, sources.key)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    small_rulebook(root)
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return root


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_same_is_found_as_without_a_store(book: Path, tmp_path: Path, change: str) -> None:
    before = _found(book, Store(tmp_path / "store"))
    CHANGES[change](book)
    after = _found(book, Store(tmp_path / "store"))
    assert after == _found(book, NOTHING)
    assert after != before


def test_nothing_changed_nothing_looked_at_again(book: Path, tmp_path: Path) -> None:
    before = _found(book, Store(tmp_path / "store"))
    store = Store(tmp_path / "store")
    assert _found(book, store) == before == _found(book, NOTHING)
    assert store.made == 0
