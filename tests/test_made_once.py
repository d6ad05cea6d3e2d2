"""What the program keeps of itself: given back to every process, made again where it is damaged, not kept of changed files."""

from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from rulebook import keys, made_once
from rulebook.outputs.render import environment
from rulebook.store import Store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(made_once, "STORE", Store(tmp_path / "made"))
    return tmp_path / "made"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _never() -> bytes:
    raise AssertionError


def test_is_made_once_under_each_name() -> None:
    assert made_once.made_once("one", lambda: b"1") == b"1"
    assert made_once.made_once("one", _never) == b"1"
    assert made_once.made_once("other", lambda: b"2") == b"2"


def test_is_made_again_for_another_program_and_where_it_is_damaged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_once.made_once("one", lambda: b"1")
    (entry,) = _files(folder)
    entry.write_bytes(entry.read_bytes()[:-1] + b"2")
    assert made_once.made_once("one", lambda: b"3") == b"3"
    monkeypatch.setattr(made_once, "engine_key", lambda: "another")
    monkeypatch.setattr(made_once, "engine_stands", lambda: True)
    assert made_once.made_once("one", lambda: b"4") == b"4"


def test_is_not_kept_where_the_program_was_changed_meanwhile(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    monkeypatch.setattr(made_once, "engine_key", lambda: keys.engine_key(code))
    monkeypatch.setattr(made_once, "engine_stands", lambda: keys.engine_stands(code))

    def saved() -> bytes:
        (code / "a.py").write_text("", encoding="utf-8")
        return b"1"

    assert made_once.made_once("one", saved) == b"1"
    assert not _files(folder)


def test_what_is_kept_beside_the_program_is_no_part_of_it() -> None:
    before = keys._engine_key.__wrapped__(Path(keys.__file__).parent, ())
    name = keys.MADE / "aa" / "test"
    name.parent.mkdir(parents=True, exist_ok=True)
    name.write_bytes(b"x")
    try:
        assert keys._engine_key.__wrapped__(Path(keys.__file__).parent, ()) == before
    finally:
        name.unlink()


def test_a_template_is_compiled_once_wherever_it_stands(tmp_path: Path, folder: Path) -> None:
    for place in ("one", "other"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.html").write_text("{% macro m() %}{{ x.y }}{% endmacro %}{{ m() }}", encoding="utf-8")
        templates = environment((tmp_path / place,))
        assert isinstance(templates.loader, FileSystemLoader)
        template = templates.get_template("a.html")
        assert len(_files(folder)) == 1
        assert template.filename == str(tmp_path / place / "a.html")
        assert {code.co_filename for code in _codes(template.root_render_func.__code__)} == {template.filename}
    (tmp_path / "other" / "a.html").write_text("{{ 1 }}", encoding="utf-8")
    assert environment((tmp_path / "other",)).get_template("a.html").render() == "1"


def _codes(code) -> list:
    return [code, *(found for inner in code.co_consts if hasattr(inner, "co_consts") for found in _codes(inner))]
