"""The column ``kind`` of bench/law-questions.tsv: told by the words of a question, and by whether an answer shares any of them.

    python bench/law_kinds.py

writes it anew. "everyday" are questions that have no two neighbouring characters in common with the articles that answer
them, nor with the titles of their laws, once the words that only ask are taken away.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from itertools import pairwise
from pathlib import Path

from searching import import_laws, tsv

from rulebook.corpus.load import load

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("RULEBOOK_CORPUS", ROOT.parent / "shared" / "corpus"))
LONG = 20  # characters of a long question
_N = "[零〇一二两三四五六七八九十百千0-9]+"
_WORDED = (
    ("cite", re.compile(rf"第?{_N}条|[法例定释三）]》?\s*第?{_N}$")),
    ("number", re.compile(r"号令|令第|[〔\[（(]\d{4}|释\d{4}")),
    ("pinyin", re.compile(r"^[a-z0-9 ]+$")),
)
_ASKING = (
    ("outcome", re.compile(r"罚|判|责任|后果|犯法|违法|犯罪|赔|怎么处理|坐牢")),
    ("time", re.compile(r"多久|几天|几年|几个月|多长|期限|什么时候|何时|多少天")),
    ("who", re.compile(r"谁|哪个部门|哪里|找哪")),
    ("may", re.compile(r"吗|能不能|可不可以|可以|能$")),
    ("what", re.compile(r"怎么|如何|什么|哪些|多少|几")),
)
_EMPTY = re.compile(
    "请问|怎么办|怎么样|怎么|如何|什么时候|什么|哪些|哪个|哪里|多长时间|多久|几天|多少|谁|能不能|可不可以|要不要|是不是|有没有"
    "|需要|可以|应该|吗|呢|啊|关于|的|了|会|能|要"
)
_HAN = re.compile("[\u3400-\u9fff]+")


def kind(typed: str, targets: list[tuple[str, str]], texts: dict[tuple[str, str], str]) -> str:
    """Kind of a question. targets: file and provision, "" for the whole. texts: words of both, the title for the whole."""
    for name, pattern in _WORDED:
        if pattern.search(typed):
            return name
    if not any(provision for _, provision in targets):
        return "title"
    if " " in typed.strip():
        return "blanks"
    pairs = {"".join(pair) for run in _HAN.findall(_EMPTY.sub(" ", typed)) for pair in pairwise(run)}
    words = " ".join(texts.get((file, place), "") for file, provision in targets for place in (provision, ""))
    if pairs and not any(pair in words for pair in pairs):
        return "everyday"
    if len(typed) >= LONG:
        return "long"
    return next((name for name, pattern in _ASKING if pattern.search(typed)), "topic")


def main() -> None:
    """Import the laws, tell the kinds, write the column."""
    table = ROOT / "bench" / "law-questions.tsv"
    with tempfile.TemporaryDirectory() as name:
        imported = import_laws(CORPUS.parent / "search" / "laws", Path(name) / "docs" / "laws")
        acts = load(Path(name)).acts
    texts: dict[tuple[str, str], str] = {}
    for file, act_id in imported.items():
        text = acts[act_id].newest
        texts[file, ""] = text.header.title
        texts.update({(file, article.eid): f"{article.heading} {article.own_words}" for article in text.document.articles()})
    rows = tsv(table)
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerow(("part", "kind", "query", "targets"))
        for row in rows:
            places = [(file, provision) for file, _, provision in (t.partition("#") for t in row["targets"].split(";"))]
            writer.writerow((row["part"], kind(row["query"], places, texts), row["query"], row["targets"]))


if __name__ == "__main__":
    main()
