"""``rulebook restore ID``: back to the text last published (恢复)."""

from __future__ import annotations

import argparse

from rulebook.change.restore import restore
from rulebook.cli.changing import add_common, carry_out


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("restore", help="恢复已发布的文本：没有发布的改动不要了")
    parser.add_argument("id", metavar="ID")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused, 2 wrong usage."""
    return carry_out(args, lambda corpus, _: restore(corpus, args.id), back=True)
