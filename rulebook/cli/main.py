"""Entry point of ``rulebook``: one module a command."""

from __future__ import annotations

import argparse
import sys

from rulebook.cli import (
    amend,
    check,
    citations,
    erratum,
    extend,
    import_laws,
    list_acts,
    parse,
    record,
    redline,
    repeal,
    report,
    schema,
    site,
    verify,
)

COMMANDS = (
    parse,
    citations,
    check,
    list_acts,
    redline,
    amend,
    erratum,
    repeal,
    extend,
    import_laws,
    schema,
    site,
    record,
    verify,
    report,
)


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 clean, 1 findings at error level, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(prog="rulebook", description="制度汇编站的命令")
    subparsers = parser.add_subparsers(required=True, metavar="命令")
    for command in COMMANDS:
        command.register(subparsers)
    args = parser.parse_args(argv)
    return int(args.run(args))
