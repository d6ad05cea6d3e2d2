"""``rulebook import``: published law text (Markdown) and Word files into the source form."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

from rulebook.cli.import_docx import WORD, choice, import_word
from rulebook.importer.published import import_files


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="把 Word 文件（.docx）或者公开法律文本（Markdown）转成本站格式")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    revisions = parser.add_mutually_exclusive_group()
    revisions.add_argument("--accept", action="store_true", help="Word 文件里有修订痕迹的：接受全部修订")
    revisions.add_argument("--reject", action="store_true", help="Word 文件里有修订痕迹的：拒绝全部修订")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files, print a JSON line each; 1 where a file could not be read."""
    missing = [path for path in args.files if not path.is_file()]
    if missing:
        print(f"找不到文件：{'、'.join(str(p) for p in missing[:5])}", file=sys.stderr)
        return 2
    word = [path for path in args.files if path.suffix.lower() in WORD]
    code = import_word(word, args.to, accept=choice(accept=args.accept, reject=args.reject)) if word else 0
    for item in import_files(path for path in args.files if path.suffix.lower() not in WORD):
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
