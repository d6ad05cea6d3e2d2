"""What words of ours quote from an act of our own must stand there (C123): pages, new texts, forms, tables."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rulebook.checks.cited import cited
from rulebook.checks.tables import tables
from rulebook.checks.words.opposite import turned
from rulebook.corpus import kept
from rulebook.corpus.library import Library
from rulebook.corpus.load import Corpus, is_published
from rulebook.markup.numerals import NUMERAL
from rulebook.markup.source import read_source
from rulebook.model.act import Act
from rulebook.model.citation import Citation
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Provision
from rulebook.verdict.quotation import quoted, says

_SHORT = 6  # characters: fewer are a word, no quotation
_BLOCK = re.compile(r"(?:规定|载明|写明|写道|原文|条|）)(?:如下)?[:：]\s*$")  # what follows as a block is quoted
_AROUND = re.compile(
    rf"^“?第[{NUMERAL}\d]+条(?:之[{NUMERAL}\d]+)?[\s\u3000]*(?:【[^】]*】)?|^“|”?(?:——|（《).*$|”$"
)  # no words of the article
_NEW = re.compile(r"\s*(?:[-*+>|#]|\d+[.)、]|```|~~~)")  # a line that begins something else
_TABLE = re.compile(r"\s*[|#]")
_OTHER_MARKS = str.maketrans("「」『』‘’", "“”“”“”")
_WHOLE = re.compile(r"》\s*(?:规定|明确|要求|载明|写明|写道)[:：]?\s*“(?P<words>[^”]{6,})”")  # of an act, no article named
_SEE = r"”[，,。；;]?(?:——|[（(]?\s*(?:参见|详见|见于?|出自|引自|摘自|语出|载于|规定在|写在|来源[：:]|依据[：:是]))\s*"
_SEEN = re.compile(rf"“(?P<words>[^“”]{{6,400}}){_SEE}$")
_SENTENCE_LIKE = re.compile(r"[，。；：\d]|不得|不准|禁止|可以|允许|应当|必须|不[用必]|无需")  # and no mere name
_NEAR = 450  # characters before a citation in which what it is the source of may begin
_QUOTES = re.compile(  # beside what may be a citation: the rest is not read
    rf"“[^“”]{{6,}}{_SEE}(?:《|本|第)|"
    r"[》条款项目）][^“”。；！？《》]{0,16}“[^”]{6,}|“[^“”]{6,}”[^“”。；！？]{0,4}[（(]|[》条款项目）][^“”。；！？《》]{0,16}[:：]\s*$"
)
_SAYS = re.compile(r"[》本][^。]{0,20}第[^。条]{1,9}条[^。“]{0,60}(?:可以|允许|能|不得|不准|禁止|应当|必须|不用|不必|无需)")
_SENTENCE = re.compile("[。！？]")
_OPENS = re.compile("[“「『‘]")
_SELF = re.compile("本[\u4e00-\u9fff]{2}第")


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of ours. line: 1-based; after: the lines that follow, "" where no block can; act: whose they are, "" for nobody's."""

    file: str
    line: int
    words: str
    after: Sequence[str] = ()
    act: str = ""
    prose: bool = True


def check_quotations(corpus: Corpus, library: Library) -> Iterator[Finding]:
    """Findings on whatever quotes an article by title and number or 条标; any text of the act will do."""
    bare = _bare_names(corpus)
    for said in _ours(corpus):
        if said.prose and _SAYS.search(said.words):
            yield from _round(corpus, library, said)
        if not _QUOTES.search(said.words):
            continue
        line = bare.sub(r"《\g<0>》", said.words) if bare else said.words
        block = _block(said.after) if _BLOCK.search(line) else ""
        if not ("《" in line or (said.act and _SELF.search(line))) or ("“" not in line and not block):
            continue
        for citation in cited(line):
            words = _before(line, citation) or quoted(line, citation.start, citation.end) or block
            act = _own(corpus, library, citation, said.act) if len(words) >= _SHORT else None
            there = list(_cited(act, citation)) or _whole(act, line, citation, words) if act else []
            if there and not any(says(article, words) for article in there):
                message = f"第{said.line}行说{citation.text}写的是“{words}”，那里没有这句话。请照条文的原字句写，或者去掉引号、核对条号。"
                yield Finding(said.file, said.line, citation.start + 1, "C123", Level.ERROR, message, words)


def _before(line: str, citation: Citation) -> str:
    """The sentence quoted before ``citation``, which is given as its source: “……”，见《……》第九条."""
    seen = _SEEN.search(line[max(0, citation.start - _NEAR) : citation.start])
    return seen["words"] if seen and _SENTENCE_LIKE.search(seen["words"]) else ""


def _round(corpus: Corpus, library: Library, said: _Said) -> Iterator[Finding]:
    """What a sentence says an article orders, without quoting it, and the article orders the contrary (R118)."""
    for citation in cited(said.words):
        act = _own(corpus, library, citation, said.act) if citation.targets or citation.heading else None
        rest = _SENTENCE.split(said.words[citation.end :], maxsplit=1)[0]
        texts = [list(_cited(dataclasses.replace(act, expressions=(text,)), citation)) for text in act.expressions] if act else []
        found = [turned(rest, articles) for articles in texts if articles]
        if found and all(found) and (last := found[-1]):
            part, article, there = last
            message = f"第{said.line}行说{citation.text}“{part}”，{article.label}写的是“{there}”，意思好像相反。请照条文核对。"
            yield Finding(said.file, said.line, citation.start + 1, "R118", Level.WARNING, message, part)


def _ours(corpus: Corpus) -> Iterator[_Said]:
    """Pages; texts that are not recorded yet; registers, forms, matters, terms and the notes of the settings."""
    for page in corpus.pages:
        for number, written, after in _paragraphs(page.source.text.split("\n")):
            yield _Said(page.file, number, _marked(written.lstrip("# ")), after)
    recorded = kept.latest(kept.recorded(corpus.docs.parent))
    for text in corpus.expressions():
        if not is_published(text) and (text.act, text.key) not in recorded:
            for number, written, after in _paragraphs(text.raw.split("\n")):
                yield _Said(text.file, number, _marked(written), after, text.act)
    settings = corpus.docs.parent / "mkdocs.yml"
    beside = [read_source(settings, settings.name)] if settings.is_file() else []
    for source in (*tables(corpus), *beside):
        place = Path(source.file)
        act = place.stem if place.parent.name == "forms" else ""
        for number, line in enumerate(source.text.split("\n"), start=1):
            if _OPENS.search(line):
                yield _Said(source.file, number, line.translate(_OTHER_MARKS) if "“" not in line else line, act=act, prose=False)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Each stretch of lines that Markdown draws as one, with the number of its first line and the lines after it."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and lines[end].strip() and not _NEW.match(lines[end]) and not _TABLE.match(lines[start]):
            end += 1
        yield start + 1, "".join(lines[start:end]), lines[end:]
        start = end


def _marked(line: str) -> str:
    """The line with its quotation marks as “ ”, where it uses only another kind."""
    if "“" in line:
        return line
    if line.count('"') % 2 == 0 and "{{" not in line:
        line = re.sub('"([^"]*)"', "“\\1”", line)
    return line if "“" in line else line.translate(_OTHER_MARKS)


def _bare_names(corpus: Corpus) -> re.Pattern[str] | None:
    """Titles and short titles of acts of our own, without 《》, before an article's number."""
    texts = [e for e in corpus.expressions() if not is_published(e)]
    names = sorted({n for e in texts for n in (e.header.title, e.header.short_title) if n}, key=len, reverse=True)
    return re.compile(rf"(?<![《\u4e00-\u9fff])(?:{'|'.join(map(re.escape, names))})(?=第[{NUMERAL}\d]+条)") if names else None


def _own(corpus: Corpus, library: Library, citation: Citation, holder: str) -> Act | None:
    """The act of our own that is cited by its title, or as 本规定 by itself or its form."""
    ids = library.find_act(citation.title) if citation.title else {holder} if citation.text.startswith("本") else ()
    act = corpus.acts.get(next(iter(ids))) if len(ids) == 1 else None
    return None if act is None or is_published(act.newest) else act


def _block(lines: Sequence[str]) -> str:
    """The block quotation (> …) that begins ``lines``, after blank ones, as one stretch of words."""
    quoted_lines = list(itertools.takewhile(lambda line: line.startswith(">"), itertools.dropwhile(lambda line: not line, lines)))
    return _AROUND.sub("", "".join(line.strip("> \t").replace("*", "") for line in quoted_lines))


def _whole(act: Act, line: str, citation: Citation, words: str) -> list[Provision]:
    """Every article, where the act is said to say so and no article is named."""
    found = _WHOLE.match(line, citation.end - 1)
    return [a for e in act.expressions for a in e.document.articles()] if found and found["words"] == words else []


def _cited(act: Act, citation: Citation) -> Iterator[Provision]:
    """The articles meant, in every text of the act."""
    for text in act.expressions:
        known = text.document.provisions()
        eids = {target.partition("__")[0] for target in citation.targets}
        yield from (known[eid] for eid in eids if eid in known)
        if citation.heading and (article := text.article_by_heading(citation.heading)):
            yield article
