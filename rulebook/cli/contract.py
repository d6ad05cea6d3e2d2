"""``rulebook contract``: write the words that the browser shares with the program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.pages.contract import PATH, contract


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("contract", help="把状态、条款项目、数字这些词写给网页脚本（改了程序里的词以后用）")
    parser.add_argument("--check", action="store_true", help="只核对是不是最新，不写")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 written or current, 1 not current, 2 not in the program's folder."""
    path = Path(PATH)
    if not path.parents[2].is_dir():
        print("这里没有 overrides。请在制度汇编的文件夹里运行。", file=sys.stderr)
        return 2
    current = path.exists() and path.read_text(encoding="utf-8") == contract()
    if args.check and not current:
        print(f"{PATH} 不是最新。请运行 rulebook contract。", file=sys.stderr)
        return 1
    if not current:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contract(), encoding="utf-8")
    return 0
