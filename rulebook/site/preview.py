"""The preview: a saved file is noticed at once, and built before the next answer."""

from __future__ import annotations

import contextlib
import os
import posixpath
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from rulebook.memory import growing
from rulebook.site.waiting import Waiting
from rulebook.walk import below

LOOK = 1.0  # seconds between two looks for saved files of which the system tells nothing (a folder of another machine), at least
A_LOOK = 1000  # files that are looked at in a second: of many it would be all that the program does
CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]  # the system tells of reading too, if let
SETTLE = 0.03  # seconds without a change after which the files are read; MkDocs takes 0.1


class Saved(FileSystemEventHandler):
    """Calls ``rebuild`` once for each saved file, though the system tells of it twice and a look finds it."""

    def __init__(self, rebuild: Callable[[], None]) -> None:
        self._rebuild = rebuild
        self._known: dict[str, tuple[int, ...]] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Only what stands in a file counts."""
        if isinstance(event, tuple(CHANGES)):
            paths = filter(None, map(os.fsdecode, (event.src_path, event.dest_path)))
            if {path for path in paths if self._differs(path)}:
                self._rebuild()

    def _differs(self, path: str) -> bool:
        """Whether the file is another than when it was last told of. Files are read later than ``SETTLE`` after this look."""
        try:
            found = os.stat(path)  # noqa: PTH116  # what the watchers hand over are strings
        except OSError:
            state: tuple[int, ...] = (0,)
        else:
            state = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        before, self._known[path] = self._known.get(path), state
        return before != state


class PreviewServer(LiveReloadServer):
    """MkDocs' server, which is told of saved files and waits for the file it is about to give out.

    files: how many are watched, about.
    """

    def __init__(self, server: LiveReloadServer, builder: Callable[..., Any], waiting: Waiting, files: int = 0) -> None:
        host, port = server.server_address[:2]
        look = max(LOOK, files / A_LOOK)
        super().__init__(growing()(builder), str(host), int(port), server.root, server.mount_path, polling_interval=look)
        self.error_handler = server.error_handler  # as MkDocs sets it
        self.build_delay = SETTLE
        self.waiting = waiting
        self._saved = Saved(self._want)
        self._told = Observer()
        self._told.daemon = True
        self._told.start()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002  # as MkDocs has it
        """Rebuild when a file at or below ``path`` is saved. Where the system tells nothing, looking finds it later."""
        path = os.path.realpath(path)
        if path not in self._watched_paths:
            self._watched_paths[path] = 1
            self.observer.schedule(self._saved, path, recursive=recursive)
            with contextlib.suppress(OSError):  # as many files as the system allows are watched already
                self._told.schedule(self._saved, path, recursive=recursive, event_filter=CHANGES)

    def server_activate(self) -> None:
        """From here on somebody may look: say where."""
        super().server_activate()
        print(f"预览好了，请打开 {self.url} 。改了文件自动更新；按 Ctrl+C 结束。", file=sys.stderr)

    def _want(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def shutdown(self, wait: bool = False) -> None:
        """Stop, and be told of nothing more."""
        self._told.stop()
        super().shutdown(wait)

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self.mount_path) and not path.startswith("/livereload/"):
            with self._epoch_cond:  # a rebuild under way comes first
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            inside = posixpath.normpath("/" + path.removeprefix(self.mount_path)).lstrip("/")
            for name in (inside, posixpath.join(inside, "index.html")):
                self.waiting.ready(name)
        return super()._serve_request(environ, start_response)


def quick_server(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any], waiting: Waiting
) -> LiveReloadServer:
    """The server in place of ``server``, which has not begun yet."""
    watched = [*filter(None, (config.docs_dir, config.config_file_path, config.theme.custom_dir))]
    ours = PreviewServer(server, builder, waiting, sum(len(below(Path(path))) for path in watched))
    for path in watched:
        ours.watch(path)
    server.server_close()
    return ours
