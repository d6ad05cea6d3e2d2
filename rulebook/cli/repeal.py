"""``rulebook repeal ID``: end an act by decision (废止)."""

from __future__ import annotations

import argparse

from rulebook.change.repeal import repeal
from rulebook.cli.arguments import date
from rulebook.cli.changing import add_common, carry_out, not_yet


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("repeal", help="废止制度")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--on", type=date, required=True, metavar="日期", help="自哪一天起废止")
    parser.add_argument(
        "--by", action="append", default=[], metavar="文号或者ID", help="废止决定的文号，或者替代它的制度 id；两样都有的写两次"
    )
    parser.add_argument("--decided", type=date, default=None, metavar="日期", help="决定日期，默认今天")
    parser.add_argument("--cited-anyway", action="store_true", help="还有现行制度引用它，也照样废止")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused, 2 wrong usage."""
    if args.decided and not_yet(args, args.decided, "决定日期"):
        return 1
    return carry_out(
        args,
        lambda corpus, today: repeal(
            corpus, args.id, args.on, today, by=" ".join(args.by), decided=args.decided, cited_anyway=args.cited_anyway
        ),
    )
