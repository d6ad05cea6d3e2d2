"""``rulebook apply DECISION ACT``: the text of the act after a 修改决定, printed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.cli.decision import read_texts
from rulebook.decision.apply import apply_decision
from rulebook.markup.parse import parse


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("apply", help="把修改决定套用到制度上，打印修改后的全文")
    parser.add_argument("decision", type=Path, metavar="DECISION")
    parser.add_argument("act", type=Path, metavar="ACT")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the new text; 1 where an instruction does not fit, 2 where a file is not there."""
    sources = read_texts(args.decision, args.act)
    if isinstance(sources, int):
        return sources
    decision, act = sources
    text, misfits = apply_decision(decision.text, parse(act.text, act.file)[0])
    for misfit in misfits:
        said = f"“{misfit.said}”：" if misfit.said else ""
        print(f"{decision.file}:{misfit.line} 第{misfit.line}行{said}{misfit.reason}。没有套用。（A101）", file=sys.stderr)
    if misfits:
        return 1
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return 0
