"""What is wrong with the numbering of a tree (S1xx), and what was read in a form that is not ours (S110)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from rulebook.markup.glued import glued
from rulebook.markup.numerals import ORDINAL, to_chinese
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import ARTICLE, CLAUSE, DIVISIONS, SUBPARAGRAPH, Document, Kind, Provision, stretches

_AMENDING = re.compile(r"修正案|关于修改|关于修订|修改的决定")
_UNITS = {
    Kind.PART: "第{}编",
    Kind.SUBPART: "第{}分编",
    Kind.CHAPTER: "第{}章",
    Kind.SECTION: "第{}节",
    Kind.ARTICLE: "第{}条",
    Kind.SUBPARAGRAPH: "（{}）",
    Kind.CLAUSE: "{}、",
    Kind.ANNEX: "附件{}",
}
_NAMES = {Kind.SUBPARAGRAPH: "项", Kind.CLAUSE: "段", Kind.ANNEX: "件附件"}
# What begins with a later number has lost its beginning; articles of a part of a code begin anywhere.
_FROM_ONE = frozenset({Kind.SUBPARAGRAPH, Kind.CLAUSE, Kind.ANNEX, Kind.CHAPTER})
_PRINTED = re.compile(r"附\s*(?:件|录|表)?\s*[0-9０-９一二三四五六七八九十A-Z]")
_BEHIND = re.compile(
    rf"^(?P<sign>[^0-9A-Za-z\u3007\u3400-\u9fff\s“”‘’《》（）()、，。；：|][^0-9A-Za-z\u3007\u3400-\u9fff\n《“]{{0,6}})(?P<label>第[{ORDINAL}\d]{{1,6}}条)(?!第)",
    re.MULTILINE,
)
# 一条　…, without 第
_WITHOUT = re.compile(
    rf"^[ \t\u3000]*(?P<label>(?:[{ORDINAL}]{{1,4}}|\d{{1,3}})条)(?:[ \t\u3000]+|[：:、.．])(?=\S)", re.MULTILINE
)
_BLANK = re.compile(r"[\s\u200b]")
_MOST = 12  # a longer gap is another scheme of numbers, not a loss


def problems(
    document: Document,
    text: str,
    notes: Mapping[str, Sequence[int]],
    guesses: Mapping[str, Sequence[int]],
    unclosed: Collection[int],
    file: str,
) -> list[Finding]:
    """Gaps, repeats and broken labels, in order of the text; last what was read in another form."""
    amending = bool(_AMENDING.search(document.title))
    out = list(_rule(document.body, document.stretches(), file, amending=amending))
    for annex in document.annexes:
        if any(child.kind is ARTICLE or child.kind in DIVISIONS for child in annex.children):
            out.extend(_rule(annex.children, stretches(annex.children), file, amending=amending))
    out.extend(_series([annex for annex in document.annexes if _PRINTED.match(annex.text)], file))
    out.extend(_glued(document, text, file))
    out.extend(_unclosed(unclosed, file))
    out.extend(_unread(document, text, file))
    if notes:
        message = f"有不是源文件写法的地方，已按意思读：{_forms(notes)}。请核对，或者运行 rulebook tidy 改成源文件写法。"
        out.append(Finding(file, _first(notes), 1, "S110", Level.INFO, message))
    if guesses:
        message = f"有几处照前后文才读得出：{_forms(guesses)}。读得不对的，请改成“第几条”“（一）”“1.”“## 标题”这样的写法。"
        out.append(Finding(file, _first(guesses), 1, "S112", Level.INFO, message))
    return out


def _rule(nodes: Sequence[Provision], segments: Sequence[Sequence[Provision]], file: str, *, amending: bool) -> Iterator[Finding]:
    """The numbering of one rule: the body, or an annex that is a rule of its own. segments: its articles in stretches."""
    articles = [article for segment in segments for article in segment]
    if len(segments) > 1:
        yield _again(segments, file)
        for segment in segments:
            yield from _series(segment, file)
    else:
        yield from _series(articles, file)
    for article in articles:
        if _BLANK.search(article.label) or not _has_words(article):
            yield from _article(article, file)
        for paragraph in article.children:
            if paragraph.children:
                yield from _items(paragraph, file, amending=amending)
    if not articles and not amending:
        clauses = [node for top in nodes for node in top.walk() if node.kind is CLAUSE]
        for group in _grouped(nodes):
            yield from _series(group, file)
        before: Provision | None = None
        for clause in clauses:
            yield from _items(clause, file, amending=amending, before=before)
            before = next((child for child in reversed(clause.children) if child.kind is SUBPARAGRAPH), before)
    yield from _divisions(nodes, file, {})


def _grouped(nodes: Sequence[Provision]) -> Iterator[list[Provision]]:
    """Clauses that are counted together: those of the body, and of each 编 or 章 of a text without 条 that counts again."""
    here = [node for node in nodes if node.kind is CLAUSE]
    for node in nodes:
        if node.kind not in DIVISIONS:
            continue
        below = list(_grouped(node.children))
        if below and here and below[0][0].number != (1,):
            here += below.pop(0)
        yield from below
    if here:
        yield here


def _article(article: Provision, file: str) -> Iterator[Finding]:
    if _BLANK.search(article.label):
        message = f"第{article.line}行：条号“{article.label}”中间有空格。请删掉空格。"
        yield Finding(file, article.line, 1, "S103", Level.ERROR, message, article.label, _BLANK.sub("", article.label))
    if not _has_words(article):
        message = f"第{article.line}行：{article.label}没有内容。请补上，或者删掉这一条。"
        yield Finding(file, article.line, 1, "S104", Level.ERROR, message, article.label)


def _has_words(node: Provision) -> bool:
    if node.text and not node.text.isspace():
        return True
    return any(child.label or _has_words(child) for child in node.children)


def _again(segments: Sequence[Sequence[Provision]], file: str) -> Finding:
    lines = "、".join(str(segment[0].line) for segment in segments[:6])
    more = "等" if len(segments) > 6 else ""
    message = (
        f"条号从第一条开始了 {len(segments)} 次（第{lines}行{more}），“第一条”指哪一条说不清。"
        "本件里的引用已按所在的章理解；请把全文的条连续编号，是两件制度的请分成两个文件。"
    )
    return Finding(file, segments[1][0].line, 1, "S106", Level.ERROR, message, segments[1][0].label)


def _series(nodes: Sequence[Provision], file: str, previous: Provision | None = None) -> Iterator[Finding]:
    """Repeats, gaps and steps back among ``nodes``, which go on after ``previous``."""
    next_number = previous.number[0] + 1 if previous else 1
    if [node.number for node in nodes] == [(n,) for n in range(next_number, next_number + len(nodes))]:
        return
    seen: dict[tuple[int, ...], Provision] = {}
    for node in nodes:
        unit = f"一{_NAMES.get(node.kind, _UNITS[node.kind][-1])}"
        label = _label(node)
        if node.number in seen:
            message = f"第{node.line}行：{label}重复，第{seen[node.number].line}行已经有了。请改号。"
            yield Finding(file, node.line, 1, "S102", Level.ERROR, message, label)
        elif previous and node.number[0] > previous.number[0] + 1:
            missing = _missing(node.kind, previous.number[0] + 1, node.number[0] - 1)
            message = f"第{node.line}行：{_label(previous)}之后是{label}，缺{missing}。请核对是否漏了{unit}。"
            yield Finding(file, node.line, 1, "S101", Level.ERROR, message, label)
        elif previous and node.number < previous.number:
            message = f"第{node.line}行：{label}排在{_label(previous)}之后，次序不对。请核对。"
            yield Finding(file, node.line, 1, "S105", Level.ERROR, message, label)
        elif previous is None and node.kind in _FROM_ONE and 1 < node.number[0] <= _MOST:
            missing = _missing(node.kind, 1, node.number[0] - 1)
            code = "S109" if node.kind in DIVISIONS else "S101"
            message = f"第{node.line}行：从{label}开始，前面缺{missing}。请核对是否漏了{unit}，或者漏了编号。"
            yield Finding(file, node.line, 1, code, Level.ERROR, message, label)
        seen.setdefault(node.number, node)
        previous = node


def _label(node: Provision) -> str:
    return node.label or _UNITS[node.kind].format(to_chinese(node.number[0]))


def _missing(kind: Kind, low: int, high: int) -> str:
    """All numbers from ``low`` to ``high`` in words: 第二条、第三条; 第二条至第九条."""
    first, last = (_UNITS[kind].format(to_chinese(n)).rstrip("、") for n in (low, high))
    if low == high:
        return first
    return f"{first}、{last}" if high == low + 1 else f"{first}至{last}"


def _items(paragraph: Provision, file: str, *, amending: bool, before: Provision | None = None) -> Iterator[Finding]:
    """The items of one 款 or 一、. before: the last item of the 一、 before, from which those of this one may go on."""
    run: list[Provision] = []
    for child in paragraph.children:
        if child.kind is not SUBPARAGRAPH:
            continue
        if child.number == (1,) and run:
            yield from _series(run, file)
            run = []
        run.append(child)
    goes_on = before is not None and run and run[0].number == (before.number[0] + 1,)
    findings = _series(run, file, before if goes_on else None)
    if amending:
        return
    yield from findings


def _divisions(nodes: Sequence[Provision], file: str, before: dict[Kind, Provision]) -> Iterator[Finding]:
    """Series of 编, 章 and 节. before: the last of each kind so far; chapters may go on counting from part to part."""
    groups: dict[Kind, list[Provision]] = {}
    for node in nodes:
        if node.kind in DIVISIONS:
            groups.setdefault(node.kind, []).append(node)
    for kind, group in groups.items():
        last = before.get(kind)
        goes_on = last is not None and group[0].number[0] == last.number[0] + 1
        yield from _series(group, file, last if goes_on else None)
        before[kind] = group[-1]
    for node in nodes:
        if node.kind in DIVISIONS:
            yield from _divisions(node.children, file, before)


def _glued(document: Document, text: str, file: str) -> Iterator[Finding]:
    for place in glued(document, text):
        message = f"第{place.line}行：“{place.label}”写在一行的中间，没有另起一行，读不成一{place.unit}。请在它前面换行。"
        yield Finding(file, place.line, place.start + 1, "S107", Level.ERROR, message, place.label)


def _unread(document: Document, text: str, file: str) -> Iterator[Finding]:
    """A text without any 条, whose lines have one behind a sign that nobody knows, or without its 第."""
    if "条" not in text or any(node.kind is ARTICLE for node in document.walk()):
        return
    bare = list(_WITHOUT.finditer(text))
    if len(bare) > 1:
        line, label = text.count("\n", 0, bare[0].start()) + 1, bare[0]["label"]
        message = f"第{line}行：“{label}”前面没有“第”，这样的行没有读成条（共{len(bare)}处）。请写成“第{label}”，再读一遍。"
        yield Finding(file, line, 1, "S113", Level.WARNING, message, label)
    found = list(_BEHIND.finditer(text))
    if len(found) < 2:
        return
    line, sign = text.count("\n", 0, found[0].start()) + 1, found[0]["sign"].strip()
    message = f"第{line}行：“{found[0]['label']}”前面有“{sign}”，这样的行没有读成条（共{len(found)}处）。请删掉条号前面的符号，再读一遍。"
    yield Finding(file, line, 1, "S113", Level.WARNING, message, sign)


def _unclosed(lines: Collection[int], file: str) -> Iterator[Finding]:
    for line in sorted(lines):
        message = f"第{line}行有“没有对应的”，引文到哪里为止说不清，这里当作到这一段为止。请补上。"
        yield Finding(file, line, 1, "S108", Level.WARNING, message, "“")


def _forms(notes: Mapping[str, Sequence[int]]) -> str:
    """What was read in a form that no source file has, and where."""
    pieces = []
    for form, lines in notes.items():
        shown = "、".join(map(str, lines[:3]))
        more = f"等 {len(lines)} 处" if len(lines) > 3 else ""
        pieces.append(f"{form}（第{shown}行{more}）")
    return "；".join(pieces)


def _first(notes: Mapping[str, Sequence[int]]) -> int:
    return min(line for lines in notes.values() for line in lines)
