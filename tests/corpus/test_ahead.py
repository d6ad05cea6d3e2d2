"""What several processes read is what one reads, and stands in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.corpus import ahead
from rulebook.corpus.load import load
from rulebook.markup.source import read_source
from rulebook.store import Store
from tests.rulebooks import small_rulebook

MORE = 7


def _rulebook(root: Path) -> Path:
    small_rulebook(root)
    for number in range(MORE):
        head = f"---\nid: more-{number}\ntitle: 第{number}号办法\ndocument_type: 办法\ncollection: rule\neffective: 2020-01-01\n---\n"
        text = f"{head}\n# 第{number}号办法\n\n第一条　先。\n\n第二条　依照第一条。\n\n第四条　漏了一条。\n"
        (root / f"docs/rules/more-{number}.md").write_text(text, encoding="utf-8")
    return root


def _kept(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/*")}


@pytest.mark.parametrize("workers", [2, 3, 40])
def test_several_processes_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    root = _rulebook(tmp_path / "book")
    alone, shared = Store(tmp_path / "alone"), Store(tmp_path / "shared")
    monkeypatch.setattr(ahead, "processors", lambda: 1)
    first = load(root, root / "docs", alone)
    monkeypatch.setattr(ahead, "processors", lambda: workers)
    monkeypatch.setattr(ahead, "FEW", 1)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    ahead.read_ahead([], shared)
    assert not _kept(tmp_path / "shared")
    texts = [read_source(root / text.file, text.file) for text in first.expressions()]
    ahead.read_ahead(texts, shared)
    assert shared.made == -(-len(texts) // workers), "the others were read elsewhere"
    assert _kept(tmp_path / "shared") == _kept(tmp_path / "alone")
    assert load(root, root / "docs", Store(tmp_path / "shared")) == first


def test_nothing_is_lost_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _rulebook(tmp_path)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    monkeypatch.setattr(ahead, "FEW", 1)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    whole = load(root, root / "docs", Store(None))
    assert len(whole.acts) > MORE
    assert load(root, root / "docs", Store(tmp_path / "file" / "below")) == whole
