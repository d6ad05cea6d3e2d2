"""The same matter with different figures in two acts (C124), and the table that says why two may differ (两者不同，因为……)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.history.alike import Pair, Place, differing
from rulebook.model.finding import Finding, Level

TABLE = "docs/style/different.csv"


def check_figures(corpus: Corpus) -> Iterator[Finding]:
    """A warning on the later of two acts for each pair of sentences that the table does not explain."""
    texts = [
        act.newest
        for act in corpus.acts.values()
        if act.header.collection != "law" and not act.header.repealed and act.header.text == "held"
    ]
    explained = {frozenset((row.get("one"), row.get("other"))): row for row in corpus.registries.different}
    known = {f"{text.act}#{article.eid}" for text in texts for article in text.document.articles()}
    for row in explained.values():
        lost = next((place for place in (row.get("one"), row.get("other")) if place not in known), "")
        if lost:
            message = f"第{row.line}行：现行文本里没有“{lost}”。请改成“制度的 id#art_几”，或者删去这一行。"
            yield Finding(row.file, row.line, 1, "C124", Level.WARNING, message, lost)
    for pair in differing(texts):
        if frozenset((_key(pair.one), _key(pair.other))) not in explained:
            yield _finding(pair)


def _key(place: Place) -> str:
    return f"{place.text.act}#{place.article.eid}"


def _finding(pair: Pair) -> Finding:
    later, earlier = sorted((pair.one, pair.other), key=lambda place: str(place.text.valid_from or ""), reverse=True)
    line = later.article.line
    message = (
        f"第{line}行{later.article.label}“{later.words}”，和《{earlier.text.header.name}》{earlier.article.label}"
        f"“{earlier.words}”几乎一样，数字不同。是同一件事的，请改成一样；是两件事的，"
        f"在 {TABLE} 加一行“{_key(later)},{_key(earlier)},因为……”（第一行写 one,other,because）。"
    )
    return Finding(later.text.file, line, 1, "C124", Level.WARNING, message, later.words)
