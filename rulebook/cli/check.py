"""``rulebook check``: all findings on the rulebook in the current folder."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path

from rulebook.checks.follow import unrefused
from rulebook.checks.fresh import fresh
from rulebook.checks.printers import lines
from rulebook.checks.run import check
from rulebook.corpus import kept
from rulebook.corpus.load import load
from rulebook.git import said_text
from rulebook.impact.snapshot import HELD, NoSuchCommit, at, unchanged
from rulebook.keys import engine_key, key
from rulebook.lawful import ledger
from rulebook.lawful.base import BaseUnknown, bases, compare
from rulebook.model.finding import Finding, Level
from rulebook.store import Store


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("check", help="检查当前文件夹里的制度汇编")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--docs", type=Path, default=None)
    parser.add_argument(
        "--base",
        default="",
        metavar="REF",
        help="对照哪个分支或者提交，默认 origin/main 或者 main：已经通过的文本不能在合并里丢失",
    )
    parser.add_argument("--info", action="store_true", help="连同说明一级的提示一起列出")
    parser.set_defaults(run=run)


def _before(root: Path, commit: str, now: list[Finding]) -> list[Finding]:
    """Findings on the rulebook as it stood at ``commit``, kept beside it until its texts, program or day are others.

    None where it cannot be read. now: those on ``root`` as it is.
    """
    if unchanged(root, commit):
        return [f for f in now if f.file.startswith(f"{HELD[0]}/")]
    store = Store(root / ".cache" / "rulebook")
    trees = said_text(root, "rev-parse", *(f"{commit}:./{folder}" for folder in HELD)) or said_text(root, "rev-parse", commit)
    name = key("findings", engine_key(), trees, ledger.latest_day(()))
    if held := store.get(name):
        return [Finding(**{**row, "level": Level(row["level"])}) for row in json.loads(held)]
    try:
        with at(root, commit) as corpus:
            found = check(corpus)
    except NoSuchCommit:
        return []
    if (root / "docs").is_dir():
        store.put(name, json.dumps([dataclasses.asdict(finding) for finding in found], ensure_ascii=False).encode())
    return found


def run(args: argparse.Namespace) -> int:
    """Print findings; 0 clean, 1 errors, 2 no rulebook here."""
    root = args.root.resolve()
    docs = args.docs.resolve() if args.docs else root / "docs"
    if not docs.is_dir():
        print(f"这里没有 docs 文件夹：{root}。请在制度汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    corpus = load(root, docs)
    own = check(corpus)
    try:
        found = bases(corpus.docs.parent, args.base)
    except BaseUnknown as unknown:
        print(unknown, file=sys.stderr)
        if args.base:
            return 2
        found = []
    today = ledger.latest_day(kept.recorded(corpus.docs.parent)) if found else dt.date.max
    findings = sorted({*own, *unrefused(own, (f for base in found for f in compare(corpus, base, today)))})
    shown = [f for f in findings if args.info or args.format == "json" or f.level is not Level.INFO]
    stood: Counter[str] = Counter()
    if shown and args.format != "json" and (branch := next((base for base in found if base.strict), None)):
        shown, stood = fresh(shown, _before(root, branch.commit, own))
    sys.stdout.write(lines(shown, args.format))
    for code, number in sorted(stood.items()):
        print(f"原来就有的提醒 {number} 处，这次不必管（{code}）。全部列出：rulebook report")
    errors = sum(f.level is Level.ERROR for f in findings)
    warnings = sum(f.level is Level.WARNING for f in findings)
    if args.format == "text":
        print(f"错误 {errors} 处，提醒 {warnings} 处。" if errors or warnings else "没有发现问题。")
    return 1 if errors else 0
