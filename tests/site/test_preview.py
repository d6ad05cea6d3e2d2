"""The preview: pages are made when they are opened, an edit is seen at once."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from rulebook.outputs.catalogue import Catalogue
from rulebook.outputs.output import Output, unkept
from rulebook.site.preview import PreviewServer, Saved
from rulebook.site.waiting import Waiting
from rulebook.store import NOTHING
from tests.rulebooks import small_rulebook
from tests.sites import ROOT


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A rulebook's folder and the port on which it is previewed."""
    root = small_rulebook(tmp_path_factory.mktemp("preview"))
    for name in ("overrides", "macros"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "docs/guide").mkdir()
    (root / "docs/guide/index.md").write_text("# 说明\n\n见[印章](../rules/seals.md#art_2)。\n", encoding="utf-8")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RULEBOOK_DAY": "2020-06-01"}
    command = [sys.executable, "-m", "rulebook", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _until(port, "rules/seals/", "第一条", 90)
            yield root, port
        finally:
            server.terminate()


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=60) as answer:
        return str(answer.read().decode())


def _until(port: int, path: str, words: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if words in _get(port, path):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(words)


def _edit(path: Path, pattern: str, new: str) -> None:
    path.write_text(re.sub(pattern, new, path.read_text(encoding="utf-8")), encoding="utf-8")


def test_every_kind_of_file_is_given_out(preview: tuple[Path, int]) -> None:
    _, port = preview
    assert "livereload" in _get(port, "")
    assert 'href="../rules/seals/#art_2"' in _get(port, "guide/")
    assert "印章由局办公室保管" in _get(port, "rules/seals/2020-02-01/text.txt")
    assert json.loads(_get(port, "assets/search/manifest.json"))
    assert "BEGIN:VCALENDAR" in _get(port, "calendar/all.ics")
    assert "import" in _get(port, "assets/js/site.js")
    assert "印章由局办公室保管" in _get(port, "rules/seals")


def test_what_is_not_there_is_told(preview: tuple[Path, int]) -> None:
    for path in ("rules/nothing/", "assets/search/nothing.json", "../../mkdocs.yml"):
        with pytest.raises(urllib.error.HTTPError) as told:
            _get(preview[1], path)
        assert told.value.code == 404
        assert "没有这个地址" in told.value.read().decode()


def test_an_edit_is_seen_everywhere(preview: tuple[Path, int]) -> None:
    root, port = preview
    _get(port, "rules/seals/")
    _edit(root / "docs/rules/seals.md", "保管人不得外借", "保管人不得借出")
    _until(port, "rules/seals/", "不得借出")
    assert "不得借出" in _get(port, "rules/seals/2020-02-01/text.txt")
    _edit(root / "docs/offices/offices.csv", "bureau-office,局办公室", "bureau-office,综合办")
    _until(port, "offices/", "综合办")
    _edit(root / "docs/guide/index.md", "见", "请看")
    _until(port, "guide/", "请看")


def test_a_template_is_watched_too(preview: tuple[Path, int]) -> None:
    root, port = preview
    _edit(root / "overrides/partials/footer.html", "示范文本", "样本文本")
    _until(port, "rules/seals/", "样本文本")


def test_opening_a_page_does_not_list_what_stands_beside_the_pages(tmp_path: Path) -> None:
    listed: list[str] = []

    def beside() -> tuple[Output, ...]:
        listed.append("")
        return (Output("rules/seals/text.txt", unkept, lambda: b"1"),)

    pages = tuple(Output(path, unkept, lambda: b"0") for path in ("index.html", "404.html", "rules/seals/index.html"))
    waiting = Waiting()
    waiting.take(Catalogue("", NotImplemented, {}, frozenset(), pages, beside), tmp_path, NOTHING)
    for path in ("", "index.html", "rules/seals", "rules/seals/index.html", "rules/nothing/index.html"):
        waiting.ready(path)
    assert not listed
    waiting.ready("rules/seals/text.txt")
    assert (tmp_path / "rules/seals/text.txt").read_bytes() == b"1"
    assert listed == [""]


def test_a_saved_file_is_built_once_though_it_is_told_of_twice(tmp_path: Path) -> None:
    built: list[str] = []
    saved, file, other = Saved(lambda: built.append("")), tmp_path / "a.md", tmp_path / "b.md"
    file.write_text("一", encoding="utf-8")

    def told(*events: FileSystemEvent) -> int:
        built.clear()
        for event in (*events, *events):  # by the system, and by looking
            saved.on_any_event(event)
        return len(built)

    assert told(FileModifiedEvent(str(file))) == 1
    assert told(FileModifiedEvent(str(file)), FileOpenedEvent(str(file)), FileClosedNoWriteEvent(str(file))) == 0
    file.write_text("一二", encoding="utf-8")
    assert told(FileModifiedEvent(str(file)), FileClosedEvent(str(file)), DirModifiedEvent(str(tmp_path))) == 1
    file.rename(other)
    assert told(FileMovedEvent(str(file), str(other))) == 1
    other.write_bytes("三四".encode())
    os.utime(other, ns=(0, 0))  # brought along with an old time
    assert told(FileModifiedEvent(str(other))) == 1
    other.unlink()
    assert told(FileDeletedEvent(str(other))) == 1
    other.write_text("三四", encoding="utf-8")
    assert told(FileCreatedEvent(str(other)), FileModifiedEvent(str(other))) == 1


def test_what_the_system_does_not_tell_is_found_by_looking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a folder of another machine, or where no more files may be watched. Where to look is said."""
    monkeypatch.setattr("rulebook.site.preview.Observer.schedule", _refused)
    monkeypatch.setattr("rulebook.site.preview.LOOK", 0.05)
    plain = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    plain.server_address = "127.0.0.1", 0
    wanted = threading.Event()
    server = PreviewServer(plain, wanted.set, Waiting())
    server.watch(str(tmp_path))
    loop = threading.Thread(target=server.serve, daemon=True)
    loop.start()
    try:
        time.sleep(0.2)
        (tmp_path / "a.md").write_text("一", encoding="utf-8")
        assert wanted.wait(20)
        assert server.url in capsys.readouterr().err
    finally:
        server.shutdown()
        plain.server_close()


def _refused(*_: object, **__: object) -> None:
    raise OSError(28, "inotify watch limit reached")
