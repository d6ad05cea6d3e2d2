"""How well likeness tells provisions that say nearly the same: precision and recall over labelled pairs, by threshold.

``python bench/similar.py``. The pairs stand in ``similar.tsv``: articles of this rulebook by the act's id, of published laws by
their path in the evaluation corpus (RULEBOOK_CORPUS); those of a corpus that is not there are left out. ``yes``: a reviewer would ask
whether one should refer to the other.
"""

from __future__ import annotations

import csv
import os
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Indel

from rulebook.corpus.load import load
from rulebook.history.align import plain
from rulebook.history.alike import ALIKE, tells
from rulebook.markup.parse import parse
from rulebook.model.provision import Document

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("RULEBOOK_CORPUS", ROOT.parent / "shared" / "corpus"))


@lru_cache(maxsize=1)
def own() -> dict[str, Document]:
    return {act.id: act.newest.document for act in load(ROOT).acts.values()}


@lru_cache(maxsize=128)
def document(name: str) -> Document | None:
    if name.endswith(".md"):
        path = CORPUS / name
        return parse(path.read_text(encoding="utf-8"), name)[0] if path.exists() else None
    return own().get(name)


def words(name: str, label: str) -> str:
    text = document(name)
    return next((plain(article) for article in text.articles() if article.label == label), "") if text else ""


def main() -> None:
    with (ROOT / "bench/similar.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    pairs = [(row["alike"] == "yes", words(row["one"], row["article"]), words(row["other"], row["its article"])) for row in rows]
    held = [(yes, one, other) for yes, one, other in pairs if one and other]
    print(f"{len(held)} pairs of {len(rows)}, {sum(yes for yes, *_ in held)} of them alike")
    likeness = [(yes, Indel.normalized_similarity(a, b) if tells(a) and tells(b) else 0.0) for yes, a, b in held]
    for threshold in (0.5, 0.55, 0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.72, 0.75, 0.8):
        told = [yes for yes, found in likeness if found >= threshold]
        precision = sum(told) / len(told) if told else 1.0
        recall = sum(told) / max(1, sum(yes for yes, _ in likeness))
        print(
            f"{threshold:.2f}{' *' if threshold == ALIKE else '  '} told {len(told):3}  precision {precision:.2f}  recall {recall:.2f}"
        )


if __name__ == "__main__":
    main()
