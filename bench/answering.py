"""When does the search say 本汇编未作规定: the weights and the limit of ``search/trust.js``, and the curve they stand on.

Questions that the texts answer and questions that they do not: bench/labelled.tsv and bench/questions.tsv on the rulebook,
bench/law-questions.tsv and the part "unanswered laws" on the laws of the search corpus, where it is there. "foreign" are
questions about other laws. What is learnt from are the parts "learnt" and "tuned"; the parts "kept" are only counted.
To them come ways of asking that the site asked does not know (ranking.parted). The evidence is what the engine itself finds,
read in Chromium; only what scope.tsv says of a question that it was learnt from is told by the others. Fitted is a logistic regression on the best that the first
results of a question have of each evidence; sites that know how people ask, and others, have weights of their own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import searching
from playwright.sync_api import sync_playwright
from ranking import CORPUS, ROOT, build, parted
from scope import left_out

ASK = """async (typed) => {
  const { find } = await import(new URL('../assets/js/search/box.js', location.href));
  const found = await find.search(typed, { most: 1, day: '2026-11-23' });
  return [found.evidence, found.byName || !found.total, !found.weak && found.total > 0];
}"""
LOST = (0.005, 0.01, 0.02, 0.03, 0.05)  # shares of answered questions that may lose their answer
TAKEN = {"rulebook": 0.03, "laws": 0.04}  # the share that stands for the limit, counted on questions left out of the fit
DECAY = 0.003
COUNTS = {"foreign": 0.4, "unanswered laws": 6.0, "ways": 0.15}  # what a question of a kind counts for, others 1
ROUNDS = 5  # parts that the learnt questions are divided into, each judged by what the others teach
AGAINST = frozenset(
    {"undated", "uncounted", "price", "clock", "place", "lack", "missed", "topicMissed", "topicWorst", "side", "sample"}
)
SITES = {"ASKED": "rulebook", "PLAIN": "laws"}  # name of the weights in search/trust.js: the site they are for


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether the texts answer it, and what the engine found.

    named: it is a name, a citation or a day, or nothing was found: no weighing. answered: what the site says now.
    """

    part: str
    kind: str
    typed: str
    right: bool
    evidence: list[dict[str, float]]
    named: bool
    answered: bool

    @property
    def site(self) -> str:
        """Which site it was asked of."""
        return "laws" if self.kind in {"law", "unanswered laws"} else "rulebook"


def main() -> None:
    """Build the sites, ask, fit, print the weights and the curve."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        page = playwright.chromium.launch(executable_path=searching.CHROMIUM, args=["--no-sandbox"]).new_page()
        own = os.environ.get("RULEBOOK_SITE")
        asked = ask(page, Path(own) if own else build(ROOT / "docs", folder / "own"), rulebook_rows())
        known, ways = parted(folder / "part")
        asked += ask(page, build(known), [("learnt", "ways", way.typed, True) for way in ways])
        told = left_out()
        for question in asked:
            for found in question.evidence:
                found["scope"] = told.get(question.typed, found["scope"])
        laws = CORPUS.parent / "search" / "laws"
        if laws.exists():
            searching.import_laws(laws, folder / "laws" / "docs")
            asked += ask(page, build(folder / "laws" / "docs", folder / "laws-site"), law_rows())
    for part in ("learnt", "kept"):
        report([q for q in asked if q.part == part], part)
    for name, site in SITES.items():
        print(learnt(name, [q for q in asked if q.site == site and q.evidence and not q.named], TAKEN[site]))


def rulebook_rows() -> list[tuple[str, str, str, bool]]:
    """(part, kind, question, whether it is answered) on the rulebook."""
    rows = [
        (_part(r["part"]), r["kind"], r["query"], r["targets"] != "-") for r in searching.tsv(ROOT / "bench" / "labelled.tsv")
    ]
    rows = [row for row in rows if row[1] != "unanswered laws"]
    return rows + [(_part(r["part"]), "own", r["query"], True) for r in searching.tsv(ROOT / "bench" / "questions.tsv")]


def law_rows() -> list[tuple[str, str, str, bool]]:
    """The same on the laws."""
    rows = [(_part(r["part"]), "law", r["query"], True) for r in searching.tsv(ROOT / "bench" / "law-questions.tsv")]
    labelled = searching.tsv(ROOT / "bench" / "labelled.tsv")
    return rows + [(_part(r["part"]), r["kind"], r["query"], False) for r in labelled if r["kind"] == "unanswered laws"]


def _part(written: str) -> str:
    return "kept" if written == "kept" else "learnt"


def ask(page: Any, site: Path, rows: Iterable[tuple[str, str, str, bool]]) -> list[Asked]:
    """Ask each question of a site."""
    with searching.serve(site) as port:
        page.goto(f"http://127.0.0.1:{port}/search/")
        return [Asked(part, kind, typed, right, *page.evaluate(ASK, typed)) for part, kind, typed, right in rows]


def report(asked: list[Asked], part: str) -> None:
    """What the site says now, by kind: share that gets an answer."""
    for kind in dict.fromkeys(q.kind for q in asked):
        some = [q for q in asked if q.kind == kind]
        share = sum(q.answered for q in some) / len(some)
        print(
            f"{part:7} {kind:16} {len(some):4}  {'answered' if some[0].right else 'refused '} {share if some[0].right else 1 - share:.3f}"
        )


def learnt(name: str, asked: list[Asked], taken: float) -> str:
    """The weights as ``search/trust.js`` writes them, with the limit in ``base``; prints the curves."""
    names = list(asked[0].evidence[0])
    x = np.array([columns(q, names) for q in asked])
    right = np.array([q.right for q in asked])
    counts = np.array([COUNTS.get(q.kind, 1.0) for q in asked])
    kept = np.array([q.part == "kept" for q in asked])
    fold = np.random.default_rng(1).integers(0, ROUNDS, len(asked))
    value = np.zeros(len(asked))
    for part in range(ROUNDS):
        out = ~kept & (fold == part)
        teach = ~kept & (fold != part)
        value[out] = x[out] @ fit(x[teach], right[teach], counts[teach], names)
    weights = fit(x[~kept], right[~kept], counts[~kept], names)
    value[kept] = x[kept] @ weights
    ours = np.array([q.kind != "foreign" for q in asked])
    for part, some in (("left out", ~kept & ours), ("kept", kept & ours)):
        curve(f"{name} {part}", value[some & right], value[some & ~right])
    weights[names.index("base")] -= np.sort(value[~kept & right])[int(taken * (~kept & right).sum())]
    words = ", ".join(f"{n}: {w:.2f}" for n, w in sorted(zip(names, weights, strict=True)) if round(w, 2))
    return f"{name} = {{ {words} }}"


def columns(question: Asked, names: list[str]) -> list[float]:
    """Of the first results the best of each evidence: what speaks against an answer, the least of it."""
    return [(min if n in AGAINST else max)(found[n] for found in question.evidence) for n in names]


def fit(x: np.ndarray, right: np.ndarray, counts: np.ndarray, names: list[str]) -> np.ndarray:
    """Logistic regression by Newton's method, each step halved until it helps."""
    free = np.array([n == "base" for n in names])
    scale = np.where(free, 1, x.std(axis=0) + 0.02)
    decay = np.where(free, 1e-6, DECAY)
    z, share = x / scale, counts / counts.sum()

    def loss(weights: np.ndarray) -> float:
        sums = z @ weights
        return float((share * (np.logaddexp(0, sums) - right * sums)).sum() + (decay * weights**2).sum() / 2)

    weights, now = np.zeros(len(names)), np.inf
    while now - loss(weights) > 1e-10:  # as good as no gain
        now = loss(weights)
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (share * (chance - right)) + decay * weights
        step = np.linalg.solve((z * (share * chance * (1 - chance))[:, None]).T @ z + np.diag(decay + 1e-9), slope)
        while loss(weights - step) > now and np.abs(step).max() > 1e-9:  # as good as no step
            step /= 2
        weights = weights - step
    return weights / scale


def curve(name: str, answered: np.ndarray, other: np.ndarray) -> None:
    """For each share of answered questions that may lose their answer: the limit, and the share of the others refused."""
    known = np.sort(answered)
    points = [(share, known[int(share * len(known))]) for share in LOST]
    words = "  ".join(f"{share:.1%} lost at {limit:.2f}: {(other < limit).mean():.3f} refused" for share, limit in points)
    print(f"{name:16} {len(answered)} answered, {len(other)} not: {words}")


if __name__ == "__main__":
    main()
