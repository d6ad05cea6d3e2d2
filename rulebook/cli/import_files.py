"""``rulebook import``: published law text (Markdown) and Word files into the source form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.cli.arguments import date
from rulebook.cli.files import add_files, all_there
from rulebook.cli.import_docx import WORD, choice, import_word

TEXT = frozenset({".md", ".markdown", ".txt", ""})


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="把 Word 文件（.docx）或者公开法律文本（Markdown）转成本站格式")
    add_files(parser)
    parser.add_argument("--to", type=Path, metavar="DIR", help="写到这个文件夹；里面较新的文本不会被覆盖")
    revisions = parser.add_mutually_exclusive_group()
    revisions.add_argument("--accept", action="store_true", help="Word 文件里有修订痕迹的：接受全部修订")
    revisions.add_argument("--reject", action="store_true", help="Word 文件里有修订痕迹的：拒绝全部修订")
    _add_amending(parser)
    parser.set_defaults(run=run)


def _add_amending(parser: argparse.ArgumentParser) -> None:
    """Arguments that only mean something with ``--amends``."""
    group = parser.add_argument_group("把 Word 文件当作已有制度的修改")
    group.add_argument("--amends", default="", metavar="ID", help="文件是这件制度的新文本；旧文本原样保存")
    group.add_argument("--effective", type=date, default=None, metavar="日期", help="新文本的施行日期")
    group.add_argument("--doc-no", default="", metavar="文号", help="修改决定的文号")
    group.add_argument("--adopted", type=date, default=None, metavar="日期", help="通过日期")
    group.add_argument("--issued", type=date, default=None, metavar="日期", help="印发日期")
    group.add_argument("--event", choices=("修正", "修订"), default="修正", help="修正改部分条文，修订是全面改")
    group.add_argument("--note", default="", metavar="说明", help="写进沿革的说明")
    group.add_argument("--dry-run", action="store_true", help="只看对照和会写哪些文件，不写")
    group.add_argument("--today", type=date, default=None, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Write the files, print a JSON line each; 1 where a file could not be read."""
    if not all_there(args.files):
        return 2
    if args.amends:
        from rulebook.cli.import_amends import import_amendment  # noqa: PLC0415  # reads the whole rulebook; an import does not

        return import_amendment(args)
    if args.dry_run or args.doc_no or args.note or any((args.effective, args.adopted, args.issued)):
        print(
            "--dry-run、--effective、--doc-no、--adopted、--issued、--note 只和 --amends ID 一起用。没有导入。", file=sys.stderr
        )
        return 2
    if args.to is None:
        print("没有写 --to：导入到哪个文件夹，例如 --to docs/rules。已有制度的新文本请用 --amends ID。", file=sys.stderr)
        return 2
    if args.to.exists() and not args.to.is_dir():
        print(f"“{args.to}”不是文件夹。请换一个 --to。", file=sys.stderr)
        return 2
    word, texts, others = _by_kind(args.files)
    code = 0
    if texts or others:
        from rulebook.cli.import_texts import import_texts, keeps_own  # noqa: PLC0415  # slow to load, and Word files need none of it

        if texts and keeps_own(args.to):
            print("rules 和 mechanisms 只放本局制度，公开法律请导入别的文件夹，例如 --to docs/laws。", file=sys.stderr)
            return 2
        code = import_texts(texts, others, args.to, args.root)
    if word:
        code = max(code, import_word(word, args.to, args.root, accept=choice(accept=args.accept, reject=args.reject)))
    return code


def _by_kind(paths: list[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Word and what is taken for it, plain texts, others: by the end of the name."""
    word = [path for path in paths if path.suffix.lower() in WORD]
    texts = [path for path in paths if path.suffix.lower() in TEXT]
    return word, texts, [path for path in paths if path not in word and path not in texts]
