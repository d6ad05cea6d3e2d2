"""The only place that knows Python-Markdown: a table inside a rule text to HTML."""

from __future__ import annotations

import markdown as python_markdown


def table_html(text: str) -> str:
    """A pipe table (or an HTML table, passed through the allow-list of checks before) as HTML."""
    if text.lower().startswith("<table"):
        return text
    return str(python_markdown.markdown(text, extensions=["tables"], extension_configs={"tables": {"use_align_attribute": True}}))
