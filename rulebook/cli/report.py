"""``rulebook report``: what each rule holds, and how much of its wording stands in another rule too."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.corpus.count import planned
from rulebook.corpus.library import build_library
from rulebook.corpus.links import Target, link_all
from rulebook.corpus.load import Corpus, load
from rulebook.corpus.matters import load_matters
from rulebook.duty.duty import duties
from rulebook.duty.recurrence import Triggered
from rulebook.history.alike import alike
from rulebook.model.act import Expression
from rulebook.model.finding import Level

_SENTENCE = re.compile(r"[^。；：\n]{12,}")
_FORMULA = re.compile(r"负责解释|起施行|制定本(办法|制度|规定|规范|规程|流程|清单)|适用于|依纪依法|追究")
COLUMNS = ("制度", "条", "本局引用", "依据引用", "职责", "附表", "句", "重复句")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("report", help="统计：条数、引用、职责、附表、重复的句子")
    parser.add_argument("--root", type=Path, default=Path())
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """A CSV row an act and the totals, the plan, and all findings; always 0."""
    corpus = load(args.root)
    acts = [act for act in corpus.acts.values() if act.header.collection != "law" and act.newest.header.text != "pending"]
    cites: Counter[tuple[str, Target]] = Counter()
    for link in link_all(corpus, build_library(corpus)):
        if link.kind is Target.BASIS or (link.kind is Target.ACT and link.id != link.source.act):
            cites[link.source.file, link.kind] += 1
    holders: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        for sentence in sentences(act.newest):
            holders[sentence].add(act.id)
    forms = corpus.registries.forms
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    totals = [0] * (len(COLUMNS) - 1)
    for act in acts:
        text = act.newest
        own = sentences(text)
        row = [
            sum(1 for _ in text.document.articles()),
            cites[text.file, Target.ACT],
            cites[text.file, Target.BASIS],
            len(text.header.duties),
            len(forms.names(act.id)) if forms else len(text.header.forms),
            len(own),
            sum(1 for sentence in own if len(holders[sentence]) > 1),
        ]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        out.writerow([text.header.name, *row])
    out.writerow([f"合计{len(acts)}件", *totals])
    _plan(corpus)
    _unasked(corpus)
    _similar([act.newest for act in acts])
    print(f"重复句占{totals[-1] / max(1, totals[-2]):.2%}（不计目的、施行、解释等套语）")
    sys.stdout.write(lines(f for f in check(corpus) if f.level is not Level.INFO))
    return 0


def _similar(texts: Sequence[Expression]) -> None:
    """Articles of two acts that say nearly the same."""
    found = alike(texts)
    print(f"相近条文：{len(found)}对")
    for pair in found:
        one, other = (f"《{p.text.header.name}》{p.article.label}" for p in (pair.one, pair.other))
        print(f"{one}和{other}相近{pair.likeness:.0%}")


def _plan(corpus: Corpus) -> None:
    """What the plan expects beside what there is; no reason for red."""
    for row in planned(corpus):
        held = "没有这一项" if row.held is None else str(row.held)
        differs = "" if held == row.expected else "　和计划不同"
        print(f"{row.what}：计划{row.expected}，现有{held}{differs}" + (f"（{row.note}）" if row.note else ""))


def _unasked(corpus: Corpus) -> None:
    """What an event asks of everybody and no situation of 遇事查办 leads to."""
    targets = {step.target for matter in load_matters(corpus.root, corpus.docs).all for step in matter.steps}
    for duty in duties(corpus):
        act = corpus.acts[duty.act]
        newest = duty.expression == act.newest.key and not (act.header.repealed or act.header.expires)
        asked = isinstance(duty.recurrence, Triggered) and duty.office == "all-staff" and newest and not duty.step
        if asked and duty.heading and f"{duty.act}#{duty.heading}" not in targets:
            print(f"人人遇事要办、遇事查办里没有：《{act.header.name}》（{duty.heading}）")


def sentences(text: Expression) -> list[str]:
    """Sentences of twelve characters or more, without formulae."""
    words = "\n".join(article.own_words for article in text.document.articles())
    return [found for found in _SENTENCE.findall(words) if not _FORMULA.search(found)]
