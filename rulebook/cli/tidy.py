"""``rulebook tidy FILE``: a text as people write them, in the form of a source file; its words stay."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.checks.printers import lines
from rulebook.cli.files import all_there, shown_name
from rulebook.corpus.read import read_expression
from rulebook.corpus.write import replace_all
from rulebook.lawful import ledger
from rulebook.markup.source import read_source
from rulebook.markup.tidy import tidy


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("tidy", help="把条文改成源文件的写法，字词不变")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--write", action="store_true", help="直接改这个文件；不写就只显示")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="台账所在的文件夹，默认当前文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done or nothing to do, 1 refused, 2 the file is not there."""
    path: Path = args.file
    if not all_there([path]):
        return 2
    source = read_source(path, shown_name(path, args.root))
    if source.findings:
        sys.stderr.write(lines(source.findings))
        return 1
    recorded = _recorded(path, args.root)
    if recorded:
        print(
            f"{path} 是已经发布的文本（{recorded}），没有改：发布的文本一个字符也不能动。要改请用勘误或者修改的命令。",
            file=sys.stderr,
        )
        return 1
    new = tidy(source.text)
    if not args.write:
        sys.stdout.buffer.write(new.encode("utf-8", "surrogatepass"))
        return 0
    if new == source.text:
        print(f"{path} 已经是源文件的写法，没有改。")
        return 0
    replace_all(path.parent, {path.name: new}, {path.name: source.text})
    print(f"{path} 改成了源文件的写法，字词没有变。请看一遍再提交。")
    return 0


def _recorded(path: Path, root: Path) -> str:
    """The act and the day under which the ledger holds this text, "" where none does."""
    expression, _ = read_expression(read_source(path, path.as_posix()))
    if expression is None:
        return ""
    day = expression.header.effective
    key = day.isoformat() if day else expression.key
    for folder in dict.fromkeys((*path.resolve().parents, root.resolve())):
        entries, _ = ledger.read(folder)
        for entry in entries:
            if (entry.act, entry.expression) == (expression.act, key):
                return f"{entry.act} {entry.expression}"
    return ""
