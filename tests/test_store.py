"""The store gives back what was put, or nothing: never what is damaged, half written or under another key."""

import os
from pathlib import Path

import pytest

from rulebook.store import Store

KEY, OTHER = "aa" + "0" * 38, "aa" + "1" * 38


def _entry(folder: Path, key: str = KEY) -> Path:
    return folder / key[:2] / key[2:]


def test_gives_back_what_was_put(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, "条".encode())
    other = Store(tmp_path)
    assert other.get(KEY) == "条".encode()
    assert other.get(OTHER) is None
    assert (other.taken, other.made) == (1, 0)


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: held[:-1],
        lambda held: held[:10],
        lambda _: b"",
        lambda held: held[:25] + bytes([held[25] ^ 1]) + held[26:],
        lambda held: bytes([held[0] ^ 1]) + held[1:],
        lambda held: held + b"x",
    ],
)
def test_damaged_entry_is_thrown_away(tmp_path: Path, damage) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"0123456789")
    path = _entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(KEY) is None
    assert not path.exists()


def test_entry_moved_to_another_key_is_no_entry(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"0123456789")
    _entry(tmp_path).rename(_entry(tmp_path, OTHER))
    assert store.get(OTHER) is None


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for store in (Store(None), Store(tmp_path / "file")):
        store.put(KEY, b"x")
        assert store.get(KEY) is None
        store.prune()


def test_oldest_entries_go_first_beyond_the_bound(tmp_path: Path) -> None:
    store = Store(tmp_path, most=300)
    keys = [f"{n:02x}" + "0" * 38 for n in range(5)]
    for n, key in enumerate(keys):
        store.put(key, bytes(80))
        os.utime(_entry(tmp_path, key), (1000 + n, 1000 + n))
    store.prune()
    assert [store.get(key) is not None for key in keys] == [False, False, True, True, True]


def test_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"x")
    left = tmp_path / "aa" / ".half.1.ab"
    left.write_bytes(b"x")
    os.utime(left, (1000, 1000))
    store.prune()
    assert not left.exists()
    assert store.get(KEY) == b"x"
