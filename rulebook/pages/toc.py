"""The contents of one text as its page shows them: chapters with the articles they hold."""

from __future__ import annotations

from rulebook.model.act import Expression
from rulebook.model.provision import DIVISIONS, Kind, Provision
from rulebook.pages.views import TocArticle, TocChapter


def toc(expression: Expression) -> tuple[TocChapter, ...]:
    """The rule's own contents by its lowest-but-one division; one unnamed chapter where there is none."""
    chapters: list[TocChapter] = []
    loose: list[TocArticle] = []

    def entry(article: Provision) -> TocArticle:
        return TocArticle(article.label, article.heading, f"#{article.eid}")

    def visit(node: Provision) -> None:
        if node.kind in DIVISIONS:
            inner = [child for child in node.children if child.kind in DIVISIONS]
            direct = [n for n in node.walk() if n.kind is Kind.ARTICLE]
            if node.kind in {Kind.CHAPTER, Kind.SECTION} or not inner:
                span = _span(direct)
                chapters.append(TocChapter(node.heading or node.label, span, f"#{node.eid}", tuple(entry(a) for a in direct)))
                return
            for child in node.children:
                visit(child)
        elif node.kind in {Kind.ARTICLE, Kind.CLAUSE}:
            loose.append(entry(node))
        else:
            for child in node.children:
                visit(child)

    for node in expression.document.body:
        visit(node)
    if loose:
        chapters.append(TocChapter("", "", "", tuple(loose)))
    return tuple(chapters)


def _span(articles: list[Provision]) -> str:
    numbers = [a.number[0] for a in articles if a.number]
    if not numbers:
        return ""
    return f"{numbers[0]}条" if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}条"
