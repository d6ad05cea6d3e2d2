"""Learn ``rulebook/search/scope.tsv``: which words and characters of a question say that internal rules answer it, or do not.

Questions that rules answer (docs/search/questions.csv, and the answered ones of bench/ that are not kept) and questions
that they do not (bench/labelled.tsv, not kept): a logistic regression on the terms of the search with an absolute
penalty (Tibshirani, 1996), so that most terms say nothing, told in whole numbers. ``topics.tsv`` knows words that no
question has, from their neighbours; this table knows how questions go.

    python bench/scope.py
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import searching
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from rulebook.search.scope import MOST, SCALE, scope
from rulebook.search.tokens import terms

ROOT = Path(__file__).parents[1]
OUT = ROOT / "rulebook" / "search" / "scope.tsv"
STRENGTH = 2.0  # the inverse of the penalty: 1 and 2 tell the kept questions apart alike, 0.3 worse
OTHERS = 0.5  # what all unanswered questions count for together, the answered ones being 1
FOREIGN = 0.5  # what a question about another law counts for beside one that the rulebook leaves unanswered
LEAST = 2  # questions that have a term
FREQUENT = 150  # questions that have a term which every search is told of
PARTS = 5  # for ``left_out``


def main() -> None:
    """Read, fit, write."""
    asked = questions()
    found = learnt(asked)
    df = Counter(term for typed, *_ in asked for term in set(terms(typed)))
    lines = []
    for score in sorted(set(found.values())):
        some = sorted(term for term, value in found.items() if value == score)
        often = " ".join(term for term in some if df[term] >= FREQUENT)
        lines.append(f"{score}\t{often}\t{' '.join(term for term in some if df[term] < FREQUENT)}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(asked)} questions, {len(found)} terms, {OUT.stat().st_size / 1000:.0f} KB\n")


Question = tuple[str, bool, float]  # what is typed, whether rules answer it, what it counts for


def questions() -> list[Question]:
    """All that may be learnt from. None of the kept ones."""
    with (ROOT / "docs" / "search" / "questions.csv").open(encoding="utf-8") as file:
        found = [(way, True, 1.0) for row in csv.DictReader(file) for way in row["asked"].split("；")]
    found += [(row["query"], True, 1.0) for row in searching.tsv(ROOT / "bench" / "questions.tsv") if row["part"] != "kept"]
    for row in searching.tsv(ROOT / "bench" / "labelled.tsv"):
        if row["part"] != "kept" and row["kind"] != "unanswered laws":
            found.append((row["query"], row["targets"] != "-", FOREIGN if row["kind"] == "foreign" else 1.0))
    return found


def learnt(asked: list[Question]) -> dict[str, int]:
    """Score by term."""
    df = Counter(term for typed, *_ in asked for term in set(terms(typed)))
    names = {term: n for n, term in enumerate(term for term, count in df.items() if count >= LEAST)}
    right = np.array([answered for _, answered, _ in asked])
    counts = np.array([count for *_, count in asked])
    counts[~right] *= OTHERS * right.sum() / (~right).sum()
    model = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", max_iter=200, tol=1e-3)
    model.fit(_matrix((typed for typed, *_ in asked), names), right, sample_weight=counts)
    scores: NDArray[np.float64] = model.coef_[0]
    rounded = {term: max(-MOST, min(MOST, round(scores[n] * SCALE))) for term, n in names.items()}
    return {term: score for term, score in rounded.items() if score}


def left_out() -> dict[str, float]:
    """What each question that is learnt from gets of the others: five parts, each told by what the other four teach."""
    asked = questions()
    part = np.random.default_rng(0).integers(0, PARTS, len(asked))
    told: dict[str, float] = {}
    for number in range(PARTS):
        found = learnt([question for question, of in zip(asked, part, strict=True) if of != number])
        told |= {typed: scope(typed, found) for (typed, *_), of in zip(asked, part, strict=True) if of == number}
    return told


def _matrix(typed: Iterable[str], names: Mapping[str, int]) -> csr_matrix:
    rows, columns, size = [], [], 0
    for words in typed:
        held = [names[term] for term in set(terms(words)) if term in names]
        rows += [size] * len(held)
        columns += held
        size += 1
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, len(names)))


if __name__ == "__main__":
    main()
