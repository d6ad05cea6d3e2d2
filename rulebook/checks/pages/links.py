"""Links of Markdown pages that go nowhere (L5xx)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.markup.code import without_code
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
                file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), target))
                cited = known.get(file)
                if file not in files:
                    code, words, why = "L501", target, f"链接的文件“{target}”不存在。请核对路径。"
                elif anchor and cited and anchor not in cited.document.provisions():
                    code, words, why = "L502", anchor, f"“{target}”里没有“{anchor}”这一条。请核对条号。"
                else:
                    continue
                message = f"第{number}行：{why}"
                yield Finding(page.file, number, match.start() + 1, code, Level.ERROR, message, words)
