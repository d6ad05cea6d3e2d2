"""Citations in words that stand by themselves: a line of a page, of a form, of a table."""

from __future__ import annotations

from rulebook.citation.extract import citations
from rulebook.markup.parse import parse
from rulebook.model.citation import Citation


def cited(words: str, file: str) -> list[Citation]:
    """The citations of one line, their places counted in it."""
    return list(citations(parse(f"# 未知\n\n{words}\n", file)[0]))
