"""``rulebook cite``: each citation of a draft, and whether it holds on a day (核对引用)."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.checks.printers import lines
from rulebook.cli.arguments import date
from rulebook.cli.files import add_files, all_there, shown_name
from rulebook.corpus.load import load
from rulebook.history.fingerprint import code
from rulebook.importer.draft import Draft, read_draft
from rulebook.markup.parse import parse
from rulebook.model.day import day_words
from rulebook.model.finding import Level
from rulebook.verdict.held import hold
from rulebook.verdict.verdicts import VERDICT_WORDS, Checked, Checker, canonical_table, cited, told


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("cite", help="核对稿件里的引用：有没有、还适用不适用、引文对不对")
    add_files(parser)
    parser.add_argument("--as-of", type=date, default=None, metavar="DATE", help="按哪一天核对，默认今天")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the verdicts; 1 where a file could not be read, 2 where it is not there or no rulebook is."""
    if not all_there(args.files):
        return 2
    root = _rulebook(args.root)
    if root is None:
        print("这里没有制度（docs 文件夹）。请到汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    docs = os.environ.get("RULEBOOK_DOCS")
    corpus = load(root, Path(docs)) if docs else load(root)
    now = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    checker = Checker(hold(corpus), args.as_of or now, now)
    drafts = [(draft := read_draft(path, shown_name(path, args.root)), _checked(checker, draft)) for path in args.files]
    for draft, _ in drafts:
        sys.stderr.write(lines(draft.findings))
        if draft.unread:
            print(f"{draft.file}：{'、'.join(draft.unread)}里的字没有核对。", file=sys.stderr)
    print(_FORMATS[args.format](drafts, checker), end="")
    return int(any(f.level is Level.ERROR for draft, _ in drafts for f in draft.findings))


def _rulebook(root: Path) -> Path | None:
    """The folder of the rulebook: ``root``, or the one above the current folder that has docs/."""
    here = Path.cwd()
    return next((folder for folder in (root, here, *here.parents) if (folder / "docs").is_dir()), None)


def _checked(checker: Checker, draft: Draft) -> list[Checked]:
    document, _ = parse("\n".join(draft.lines), draft.file)
    return list(checker.check(cited(document), draft.lines))


def row(file: str, checked: Checked) -> dict[str, object]:
    """One citation as the contract of ``cite --format json`` has it."""
    citation = checked.citation
    return {
        "file": file,
        "line": citation.line,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "title": citation.title,
        "target": checked.target,
        "verdict": checked.verdict.value,
        "today": checked.today,
        "quoted_equal": checked.equal,
        "message": checked.message,
        "suggestion": checked.suggestion,
    }


def _json(drafts: Sequence[tuple[Draft, list[Checked]]], _: Checker) -> str:
    rows = [row(draft.file, checked) for draft, found in drafts for checked in found]
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


def _code(rows: Sequence[Checked], checker: Checker) -> str:
    return code(hashlib.sha256(canonical_table(rows, checker.day, checker.now).encode()).hexdigest())


def _text(drafts: Sequence[tuple[Draft, list[Checked]]], checker: Checker) -> str:
    out = []
    for draft, found in drafts:
        counts = Counter(checked.verdict for checked in found)
        parts = "，".join(f"{VERDICT_WORDS[verdict]}{n}处" for verdict, n in counts.items())
        out.append(f"{draft.file}：按{day_words(checker.day)}核对，引用{len(found)}处" + (f"，{parts}。" if parts else "。"))
        out.extend(f"  第{one.citation.line}行　{one.citation.text}　{VERDICT_WORDS[one.verdict]}：{told(one)}" for one in found)
        out.append(f"  核验码 {_code(found, checker)}")
    return "\n".join(out) + "\n"


def _html(drafts: Sequence[tuple[Draft, list[Checked]]], checker: Checker) -> str:
    rows = "".join(
        f"<tr><td>{escape(draft.file)}</td><td>{c.citation.line}</td><td>{escape(c.citation.text)}</td>"
        f"<td>{VERDICT_WORDS[c.verdict]}</td><td>{escape(told(c))}</td><td>{escape(c.today)}</td></tr>\n"
        for draft, found in drafts
        for c in found
    )
    codes = "".join(f"<p>{escape(draft.file)}　核验码 {_code(found, checker)}</p>\n" for draft, found in drafts)
    title = f"引用核对表（{day_words(checker.day)}）"
    head = "<tr><th>稿件</th><th>行</th><th>引用</th><th>结果</th><th>说明</th><th>今天的条文</th></tr>\n"
    return (
        f'<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>\n'
        f"<h1>{title}</h1>\n<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody></table>\n{codes}</html>\n"
    )


_FORMATS = {"json": _json, "text": _text, "html": _html}
