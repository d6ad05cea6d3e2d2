"""Files by which git hides changes of the texts from who reviews them, or keeps other bytes than are checked (T107)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.model.finding import Finding, Level
from rulebook.walk import below

_HIDES = re.compile(
    r"-diff|diff=.*|binary|\[attr\].*|linguist-(?:generated|vendored).*|gitlab-generated.*|working-tree-encoding=.*|ident|filter=.*|merge=.*|-merge"
)


def check_git_files(corpus: Corpus) -> Iterator[Finding]:
    """Findings on such files below the folder, and on what the attributes beside it say of the texts."""
    for entry in below(corpus.docs):
        if not entry.name.startswith(".git"):
            continue
        name = f"{corpus.docs_name}/{entry.path.removeprefix(f'{corpus.docs}/')}"
        message = "这样的文件会让改动在代码平台上不显示，或者提交不上。请删去。"
        yield Finding(name, 1, 1, "T107", Level.ERROR, message)
    attributes = corpus.docs.parent / ".gitattributes"
    lines = attributes.read_text(encoding="utf-8", errors="replace").splitlines() if attributes.is_file() else []
    for number, line in enumerate(lines, start=1):
        pattern, *given = line.split("#")[0].split() or [""]
        hiding = [one for one in given if _HIDES.fullmatch(one)]
        if hiding and not pattern.startswith("ledger/"):
            message = f"“{pattern}”写了 {hiding[0]}，制度的改动在代码平台上看不见，或者存的和检查的不是一样的字。请删去。"
            yield Finding(attributes.name, number, 1, "T107", Level.ERROR, message, hiding[0])
