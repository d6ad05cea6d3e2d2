"""Several files written as one: all or none."""

import json
import os
from pathlib import Path

import pytest

from rulebook.corpus.write import JOURNAL, WriteConflictError, recover, replace_all


def files(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*") if p.is_file()}


def folders(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_dir()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_bytes("甲\r\n".encode())
    (tmp_path / "a.md").chmod(0o664)
    return tmp_path


def test_all(root: Path) -> None:
    replace_all(root, {"a/1.md": "甲\r\n", "a.md": "乙\n"}, {"a.md": "甲\r\n"})
    assert (root / "a/1.md").read_bytes() == "甲\r\n".encode()
    assert (root / "a.md").read_bytes() == "乙\n".encode()
    assert (root / "a.md").stat().st_mode & 0o777 == 0o664
    assert set(files(root)) == {"a.md", "a/1.md"}


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_none(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException) -> None:
    (root / "b.md").write_text("丙", encoding="utf-8")
    before, calls, real = files(root), [0], os.replace

    def replace(source: str, target: str) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(type(error)):
        replace_all(root, {"a/1.md": "甲", "a.md": "乙", "b.md": "丁"}, {"a.md": "甲\r\n", "b.md": "丙"})
    assert files(root) == before
    assert folders(root) == set()


def test_no_room_for_the_new_texts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(root)

    def fsync(_: int) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space"):
        replace_all(root, {"a/1.md": "甲", "a.md": "乙"}, {"a.md": "甲\r\n"})
    assert (files(root), folders(root)) == (before, set())


@pytest.mark.parametrize("before", [{}, {"a.md": "甲\n"}, {"a.md": "甲\r\n", "n.md": "x"}])
def test_conflict(root: Path, before: dict[str, str]) -> None:
    with pytest.raises(WriteConflictError):
        replace_all(root, {"a.md": "乙", "n.md": "丙"}, before)
    assert files(root) == {"a.md": "甲\n"}  # read with universal line ends


def test_recover_after_a_power_cut(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(root)
    state = {"before": {"a/1.md": None, "a.md": "甲\r\n"}, "made": ["a"]}
    (root / "a").mkdir()
    (root / "a/1.md").write_text("甲", encoding="utf-8")
    (root / "a.md").write_text("乙", encoding="utf-8")
    (root / ".a.md.new").write_text("乙", encoding="utf-8")
    (root / JOURNAL).write_text(json.dumps(state), encoding="utf-8")
    assert recover(root)
    assert (files(root), folders(root)) == (before, set())
    assert not recover(root)
    (root / JOURNAL).write_text('{"before', encoding="utf-8")
    assert not recover(root)
    assert files(root) == before
