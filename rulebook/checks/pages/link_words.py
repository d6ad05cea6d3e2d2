"""Words of a link on a page of one's own name what it leads to (C125), whichever way the link is written.

An act's title, an article's number and words that look like the article's: in ``[…](…)``, ``[…][…]`` and the macros
``article`` and ``rule``. What is wholly a citation is an error; where other words stand around it, it may mean another thing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rulebook.checks.pages.macro_calls import calls
from rulebook.corpus.library import Library
from rulebook.corpus.load import Corpus, Page, is_published
from rulebook.markup.code import without_code
from rulebook.markup.numerals import ARTICLE_NUMBER, NUMERAL, to_int
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Provision
from rulebook.verdict.quotation import says

_LINK = re.compile(  # bounded: what opens and never closes is looked at once
    r"(?<!!)\[(?P<words>[^\[\]]{1,300})\]"
    r"(?:\(\s{0,9}<?(?P<target>[^()\s<>]{1,300})[^()]{0,200}\)|\[(?P<name>[^\[\]]{0,300})\]|(?![\[(:]))"
)
_DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\[\]]+)\]:\s*<?(?P<target>[^\s>]+)", re.MULTILINE)
_TITLE = re.compile(r"《(?P<title>[^《》]+)》")
_BELOW = rf"(?:第[{NUMERAL}\d（）()]+[款项目])*"
_CITATION = re.compile(rf"(?:《[^《》]+》)?(?:{ARTICLE_NUMBER.pattern}{_BELOW})?(?:（[^（）]*）|【[^【】]*】)?")
_SAID = re.compile(rf"{ARTICLE_NUMBER.pattern}{_BELOW}(?:【[^【】]*】)?\s*(?:规定)?[：:，,]\s*(?P<said>.+)")
_HEADING = re.compile(r"[（【](?P<heading>[^（）【】]+)[）】]$")
_QUOTED = re.compile(r"“(?P<words>[^“”]{6,})”")
_FEW = 4  # characters: fewer say nothing of the article


@dataclass(frozen=True, slots=True)
class _Link:
    """A link to an act: its words, where it stands, the article meant ("" where none is)."""

    words: str
    line: int
    column: int
    act: Act
    place: str


def check_link_words(corpus: Corpus, library: Library) -> Iterator[Finding]:
    """Findings on every link of a written page that leads to an act of our own."""
    files = {e.file: e for e in corpus.expressions()}
    for page in corpus.pages:
        if not any(mark in page.source.text for mark in ("](", "][", "]:", "{{")):
            continue
        for link in _links(corpus, page, files):
            if not is_published(link.act.newest):
                yield from _judged(page, link, library)


def _links(corpus: Corpus, page: Page, files: Mapping[str, Expression]) -> Iterator[_Link]:
    """Links written as Markdown, then calls of macros."""
    text = page.source.text
    defined = {found["name"].casefold(): found["target"] for found in _DEFINED.finditer(text)}
    for number, written in enumerate(without_code(text).split("\n"), start=1):
        for found in _LINK.finditer(written):
            target = found["target"] or defined.get((found["name"] or found["words"]).casefold(), "")
            path, _, place = target.partition("#")
            if path and ":" not in path:
                file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
                text_there = files.get(file) or files.get(f"{file.removesuffix('/').removesuffix('/index')}.md")
                if text_there:
                    yield _Link(found["words"], number, found.start() + 1, corpus.acts[text_there.act], place)
    for name, args, keywords, line in calls(page.source.body):
        words = str(keywords.get("text") or (args[1] if len(args) > 1 else ""))
        target = str(args[0] if args else keywords.get("target") or keywords.get("act") or "")
        act, _, place = target.partition("#")
        if name in {"article", "rule"} and words and act in corpus.acts:
            yield _Link(words, line + page.source.header_lines, 1, corpus.acts[act], place)


def _judged(page: Page, link: _Link, library: Library) -> Iterator[Finding]:
    words = link.words.replace("*", "").strip()
    sure = Level.ERROR if _CITATION.fullmatch(words) else Level.WARNING
    name = f"《{link.act.header.name}》"
    titles = [found["title"] for found in _TITLE.finditer(words)]
    bare = ARTICLE_NUMBER.split(words)[0].strip()  # a title without 《》
    titles = titles or ([bare] if bare and library.find_act(bare) else [])
    known = [library.find_act(title) or library.find_basis(title) for title in titles]
    if titles and all(known) and not any(link.act.id in ids for ids in known):
        message = f"链接写的是《{titles[0]}》，指到的是{name}。请改成同一件。"
        yield Finding(page.file, link.line, link.column, "C125", sure, message, link.words)
        return
    articles, numbers = list(_articles(link)), list(ARTICLE_NUMBER.finditer(words))
    named = [_number(numbers[0])] if len(numbers) == 1 else []
    if articles and any(number not in [article.number for article in articles] for number in named):
        message = f"链接写的是{numbers[0].group()}，指到的是{name}{articles[-1].label}。请改成同一条。"
        yield Finding(page.file, link.line, link.column, "C125", sure, message, link.words)
    elif articles and (other := _other_heading(link, words, articles)):
        message = f"链接写的是（{other}），指到的是{name}{articles[-1].label}（{articles[-1].heading}）。请改成同一条。"
        yield Finding(page.file, link.line, link.column, "C125", sure, message, link.words)
    elif articles:
        yield from _said(page, link, words, articles)
    elif (
        titles
        and named
        and not link.place
        and named[0] not in {a.number for e in link.act.expressions for a in e.document.articles()}
    ):
        message = f"链接写的是{name}{numbers[0].group()}，它没有这一条。请核对条号。"
        yield Finding(page.file, link.line, link.column, "C125", sure, message, link.words)


def _articles(link: _Link) -> Iterator[Provision]:
    """The article meant, in every text of the act: a page may wait for the text that is coming."""
    for text in link.act.expressions:
        known = text.document.provisions()
        article = known.get(link.place.partition("__")[0]) or text.article_by_heading(link.place) if link.place else None
        if article is not None and article.number:
            yield article


def _other_heading(link: _Link, words: str, articles: Sequence[Provision]) -> str:
    """The 条标 of another article of the act that the words name in brackets."""
    found = _HEADING.search(words)
    known = {article.heading for article in link.act.newest.document.articles()} - {article.heading for article in articles}
    return found["heading"] if found and found["heading"] in known else ""


def _number(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(to_int(part) or 0 for part in (found["number"], found["after"]) if part)


def _said(page: Page, link: _Link, words: str, articles: Sequence[Provision]) -> Iterator[Finding]:
    """What is put in quotation marks, or behind the number as if it were the article's words."""
    for quoted in _QUOTED.finditer(words):
        if not any(says(article, quoted["words"]) for article in articles):
            message = f"链接引的“{quoted['words']}”，{articles[-1].label}没有这句话。请照条文的原字句写，或者去掉引号。"
            yield Finding(page.file, link.line, link.column, "C123", Level.ERROR, message, quoted["words"])
            return
    said = _SAID.fullmatch(words)
    if not said or len(said["said"]) < _FEW or "“" in said["said"] or said["said"][-1] in "？?":
        return
    if not any(article.heading == said["said"] or says(article, said["said"]) for article in articles):
        message = f"链接写“{words}”，看上去是条文的话，{articles[-1].label}没有这句。请照条文的原字句写，或者只写条号、条标。"
        yield Finding(page.file, link.line, link.column, "C125", Level.WARNING, message, link.words)
