"""``rulebook decision OLD NEW``: the 修改决定 that makes one text out of the other, as Markdown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.cli.files import all_there
from rulebook.decision.write import Occasion, write_decision
from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import Source, read_source
from rulebook.model.day import day_words


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("decision", help="由新旧两个文本写出修改决定")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the decision; 1 where a file cannot be read or nothing was changed, 2 where it is not there."""
    sources = read_texts(args.old, args.new)
    if isinstance(sources, int):
        return sources
    old, new = (parse(source.text, source.file)[0] for source in sources)
    header, _ = read_header(sources[1].header, sources[1].file) if sources[1].header else (None, ())
    effective = day_words(header.effective) if header and header.effective else ""
    law = header is None or header.collection == "law"
    decision = write_decision(old, new, Occasion(header.issuer if header else "", effective, "公布" if law else "印发"))
    if not decision.text:
        print("两个文本的文字一样，没有要修改的。", file=sys.stderr)
        return 1
    print(decision.text, end="")
    if decision.whole:
        print("改动用修改指令说不清，写成了全文修改（修订）。请看是否改用修订的程序。", file=sys.stderr)
    if not decision.exact:
        print("这份决定套用到旧文本上，和新文本不完全一样。请对照核对。", file=sys.stderr)
        return 1
    return 0


def read_texts(*paths: Path) -> list[Source] | int:
    """The files as read, or the exit code after saying what is wrong."""
    sources = []
    for path in paths:
        if not all_there([path]):
            return 2
        source = read_source(path, path.as_posix())
        if source.findings and not source.text:
            print(f"{source.file}：{source.findings[0].message}", file=sys.stderr)
            return 1
        sources.append(source)
    return sources
