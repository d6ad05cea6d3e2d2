"""How grave a finding is, decided once.

In a published law nothing is more than a warning, in a draft not what may still be mended before it is adopted;
what is hostile stays an error everywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from rulebook.checks.pages.html import harmless
from rulebook.corpus.load import Corpus, claims_published
from rulebook.model.finding import Finding, Level
from rulebook.model.folders import COLLECTIONS

UNLISTED = "H211"  # says that it is a published law, and is not
_MENDED = ("C", "S", "H202", "H208")  # of a draft: no reason to stop everybody else's build
_ALWAYS = ("H1", "T1", "L3")  # the file cannot be used or is not ours to publish


def decided(findings: Iterable[Finding], corpus: Corpus) -> Iterator[Finding]:
    """``findings`` with their final level; what only follows from an act's being no published law is left out."""
    published = {e.file for e in corpus.expressions() if e.published}
    unlisted = {
        e.file for e in corpus.expressions() if claims_published(e.header) and not e.published and not own(e.file, corpus)
    }
    drafts = {e.file for e in corpus.expressions() if e.header.state == "draft"}
    for finding in findings:
        if finding.file in published or (finding.file in drafts and finding.code.startswith(_MENDED)):
            yield _lowered(finding)
        elif finding.file not in unlisted or finding.code == UNLISTED or _stays(finding):
            yield finding


def own(file: str, corpus: Corpus, folders: Collection[str] = COLLECTIONS.keys()) -> bool:
    """Whether ``file`` stands in a folder that holds only acts of our own."""
    return file.removeprefix(f"{corpus.docs_name}/").partition("/")[0] in folders


def _lowered(finding: Finding) -> Finding:
    if finding.level is not Level.ERROR or _stays(finding):
        return finding
    return dataclasses.replace(finding, level=Level.WARNING)


def _stays(finding: Finding) -> bool:
    return finding.code.startswith(_ALWAYS) or (finding.code.startswith("W3") and not harmless(finding))
