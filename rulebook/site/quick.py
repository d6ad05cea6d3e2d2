"""What MkDocs need not do again and again for drawn pages and previews."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

LOOK = 0.1  # seconds between two looks for saved files; MkDocs takes 0.5


class PageWithoutMarkdown(Page):
    """A drawn page: all of it comes from its template."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # as MkDocs calls it
        """Nothing to convert."""
        self.content = ""


class CompiledTemplates(BytecodeCache):
    """Jinja's compiled templates, kept in memory; Jinja sees to it that a changed source is compiled again."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def look_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Notice a saved file at once."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK)
    for path in watched:
        server.watch(path)
