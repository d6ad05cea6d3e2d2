"""Citations in words that stand by themselves: a line of a page, of a form, of a table."""

from __future__ import annotations

from functools import lru_cache

from rulebook.citation.extract import citations
from rulebook.markup.parse import parse
from rulebook.model.citation import Citation


@lru_cache(maxsize=8192)  # a preview asks again after every saved edit; most lines are the same
def cited(words: str, title: str = "未知") -> tuple[Citation, ...]:
    """The citations of one line, their places counted in it. title: of the act that 本办法 and a bare number mean."""
    return citations(parse(f"# {title}\n\n{words}\n")[0])
