"""An argument parser that speaks Chinese: headings of the help text, and what is wrong with a command line."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from typing import Any, NoReturn

from rulebook.model.dates import YEARS

_HELP = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这个说明"),
)
_WRONG = (
    (re.compile(r"the following arguments are required: (.+)"), r"少了 \1。"),
    (re.compile(r"unrecognized arguments: (.+)"), r"不认识“\1”。"),
    (re.compile(r"argument (\S+): invalid choice: '?([^']*)'? \(choose from (.+)\)"), r"\1 不能写“\2”，只能是：\3。"),
    (re.compile(r"argument (\S+): invalid int value: '(.*)'"), r"\1 要写整数，不能写“\2”。"),
    (re.compile(r"argument (\S+): expected (?:one argument|at least one argument)"), r"\1 后面要写一个值。"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 和 \2 不能一起写。"),
    (re.compile(r"argument (\S+): (.+)"), r"\1：\2。"),
    (re.compile(r"one of the arguments (.+) is required"), r"\1 要写一个。"),
)


def date(text: str) -> dt.date:
    """An argument that is a date."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2027-01-01 这样") from error
    if day.year not in YEARS:
        raise argparse.ArgumentTypeError(f"“{text}”的年份不在 {YEARS[0]} 到 {YEARS[-1]} 之间")
    return day


class Parser(argparse.ArgumentParser):
    """Subcommands get the same class. Options are written in full: a short form could mean another one tomorrow.

    Words of one list may stand before and after an option (``export docx --to DIR a b``), which argparse alone refuses.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.allow_abbrev = False
        self._list: argparse.Action | None = None

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """As argparse does; the one list of words is remembered."""
        action = super().add_argument(*names, **options)
        if options.get("nargs") == "+" and not str(names[0]).startswith("-"):
            self._list = action
        return action

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Words that are left over go to the list."""
        found, left = super().parse_known_args(args, namespace)
        if self._list is not None and left and not any(word.startswith("-") for word in left):
            make = self._list.type if callable(self._list.type) else str
            getattr(found, self._list.dest).extend(make(word) for word in left)
            return found, []
        return found, left

    def format_help(self) -> str:
        """The help text with Chinese headings."""
        return _translated(super().format_help())

    def format_usage(self) -> str:
        """The line of use."""
        return _translated(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, exit 2. Of unknown words, options are named: what follows one may be a long list of files."""
        if message.startswith("unrecognized arguments: "):
            unknown = message.removeprefix("unrecognized arguments: ").split()
            options = [word for word in unknown if word.startswith("-")] or unknown
            message = "unrecognized arguments: " + " ".join(options[:3]) + (" …" if len(options) > 3 else "")
        words = next((pattern.sub(chinese, message) for pattern, chinese in _WRONG if pattern.fullmatch(message)), message)
        words = words.replace("'", "")
        print(f"{self.format_usage()}{words}各项的意思见：{self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def _translated(text: str) -> str:
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    return text
