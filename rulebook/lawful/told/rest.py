"""Files beside the texts that changed and of which no other check has anything to say: shown to the reviewer all the same (L326).

Registers, terms, questions and pages say what no program can compare with an article; so nothing in them changes unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rulebook.corpus.load import Corpus
from rulebook.lawful.compared import few, gone_and_new, paired, short
from rulebook.lawful.events import in_place
from rulebook.lawful.told.tables import read_as
from rulebook.model.finding import Finding, Level

_KINDS = (".csv", ".yml", ".md")
_FEW = 3  # changes shown
_LEADS = "search/"  # files of words and questions that lead to articles
_BETWEEN = re.compile('[,；;"\n\r]')
_QUOTED = 20  # characters of what a message quotes at least
_MANY = 60  # lines from which old and new ones are not paired: that takes each with each


def changed(corpus: Corpus, before: Mapping[str, str], told: Mapping[str, str]) -> Iterator[Finding]:
    """One warning a file. before: each that is not as it was, relative to the root, with the text it had.

    told: files with a finding, each with all that is said of it. What leads readers is told beside it, so that no change hides another.
    """
    root, acts = corpus.docs.parent, {text.file for text in corpus.expressions()}
    for name, old in before.items():
        now = read_as(root / name) if name.endswith(_KINDS) and name not in acts and name not in told else None
        shown = list(_changes(_lines(old, name), _lines(now, name))) if now is not None else []
        if shown:
            message = f"这份文件的改动没有检查能核对：{few(shown, _FEW)}。请对照条文和来源看过。"
            yield Finding(name, 1, 1, "L326", Level.WARNING, message, name)
        elif name in told and f"/{_LEADS}" in name and (words := read_as(root / name)) is not None:
            lost, gained = (
                [one for one in side if one[:_QUOTED] not in told[name]] for side in gone_and_new(_cells(old), _cells(words))
            )
            beside = [f"多了“{short(one)}”" for one in gained] + [f"少了“{short(one)}”" for one in lost]
            if beside:
                message = f"这份文件另外还{few(beside, _FEW)}。请对照条文看过。"
                yield Finding(name, 1, 1, "L326", Level.WARNING, message, name)


def _cells(text: str) -> list[str]:
    """What stands in the cells of a table, each of several things by itself."""
    return [one for one in map(str.strip, _BETWEEN.split(text.removeprefix("\ufeff"))) if one]


def _lines(text: str, name: str) -> list[str]:
    """Lines that say something: no comments of YAML, no blanks around them."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not (name.endswith(".yml") and line.startswith("#"))]


def _changes(old: list[str], new: list[str]) -> Iterator[str]:
    lost, gained = gone_and_new(old, new)
    pairs = paired(lost, gained) if len(lost) + len(gained) <= _MANY else []
    for was, now in pairs:
        before, after = in_place(was, now)
        yield f"“{short(before)}”→“{short(after)}”"
    yield from (f"多了“{short(line)}”" for line in gained if all(line != now for _, now in pairs))
    yield from (f"少了“{short(line)}”" for line in lost if all(line != was for was, _ in pairs))
    if not lost and not gained and old != new:
        yield "各行的次序变了"
