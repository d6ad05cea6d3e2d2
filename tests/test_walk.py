"""A file that stands as it stood is not read again; one that was changed is, whatever its times say."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rulebook import walk
from rulebook.keys import folder_key
from rulebook.markup.source import source_of
from rulebook.walk import below, stamp


def _write(file: Path, words: str) -> None:
    file.write_text(words, encoding="utf-8")


def _with_old_time(file: Path) -> None:
    before = file.stat()
    _write(file, "二")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _in_its_place(file: Path) -> None:
    before, beside = file.stat(), file.with_name("b.txt")
    _write(beside, "二")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(file)


@pytest.mark.parametrize(
    "change", [lambda file: _write(file, "二"), _with_old_time, _in_its_place], ids=["saved", "dated", "moved"]
)
def test_a_changed_file_has_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(walk, "_UNSURE", 0)
    file = tmp_path / "a.md"
    _write(file, "一")
    first, again = (stamp(below(tmp_path)[0]) for _ in range(2))
    assert first == again
    source, whole = source_of(below(tmp_path)[0], "a.md"), folder_key(tmp_path)
    assert source_of(below(tmp_path)[0], "a.md") is source
    time.sleep(0.02)  # the clock of the file system ticks
    change(file)
    assert stamp(below(tmp_path)[0]) != first
    assert (source.text, source_of(below(tmp_path)[0], "a.md").text) == ("一", "二")
    assert folder_key(tmp_path) != whole


def test_a_file_of_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    """It may be changed once more within the same tick of the clock."""
    _write(tmp_path / "a.md", "一")
    assert stamp(below(tmp_path)[0]) != stamp(below(tmp_path)[0])


def test_what_is_gone_is_told_and_not_raised(tmp_path: Path) -> None:
    _write(tmp_path / "a.md", "一")
    entry = below(tmp_path)[0]
    (tmp_path / "a.md").unlink()
    assert [finding.code for finding in source_of(entry, "a.md").findings] == ["T100"]
