"""``rulebook record``: append what is published to the ledger. Run on the main branch by publishing, nowhere else."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.change.plan import Change, ChangeRefused
from rulebook.change.written_out import written_out
from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.cli.arguments import date
from rulebook.cli.changing import refuse, texts
from rulebook.corpus import kept
from rulebook.corpus.load import load
from rulebook.corpus.write import replace_all
from rulebook.lawful import ledger
from rulebook.model.finding import Finding, Level


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("record", help="发布时把新文本记入台账")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--day", type=date, default=None, metavar="DATE", help="发布日，默认今天")
    parser.add_argument(
        "--anew", default="", metavar="REASON", help="重新登记，写明原因：只在主分支，一共只能一次，原台账留在旁边"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write what follows from the texts, append, write ``ledger/head``; 1 where the rulebook has errors."""
    root, anew = args.root, " ".join(args.anew.split())
    entries, broken = kept.read(root)
    if args.anew and (why := _not_anew(root, anew, entries, broken)):
        return refuse(why)
    corpus = load(root)
    errors = [f for f in check(corpus) if f.level is Level.ERROR and not (anew and f.code in ledger.COMPARED)]
    if errors:
        sys.stderr.write(lines(errors))
        print("有错误，没有记入台账。", file=sys.stderr)
        return 1
    try:
        change = Change({}) if anew else written_out(corpus)  # what stands there is what is published first
    except ChangeRefused as refusal:
        return refuse(*refusal.reasons)
    for note in change.notes:
        print(f"提醒：{note}", file=sys.stderr)
    if change.writes:
        replace_all(root, change.writes, texts(corpus))
        corpus = load(root)
        for path in change.writes:
            print(f"已写：{path}")
    day = args.day or dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    added = ledger.append(root, corpus.acts.values(), day, corpus.registries.names_by_office(), anew)
    print(f"台账新增{added}行。" if added else "台账没有变化。")
    return 0


def _not_anew(root: Path, reason: str, entries: list[kept.Entry], broken: list[Finding]) -> str:
    """Why the ledger may not begin again."""
    if (root / kept.BEFORE).exists():
        return f"台账已经重新登记过一次（{kept.BEFORE}），不能再来。改动请按勘误、修正、废止等登记。"
    if broken:
        return f"原来的台账读不通，不能在它后面重新登记：{broken[0].file} {broken[0].message}"
    if not entries:
        return "还没有台账，直接运行 rulebook record 就可以。"
    return "" if reason else "请写明重新登记的原因：rulebook record --anew 原因。"
