"""Forms, tables, matters, pages and links of other headers brought up to the numbers of a new text, as ``amend`` does it.

Only what names the act for certain is changed, in its own line and nothing else of it; ``check_moved_data`` tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rulebook.checks.cited import cited
from rulebook.checks.data.contrary import OWN
from rulebook.checks.data.moved_articles import Step
from rulebook.checks.data.stale_numbers import ADDRESS, CUE, Line, lines, still_old
from rulebook.corpus.library import Library
from rulebook.corpus.links import words
from rulebook.corpus.load import Corpus
from rulebook.markup.numerals import ARTICLE_NUMBER, to_int

_LINK = re.compile(  # its words, then where it leads: of Markdown, of a macro the other way round
    r"\[(?P<words>[^\[\]]{1,300})\]\((?P<target>[^()]{1,300})\)|"
    r"\{\{[^{}()]{0,40}\((?P<place>\s{0,9}[\"'][^\"'{}]{1,200}[\"'])(?P<label>[^{}()]{0,300})\)\s{0,9}\}\}"
)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters of a line and what takes their place."""

    start: int
    end: int
    words: str


def moved_data(corpus: Corpus, library: Library, step: Step) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """The files that name moved numbers as they should be, the same files as they are, and each change in words.

    step: the text that moves the numbers, not in ``corpus`` yet, and the one before it.
    """
    by_file: dict[str, dict[int, list[_Edit]]] = {}
    for line in lines(corpus) if step.found.moved else ():
        if line.file in {step.old.file, step.new.file} or not CUE.search(line.words):
            continue
        found = {edit.start: edit for edit in _edits(line, library, step)}
        if found and still_old(line, {eid for eid, _, _ in _named(line, library, step)}, step):
            by_file.setdefault(line.file, {})[line.number] = sorted(found.values(), key=lambda e: -e.start)
    after, before, told = {}, {}, []
    for file, changes in by_file.items():
        text = (corpus.root / file).read_bytes().decode()
        rows = text.splitlines(keepends=True)
        for number, edits in changes.items():
            row = rows[number - 1]
            for edit in edits:
                told.append(f"{file}:{number} {row[edit.start : edit.end]}→{edit.words}")
                row = row[: edit.start] + edit.words + row[edit.end :]
            rows[number - 1] = row
        before[file], after[file] = text, "".join(rows)
    return after, before, told


def _edits(line: Line, library: Library, step: Step) -> Iterator[_Edit]:
    for eid, start, end in _named(line, library, step):
        now = step.found.became(eid)
        if now and now != eid:
            written = line.words[start:end]
            yield _Edit(start, end, now if written.isascii() else _label(now, digits=written[1].isdigit()))


def _label(eid: str, *, digits: bool) -> str:
    number = eid.removeprefix("art_").partition("-")[0]
    return words(eid).replace(words(f"art_{number}"), f"第{number}条", 1) if digits else words(eid)


def _named(line: Line, library: Library, step: Step) -> Iterator[tuple[str, int, int]]:
    """Articles of the act that the line names beyond doubt: id, where the number begins and ends."""
    act = step.act.id
    for found in ADDRESS.finditer(line.words):
        if (found["act"] or line.act) == act:
            yield found["eid"], found.start("eid"), found.end("eid")
    spans = [(found.start("list"), found.end("list")) for found in OWN.finditer(line.words)] if line.act == act else []
    for link in _LINK.finditer(line.words):
        if any((found["act"] or line.act) == act for found in ADDRESS.finditer(link["target"] or link["place"])):
            spans += [link.span(key) for key in ("words", "label") if link[key]]
    if "《" in line.words and "条" in line.words:
        for citation in cited(line.words):
            if citation.title and set(library.find_act(citation.title)) == {act}:
                spans.append((citation.start, citation.end))
    for start, end in spans:
        for number in ARTICLE_NUMBER.finditer(line.words, start, end):
            yield _eid(number.groupdict()), number.start(), number.end()


def _eid(found: Mapping[str, str | None]) -> str:
    after = found["after"]
    return f"art_{to_int(found['number'] or '')}" + (f"-{to_int(after)}" if after else "")
