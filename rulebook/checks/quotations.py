"""What a page of one's own quotes from an act of our own must stand there (C123)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.citation.extract import citations
from rulebook.corpus.library import Library
from rulebook.corpus.load import Corpus, is_published
from rulebook.history.quotation import quoted, says
from rulebook.markup.parse import parse
from rulebook.model.act import Act
from rulebook.model.citation import Citation
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Provision

_SHORT = 6  # characters: fewer are a word, no quotation


def check_quotations(corpus: Corpus, library: Library) -> Iterator[Finding]:
    """Findings on every line of a written page that quotes an article by title and number or 条标; any text of the act will do."""
    for page in corpus.pages:
        for number, line in enumerate(page.source.text.split("\n"), start=1):
            if "《" not in line or "“" not in line:
                continue
            for citation in citations(parse(f"# 未知\n\n{line}\n", page.file)[0]):
                words = quoted(line, citation.start, citation.end)
                ids = library.find_act(citation.title) if citation.title and len(words) >= _SHORT else ()
                act = corpus.acts.get(next(iter(ids))) if len(ids) == 1 else None
                if act is None or is_published(act.newest):
                    continue
                there = list(_cited(act, citation))
                if there and not any(says(article, words) for article in there):
                    message = f"第{number}行说{citation.text}写的是“{words}”，那一条没有这句话。请照条文的原字句写，或者去掉引号、核对条号。"
                    yield Finding(page.file, number, citation.start + 1, "C123", Level.ERROR, message, words)


def _cited(act: Act, citation: Citation) -> Iterator[Provision]:
    """The articles meant, in every text of the act."""
    for text in act.expressions:
        known = text.document.provisions()
        eids = {target.partition("__")[0] for target in citation.targets}
        yield from (known[eid] for eid in eids if eid in known)
        if citation.heading and (article := text.article_by_heading(citation.heading)):
            yield article
