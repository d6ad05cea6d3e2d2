"""Words that are newly said to mean the same as others: readers see such pairs, and whose duty something is (L320, L315).

What a synonym leads to are words of the acts; an alias of an office is nobody else's name in a duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.registry import Row, several
from rulebook.lawful.registered import OFFICES, read_as, table
from rulebook.model.finding import Finding, Level

SYNONYMS = "search/synonyms.csv"
_LONG = 5  # characters: shorter ones are words, not statements
_BINDS = re.compile("不得|不准|禁止|应当|必须|可以")  # says what is to be done, as no word does


def changed(corpus: Corpus, before: Mapping[str, str]) -> Iterator[Finding]:
    """Warnings on the files ``before``: name below docs to the text that it had, each of them not the same any more."""
    told = {name: table(text) for name, text in before.items() if name in {SYNONYMS, OFFICES} and read_as(corpus.docs / name)}
    if SYNONYMS in told:
        yield from _means(corpus, {row.get("word", ""): row.get("means", "") for row in told[SYNONYMS]})
    if OFFICES in told:
        rows = (corpus.registries.offices or {}).values()
        yield from _aliases(corpus, rows, {row.get("slug", ""): row for row in told[OFFICES]})


def _means(corpus: Corpus, was: Mapping[str, str]) -> Iterator[Finding]:
    texts = [text.raw for text in corpus.expressions() if not is_published(text)]
    called = [placed.form.name for placed in corpus.registries.forms or ()]
    words = "\n".join([*texts, *called, *(corpus.registries.terms or {})])
    for row in corpus.registries.synonyms or ():
        said = row.get("means").split()
        missing = [one for one in said if len(one) >= _LONG and (one not in words or _BINDS.search(one))]
        if missing and row.get("means") != was.get(row.get("word")):
            message = f"检索时会告诉读者“{row.get('word')}”就是“{'、'.join(missing)}”，这不是制度里的词。means 写制度里的词，不写规定；请照条文核对。"
            yield Finding(row.file, row.line, 1, "L320", Level.WARNING, message, row.get("word"))


def _aliases(corpus: Corpus, rows: Iterable[Row], was: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    """Aliases that are who does a duty of another office; what a new office is said to do."""
    held: dict[str, set[str]] = {}
    for act in corpus.acts.values():
        for duty in act.newest.header.duties:
            held.setdefault(duty.who, set()).add(duty.office)
    for row in rows:
        old = was.get(row.get("slug"), {})
        known = {old.get("name", ""), *several(old.get("aliases", ""))}
        for alias in row.many("aliases"):
            if alias not in known and held.get(alias, {row.get("slug")}) != {row.get("slug")}:
                message = f"“{alias}”成了“{row.get('name')}”的别名，有的职责写着由“{alias}”办，归别的科室或者岗位。请核对；写错了的请删去。"
                yield Finding(row.file, row.line, 1, "L315", Level.WARNING, message, alias)
        if row.get("slug") not in was and row.get("note"):
            message = (
                f"新登记的“{row.get('name')}”写着“{row.get('note')}”，科室表照着显示。请对照批准的文件核对；不用写的请删去。"
            )
            yield Finding(row.file, row.line, 1, "L315", Level.WARNING, message, row.get("note"))
