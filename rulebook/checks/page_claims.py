"""Pages of one's own that pass for a rule (H202, T109), or say of one what its header contradicts (H217)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulebook.checks.names import taken_names
from rulebook.corpus.library import Library, skeleton, title_key
from rulebook.corpus.load import Corpus, Page, is_published
from rulebook.markup import yamlmap
from rulebook.markup.code import without_fences
from rulebook.markup.numerals import NUMERAL
from rulebook.model.act import Act, Ending
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>.+?)[ \t]*#*[ \t]*$")
_UNDERLINED = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_MARKS = re.compile(r"[*_`~]|\{[^{}]{0,300}\}|<[^<>]{0,300}>|\]\([^()]{0,300}\)|\]\[[^\[\]]{0,300}\]|[\[\]]")
_TITLED = re.compile("《(?P<title>[^《》]+)》")
_ARTICLE = re.compile(rf"[ \t]*(?:[-*+][ \t]+)?[*_]*第[{NUMERAL}\d]+条(?:之[{NUMERAL}\d]+)?[*_]*(?:[ \t\u3000]|【)")
_FEW = 2  # articles: one is an example
_EDITION = re.compile(r"[（(][^（）()]*(?:修订|修正|试行|版)[^（）()]*[）)]$")
_DAY = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_ENDED = re.compile(
    r"(?:已经?|已于[^，。；]{2,14}|于[^，。；]{4,14}|自[^，。；]{4,16}起|起|，)*(?:废止|失效|作废|停止执行|不再执行|不再适用)(?![时前后的以如]|以[前后])"
)
_BEGINS = re.compile(rf"(?:已?于|自)?{_DAY}起?(?:正式)?(?:施行|实施|生效)")
_NUMBER = re.compile(
    r"（(?P<number>[^（）〔〕]{1,12}〔\d{4}〕\d+号)）|[，,]?文号(?:为|是|：)?(?P<other>[^（）〔〕，。；]{1,12}〔\d{4}〕\d+号)"
)
_PERHAPS = re.compile("如果|例如|比如|假如|是否|要|可以|请写|写成|写明")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    words: str


def check_page_claims(corpus: Corpus, library: Library) -> Iterator[Finding]:
    """Findings on every written page."""
    taken = taken_names(corpus)
    for page in corpus.pages:
        lines = list(_plain_lines(page))
        headings = [*_front(page), *_headings(lines)]
        yield from _named_like(page, headings, taken)
        yield from _articles(page, lines, headings, taken)
        for line in lines:
            yield from _claims(corpus, library, page, line)


def _plain_lines(page: Page) -> Iterator[_Line]:
    """Lines of the body outside of fences."""
    for number, line in enumerate(without_fences(page.source.body).split("\n"), start=page.source.header_lines + 1):
        yield _Line(number, line)


def _front(page: Page) -> Iterator[tuple[_Line, int]]:
    value = yamlmap.load(page.source.header).value if page.source.header else None
    if isinstance(value, dict) and value.get("title"):
        yield _Line(2, str(value["title"])), 1


def _headings(lines: Sequence[_Line]) -> Iterator[tuple[_Line, int]]:
    """Headings as they are drawn, with their level."""
    for line, after in zip(lines, [*lines[1:], _Line(0, "")], strict=True):
        found = _HEADING.match(line.words)
        words = found["words"] if found else line.words if line.words.strip() and _UNDERLINED.match(after.words) else ""
        if words:
            level = len(line.words.lstrip()) - len(line.words.lstrip().lstrip("#")) if found else 1 if "=" in after.words else 2
            yield _Line(line.number, html.unescape(_MARKS.sub("", words)).strip()), level


def _owner(words: str, taken: dict[str, list[str]]) -> str:
    """The act whose title or short title ``words`` are, with or without the mark of an edition."""
    names = (words, _EDITION.sub("", words))
    return next((o for name in names for o in taken.get(skeleton(title_key(name)), ()) if o.startswith("《")), "")


def _named_like(page: Page, headings: Sequence[tuple[_Line, int]], taken: dict[str, list[str]]) -> Iterator[Finding]:
    for line, level in headings:
        owner = _owner(line.words, taken) if level == 1 else ""
        if owner:
            message = f"这一页的题名“{line.words}”就是{owner}，读者会当成制度的文本。制度只有一份，请换一个题名，或者删去这一页。"
            yield Finding(page.file, line.number, 1, "H202", Level.ERROR, message, line.words)
            return


def _articles(
    page: Page, lines: Sequence[_Line], headings: Sequence[tuple[_Line, int]], taken: dict[str, list[str]]
) -> Iterator[Finding]:
    """Articles written out on a page: nobody keeps them in step with the rule."""
    found = [line for line in lines if _ARTICLE.match(line.words)]
    if not found:
        return
    named = [line.words for line, _ in headings if _owner(line.words, taken)]
    named += [t["title"] for line, _ in headings for t in _TITLED.finditer(line.words) if _owner(t["title"], taken)]
    if len(found) < _FEW and not named:
        return
    level = Level.ERROR if named else Level.WARNING
    what = f"“{named[0]}”的条文" if named else "条文"
    message = f"这一页第{found[0].number}行起逐条写了{what}，和制度的文本对不上时读者分不清。条文只写在制度文件里，这里请写链接，引用的放在“> ”后面。"
    yield Finding(page.file, found[0].number, 1, "T109", level, message, found[0].words.strip()[:20])


def _claims(corpus: Corpus, library: Library, page: Page, line: _Line) -> Iterator[Finding]:
    for found in _TITLED.finditer(line.words):
        ids = library.find_act(found["title"])
        act = corpus.acts.get(next(iter(ids))) if len(ids) == 1 else None
        if act is None or is_published(act.newest) or act.header.state != "adopted":
            continue
        rest, before = line.words[found.end() :], line.words[: found.start()]
        said = "" if _PERHAPS.search(re.split("[。；]", before)[-1]) else _untrue(act, rest)
        if said:
            message = f"第{line.number}行说《{found['title']}》{said}。请照制度页改。"
            yield Finding(page.file, line.number, found.start() + 1, "H217", Level.WARNING, message, found["title"])


def _untrue(act: Act, rest: str) -> str:
    """What is said right behind the title that no text of the act bears out."""
    ended = _ENDED.match(rest)
    if ended and not act.header.repealed and act.newest.ending is not Ending.EXPIRED:
        return f"“{ended.group()}”，它没有废止"
    begins = _BEGINS.match(rest)
    days = {e.valid_from for e in act.expressions}
    if begins and all(
        d is None or (d.year, d.month, d.day) != tuple(int(begins[k]) for k in ("year", "month", "day")) for d in days
    ):
        return f"“{begins.group()}”，没有一个文本是那天施行的"
    number = _NUMBER.match(rest)
    given = doc_no_key(number["number"] or number["other"]) if number else ""
    known = {doc_no_key(n) for e in act.expressions for n in (e.header.doc_no, *(row.doc_no for row in e.header.history))}
    return f"的文号是“{given}”，制度页上没有这个文号" if given and given not in known else ""
