"""Where a site is made again, the one before goes only when another takes its place."""

from pathlib import Path

import pytest

from rulebook.site.aside import BEFORE, set_aside


def _site(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for name in ("index.html", "rules/seals/index.html", ".git/config", f"{BEFORE}/killed.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("旧", encoding="utf-8")
    return tmp_path / "site"


def test_what_is_made_takes_the_place_of_all_that_stood_there(out: Path) -> None:
    with set_aside(out):
        assert [path.name for path in out.iterdir() if path.name != BEFORE] == [".git"]
        (out / "index.html").write_text("新", encoding="utf-8")
    assert _site(out) == {"index.html": "新", ".git/config": "旧"}
    assert not (out / BEFORE).exists()


def test_a_build_that_stops_before_it_writes_leaves_the_site(out: Path) -> None:
    before = {name: words for name, words in _site(out).items() if not name.startswith(BEFORE)}
    with pytest.raises(KeyboardInterrupt), set_aside(out):
        raise KeyboardInterrupt
    assert _site(out) == before


def test_of_one_that_stops_later_no_old_page_stays(out: Path) -> None:
    def written() -> None:
        with set_aside(out):
            (out / "index.html").write_text("新", encoding="utf-8")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        written()
    assert _site(out) == {"index.html": "新", ".git/config": "旧"}


def test_where_there_is_none_yet(tmp_path: Path) -> None:
    with set_aside(tmp_path / "site"):
        pass
    assert not (tmp_path / "site").exists()
