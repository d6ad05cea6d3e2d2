"""What is wrong with the numbering of a tree (S1xx)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.markup.numerals import to_chinese
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_UNITS = {
    Kind.PART: "编",
    Kind.SUBPART: "分编",
    Kind.CHAPTER: "章",
    Kind.SECTION: "节",
    Kind.ARTICLE: "条",
    Kind.SUBPARAGRAPH: "项",
    Kind.CLAUSE: "款",
}
_BLANK = re.compile(r"[\s\u200b]")


def problems(document: Document, file: str) -> Iterator[Finding]:
    """Gaps, repeats and broken labels, in order of the text."""
    articles = list(document.articles())
    yield from _series(articles, file)
    for article in articles:
        if _BLANK.search(article.label):
            message = f"第{article.line}行：条号“{article.label}”中间有空格。请删掉空格。"
            yield Finding(file, article.line, 1, "S103", Level.ERROR, message, article.label, _BLANK.sub("", article.label))
        if not _has_words(article):
            yield Finding(
                file,
                article.line,
                1,
                "S104",
                Level.ERROR,
                f"第{article.line}行：{article.label}没有内容。请补上，或者删掉这一条。",
                article.label,
            )
        for paragraph in article.children:
            yield from _items(paragraph, file)
    yield from _divisions(document.body, file)


def _has_words(node: Provision) -> bool:
    return bool(node.text.strip()) or any(child.label or _has_words(child) for child in node.children)


def _series(nodes: list[Provision], file: str) -> Iterator[Finding]:
    previous: Provision | None = None
    seen: dict[tuple[int, ...], Provision] = {}
    for node in nodes:
        unit = _UNITS[node.kind]
        if node.number in seen:
            message = f"第{node.line}行：{node.label}重复，第{seen[node.number].line}行已经有了。请改号。"
            yield Finding(file, node.line, 1, "S102", Level.ERROR, message, node.label)
        elif previous and node.number[0] > previous.number[0] + 1:
            missing = to_chinese(previous.number[0] + 1)
            message = f"第{node.line}行：{previous.label}之后是{node.label}，缺第{missing}{unit}。请核对是否漏了一{unit}。"
            yield Finding(file, node.line, 1, "S101", Level.ERROR, message, node.label)
        elif previous and node.number < previous.number:
            message = f"第{node.line}行：{node.label}排在{previous.label}之后，次序不对。请核对。"
            yield Finding(file, node.line, 1, "S105", Level.ERROR, message, node.label)
        seen.setdefault(node.number, node)
        previous = node


def _items(paragraph: Provision, file: str) -> Iterator[Finding]:
    run: list[Provision] = []
    for child in paragraph.children:
        if child.kind is not Kind.SUBPARAGRAPH:
            continue
        if child.number == (1,) and run:
            yield from _series(run, file)
            run = []
        run.append(child)
    yield from _series(run, file)


def _divisions(nodes: tuple[Provision, ...], file: str) -> Iterator[Finding]:
    groups: dict[Kind, list[Provision]] = {}
    for node in nodes:
        if node.kind in DIVISIONS:
            groups.setdefault(node.kind, []).append(node)
    for group in groups.values():
        yield from _series(group, file)
    for node in nodes:
        if node.kind in DIVISIONS:
            yield from _divisions(node.children, file)
