"""``rulebook extend ID``: a longer term for an act on trial (延期)."""

from __future__ import annotations

import argparse

from rulebook.change.extend import extend
from rulebook.cli.arguments import date
from rulebook.cli.changing import add_common, carry_out, not_yet


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("extend", help="试行制度延期，期满以前才可以")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--until", type=date, required=True, metavar="日期", help="新的有效期最后一天")
    parser.add_argument("--doc-no", default="", metavar="文号", help="延期决定的文号")
    parser.add_argument("--issued", type=date, default=None, metavar="日期", help="印发日期")
    parser.add_argument("--on", type=date, default=None, metavar="日期", help="决定日期，默认今天")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused, 2 wrong usage."""
    if args.on and not_yet(args, args.on, "决定日期"):
        return 1
    return carry_out(
        args,
        lambda corpus, today: extend(corpus, args.id, args.until, today, on=args.on, doc_no=args.doc_no, issued=args.issued),
    )
