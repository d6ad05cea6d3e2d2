"""A page that the plugin draws itself, without a source of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page without a source of its own.

    path: address relative to the site's root, ending in "/". view: makes the template's value when needed.
    """

    path: str
    title: str
    template: str
    view: Callable[[], object]

    @property
    def src_uri(self) -> str:
        """The Markdown name MkDocs derives this address from."""
        return "index.md" if self.path == "./" else f"{self.path.rstrip('/')}.md"
