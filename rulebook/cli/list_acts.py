"""``rulebook list``: the acts with their status, on today's or a given day."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.cli.arguments import date
from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.history.status import WORDS, Status, act_status

FIELDS = ("id", "title", "collection", "doc_no", "status", "effective", "expires", "office", "audience", "provenance")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("list", help="列出制度；加 --as-of 只列当日有效的")
    parser.add_argument("--as-of", type=date, default=None, metavar="DATE")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text")
    parser.add_argument("--root", type=Path, default=Path())
    parser.set_defaults(run=run)


def rows(root: Path, as_of: dt.date | None) -> list[dict[str, str]]:
    """One row an act; with a day those in force then, in the words of their text of that day."""
    corpus = select(load(root), "党委")
    day = as_of or dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    out = []
    for act in corpus.acts.values():
        expression = act.on(day) if as_of else act.shown(day)
        if expression is None:
            continue
        header = expression.header
        status = act_status(act, day)
        word = "当日有效" if as_of and status is Status.IN_FORCE else WORDS[status]
        values = (
            act.id,
            header.title,
            header.collection,
            header.doc_no,
            word,
            header.effective.isoformat() if header.effective else "",
            header.expires.isoformat() if header.expires else "",
            header.office,
            header.audience,
            header.provenance.kind if header.provenance else "",
        )
        out.append(dict(zip(FIELDS, values, strict=True)))
    return out


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    if not (args.root / "docs").is_dir():
        print("这里没有 docs 文件夹。请在制度汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    found = rows(args.root.resolve(), args.as_of)
    if args.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif args.format == "csv":
        writer = csv.DictWriter(sys.stdout, FIELDS)
        writer.writeheader()
        writer.writerows(found)
    else:
        for row in found:
            print(f"{row['status']}\t{row['effective'] or '—'}\t{row['doc_no'] or '—'}\t{row['title']}\t（{row['id']}）")
        print(f"共 {len(found)} 件。")
    return 0
