"""Learn ``rulebook/search/topics.tsv``: which words speak of what internal rules regulate, and which of other things.

The same for ``topics-laws.tsv``: of what laws regulate, for sites that hold laws and know no ways of asking. Questions that rules answer (docs/search/questions.csv, and the answered ones of bench/ that are not kept) and questions
that they do not (bench/labelled.tsv) are means of word vectors; laws answer bench/law-questions.tsv and what is foreign to
rules, and not the part "unanswered laws" nor, for the most part, what rules leave unanswered; a logistic regression tells them apart, so each word has
a score of its own, and words that no question has get theirs from their neighbours. The vectors (125,796 words, 100
numbers each, MIT) come with the package synonyms 3.8.0:

    pip download --no-deps --no-binary :all: synonyms==3.8.0 && tar xzf synonyms-3.8.0.tar.gz
    python bench/topics.py synonyms-3.8.0/synonyms/data/words.vector

The score of a longer word is shared by its pairs of characters, since the search knows pairs, not words.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import jieba
import numpy as np
import searching
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
OUT = ROOT / "rulebook" / "search"
FREQUENT = 40000  # words, the most frequent first, that get a score
RARE = 20000  # of words this far down the list a pair takes half as much
COMMON = 2  # directions that all words share, taken away (Mu and Viswanath, All-but-the-Top, 2018)
DECAY = 1e-4
FOREIGN = 0.4  # what a question about another law counts for
DAILY = 0.3  # what a question that rules leave unanswered counts for on laws: some laws may answer it
MOST = 9
HAN = re.compile(r"[\u3400-\u9fff]{2,}")
Matrix = NDArray[np.float32]
Sides = tuple[list[tuple[str, float]], list[tuple[str, float]]]  # (question, what it counts for): answered, not answered


def main() -> None:
    """Read, fit, write."""
    jieba.setLogLevel(60)
    names, vectors = read(Path(sys.argv[1]))
    for name, sides in (("topics.tsv", questions()), ("topics-laws.tsv", law_questions())):
        write(OUT / name, shared(names, learnt(names, vectors, sides)))


def learnt(names: list[str], vectors: Matrix, sides: Sides) -> NDArray[np.float64]:
    """Score of each word."""
    rows = {name: n for n, name in reversed(list(enumerate(names)))}

    def mean(typed: str) -> NDArray[np.float64] | None:
        found = [rows[word] for word in jieba.cut(typed) if HAN.fullmatch(word) and word in rows]
        return vectors[found].mean(axis=0) if found else None

    known = [[(m, count) for typed, count in side if (m := mean(typed)) is not None] for side in sides]
    x = np.array([m for side in known for m, _ in side])
    y = np.array([n == 0 for n, side in enumerate(known) for _ in side], dtype=float)
    counts = np.concatenate([np.array([c for _, c in side]) / sum(c for _, c in side) / 2 for side in known])
    weights = fit(np.c_[x, np.ones(len(x))], y, counts)
    return np.asarray(vectors @ weights[:-1] + weights[-1])


def read(path: Path) -> tuple[list[str], Matrix]:
    """Words, the most frequent first, and their vectors, each of length 1 once what all share is taken away."""
    data = path.read_bytes()
    head, _, body = data.partition(b"\n")
    count, size = map(int, head.split())
    names, vectors, at = [], np.zeros((count, size), np.float32), 0
    for n in range(count):
        end = body.index(b" ", at)
        names.append(body[at:end].lstrip(b"\n").decode("utf-8", "ignore"))
        vectors[n] = np.frombuffer(body, np.float32, size, end + 1)
        at = end + 1 + 4 * size
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors[:30000], full_matrices=False)
    vectors -= (vectors @ directions[:COMMON].T) @ directions[:COMMON]
    return names, vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def questions() -> Sides:
    """Those that rules answer, those that they do not. None of the kept ones."""
    with (ROOT / "docs" / "search" / "questions.csv").open(encoding="utf-8") as file:
        answered = [(way, 1.0) for row in csv.DictReader(file) for way in row["asked"].split("；") if len(way) > 3]
    answered += [(row["query"], 1.0) for row in searching.tsv(ROOT / "bench" / "questions.tsv") if row["part"] != "kept"]
    other = []
    for row in searching.tsv(ROOT / "bench" / "labelled.tsv"):
        if row["part"] == "kept" or row["kind"] == "unanswered laws":
            continue
        if row["targets"] == "-":
            other.append((row["query"], FOREIGN if row["kind"] == "foreign" else 1.0))
        else:
            answered.append((row["query"], 1.0))
    return answered, other


def law_questions() -> Sides:
    """The same of laws."""
    answered = [(row["query"], 1.0) for row in searching.tsv(ROOT / "bench" / "law-questions.tsv") if row["part"] != "kept"]
    labelled = [row for row in searching.tsv(ROOT / "bench" / "labelled.tsv") if row["part"] != "kept" and row["targets"] == "-"]
    answered += [(row["query"], 1.0) for row in labelled if row["kind"] == "foreign"]
    other = [(row["query"], 1.0) for row in labelled if row["kind"] == "unanswered laws"]
    return answered, other + [(row["query"], DAILY) for row in labelled if row["kind"] == "unanswered"]


def fit(x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method."""
    weights = np.zeros(x.shape[1])
    decay = np.diag([DECAY] * (x.shape[1] - 1) + [1e-9])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (chance - y)) + decay @ weights
        weights -= np.linalg.solve((x * (counts * chance * (1 - chance))[:, None]).T @ x + decay, slope)
    return weights


def shared(names: list[str], scores: NDArray[np.float64]) -> dict[str, int]:
    """Score by pair: its own where it is a word, else of the longer words that hold it."""
    own: dict[str, float] = {}
    longer: dict[str, list[float]] = defaultdict(list)
    for n, name in enumerate(names[:FREQUENT]):
        if HAN.fullmatch(name) and len(name) == 2:
            own.setdefault(name, float(scores[n]))
        elif HAN.fullmatch(name) and len(name) < 5:
            for pair in pairwise(name):
                longer["".join(pair)].append(float(scores[n]) / (1 + n / RARE))
    found = {pair: sum(some) / (len(some) + 1) for pair, some in longer.items() if len(some) > 1} | own
    return {pair: max(-MOST, min(MOST, round(score))) for pair, score in found.items() if round(score)}


def write(path: Path, found: dict[str, int]) -> None:
    """A line for each score."""
    lines = [f"{s}\t{''.join(sorted(p for p, v in found.items() if v == s))}" for s in sorted(set(found.values()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(found)} pairs, {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
