"""Forms, tables, matters and pages that name an article by a number which a coming text moves (R117).

They may be right until the new text applies, so this is a warning with its first day. Whether a line was already brought up
to date is read off its words: they are more like the article that bears the number now, or like the one that bore it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rulebook.checks.cited import cited
from rulebook.checks.data.moved_articles import Step
from rulebook.checks.tables import tables
from rulebook.corpus.library import Library, title_key
from rulebook.corpus.links import words
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.matters import load_matters
from rulebook.model.citation import CitationKind
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Provision

CUE = re.compile(r"第[零一二三四五六七八九十百千\d]+条|\b(?:art|clause)_\d")
ADDRESS = re.compile(r"(?P<act>[a-z0-9][a-z0-9._-]*?)?(?:\.md)?/?(?:#|[ ,:\"'{]|^)\s*(?P<eid>(?:art|clause)_\d+(?:-\d+)?)\b")
_OWN_ACT = ("act", "mechanism")  # columns of tables that name an act
_PAIR = 2  # characters compared at a time


@dataclass(frozen=True, slots=True)
class Line:
    """A line of data. act: whose articles a bare number means, "" where it is not said."""

    file: str
    number: int
    words: str
    act: str = ""


def check_moved_data(corpus: Corpus, library: Library, moving: Sequence[Step]) -> Iterator[Finding]:
    """Findings on every line that names a number moved by a text."""
    by_act = {step.act.id: step for step in moving if step.new is step.act.newest}
    called = [name for name, ids in library.acts.items() if not ids.isdisjoint(by_act)]
    for line in lines(corpus) if by_act else ():
        named = list(dict.fromkeys(_named(line, library, by_act, called))) if CUE.search(line.words) else []
        for act in dict.fromkeys(name[0] for name in named):
            step, eids = by_act.get(act), {eid for other, eid, *_ in named if other == act}
            if step and still_old(line, eids, step):
                told = (name for name in named if name[0] == act and step.moves(name[1]))
                yield from (_finding(line, step, eid, text, column) for _, eid, text, column in told)


def _finding(line: Line, step: Step, eid: str, text: str, column: int) -> Finding:
    now = step.found.became(eid)
    way = f"到那天请改成{words(now)}；已经照新条号写的，不用改" if now else "到那天请改掉"
    message = f"第{line.number}行写了《{step.act.header.name}》的“{text}”，{step.says(eid)}。{way}。"
    return Finding(line.file, line.number, column, "R117", Level.WARNING, message, text, words(now) if now else "")


def lines(corpus: Corpus) -> Iterator[Line]:
    """Every line of data, of written pages and of headers that link to a number; where it says which act it is about, with it."""
    about: dict[tuple[str, int], str] = {}
    registries = corpus.registries
    rows = [*registries.questions, *(row for register in registries.registers.values() for row in register.rows)]
    about |= {(row.file, row.line): next(filter(None, map(row.get, _OWN_ACT)), "") for row in rows}
    matters = load_matters(corpus.root, corpus.docs)
    for placed in matters.placed:
        for step, at in zip(placed.matter.steps, placed.steps, strict=True):
            about |= {(matters.file, at - n): step.target.partition("#")[0] for n in range(7)}  # target stands last
    for table in tables(corpus):
        path = PurePosixPath(table.file)
        whole = path.stem if path.parent.name == "forms" else ""
        for number, text in enumerate(table.text.splitlines(), start=1):
            yield Line(table.file, number, text, about.get((table.file, number), whole))
    for page in corpus.pages:
        for number, text in enumerate(page.source.text.splitlines(), start=1):
            yield Line(page.file, number, text)
    for act in corpus.acts.values():
        if not is_published(act.newest):
            head = act.newest.raw.split("\n")[: act.newest.document.front_matter_lines]
            yield from (Line(act.newest.file, n, text) for n, text in enumerate(head, start=1) if "#art_" in text)


def _named(
    line: Line, library: Library, by_act: Mapping[str, Step], called: Sequence[str]
) -> Iterator[tuple[str, str, str, int]]:
    """Act, id of the article, the words that name it, their column. called: what the acts of ``by_act`` are called, as compared."""
    for found in ADDRESS.finditer(line.words):
        yield found["act"] or line.act, found["eid"], found["eid"], found.start("eid") + 1
    if "条" not in line.words:
        return
    said = title_key(line.words)
    if line.act not in by_act and not any(name in said for name in called):
        return  # reading the line takes long, and it could name no other act
    title = by_act[line.act].act.header.title if line.act in by_act else "未知"
    for citation in cited(line.words, title):
        if citation.kind is CitationKind.RELATIVE or citation.heading:
            continue
        ids = library.find_act(citation.title) if citation.title else {line.act}
        for target in citation.targets if len(ids) == 1 else ():
            yield next(iter(ids)), target.partition("__")[0], citation.text, citation.start + 1


def still_old(line: Line, eids: Collection[str], step: Step) -> bool:
    """Whether the line means the old numbers: its words are more like the articles that bore them than those that bear them."""
    before, after = (text.document.provisions() for text in (step.old, step.new))
    if any(eid in before and eid not in after for eid in eids):
        return True
    was, now = (_shared(line.words, [known[eid] for eid in eids if eid in known]) for known in (before, after))
    return was > now or (was == now and not step.recorded)


def _shared(line: str, articles: Sequence[Provision]) -> int:
    """How many pairs of characters of the line stand in the articles."""
    plain = re.sub(r"第[^条]{1,6}条|[\W_a-zA-Z]", "", line)
    said = "\n".join(article.heading + article.own_words for article in articles)
    return sum(plain[n : n + _PAIR] in said for n in range(len(plain) - _PAIR + 1))
