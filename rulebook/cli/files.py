"""Files named on a command line: how they are given, whether they are there, and what findings call them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

_SHOWN = 5  # of those that are missing


def add_files(parser: argparse.ArgumentParser) -> None:
    """The arguments that commands on single files share."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="输出里的路径相对于它，默认当前文件夹")


def all_there(paths: Iterable[Path]) -> bool:
    """Whether each is a file; which are not is printed."""
    missing = [path for path in paths if not path.is_file()]
    if missing:
        print(f"找不到文件：{'、'.join(map(str, missing[:_SHOWN]))}", file=sys.stderr)
    return not missing


def shown_name(path: Path, root: Path) -> str:
    """``path`` as findings and results call it."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
