"""Counts of a tree, as the structure corpus wants them."""

from __future__ import annotations

from collections import Counter

from rulebook.model.finding import Finding
from rulebook.model.provision import Document, Kind


def structure(document: Document, findings: tuple[Finding, ...] = ()) -> dict[str, object]:
    """Numbers of 编, 分编, 章, 节, 条, 项 and 目 before the annexes, first and last 条, and defects."""
    nodes = [n for group in (document.head, document.body) for top in group for n in top.walk()]
    kinds = Counter(node.kind for node in nodes)
    articles = [node for node in nodes if node.kind is Kind.ARTICLE]
    return {
        "parts": sum(1 for node in nodes if node.kind is Kind.PART and node.label[-1] in "编編"),
        "subparts": kinds[Kind.SUBPART],
        "chapters": kinds[Kind.CHAPTER],
        "sections": kinds[Kind.SECTION],
        "articles": len(articles),
        "first_article": articles[0].label if articles else "",
        "last_article": articles[-1].label if articles else "",
        "zhi_articles": [a.eid for a in articles if len(a.number) > 1],
        "items": sum(1 for node in nodes if node.kind is Kind.SUBPARAGRAPH and node.label[-1] != "、"),
        "points": sum(1 for node in nodes if node.kind is Kind.POINT and node.label[-1] in ".．、"),
        "annex_line": document.annexes[0].line if document.annexes else None,
        "defects": [f"{f.code}@L{f.line}" for f in findings if f.code in {"S101", "S102", "S103", "S106"}],
    }
