"""Learn the weights of ``search/rank.js`` from judged questions, and print them as that file holds them.

Three sources: some of the ways in docs/search/questions.csv, asked of a site that knows only the others; the questions
on the rulebook that are not kept; the same of bench/law-questions.tsv on the laws of the search corpus, where it is there.
ASKED, for sites that know how people ask, is learnt from the first two; PLAIN, for others, from the last two, where the
questions on the rulebook count for little: the ways of asking decide there.
The features are those the engine itself computes, read in Chromium. What is fitted is a list-wise softmax over the
candidates of each question (Cao et al., Learning to Rank, 2007) with weights that may not be negative where a feature
speaks for an answer.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import searching
from playwright.sync_api import sync_playwright
from searching import Question

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("RULEBOOK_CORPUS", ROOT.parent / "shared" / "corpus"))
FREE = frozenset(
    {"beside", "page", "formal", "duty", "long", "whole", "local", "court", "scope", "handled"}
)  # features that may speak against an answer
LEARNT = frozenset({"own learnt", "own tuned", "own tuned answered"})
TOLD = ("own learnt ", "own tuned ")  # of the laws
SHARES = {"ways": 1.0, "learnt": 8.0}  # what a question of each source counts for
PART = 5  # one in so many ways of an article is asked of a site that does not know it
ASKED_WAYS = 4800  # at most
FEW = 1 / 8  # what a question on the rulebook counts for where the weights are for laws, one on laws being 1
ASK = """async (typed) => {
  const { find } = await import(new URL('../assets/js/search/box.js', location.href));
  const found = await find.search(typed, { most: 60, day: '2026-11-23' });
  return found.results.filter((r) => r.found).map((r) => [r.act.id, r.provision, r.found]);
}"""
Example = tuple[np.ndarray, np.ndarray, float]


def main() -> None:
    """Build the sites, ask, fit, print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        page = playwright.chromium.launch(executable_path=searching.CHROMIUM, args=["--no-sandbox"]).new_page()
        known, asked = parted(folder / "part")
        names: list[str] = []
        ways = examine(page, build(known), asked, SHARES["ways"], names)
        own = [q for q in searching.rulebook_questions(ROOT, CORPUS.parent) if q.kind in LEARNT or not q.kind.startswith("own")]
        learnt = examine(page, build(ROOT / "docs", folder / "own"), own, SHARES["learnt"], names)
        report("ASKED", ways + learnt, names)
        laws = CORPUS.parent / "search" / "laws"
        if laws.exists():
            imported = searching.import_laws(laws, folder / "laws" / "docs")
            judged = [q for q in searching.law_questions(ROOT, CORPUS.parent, imported) if q.kind.startswith(TOLD)]
            told = examine(page, build(folder / "laws" / "docs", folder / "laws-site"), judged, 1.0, names)
            report("PLAIN", told + [(x, right, FEW) for x, right, _ in learnt], names)


def report(name: str, examples: list[Example], names: list[str]) -> None:
    """Fit and print."""
    weights = fit(examples, names)
    first = sum(bool(y[np.argmax(x @ weights)]) for x, y, _ in examples) / len(examples)
    words = ", ".join(f"{name}: {weight:.2f}" for name, weight in zip(names, weights, strict=True) if round(weight, 2))
    print(f"{len(examples)} questions with an answer among the candidates, right first {first:.3f}\n{name} = {{ {words} }}")


def parted(folder: Path, seed: int = 3) -> tuple[Path, list[Question]]:
    """docs/ of a copy of the rulebook that lacks one in ``PART`` ways of each article, and those as questions."""
    for name in ("docs", "ledger", "overrides", "macros"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)  # published texts are known by the ledger beside them
    rng = random.Random(seed)  # noqa: S311  # a reproducible sample, no secret
    table = folder / "docs" / "search" / "questions.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked: list[Question] = []
    for row in rows:
        ways = row["asked"].split("；")
        rng.shuffle(ways)
        part = len(ways) // PART
        row["asked"] = "；".join(ways[part:])
        asked += [Question("ways", way, searching.targets(f"{row['act']}#{row['heading']}", ROOT)) for way in ways[:part]]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder / "docs", rng.sample(asked, min(ASKED_WAYS, len(asked)))


def build(docs: Path, out: Path | None = None) -> Path:
    """A site over ``docs``, by the configuration beside it, where there is one."""
    site = out or docs.parent / "site"
    root = docs.parent if (docs.parent / "mkdocs.yml").exists() else ROOT
    command = [
        sys.executable,
        "-m",
        "rulebook",
        "build",
        "--config",
        str(root / "mkdocs.yml"),
        "--docs",
        str(docs),
        "--site",
        str(site),
    ]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return site


def examine(page: Any, site: Path, questions: Iterable[Question], share: float, names: list[str]) -> list[Example]:
    """Features and rightness of the candidates of each question that has a right one among them."""
    out: list[Example] = []
    with searching.serve(site) as port:
        page.goto(f"http://127.0.0.1:{port}/search/")
        for question in questions:
            found = page.evaluate(ASK, question.typed)
            if found and not names:
                names += list(found[0][2])
            right = np.array([searching.answers(question, act, provision) for act, provision, _ in found], dtype=bool)
            if right.any():
                out.append((np.array([[f[name] for name in names] for *_, f in found], dtype=float), right, share))
    return out


def fit(examples: list[Example], names: list[str], rounds: int = 300, decay: float = 0.005) -> np.ndarray:
    """Weights that make right candidates likely: Adam on the softmax, features brought to one scale and back."""
    scale = np.concatenate([x for x, *_ in examples]).std(axis=0) + 1e-9
    bound = np.array([name not in FREE for name in names])
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    total = sum(share for *_, share in examples)
    for step in range(1, rounds + 1):
        slope = decay * weights
        for x, right, share in examples:
            value = np.exp((z := x / scale @ weights) - z.max())
            chance = value / value.sum()
            wanted = chance * right / (chance * right).sum()
            slope += share / total * ((chance - wanted) @ (x / scale))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights[bound] = np.maximum(weights[bound], 0)
    return weights / scale


if __name__ == "__main__":
    main()
