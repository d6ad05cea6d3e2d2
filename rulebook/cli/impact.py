"""``rulebook impact``: what a change touches, for a pull request."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.impact.post import CannotPost, forge, post
from rulebook.impact.snapshot import NoSuchCommit
from rulebook.impact.tell import as_html, as_json, as_markdown
from rulebook.impact.whole import assessed

_FORMATS = {"markdown": as_markdown, "html": as_html, "json": as_json}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("impact", help="这次修改牵动什么：对照表、引用、职责、表格、数字，供审核人看")
    parser.add_argument("base", metavar="BASE", help="和哪个提交或者分支比，通常是 origin/main")
    parser.add_argument("head", nargs="?", default="", metavar="HEAD", help="哪个提交，默认现在文件夹里的样子")
    parser.add_argument("--format", choices=tuple(_FORMATS), default="markdown")
    parser.add_argument("--post", action="store_true", help="写成合并请求里的一条评论，再次运行时更新它")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the impact; 1 where the change has errors or the comment was not written, 2 where a commit is unknown."""
    try:
        impact = assessed(args.root, args.base, args.head)
    except NoSuchCommit as error:
        print(error, file=sys.stderr)
        return 2
    print(_FORMATS[args.format](impact), end="")
    if args.post:
        try:
            print(post(as_markdown(impact), forge()), file=sys.stderr)
        except CannotPost as error:
            print(error, file=sys.stderr)
            return 1
    return int(bool(impact.errors))
