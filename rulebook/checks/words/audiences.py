"""Words of a text that tell its readers of what they may not see: an act for few, named in a text for many."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.corpus.select import AUDIENCES, may_read, names, tells, withheld_names
from rulebook.model.finding import Finding, Level


def check_audiences(corpus: Corpus) -> Iterator[Finding]:
    """T223 for each line of an act (its header too) or a page that names an act or a register for fewer readers."""
    for audience in AUDIENCES[:-1]:
        open_acts = [act for act in corpus.acts.values() if any(may_read(audience, e.header.audience) for e in act.expressions)]
        withheld = withheld_names(corpus, audience) - names(open_acts)
        told = frozenset(name for name in withheld if not name.isascii())  # ids in headers are left out by ``select``
        if not told:
            continue
        texts = [(e.file, e.raw) for e in corpus.expressions() if e.header.audience == audience and e.header.state == "adopted"]
        if audience == AUDIENCES[0]:
            texts += [(page.file, page.source.text) for page in corpus.pages]
        for file, text in texts:
            if tells(text, told):
                yield from _lines(file, text, audience, told)


def _lines(file: str, text: str, audience: str, told: frozenset[str]) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        name = tells(line, told)
        if name:
            message = (
                f"“{name}”只给范围更小的人看，“{audience}”都能读到的文字不能提它。请改成不点名的说法，或者改这件的 audience。"
            )
            yield Finding(file, number, line.find(name) + 1, "T223", Level.ERROR, message, name)
