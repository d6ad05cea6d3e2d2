"""Links of Markdown pages that go nowhere (L5xx)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from rulebook.corpus.load import Corpus, Page
from rulebook.markup.code import without_code
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level

_HOME = "index.md"  # drawn for every site, in no file of its own
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]+)")


def check_page_links(corpus: Corpus) -> Iterator[Finding]:
    """Relative links to sources that do not exist, and to articles an act does not have."""
    known = {e.file: e for e in corpus.expressions()}
    files = {*known, *(page.file for page in corpus.pages), f"{corpus.docs_name}/{_HOME}"}
    for page in corpus.pages:
        for number, line in enumerate(without_code(page.source.text).split("\n"), start=1):
            for match in _LINK.finditer(line):
                target, _, anchor = match.group(1).partition("#")
                if not target.endswith(".md") or ":" in target:
                    continue
                yield from _one(page, number, match.start() + 1, target, anchor, files, known)


def _one(
    page: Page, line: int, column: int, target: str, anchor: str, files: set[str], known: Mapping[str, Expression]
) -> Iterator[Finding]:
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), target))
    if name not in files:
        message = f"第{line}行：链接的文件“{target}”不存在。请核对路径。"
        yield Finding(page.file, line, column, "L501", Level.ERROR, message, target)
        return
    expression = known.get(name)
    if anchor and expression is not None and anchor not in expression.document.provisions():
        message = f"第{line}行：“{target}”里没有“{anchor}”这一条。请核对条号。"
        yield Finding(page.file, line, column, "L502", Level.ERROR, message, anchor)
