"""Pages of one's own that pass for a rule (H202, T109), or say of one what its header contradicts (H217)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulebook.checks.header.names import taken_names
from rulebook.checks.tables import tables
from rulebook.corpus.library import own_names, skeleton, title_key
from rulebook.corpus.load import Corpus, Page
from rulebook.markup import yamlmap
from rulebook.markup.code import without_fences
from rulebook.markup.numerals import NUMERAL, to_int
from rulebook.markup.over import ENDS, OVER, STOPS
from rulebook.model.act import Act, Ending
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>.+?)[ \t]*#*[ \t]*$")
_UNDERLINED = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_MARKS = re.compile(r"[*_`~]|\{[^{}]{0,300}\}|<[^<>]{0,300}>|\]\([^()]{0,300}\)|\]\[[^\[\]]{0,300}\]|[\[\]]")
_TITLED = re.compile("《(?P<title>[^《》]+)》")
_ARTICLE = re.compile(rf"[ \t]*(?:[-*+][ \t]+)?[*_]*第[{NUMERAL}\d]+条(?:之[{NUMERAL}\d]+)?[*_]*(?:[ \t\u3000]|【)")
_HEADED = re.compile(rf"第(?P<number>[{NUMERAL}\d]+)条[*_ \t\u3000]*【(?P<heading>[^【】]+)】")
_FEW = 2  # articles: one is an example
_EDITION = re.compile(r"[（(][^（）()]*(?:修订|修正|试行|版)[^（）()]*[）)]$")
_DAY = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_ENDED = re.compile(
    r"(?:已经?|已于[^，。；]{2,14}|[将拟]?于[^，。；]{4,14}|[将拟]|自[^，。；]{4,16}起|起|，|，?现?)*"
    rf"(?:{ENDS}|{STOPS}|停用|不再使用|没有(?:印发|施行|生效)|未(?:印发|施行|生效)|被[^，。；]{{1,20}}(?:代替|取代))(?![时前后的以如]|以[前后])"
)
_OF_ARTICLE = re.compile(rf"第(?P<number>[{NUMERAL}\d]+)条")
_CLAIMS = re.compile(f"{OVER}|没有(?:印发|施行|生效)|未(?:印发|施行|生效)|代替|[施实]行|实施|生效|号")
_BEGINS = re.compile(rf"(?:已?于|自)?{_DAY}起?(?:正式)?(?:施行|实施|生效)")
_NUMBER = re.compile(
    r"（(?P<number>[^（）〔〕]{1,12}〔\d{4}〕\d+号)）|[，,]?的?文号(?:为|是|：)?(?P<other>[^（）〔〕，。；]{1,12}〔\d{4}〕\d+号)"
)
_PERHAPS = re.compile("如果|例如|比如|假如|是否|要|可以|请写|写成|写明")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    words: str


def check_page_claims(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every written page."""
    taken = taken_names(corpus)
    named, acts = own_names(corpus)
    for page in corpus.pages:
        lines = list(_plain_lines(page))
        headings = [*_front(page), *_headings(lines)]
        yield from _named_like(page, headings, taken)
        yield from _articles(page, lines, headings, taken, corpus)
        for line in lines:
            yield from _claims(named, acts, page.file, line)
    for table in tables(corpus):
        for number, words in enumerate(table.text.split("\n") if _CLAIMS.search(table.text) else (), start=1):
            yield from _claims(named, acts, table.file, _Line(number, words))


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
    page: Page, lines: Sequence[_Line], headings: Sequence[tuple[_Line, int]], taken: dict[str, list[str]], corpus: Corpus
) -> Iterator[Finding]:
    """Articles written out on a page: nobody keeps them in step with the rule."""
    found = [line for line in lines if _ARTICLE.match(line.words)]
    if not found:
        return
    named = [line.words for line, _ in headings if _owner(line.words, taken)]
    named += [t["title"] for line, _ in headings for t in _TITLED.finditer(line.words) if _owner(t["title"], taken)]
    if len(found) < _FEW and not named and not _headed(found[0].words, corpus):
        return
    level = Level.ERROR if named else Level.WARNING
    what = f"“{named[0]}”的条文" if named else "条文"
    message = f"这一页第{found[0].number}行起逐条写了{what}，和制度的文本对不上时读者分不清。条文只写在制度文件里，这里请写链接，引用的放在“> ”后面。"
    yield Finding(page.file, found[0].number, 1, "T109", level, message, found[0].words.strip()[:20])


def _headed(words: str, corpus: Corpus) -> bool:
    """Whether a line has the number and the 条标 of an article of ours: that is none made up as an example."""
    said = _HEADED.search(words)
    return bool(said) and any(
        article.heading == said["heading"] and article.number == (to_int(said["number"]),)
        for act in corpus.acts.values()
        for article in act.newest.document.articles()
        if said
    )


def _claims(named: re.Pattern[str] | None, acts: dict[str, Act], file: str, line: _Line) -> Iterator[Finding]:
    for found in named.finditer(line.words) if named and _CLAIMS.search(line.words) else ():
        act, before = acts[found["name"]], line.words[: found.start()]
        rest = line.words[found.end("name") :].removeprefix("》")
        said = _untrue(act, rest) or _untrue(act, line.words[found.end() :])
        said = "" if _PERHAPS.search(re.split("[。；]", before)[-1]) else said
        if said:
            message = f"第{line.number}行说《{found['name']}》{said}。请照制度页改。"
            yield Finding(file, line.number, found.start() + 1, "H217", Level.WARNING, message, found["name"])


def _untrue(act: Act, rest: str) -> str:
    """What is said right behind the title that no text of the act bears out."""
    article = _OF_ARTICLE.match(rest)
    eid = f"art_{to_int(article['number'])}" if article else ""
    ended = _ENDED.match(rest, article.end() if article else 0)
    over = act.header.repealed or act.newest.ending is Ending.EXPIRED or eid in act.header.article_status
    if ended and not over:
        return f"{article.group() if article else ''}“{ended.group()}”，它没有废止"
    if article:
        return ""
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
