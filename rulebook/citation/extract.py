"""All citations of a document: the four steps put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rulebook.citation.clean import Cleaned, clean
from rulebook.citation.find import Reference, document_numbers, references
from rulebook.citation.grammar import HEADING, INHERIT, LEGAL_TITLE, LIST_LINK, NOT_HEADING, TITLE
from rulebook.citation.names import Named, Names, name_before, plain, read_names
from rulebook.citation.resolve import (
    ARTICLE,
    Level,
    Place,
    Resolved,
    absolute,
    bare_base,
    base_of,
    inherit,
    kind_of,
    widen,
)
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_HEADINGS = DIVISIONS | {Kind.HEADING}
_CUE = re.compile(r"[第前本《号]")
_OF_LEAD = re.compile(r"^(?:违反|有|属于)$")  # （一）违反第三项规定的: of the article that the words before the list name
_SENTENCE = re.compile(r"[。；！？]")
_AMENDING = re.compile(r"修正案|关于修改|关于修订|修改的决定|废止.*决定")
_AMENDED = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)*)》")
_TABLE_LAW = re.compile(r"\|\s*(?P<law>[\u4e00-\u9fff]{1,12}法)条文")
_COURT = re.compile(r"^(?:最高人民|国务院关于.*解释|全国人民代表大会常务委员会关于.*解释)|解释|批复")


@dataclass(slots=True)
class _Text:
    """What stays known through one document."""

    names: Names
    known: Collection[str]
    articles: tuple[str, ...]
    order: Mapping[str, int]  # where each of them stands
    amending: bool
    court: bool
    amended: str = ""
    depth: int = 0  # open “ of replacement text
    table: str = ""  # law whose articles a table lists
    last: tuple[Level, ...] = ()  # last reference of the paragraph, for amending texts
    lead: list[tuple[tuple[Level, ...], str]] = field(default_factory=list)  # what the words before a list refer to, and whose
    listed: bool = False  # in an item of that list


@dataclass(slots=True)
class _Line:
    """One line while its references are resolved, left to right."""

    raw: str
    cleaned: Cleaned
    number: int
    column: int
    place: Place
    holder: str
    out: list[Citation] = field(default_factory=list)
    levels: tuple[Level, ...] = ()
    title: str = ""
    foreign: str = ""  # law named earlier in the sentence
    end: int = -1


def citations(document: Document) -> tuple[Citation, ...]:
    """Every citation of the document, by line and place. Headings and numbers of provisions are none."""
    whole = "\n".join([node.text or node.heading for node in document.walk()])
    own = document.title
    articles = tuple(a.eid for a in document.articles())
    amending = bool(_AMENDING.search(own))
    text = _Text(
        read_names(own, whole),
        document.provisions().keys(),
        articles,
        {eid: index for index, eid in reversed(list(enumerate(articles)))},
        amending,
        bool(_COURT.search(own)) and not amending,
        _amended(own) if amending else "",
    )
    out: list[Citation] = []
    for node, above in _worded(document):
        if node.kind in _HEADINGS:
            if text.amending and (match := _AMENDED.search(node.heading or node.text)):
                text.amended = text.names.full(match["title"]) or match["title"]
            continue
        quoted = node.text.startswith("“")  # replacement text names no law to amend
        if text.amending and not quoted and (match := _AMENDED.search(node.text, 0, 120)) and match.start() < 6:
            text.amended = text.names.full(match["title"]) or match["title"]
        text.last, text.table = (), ""
        text.listed = node.kind in {Kind.SUBPARAGRAPH, Kind.POINT}
        if not text.listed:
            text.lead = []
        if not text.amending and not _CUE.search(node.text):
            continue
        place = _place((*above, node), text)
        for index, raw in enumerate(node.text.split("\n")):
            column = node.column if index == 0 else 0
            if raw.lstrip().startswith("<!--"):
                continue
            if raw.startswith("|") and (header := _TABLE_LAW.search(raw)):
                text.table = text.names.full(header["law"])
            if _CUE.search(raw):
                out.extend(_line(raw, node.line + index, column, place, node.eid or place.article, text))
            if text.amending:
                _quotes(raw, text)
    return tuple(sorted(out, key=lambda c: (c.line, c.start, c.end)))


def _amended(title: str) -> str:
    """The law an amending text changes, from its title."""
    match = _AMENDED.search(title)
    if match:
        return match["title"]
    head = re.split(r"修正案|（", title.removeprefix("全国人民代表大会常务委员会关于修改"))[0]
    return head if head.startswith("中华人民共和国") else f"中华人民共和国{head}"


def _quotes(raw: str, text: _Text) -> None:
    if raw.lstrip().startswith("“"):
        text.depth = 0
    text.depth = max(0, text.depth + raw.count("“") - raw.count("”"))


def _worded(document: Document) -> Iterator[tuple[Provision, tuple[Provision, ...]]]:
    """Every node that has words, with what it stands in, from the highest on."""
    waiting: list[tuple[Provision, tuple[Provision, ...]]] = [
        (node, ()) for node in (*document.annexes[::-1], *document.body[::-1])
    ]
    yield from ((node, ()) for node in document.head)
    while waiting:
        node, above = waiting.pop()
        if node.text or node.kind in _HEADINGS:
            yield node, above
        if node.children:
            path = (*above, node)
            waiting.extend([(child, path) for child in reversed(node.children)])


def _place(path: Sequence[Provision], text: _Text) -> Place:
    """Where the last of ``path`` stands."""
    divisions: dict[str, str] = {}
    article, paragraph, item = "", 0, 0
    for node in path:
        if node.kind in DIVISIONS:
            divisions[node.kind.value] = node.eid
        elif node.kind is Kind.ARTICLE:
            article = node.eid
        elif node.kind is Kind.PARAGRAPH:
            paragraph = node.number[0] if node.number else 1
        elif node.kind is Kind.SUBPARAGRAPH:
            item = node.number[0] if node.number else 0
    index = text.order.get(article, 0)
    return Place(divisions, article, text.articles[max(0, index - 5) : index], paragraph, item)


def _line(raw: str, number: int, column: int, place: Place, holder: str, text: _Text) -> list[Citation]:
    line = _Line(raw, clean(raw), number, column, place, holder)
    words = line.cleaned.text
    covered: list[tuple[int, int]] = []  # what is read already, in order
    for found in document_numbers(words):
        covered.append((found.start, found.end))
        title = words[found.start : found.end]
        _emit(line, found.start, found.end, CitationKind.DOCUMENT_NUMBER, title)
    numbers = tuple(covered)
    titles = [match.span() for match in TITLE.finditer(words)] if "《" in words else []
    for reference in references(words):
        if _free(titles, reference.start, reference.end) and _free(numbers, reference.start, reference.end):
            _reference(reference, line, text, covered)
    _titles(line, text, _merged(covered))
    return line.out


def _free(covered: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no span of ``covered``, which are in order and apart, touches ``start`` to ``end``."""
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


def _emit(
    line: _Line, start: int, end: int, kind: CitationKind, title: str, targets: tuple[str, ...] = (), heading: str = ""
) -> None:
    a, b = line.cleaned.span(start, end)
    line.out.append(
        Citation(line.number, line.column + a, line.column + b, line.raw[a:b], kind, title, targets, heading, line.holder)
    )


def _reference(reference: Reference, line: _Line, text: _Text, covered: list[tuple[int, int]]) -> None:
    words = line.cleaned.text
    start, end = reference.start, reference.end
    if words.endswith("法例", 0, start) or _is_quoted_heading(reference, line, text) or _is_ordinance(reference, words):
        return
    quoted = text.amending and (text.depth > 0 or words.count("“", 0, start) > words.count("”", 0, start))
    if quoted and reference.relative:
        return
    between = words[line.end : start] if line.end >= 0 else ""
    if line.end >= 0 and _SENTENCE.search(between):
        line.foreign = "" if "。" in between else line.foreign
    named = name_before(words, start, text.names) if not reference.relative else None
    linked = line.end >= 0 and named is None and bool(LIST_LINK.fullmatch(between))
    inherits = line.end >= 0 and named is None and not reference.relative and bool(INHERIT.fullmatch(between))
    resolved, title = _meaning(reference, line, text, named, joined=linked or inherits)
    if resolved is None:
        return
    if linked and line.out and line.out[-1].kind in {CitationKind.INTERNAL, CitationKind.EXTERNAL_LAW}:
        first = line.out[-1]
        line.out[-1] = Citation(
            first.line,
            first.start,
            first.end,
            first.text,
            CitationKind.LIST,
            first.title,
            first.targets,
            first.heading,
            first.holder,
        )
    begin = named.start if named else start
    targets = resolved.targets(text.known if not title else frozenset())
    kind = kind_of(title=title, resolved=resolved, listed=linked)
    if reference.relative == "本" and not reference.parts:
        kind = CitationKind.SELF
    _emit(line, begin, end, kind, title, targets)
    covered.append((begin, end))
    line.levels, line.title, line.end = resolved.levels, title, end
    text.last = resolved.levels
    if not text.listed:
        text.lead.append((resolved.levels, title))
    if named:
        line.foreign = "" if named.own else title
    elif title:
        line.foreign = title


def _is_ordinance(reference: Reference, words: str) -> bool:
    """第179章《…条例》: the number of an ordinance in another legal system."""
    return (
        reference.parts[:1] != ()
        and reference.parts[0].unit == "章"
        and words.startswith("《", reference.end)
        and words[reference.start + 1].isdigit()
    )


def _is_quoted_heading(reference: Reference, line: _Line, text: _Text) -> bool:
    """“第一百二十条之一 …: the number of a new article inside replacement text."""
    words = line.cleaned.text
    if not text.amending or reference.start != int(words.startswith("“")):
        return False
    after = line.cleaned.span(reference.start, reference.end)[1]
    return after >= len(line.raw) or line.raw[after].isspace()


def _meaning(reference: Reference, line: _Line, text: _Text, named: Named | None, *, joined: bool) -> tuple[Resolved | None, str]:
    """Levels and title of one reference."""
    levels = absolute(reference)
    relative = bool(reference.relative)
    if relative:
        base = base_of(reference, line.place)
        if base is None:
            return None, ""
        levels = (*base, *levels)
        title = ""
    elif named:
        title = named.title
        if named.own and text.amending:
            title = text.amended
    elif joined and line.levels:
        levels, title = inherit(levels, line.levels), line.title
    else:
        levels, title, relative = _alone(reference, levels, line, text)
        if not levels:
            return None, ""
    is_range = (
        bool(reference.upto)
        or (bool(reference.parts) and reference.parts[-1].is_range)
        or (reference.counted and not reference.parts)
    )
    if reference.upto:
        levels = widen(levels, reference.upto, text.articles if not title else ())
    return Resolved(levels, is_range, relative and not joined), title


def _alone(reference: Reference, levels: tuple[Level, ...], line: _Line, text: _Text) -> tuple[tuple[Level, ...], str, bool]:
    """A reference with nothing adjacent that says whose it is."""
    if text.amending:
        if levels[0][0] > ARTICLE:
            levels = inherit(levels, text.last)
        return levels, text.amended, False
    if levels[0][0] > ARTICLE:
        if text.listed and len(text.lead) == 1 and _OF_LEAD.search(line.cleaned.text, 0, reference.start):
            above, title = text.lead[0]
            return inherit(levels, above), title, not title
        base = bare_base(reference, levels, line.place, text.known)
        stands = base and "__".join(ids[-1] for _, ids in (*base, levels[0])) in text.known
        if base and (stands or not line.levels):
            return base + levels, "", True
        if line.levels:
            return inherit(levels, line.levels), line.title, False
        return (), "", True
    if text.table:
        return levels, text.table, False
    if line.foreign and levels[0][0] == ARTICLE:
        own = all(piece in text.known for piece in levels[0][1])
        if text.court or not own:
            return levels, line.foreign, False
    return levels, "", False


def _titles(line: _Line, text: _Text, covered: Sequence[tuple[int, int]]) -> None:
    """Bare 《titles》 of legal documents, and our own form 《××办法》（条标）."""
    words = line.cleaned.text
    if "《" not in words:
        return
    for match in TITLE.finditer(words):
        start, end = match.span()
        if not _free(covered, start, end) or not LEGAL_TITLE.search(match["title"]):
            continue
        if re.search(r"称(?:为)?[“]?$", words[max(0, start - 4) : start]):
            continue
        title = text.names.full(match["title"])
        after = HEADING.match(words, end)
        if after and not NOT_HEADING.match(after["heading"]):
            _emit(line, start, after.end(), CitationKind.EXTERNAL_LAW, title, (), after["heading"])
        else:
            _emit(line, start, end, CitationKind.EXTERNAL_TITLE, title or plain(text.names.own))
