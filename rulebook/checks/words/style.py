"""How texts are worded (T3xx): a table of words to write otherwise, short names, what a closing chapter may hold.

The table (docs/style/words.csv) belongs to the rulebook; without it nothing here is asked. Its rules follow
立法技术规范（试行） and GB/T 15835-2011, each row with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus, is_published
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import DIVISIONS

PATTERN = "式"  # of a row whose first column is a regular expression and not a word
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_SHORT_NAME = re.compile(r"（以下简称(?:“([^”]+)”|([^）]+))）")
_MARKS = "，。；：、\n（）【】　"
_CLOSING = re.compile(r"附\s*则")
_CLOSING_HEADINGS = re.compile(r"解释|施行|废止|生效|有效期|适用|参照")
_TERM = re.compile(r"有效期|试行|届满|期满")


class _Rule(NamedTuple):
    """A row of the table of wordings."""

    find: str
    kind: str
    instead: str
    reason: str


def check_style(corpus: Corpus) -> Iterator[Finding]:
    """Warnings on every text of one's own; nothing where the rulebook keeps no table."""
    table = corpus.registries.style
    if table is None:
        return
    rules = tuple(_Rule(*map(row.get, _Rule._fields)) for row in table if _compiled(row.get("find"), row.get("kind")))
    for row in table:
        if _compiled(row.get("find"), row.get("kind")) is None:
            message = f"写法表第{row.line}行“{row.get('find')}”不是能用的式子。请改正，普通的词把 kind 写成“词”。"
            yield Finding(row.file, row.line, 1, "T302", Level.ERROR, message, row.get("find"))
    rows = kept.latest(kept.recorded(corpus.docs.parent))
    for expression in corpus.expressions():
        if not is_published(expression):
            issued = kept.unchanged(rows.get((expression.act, expression.key)), expression.raw)
            yield from _words(expression.raw, expression.file, expression.document.front_matter_lines, rules, issued=issued)
            yield from _short_names(expression)
            yield from _closing(expression)


@lru_cache(maxsize=1024)
def _compiled(find: str, kind: str) -> re.Pattern[str] | None:
    try:
        return re.compile(find if kind == PATTERN else re.escape(find))
    except re.error:
        return None


@lru_cache(maxsize=8192)  # a preview asks again after every saved edit; most texts are the same
def _words(raw: str, file: str, start: int, rules: tuple[_Rule, ...], *, issued: bool) -> tuple[Finding, ...]:
    """Titles and quotations are other people's words and are left alone. issued: as the ledger keeps it, so not to be changed by itself."""
    used = [(rule, _compiled(rule.find, rule.kind)) for rule in rules if rule.kind == PATTERN or rule.find in raw]
    told = []
    for number, line in enumerate(raw.split("\n")[start:] if used else (), start=start + 1):
        own = _QUOTED.sub(lambda found: "\0" * len(found.group()), line)
        for rule, pattern in used:
            for found in pattern.finditer(own) if pattern else ():
                such = "这样" if rule.kind == PATTERN else ""
                advice = f"写成“{rule.instead}”{such}" if rule.instead else "写明确"
                advice = f"已经发布的不必现在改，下次修正时{advice}" if issued else f"请{advice}"
                message = f"第{number}行“{found.group()}”：{rule.reason}。{advice}。"
                told.append(Finding(file, number, found.start() + 1, "T301", Level.WARNING, message, found.group(), rule.instead))
    return tuple(told)


def _short_names(expression: Expression) -> Iterator[Finding]:
    """A short name is given before it is used, and is used after it is given."""
    start = expression.document.front_matter_lines
    body = "\n".join(expression.raw.split("\n")[start:])
    for given in _SHORT_NAME.finditer(body):
        name = given.group(1) or given.group(2)
        line = start + 1 + body.count("\n", 0, given.start())
        named = max(body.rfind(mark, 0, given.start()) for mark in _MARKS)  # what is given the name may hold it
        if name in body[: max(named, 0)]:
            message = f"第{line}行才写“以下简称{name}”，前面已经用了“{name}”。请把简称写在第一次出现的地方。"
            yield Finding(expression.file, line, 1, "T303", Level.WARNING, message, name)
        elif name not in body[given.end() :]:
            message = f"第{line}行写了“以下简称{name}”，后面没有用。请删去简称，或者在后面用它。"
            yield Finding(expression.file, line, 1, "T303", Level.WARNING, message, name)


def _closing(expression: Expression) -> Iterator[Finding]:
    """附则 says who explains and from when; duties and penalties stand before it."""
    for division in expression.document.walk():
        if division.kind not in DIVISIONS or not _CLOSING.search(division.heading):
            continue
        for article in division.children:
            if article.heading and not _CLOSING_HEADINGS.search(article.heading):
                message = f"{article.label}（{article.heading}）写在附则里。附则只写解释、施行和适用，请移到前面的章。"
                yield Finding(expression.file, article.line, 1, "T304", Level.WARNING, message, article.heading)
            if "有效期" in article.heading and not _TERM.search(article.own_words):
                message = f"{article.label}条标写“{article.heading}”，条文没有写有效期。请改条标，或者补写届满日。"
                yield Finding(expression.file, article.line, 1, "T305", Level.WARNING, message, article.heading)
