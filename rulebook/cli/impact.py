"""``rulebook impact``: what a change touches, for a pull request."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.checks.run import check
from rulebook.corpus.load import Corpus
from rulebook.impact.assess import Assessor
from rulebook.impact.model import Impact
from rulebook.impact.post import CannotPost, forge, post
from rulebook.impact.snapshot import NoSuchCommit, at, changed_files, merge_base
from rulebook.impact.tell import as_html, as_json, as_markdown
from rulebook.model.finding import Finding, Level

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


def assessed(root: Path, base: str, head: str) -> Impact:
    """The impact of what ``head`` (the folder as it is where empty) has beyond ``base``. Raises NoSuchCommit."""
    day = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    with at(root, base):
        pass  # an unknown base is told before any work
    start = merge_base(root, base, head)
    with at(root, start) as old, at(root, head) as new:
        acts = tuple(Assessor(old, new, day).changes())
        errors, warnings = _told(old, new)
        texts = {change.file for change in acts} | {text.file for text in new.expressions()}
        others = tuple(name for name in changed_files(root, start, head) if name not in texts and not name.startswith("ledger/"))
        return Impact(start[:12], day, acts, others, errors, warnings)


def _told(old: Corpus, new: Corpus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Errors of the new state, and the warnings that the old one had not."""
    known = {(f.file, f.code, f.text) for f in check(old)}
    found = check(new)
    errors = tuple(_line(f) for f in found if f.level is Level.ERROR)
    fresh = (f for f in found if f.level is Level.WARNING and (f.file, f.code, f.text) not in known)
    return errors, tuple(_line(f) for f in fresh)


def _line(finding: Finding) -> str:
    return f"{finding.file}:{finding.line} {finding.message}（{finding.code}）"
