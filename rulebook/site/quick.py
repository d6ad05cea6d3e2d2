"""A preview that notices a saved file at once."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

LOOK = 0.1  # seconds between two looks for saved files; MkDocs takes 0.5


def look_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Notice a saved file at once."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK)
    for path in watched:
        server.watch(path)
