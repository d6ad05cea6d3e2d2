"""Whether what is newly said beside the texts is borne out by the acts that it rests on: their words, taken in pairs.

A likeness, no proof: of 1,008 clauses of forms and matters that had been read against their articles, 92 in a hundred share
so much with the words of their act; what allows or asks what the act does not know shares about a third.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from rulebook.corpus.load import Corpus
from rulebook.markup.numerals import ARTICLE_NUMBER
from rulebook.model.document_types import ITSELF

_ENOUGH = 0.6  # share of the pairs of characters of a clause that stand in the acts
_LEAST = 3  # pairs; fewer say nothing by themselves
_NO_CONTENT = re.compile(rf"{ITSELF}|{ARTICLE_NUMBER.pattern}|[\W_a-zA-Z]|签名|签字|盖章")


class Acts:
    """The words of the acts of a rulebook, read when they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._pairs: dict[str, frozenset[str]] = {}

    def bear(self, words: str, acts: Iterable[str]) -> bool:
        """Whether ``words`` are much like what some text of ``acts`` (ids) says; true of words too short to tell."""
        said = _pairs(words)
        if len(said) < _LEAST:
            return True
        there = frozenset[str]().union(*map(self._of, acts))
        return len(said & there) >= _ENOUGH * len(said)

    def hold(self, words: str, acts: Iterable[str]) -> bool:
        """Whether ``words`` stand in a text of ``acts`` as they are."""
        known = (self._corpus.acts[act] for act in acts if act in self._corpus.acts)
        return any(words in text.raw for act in known for text in act.expressions)

    def _of(self, act: str) -> frozenset[str]:
        if act not in self._pairs:
            known = self._corpus.acts.get(act)
            texts = [text for text in known.expressions if text.header.text != "pending"] if known else []
            self._pairs[act] = frozenset[str]().union(
                *(_pairs(f"{a.heading}\n{a.own_words}") for text in texts for a in text.document.articles())
            )
        return self._pairs[act]


def additions(old: str, new: str) -> Iterator[str]:
    """The stretches of ``new`` that ``old`` has not."""
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    yield from (new[j:m] for tag, _, _, j, m in opcodes if tag in {"insert", "replace"})


def _pairs(words: str) -> frozenset[str]:
    plain = [part for part in _NO_CONTENT.sub(" ", words).split(" ") if part]
    return frozenset(part[n : n + 2] for part in plain for n in range(len(part) - 1))
