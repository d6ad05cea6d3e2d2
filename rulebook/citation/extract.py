"""All citations of a document: the four steps put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rulebook.citation.clean import clean
from rulebook.citation.find import MAY_CITE, document_numbers, references
from rulebook.citation.grammar import HEADING, LEGAL_TITLE, NOT_HEADING, TITLE
from rulebook.citation.meaning import read_reference
from rulebook.citation.names import plain, read_names
from rulebook.citation.resolve import Place
from rulebook.citation.scopes import Scopes
from rulebook.citation.state import Line, Text, remember
from rulebook.markup.glued import glued
from rulebook.markup.quotes import unclosed
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, PARAGRAPH, POINT, SUBPARAGRAPH, Document, Kind, Provision

_HEADINGS = DIVISIONS | {Kind.HEADING}
# 关于修订某办法的说明: a paper about an amendment, which amends nothing itself
_ABOUT = re.compile(r"(?:说明|请示|报告|建议|函|纪要|材料|讲话|答复)(?:（[^（）]*）)*$")
_AMENDING = re.compile(r"修正案|关于修改|关于修订|修改的决定|废止.*决定")
_AMENDED = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)*)》")
_TABLE_LAW = re.compile(r"\|\s*(?P<law>[\u4e00-\u9fff]{1,12}法)条文")
_COURT = re.compile(r"^(?:最高人民|国务院关于.*解释|全国人民代表大会常务委员会关于.*解释)|解释|批复")
_ENDED = ("。", "；", "：", "！", "？", "”", "）", "|", ">")
_LISTED = frozenset({SUBPARAGRAPH, POINT})


def citations(document: Document) -> tuple[Citation, ...]:
    """Every citation of the document, by line and place. Headings and numbers of provisions are none."""
    return in_order([citation for found in steps(document) for citation in found])


def in_order(found: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations by line and place."""
    return tuple(sorted(found, key=lambda c: (c.line, c.start, c.end)))


def steps(document: Document) -> Iterator[list[Citation]]:
    """The citations of one line after another, so that a page can rest in between."""
    placed = _placed(document)
    whole = "\n".join([node.text or node.heading for node, _ in placed])
    own = document.title
    amending = bool(_AMENDING.search(own)) and not _ABOUT.search(own)
    text = Text(
        read_names(own, whole),
        document,
        Scopes(document),
        amending,
        bool(_COURT.search(own)) and not amending,
        _amended(own) if amending else "",
        glued=frozenset((place.line, place.start) for place in glued(document, whole)),
    )
    open_ended = _unclosed(document) if amending and whole.count("“") != whole.count("”") else frozenset()
    for node, above in placed:
        if node.kind in _HEADINGS:
            if amending and (match := _AMENDED.search(node.heading or node.text)):
                text.amended = text.names.full(match["title"]) or match["title"]
            continue
        if not node.text:
            continue
        cites = MAY_CITE.search(node.text) is not None
        if not cites and not amending:
            if text.lead or text.before:
                _pass(node, above, text)
            continue
        _enter(node, above, text)
        for number, raw in _lines(node.text):
            if raw.lstrip().startswith("<!--"):
                continue
            if raw.startswith("|") and (header := _TABLE_LAW.search(raw)):
                text.table = text.names.full(header["law"])
            if cites:
                yield _line(raw, number, node, above, text)
            if amending:
                _quotes(raw, text)
        if node.line in open_ended:
            text.depth = 0


def _pass(node: Provision, above: tuple[Provision, ...], text: Text) -> None:
    """What a node that cites nothing ends, as ``_enter``."""
    if node.kind not in _LISTED:
        text.lead = []
    if text.before and (not above or _begins(node)):
        text.before = []


def _begins(node: Provision) -> bool:
    """Whether a new 条 or 一、 begins with the node."""
    return node.kind in {CLAUSE, ARTICLE} or (node.kind is PARAGRAPH and node.number == (1,))


def _enter(node: Provision, above: tuple[Provision, ...], text: Text) -> None:
    """What a new node ends: the law an amending text names, the reference its next words go on with, the titles said."""
    quoted = node.text.startswith("“")  # replacement text names no law to amend
    if text.amending and not quoted and (match := _AMENDED.search(node.text, 0, 120)) and match.start() < 6:
        text.amended = text.names.full(match["title"]) or match["title"]
    text.table = ""
    if _begins(node):
        text.last, text.before = (), []
    elif not above:
        text.before = []
    text.listed = node.kind in _LISTED
    if not text.listed:
        text.lead = []


def _lines(words: str) -> Iterator[tuple[int, str]]:
    """Lines with their number; lines that were wrapped inside a sentence come as one."""
    if "\n" not in words:
        yield 0, words
        return
    first, held = 0, ""
    for number, raw in enumerate(words.split("\n")):
        plain_line = raw.strip()
        alone = plain_line.startswith(("|", "<"))
        if held and (alone or held.rstrip().endswith(_ENDED) or len(held) > 20_000):
            yield first, held
            held = ""
        if not held:
            first, held = number, raw
        else:
            held = f"{held}\n{raw}"
    yield first, held


def _unclosed(document: Document) -> frozenset[int]:
    return unclosed([(node.line, node.text) for node in document.walk() if node.text])


def _amended(title: str) -> str:
    """The law an amending text changes, from its title."""
    match = _AMENDED.search(title)
    if match:
        return match["title"]
    head = re.split(r"修正案|（", title.removeprefix("全国人民代表大会常务委员会关于修改"))[0]
    return head if head.startswith("中华人民共和国") else f"中华人民共和国{head}"


def _quotes(raw: str, text: Text) -> None:
    if raw.lstrip().startswith("“"):
        text.depth = 0
    text.depth = max(0, text.depth + raw.count("“") - raw.count("”"))


def _placed(document: Document) -> list[tuple[Provision, tuple[Provision, ...]]]:
    """Every node that has words, in order of the text, with what it stands in, from the highest on."""
    out: list[tuple[Provision, tuple[Provision, ...]]] = []
    _place_all((*document.head, *document.body, *document.annexes), (), out)
    return out


def _place_all(
    nodes: Sequence[Provision], above: tuple[Provision, ...], out: list[tuple[Provision, tuple[Provision, ...]]]
) -> None:
    for node in nodes:
        if node.text or node.heading:
            out.append((node, above))
        if node.children:
            _place_all(node.children, (*above, node), out)


def _place(path: Sequence[Provision], text: Text) -> Place:
    """Where the last of ``path`` stands."""
    divisions: dict[str, str] = {}
    article, paragraph, item, annex = "", 0, 0, ""
    for node in path:
        if node.kind in DIVISIONS:
            divisions[node.kind.value] = node.eid
        elif node.kind is ARTICLE:
            article = node.eid
        elif node.kind is PARAGRAPH:
            paragraph = node.number[0] if node.number else 1
        elif node.kind is SUBPARAGRAPH:
            item = node.number[0] if node.number else 0
        elif node.kind is ANNEX:
            annex = node.eid
    return Place(divisions, article, text.scopes.at(article, annex), paragraph, item, annex)


def _line(raw: str, number: int, node: Provision, above: tuple[Provision, ...], text: Text) -> list[Citation]:
    """The citations of one line of ``node``, its ``number``-th from 0."""
    cleaned = clean(raw)
    words = cleaned.text
    found = references(words)
    if not found and "《" not in words and "号" not in words:
        return []
    place = _place((*above, node), text)
    column = node.column if number == 0 else 0
    line = Line(raw, cleaned, node.line + number, column, place, node.eid or place.article, "\n" in raw)
    covered: list[tuple[int, int]] = []  # what is read already, in order
    for number_found in document_numbers(words):
        covered.append((number_found.start, number_found.end))
        line.emit(number_found.start, number_found.end, CitationKind.DOCUMENT_NUMBER, number_found.title)
        line.numbers[number_found.end] = number_found.title
    numbers = tuple(covered)
    titles = list(TITLE.finditer(words)) if "《" in words else []
    spans = [match.span() for match in titles]
    for reference in found:
        if _free(spans, reference.start, reference.end) and _free(numbers, reference.start, reference.end):
            read_reference(reference, line, text, covered)
    if titles:
        _titles(titles, line, text, _merged(covered))
    remember(line, text)
    return line.out


def _free(covered: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no span of ``covered``, which are in order and apart, touches ``start`` to ``end``."""
    if not covered:
        return True
    at = bisect_left(covered, (end, 0))
    return at == 0 or covered[at - 1][1] <= start


def _merged(covered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(covered):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _titles(titles: Sequence[re.Match[str]], line: Line, text: Text, covered: Sequence[tuple[int, int]]) -> None:
    """Bare 《titles》 of legal documents, and our own form 《××办法》（条标）."""
    words = line.cleaned.text
    for match in titles:
        start, end = match.span()
        if not _free(covered, start, end) or not LEGAL_TITLE.search(match["title"]):
            continue
        if re.search(r"称(?:为)?[“]?$", words[max(0, start - 4) : start]):
            continue
        title = text.names.full(match["title"])
        after = HEADING.match(words, end)
        if after and not NOT_HEADING.match(after["heading"]):
            line.emit(start, after.end(), CitationKind.EXTERNAL_LAW, title, (), after["heading"])
        else:
            line.emit(start, end, CitationKind.EXTERNAL_TITLE, title or plain(text.names.own))
