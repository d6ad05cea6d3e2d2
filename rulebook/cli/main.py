"""Entry point of ``rulebook``: one module a command; only the one that is asked for is loaded."""

from __future__ import annotations

import argparse
import importlib
import sys

MODULES = {
    "parse": "parse",
    "citations": "citations",
    "check": "check",
    "list": "list_acts",
    "redline": "redline",
    "amend": "amend",
    "erratum": "erratum",
    "repeal": "repeal",
    "extend": "extend",
    "import": "import_laws",
    "schema": "schema",
    "build": "site",
    "serve": "site",
    "record": "record",
    "verify": "verify",
    "report": "report",
}


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 clean, 1 findings at error level, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = sys.argv[1:] if argv is None else argv
    asked = MODULES.get(given[0]) if given else None
    if given and not asked and not given[0].startswith("-"):
        print(f"没有“{given[0]}”这个命令。可用的有：{'、'.join(MODULES)}。", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="rulebook", description="制度汇编站的命令")
    subparsers = parser.add_subparsers(required=True, metavar="命令")
    for name in dict.fromkeys([asked] if asked else MODULES.values()):
        importlib.import_module(f"rulebook.cli.{name}").register(subparsers)
    args = parser.parse_args(given)
    return int(args.run(args))
