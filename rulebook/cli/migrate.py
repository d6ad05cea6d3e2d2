"""``rulebook migrate``: a rulebook of an older format moved to the one that this program reads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.corpus.format import FORMAT, STEPS, FormatError, stated


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("migrate", help="更新程序以后，把旧格式的制度汇编改成新格式")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--dry-run", action="store_true", help="只说会改什么，不写")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Move the folder step by step; 2 where it is no rulebook or cannot be moved. A newer format is refused before this."""
    number = stated(args.root)
    if number is None:
        print("这里没有 mkdocs.yml。请在制度汇编的文件夹里运行。", file=sys.stderr)
        return 2
    steps = [step for step in STEPS if step.start >= number]
    if not steps:
        print(f"已经是格式{FORMAT}，没有要改的。")
        return 0
    for step in steps:
        try:
            changed = step.move(args.root)
        except FormatError as problem:
            print(problem, file=sys.stderr)
            return 2
        print(f"格式{step.start}→{step.start + 1}：{step.told}。{'会改' if args.dry_run else '已改'}：{'、'.join(changed)}")
        if args.dry_run:
            return 0
        for name, words in changed.items():
            (args.root / name).write_text(words, encoding="utf-8")
    print("请运行 rulebook check，看过改动（git diff）再提交。")
    return 0
