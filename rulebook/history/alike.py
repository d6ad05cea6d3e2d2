"""Provisions of two acts that say nearly the same, and sentences of two acts that differ in a figure only."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel

from rulebook.history.align import plain
from rulebook.markup.quantities import quantities
from rulebook.model.act import Expression
from rulebook.model.provision import Provision

ALIKE = 0.66  # Indel likeness from which two provisions say nearly the same; measured by bench/similar.py
SAME_MATTER = 0.8  # the same of two sentences without their figures: from here on they speak of one matter
_LONG = 30  # characters below which likeness means nothing
_STANDING = re.compile(  # what every act says of itself: nobody refers to another one's
    "制定本[^。，；]{2,4}。|^本[^。，；]{2,4}(?:经[^。]{0,30}，)?自(?:\\d{4}年|[印公发]布|印发)[^。]{0,14}施行|^本[^。，；]{2,4}由[^。]{2,20}负责解释|^本[^。，；]{2,4}适用于"
)
_SENTENCE = re.compile(r"[^。；\n]+")
_PIECE = 4  # characters of a piece by which candidates are found
_COMMON = 80  # a piece that more texts hold than this tells nothing
_SHARED = 3  # pieces that a pair must share to be compared


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article: the whole, or one sentence."""

    text: Expression
    article: Provision
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in two acts. likeness: from 0 to 1."""

    one: Place
    other: Place
    likeness: float


def tells(words: str) -> bool:
    """Whether the words of an article can be compared with others': long enough, and about something."""
    return len(words) >= _LONG and not _STANDING.search(words)


def alike(texts: Iterable[Expression], cutoff: float = ALIKE) -> list[Pair]:
    """Articles of different acts that say nearly the same, the likest first. cutoff: Indel likeness, 0 to 1."""
    places = [Place(text, article, plain(article)) for text in texts for article in text.document.articles()]
    places = [place for place in places if tells(place.words)]
    found = [Pair(places[a], places[b], like) for a, b, like in _near(tuple(p.words for p in places), _acts(places), cutoff)]
    return sorted(found, key=lambda pair: -pair.likeness)


def differing(texts: Iterable[Expression], cutoff: float = SAME_MATTER) -> list[Pair]:
    """Sentences of different acts that are nearly the same but for figures of the same kinds, the likest first.

    cutoff: Indel likeness of the sentences without their figures, 0 to 1.
    """
    places: list[Place] = []
    bare: list[str] = []
    figures: list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = []
    for text in texts:
        for article in text.document.articles():
            for match in _SENTENCE.finditer(article.own_words):
                words = match.group()
                held = [q for q in quantities(words) if q.kind != "日子"]
                if held:
                    places.append(Place(text, article, words))
                    bare.append(_without(words, [(q.start, q.end) for q in held]))
                    figures.append((tuple(q.kind for q in held), tuple((q.value, q.unit) for q in held)))
    found = [
        Pair(places[a], places[b], like)
        for a, b, like in _near(tuple(bare), _acts(places), cutoff)
        if figures[a][0] == figures[b][0] and figures[a][1] != figures[b][1]
    ]
    return sorted(found, key=lambda pair: -pair.likeness)


def _acts(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(place.text.act for place in places)


def _without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    out, at = "", 0
    for start, end in spans:
        out += words[at:start] + "#"
        at = end
    return out + words[at:]


@lru_cache(maxsize=4)  # a preview asks again after every saved edit; most touch no sentence with a figure
def _near(words: tuple[str, ...], acts: tuple[str, ...], cutoff: float) -> list[tuple[int, int, float]]:
    """Pairs of different acts that are alike. Only those that share rare pieces are compared: a rulebook of thousands stays quick."""
    found: list[tuple[int, int, float]] = []
    pieces = [{text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)} for text in words]
    held = Counter(itertools.chain.from_iterable(pieces))
    telling = {piece for piece, count in held.items() if 1 < count <= _COMMON}
    pieces = [held & telling for held in pieces]
    holders: dict[str, list[int]] = {piece: [] for piece in telling}
    for index in range(len(words) - 1, -1, -1):
        for piece in pieces[index]:
            holders[piece].append(index)
    lengths = [len(text) for text in words]
    for index, text in enumerate(words):
        later: list[int] = []
        for piece in pieces[index]:
            held_by = holders[piece]
            held_by.pop()  # this text, the first that is left
            later += held_by
        least = int(lengths[index] * cutoff / (2 - cutoff))  # a text that is shorter or longer cannot be as like
        most = lengths[index] * (2 - cutoff) / cutoff + 1
        others = sorted(
            at
            for at, count in Counter(later).items()
            if count >= _SHARED and least <= lengths[at] <= most and acts[at] != acts[index]
        )
        if not others:
            continue
        near = process.extract(
            text,
            [words[at] for at in others],
            scorer=Indel.normalized_similarity,
            processor=None,
            limit=None,
            score_cutoff=cutoff,
        )
        found += sorted((index, others[at], likeness) for _, likeness, at in near)
    return found
