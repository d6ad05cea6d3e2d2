"""When does the search say 本汇编未作规定: the weights and the limit of ``search/trust.js``, and the curve they stand on.

Questions that the texts answer and questions that they do not: bench/labelled.tsv and bench/questions.tsv on the rulebook,
bench/law-questions.tsv and the part "unanswered laws" on the laws of the search corpus, where it is there. "foreign" are
questions about other laws. What is learnt from are the parts "learnt" and "tuned"; the parts "kept" are only counted.
The evidence is what the engine itself finds, read in Chromium. Fitted is a logistic regression on the best of the first
results of a question; results that know how people ask for them (``asked``) and others have weights of their own.
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
from ranking import CORPUS, ROOT, build

ASK = """async (typed) => {
  const { find } = await import(new URL('../assets/js/search/box.js', location.href));
  const found = await find.search(typed, { most: 1, day: '2026-11-23' });
  return [found.evidence, found.byName || !found.total, !found.weak && found.total > 0];
}"""
LOST = (0.005, 0.01, 0.02, 0.03, 0.05)  # shares of answered questions that may lose their answer
DECAY = 0.003
COUNTS = {"unanswered": 2.5, "law": 0.5, "unanswered laws": 4.0}  # what a question of a kind counts for, others 1

OF_ASKED = {"near", "task", "taskTells", "tells", "undated", "way", "wayHeld"}  # weighed only where ways of asking are known


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether the texts answer it, and what the engine found.

    named: it is a name, a citation or a day, or nothing was found: no weighing. answered: what the site says now.
    """

    part: str
    kind: str
    right: bool
    evidence: list[dict[str, float]]
    named: bool
    answered: bool


def main() -> None:
    """Build the sites, ask, fit, print the weights and the curve."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        page = playwright.chromium.launch(executable_path=searching.CHROMIUM, args=["--no-sandbox"]).new_page()
        own = os.environ.get("RULEBOOK_SITE")
        asked = ask(page, Path(own) if own else build(ROOT / "docs", folder / "own"), rulebook_rows())
        laws = CORPUS.parent / "search" / "laws"
        if laws.exists():
            searching.import_laws(laws, folder / "laws" / "docs")
            asked += ask(page, build(folder / "laws" / "docs", folder / "laws-site"), law_rows())
    for part in ("learnt", "kept"):
        report([q for q in asked if q.part == part], part)
    names, weights = fit([q for q in asked if q.part == "learnt" and not q.named])
    for told, label in ((True, "ASKED"), (False, "PLAIN")):
        words = ", ".join(f"{n}: {w:.2f}" for (t, n), w in zip(names, weights, strict=True) if t is told and round(w, 2))
        print(f"{label} = {{ {words} }}")
    for part in ("learnt", "kept"):
        curve([q for q in asked if q.part == part and not q.named], names, weights, part)


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
        return [Asked(part, kind, right, *page.evaluate(ASK, typed)) for part, kind, typed, right in rows]


def report(asked: list[Asked], part: str) -> None:
    """What the site says now, by kind: share that gets an answer."""
    for kind in dict.fromkeys(q.kind for q in asked):
        some = [q for q in asked if q.kind == kind]
        share = sum(q.answered for q in some) / len(some)
        print(
            f"{part:7} {kind:16} {len(some):4}  {'answered' if some[0].right else 'refused '} {share if some[0].right else 1 - share:.3f}"
        )


Names = list[tuple[bool, str]]


def rows_of(question: Asked, names: Names) -> np.ndarray:
    """The evidence of each of the first results, one column a name."""
    return np.array([[e[n] if bool(e["told"]) is told else 0.0 for told, n in names] for e in question.evidence])


def fit(asked: list[Asked]) -> tuple[Names, np.ndarray]:
    """Logistic regression by Newton's method; which of the first results counts is chosen again in each round."""
    every = [n for n in asked[0].evidence[0] if n != "told"]
    names: Names = [(told, n) for told in (True, False) for n in every if told or n not in OF_ASKED]
    rows = [rows_of(q, names) for q in asked]
    right = np.array([q.right for q in asked], dtype=float)
    counts = np.array([COUNTS.get(q.kind, 1.0) for q in asked])
    counts /= counts.sum()
    free = np.array([n == "base" for _, n in names])
    scale = np.where(free, 1, np.concatenate(rows).std(axis=0) + 1e-3)
    decay = np.where(free, 1e-6, DECAY)
    weights, chosen = np.zeros(len(names)), [0] * len(rows)
    for _ in range(6):
        x = np.array([r[i] for r, i in zip(rows, chosen, strict=True)]) / scale
        for _ in range(25):
            chance = 1 / (1 + np.exp(-(x @ weights)))
            slope = x.T @ (counts * (chance - right)) + decay * weights
            weights -= np.linalg.solve((x * (counts * chance * (1 - chance))[:, None]).T @ x + np.diag(decay), slope)
        chosen = [int(np.argmax((r / scale) @ weights)) for r in rows]
    return names, weights / scale


def curve(asked: list[Asked], names: Names, weights: np.ndarray, part: str) -> None:
    """For each share of answered questions that may lose their answer: the limit, and the share of the others refused."""
    value = np.array([(rows_of(q, names) @ weights).max() for q in asked])
    kinds = np.array(["law" if q.kind in {"law", "unanswered laws"} else "rulebook" for q in asked])
    right = np.array([q.right for q in asked])
    for kind in dict.fromkeys(kinds):
        known = np.sort(value[right & (kinds == kind)])
        other = value[~right & (kinds == kind)]
        points = [(share, known[int(share * len(known))]) for share in LOST]
        words = "  ".join(f"{share:.1%} lost at {limit:.2f}: {(other < limit).mean():.3f} refused" for share, limit in points)
        print(f"{part:7} {kind:9} {len(known)} answered, {len(other)} not: {words}")


if __name__ == "__main__":
    main()
