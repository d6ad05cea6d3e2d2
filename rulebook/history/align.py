"""Which article of the new text is which of the old: by words and order, splits and moves included (条文对应)."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from rulebook.model.provision import Document, Kind, Provision

_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_OWN_NUMBERS = re.compile(r"第[零一二三四五六七八九十百千\d]+条")
PAIRED = 0.36  # least likeness of two articles at corresponding places
ALONE = 0.22  # the same where just one old and one new article stand between two matched pairs
MOVED = 0.55  # least likeness of two articles that changed places


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new article; one side None where it was inserted or deleted. likeness: 0 to 1."""

    old: Provision | None
    new: Provision | None
    likeness: float = 0.0
    moved: bool = False


def plain(article: Provision) -> str:
    """Words of an article as compared: NFKC, without blanks and zero-width characters, heading excluded."""
    return _plain(article.own_words)


@functools.lru_cache(maxsize=1 << 14)  # an article is compared in several places, and in the sites of all editions
def _plain(words: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", words))


def align(old: Document, new: Document, *, clauses: bool = False) -> list[Pair]:
    """Every article of both texts exactly once, in the order of the new text, deleted ones where they stood.

    clauses: of a text without 条, its 一、 instead.
    """
    olds, news = (numbered(text) if clauses else list(text.articles()) for text in (old, new))
    left, right = [plain(a) for a in olds], [plain(a) for a in news]
    matched: dict[int, int] = {}
    for a_range, b_range in _gaps(left, right, matched):
        _align_gap(left, right, a_range, b_range, matched)
    _lone(left, right, matched)
    moved = _moves(left, right, matched)
    return _ordered(olds, news, left, right, matched, moved)


def numbered(document: Document) -> list[Provision]:
    """What a text is counted and compared by: its 条, or its 一、 where it has none."""
    return list(document.articles()) or [node for node in document.walk() if node.kind is Kind.CLAUSE]


def _gaps(left: list[str], right: list[str], matched: dict[int, int]) -> list[tuple[range, range]]:
    """Fix articles whose words are unique and unchanged, in order; give the stretches between them."""
    once = {t: i for i, t in enumerate(left) if left.count(t) == 1} if len(left) < 400 else _unique(left)
    other = _unique(right)
    anchors = _increasing([(once[t], other[t]) for t in right if t in once and t in other])
    out, a, b = [], 0, 0
    for i, j in [*anchors, (len(left), len(right))]:
        out.append((range(a, i), range(b, j)))
        if i < len(left):
            matched[i] = j
        a, b = i + 1, j + 1
    return out


def _unique(texts: list[str]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for index, text in enumerate(texts):
        seen[text] = -1 if text in seen else index
    return {text: index for text, index in seen.items() if index >= 0}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longest run of pairs that rises on both sides (pairs come in order of the second)."""
    best: list[int] = []
    last: list[int] = []
    for index, (i, _) in enumerate(pairs):
        before = [k for k in range(index) if pairs[k][0] < i] if index < 60 else range(max(0, index - 60), index)
        chosen = max((k for k in before if pairs[k][0] < i), key=lambda k: best[k], default=-1)
        best.append(1 + (best[chosen] if chosen >= 0 else 0))
        last.append(chosen)
    out: list[tuple[int, int]] = []
    index = max(range(len(pairs)), key=lambda k: best[k], default=-1)
    while index >= 0:
        out.append(pairs[index])
        index = last[index]
    return out[::-1]


def _align_gap(left: list[str], right: list[str], a: range, b: range, matched: dict[int, int]) -> None:
    """Best order-keeping alignment of one stretch: the sum of likeness above the threshold is greatest."""
    if not a or not b:
        return
    likeness = _likeness([left[i] for i in a], [right[j] for j in b])
    gain = [[like - PAIRED + 0.05 if like >= PAIRED else -1.0 for like in row] for row in likeness]
    rows, columns = len(a), len(b)
    total = [[0.0] * (columns + 1)]  # from the last row up
    for row in reversed(gain):
        below, here = total[-1], [0.0] * (columns + 1)
        for j in range(columns - 1, -1, -1):
            here[j] = max(row[j] + below[j + 1], below[j], here[j + 1])
        total.append(here)
    total.reverse()
    i = j = 0
    while i < rows and j < columns:
        if gain[i][j] > 0 and total[i][j] == gain[i][j] + total[i + 1][j + 1]:
            matched[a[i]] = b[j]
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1


def _lone(left: list[str], right: list[str], matched: dict[int, int]) -> None:
    """One old and one new article left alone between the same neighbours belong together, if they are at all alike."""
    ends = [(-1, -1), *sorted(matched.items()), (len(left), len(right))]
    for (i, j), (k, m) in itertools.pairwise(ends):
        if k - i == 2 and m - j == 2 and _likeness([left[i + 1]], [right[j + 1]])[0][0] >= ALONE:
            matched[i + 1] = j + 1


def _likeness(left: list[str], right: list[str]) -> list[list[float]]:
    """Likeness of each left with each right, own article numbers left out."""
    olds, news = ([_OWN_NUMBERS.sub("第条", t) for t in side] for side in (left, right))
    out = []
    for old in olds:
        row = [0.0] * len(news)
        for _, like, index in process.extract(old, news, scorer=Indel.normalized_similarity, processor=None, limit=None):
            row[index] = like
        out.append(row)
    return out


def _moves(left: list[str], right: list[str], matched: dict[int, int]) -> set[int]:
    """Pair what is left over by likeness, wherever it stands, the likest first."""
    free_left = [i for i in range(len(left)) if i not in matched]
    taken = set(matched.values())
    free_right = [j for j in range(len(right)) if j not in taken]
    if not free_left or not free_right:
        return set()
    likeness = _likeness([left[i] for i in free_left], [right[j] for j in free_right])
    pairs = [(-like, i, j) for i, row in zip(free_left, likeness, strict=True) for j, like in zip(free_right, row, strict=True)]
    moved: set[int] = set()
    for _, i, j in sorted(pair for pair in pairs if -pair[0] >= MOVED):
        if i not in moved and j not in taken:
            matched[i] = j
            moved.add(i)
            taken.add(j)
    return moved


def _ordered(
    olds: list[Provision], news: list[Provision], left: list[str], right: list[str], matched: dict[int, int], moved: set[int]
) -> list[Pair]:
    back = {j: i for i, j in matched.items()}
    out: list[Pair] = []
    done = 0
    for j, new in enumerate(news):
        i = back.get(j)
        if i is None:
            out.append(Pair(None, new))
            continue
        while i not in moved and done < i:
            if done not in matched:
                out.append(Pair(olds[done], None))
            done += 1
        if i not in moved:
            done = i + 1
        out.append(Pair(olds[i], new, Indel.normalized_similarity(left[i], right[j]), i in moved))
    out.extend(Pair(olds[k], None) for k in range(done, len(olds)) if k not in matched)
    return out
