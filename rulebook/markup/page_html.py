"""The only place that knows Python-Markdown: pages and tables of rule texts to HTML, as they are, not yet made safe."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Any

import markdown
from markdown.extensions.toc import slugify_unicode

EXTENSIONS = ["toc", "tables", "attr_list", "def_list", "admonition", "pymdownx.details", "pymdownx.superfences"]
OPTIONS: dict[str, dict[str, Any]] = {
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": False, "slugify": slugify_unicode},  # addressed by its words: a section put before changes nothing
}
_ONE = Lock()  # the reader of pages is used by one at a time


def table_html(text: str) -> str:
    """A pipe table, or an HTML table as it stands, as HTML."""
    if text.lower().startswith("<table"):
        return text
    return str(markdown.markdown(text, extensions=["tables"], extension_configs={"tables": OPTIONS["tables"]}))


@lru_cache(maxsize=256)
def page_html(text: str) -> str:
    """The Markdown of a page as HTML; macro calls stay as they are written."""
    with _ONE:
        return str(_reader().reset().convert(text))


@cache  # making one takes as long as reading a page
def _reader() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS)
