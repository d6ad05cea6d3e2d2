"""``rulebook import``: published law text (Markdown) and Word files into the source form."""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import sys
from pathlib import Path

from rulebook.cli.import_amends import add_amending, import_amendment
from rulebook.cli.import_docx import WORD, choice, import_word
from rulebook.cli.parse import add_files
from rulebook.corpus.load import ACT_FOLDERS
from rulebook.importer.published import Imported, import_files, shown
from rulebook.importer.shelf import shelf, write
from rulebook.model.finding import Finding, Level

TEXT = frozenset({".md", ".markdown", ".txt", ""})


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="把 Word 文件（.docx）或者公开法律文本（Markdown）转成本站格式")
    add_files(parser)
    parser.add_argument("--to", type=Path, metavar="DIR", help="写到这个文件夹；里面较新的文本不会被覆盖")
    revisions = parser.add_mutually_exclusive_group()
    revisions.add_argument("--accept", action="store_true", help="Word 文件里有修订痕迹的：接受全部修订")
    revisions.add_argument("--reject", action="store_true", help="Word 文件里有修订痕迹的：拒绝全部修订")
    add_amending(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files, print a JSON line each; 1 where a file could not be read."""
    missing = [path for path in args.files if not path.is_file()]
    if missing:
        print(f"找不到文件：{'、'.join(str(p) for p in missing[:5])}", file=sys.stderr)
        return 2
    if args.amends:
        return import_amendment(args)
    if args.to is None:
        print("没有写 --to：导入到哪个文件夹，例如 --to docs/rules。已有制度的新文本请用 --amends ID。", file=sys.stderr)
        return 2
    if args.to.exists() and not args.to.is_dir():
        print(f"“{args.to}”不是文件夹。请换一个 --to。", file=sys.stderr)
        return 2
    word, texts, others = _by_kind(args.files)
    if texts and _own(args.to):
        print("rules 和 mechanisms 只放本局制度，公开法律请导入别的文件夹，例如 --to docs/laws。", file=sys.stderr)
        return 2
    code = import_word(word, args.to, args.root, accept=choice(accept=args.accept, reject=args.reject)) if word else 0
    rows = [_refused(path, args.root) for path in others]
    if texts:
        imported, moves = import_files(texts, shelf(args.to), args.root)
        write(args.to, ((row.path, row.text) for row in imported if row.text), moves)
        rows += imported
    for row in rows:
        findings = [dataclasses.asdict(f) for f in row.findings]
        print(json.dumps({"file": row.source, "id": row.id, "path": row.path, "findings": findings}, ensure_ascii=False))
    return code if all(row.path for row in rows) else 1


def _by_kind(paths: list[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Word and what is taken for it, plain texts, others: by the end of the name."""
    word = [path for path in paths if path.suffix.lower() in WORD]
    texts = [path for path in paths if path.suffix.lower() in TEXT]
    return word, texts, [path for path in paths if path not in word and path not in texts]


def _own(folder: Path) -> bool:
    """Whether ``folder`` lies where a rulebook keeps its own acts."""
    parts = folder.resolve().parts
    return any(above == "docs" and part in ACT_FOLDERS for above, part in itertools.pairwise(parts))


def _refused(path: Path, root: Path) -> Imported:
    """A file of a kind that is not read."""
    name = shown(path, root)
    message = f"“{path.name}”不能导入，只认 .docx 和 .md、.txt 的纯文本。请另存为其中一种再导入。"
    return Imported(name, "", "", "", (Finding(name, 1, 1, "I101", Level.ERROR, message),))
