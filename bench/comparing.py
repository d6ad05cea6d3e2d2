"""Comparison of texts: the gold pairs of the corpus, a code of 1,260 articles, and difflib on the same files."""

from __future__ import annotations

import difflib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rulebook.history.redline import Row, compare
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse

_F1 = re.compile(r"F1 ([\d.]+)")
_ARTICLES = 1260


def bench_redline(corpus: Path) -> None:
    """Pairing and labels on the verified pairs; speed against difflib on whole files, best of three, in turn."""
    pairs = []
    for gold in sorted((corpus / "redline").glob("*.json")):
        row = json.loads(gold.read_text(encoding="utf-8"))
        old, new = ((corpus / row[key]).read_text(encoding="utf-8") for key in ("old_file", "new_file"))
        pairs.append((old, new))
        if row["verified"].startswith("y"):
            print(gold.stem, _scored(corpus, gold, compare(parse(old)[0], parse(new)[0])))
    code = _code([text for pair in pairs for text in pair])
    print(
        f"the long code: {len(parse(code[0])[0].provisions())} provisions, {len(compare(*(parse(text)[0] for text in code)))} rows"
    )
    for name, texts in (("all pairs", pairs), (f"{_ARTICLES} articles", [code])):
        ours = min(_timed(_compared, texts) for _ in range(3))
        peer = min(_timed(_difflib, texts) for _ in range(3))
        print(f"{name}: parse + compare {ours:.2f} s, difflib on whole files {peer:.2f} s, ratio {ours / peer:.2f}")


def _scored(corpus: Path, gold: Path, rows: list[Row]) -> str:
    listed = [{"old": r.old and r.old.eid, "new": r.new and r.new.eid, "label": r.label} for r in rows]
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as out:
        json.dump({"rows": listed}, out)
    command = [sys.executable, str(corpus / "score.py"), "redline", str(gold), out.name]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "; ".join(
        line.strip() for line in text.partition("JSON ")[0].splitlines() if line.startswith(("pairing", "label", "ALL"))
    )


def _compared(texts: list[tuple[str, str]]) -> None:
    for old, new in texts:
        compare(parse(old)[0], parse(new)[0])


def _difflib(texts: list[tuple[str, str]]) -> None:
    for old, new in texts:
        difflib.SequenceMatcher(None, old, new).get_opcodes()


def _timed(run: Callable[[list[tuple[str, str]]], None], texts: list[tuple[str, str]]) -> float:
    start = time.perf_counter()
    run(texts)
    return time.perf_counter() - start


def _code(texts: list[str]) -> tuple[str, str]:
    """A long code from the corpus' articles, and the same with one article in ten changed, added or deleted (seeded)."""
    rng = random.Random(11)  # noqa: S311  # reproducible sample, no secret
    pool = [re.sub(r"^第[^条]+条\s*", "", b) for t in texts for b in t.split("\n\n") if re.match(r"第[^条]{1,8}条\s", b)]
    rng.shuffle(pool)
    old = [f"{pool[n % len(pool)]}（{to_chinese(n + 1)}）" for n in range(_ARTICLES)]
    new = []
    for words in old:
        dice = rng.random()
        if dice < 0.03:
            continue
        if dice < 0.06:
            new.append(rng.choice(pool))
        new.append(words.replace("应当", "可以", 1) + "另有规定的除外。" if dice > 0.96 else words)
    return _text(old), _text(new)


def _text(articles: list[str]) -> str:
    return "# 示例法典\n\n" + "\n\n".join(f"第{to_chinese(n)}条　{words}" for n, words in enumerate(articles, start=1)) + "\n"
