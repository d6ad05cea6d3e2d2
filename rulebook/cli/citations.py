"""``rulebook citations``: every citation of the given files."""

from __future__ import annotations

import argparse
import json
import sys

from rulebook.checks.printers import lines
from rulebook.citation.extract import citations
from rulebook.cli.files import add_files, all_there, shown_name
from rulebook.markup.parse import parse
from rulebook.markup.source import read_source
from rulebook.model.finding import Level


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("citations", help="找出全部引用")
    add_files(parser)
    parser.add_argument("--format", choices=("jsonl",), default="jsonl")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """A row a citation; 1 where a file could not be read, 2 where it is not there."""
    if not all_there(args.files):
        return 2
    code = 0
    for path in args.files:
        name = shown_name(path, args.root)
        source = read_source(path, name)
        sys.stderr.write(lines(source.findings))
        code = max(code, int(any(f.level is Level.ERROR for f in source.findings)))
        document, _ = parse(source.text, name)
        for found in citations(document):
            row = {
                "file": name,
                "line": found.line,
                "start": found.start,
                "end": found.end,
                "text": found.text,
                "kind": found.kind.value,
                "title": found.title,
                "targets": list(found.targets),
            }
            if found.heading:
                row["heading"] = found.heading
            if found.choices:
                row["choices"] = list(found.choices)
            print(json.dumps(row, ensure_ascii=False))
    return code
