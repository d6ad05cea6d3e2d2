"""``rulebook import``: published law text into the source form."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

from rulebook.importer.published import import_files


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="把公开法律文本（Markdown）转成本站格式")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files, print a JSON line each; 1 where a file could not be read."""
    missing = [path for path in args.files if not path.is_file()]
    if missing:
        print(f"找不到文件：{'、'.join(str(p) for p in missing[:5])}", file=sys.stderr)
        return 2
    code = 0
    for item in import_files(args.files):
        if item.path:
            target = args.to / item.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(item.text, encoding="utf-8", newline="")
        else:
            code = 1
        row = {
            "file": item.source.as_posix(),
            "id": item.id,
            "path": item.path,
            "findings": [dataclasses.asdict(f) for f in item.findings],
        }
        print(json.dumps(row, ensure_ascii=False))
    return code
