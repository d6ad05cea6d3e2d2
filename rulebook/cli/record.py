"""``rulebook record``: append what is published to the ledger. Run on the main branch by publishing, nowhere else."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.history import ledger
from rulebook.model.finding import Level


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("record", help="发布时把新文本记入台账")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--day", type=dt.date.fromisoformat, default=None, metavar="DATE", help="发布日，默认今天")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Append and write ``ledger/head``; 1 where the rulebook has errors."""
    corpus = load(args.root)
    errors = [f for f in check(corpus) if f.level is Level.ERROR]
    if errors:
        sys.stderr.write(lines(errors))
        print("有错误，没有记入台账。", file=sys.stderr)
        return 1
    day = args.day or dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    added = ledger.append(args.root, corpus.acts.values(), day)
    print(f"台账新增{added}行。" if added else "台账没有变化。")
    return 0
