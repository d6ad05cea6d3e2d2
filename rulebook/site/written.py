"""Pages written by hand, as MkDocs knows them: among those that the catalogue draws, and converted only when they differ."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler


class Named(File):
    """A page of the catalogue: links from written pages find it, nobody copies it."""

    def is_documentation_page(self) -> bool:
        """MkDocs has nothing to convert."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """It is written with the whole catalogue."""


class Linked(Files):
    """The sources of written pages, and by name those of drawn pages: thousands, of which a few are linked to.

    drawn: Markdown name of each drawn page → its address.
    """

    def __init__(self, written: Iterable[File], drawn: Mapping[str, str], out: str) -> None:
        super().__init__(written)
        self.drawn, self._out = drawn, out
        self._named: dict[str, Named] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file that a link names, None where there is none."""
        name = PurePath(path).as_posix()
        if name in self.drawn and name not in self._named:
            address = f"{self.drawn[name]}index.html"
            self._named[name] = Named(name, None, self._out, True, dest_uri=address, inclusion=InclusionLevel.NOT_IN_NAV)
        return self._named.get(name) or super().get_file_from_path(path)


@dataclass(frozen=True, slots=True)
class _Converted:
    """What MkDocs made of a page. made_of: its Markdown after the macros, what links of it can meet, and how they are judged."""

    made_of: tuple[object, ...]
    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]


class Converted:
    """The written pages of the build before, by source."""

    def __init__(self) -> None:
        self._held: dict[str, _Converted] = {}

    def page(self, file: File, config: MkDocsConfig) -> Page:
        """The page of ``file``."""
        return _Written(file, config, self._held)


class _Written(Page):
    """A page that is taken over from the build before where it would be converted to the same."""

    def __init__(self, file: File, config: MkDocsConfig, held: dict[str, _Converted]) -> None:
        super().__init__(None, file, config)
        self._held = held

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page, or take it over. A page of which MkDocs has something to tell is converted, and told of, each time."""
        assert isinstance(files, Linked)  # noqa: S101  # the plugin hands them over
        links = tuple((file.src_uri, file.dest_uri) for file in files)
        made_of = (self.markdown, links, files.drawn, repr(config.validation))
        held = self._held.get(self.file.src_uri)
        if held is None or held.made_of != made_of:
            held = self._converted(made_of, config, files)
        self.content, self.toc, self._title_from_render = held.content, held.toc, held.title
        self.present_anchor_ids = held.anchors
        linked = ((files.get_file_from_path(name), found) for name, found in held.links.items())
        self.links_to_anchors = {file: found for file, found in linked if file}

    def _converted(self, made_of: tuple[object, ...], config: MkDocsConfig, files: Linked) -> _Converted:
        told = CountHandler(level=logging.WARNING)
        log = logging.getLogger("mkdocs")
        log.addHandler(told)
        try:
            super().render(config, files)
        finally:
            log.removeHandler(told)
        links = {file.src_uri: found for file, found in (self.links_to_anchors or {}).items()}
        made = _Converted(made_of, self.content, self.toc, self._title_from_render, self.present_anchor_ids, links)
        if told.counts:
            self._held.pop(self.file.src_uri, None)
        else:
            self._held[self.file.src_uri] = made
        return made
