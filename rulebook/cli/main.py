"""Entry point of ``rulebook``: one module a command; only the one that is asked for is loaded."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
import traceback
from pathlib import Path

from rulebook.cli.arguments import Parser
from rulebook.corpus.format import behind, refused
from rulebook.memory import growing, rarely
from rulebook.patterns import kept_patterns

MODULES = {
    "parse": "parse",
    "citations": "citations",
    "cite": "cite",
    "check": "check",
    "list": "list_acts",
    "redline": "redline",
    "decision": "decision",
    "apply": "apply",
    "amend": "amend",
    "erratum": "erratum",
    "repeal": "repeal",
    "extend": "extend",
    "restore": "restore",
    "export": "export",
    "book": "book",
    "impact": "impact",
    "submit": "submit",
    "import": "import_files",
    "schema": "schema",
    "build": "site",
    "bundle": "bundle",
    "serve": "site",
    "record": "record",
    "verify": "verify",
    "tidy": "tidy",
    "report": "report",
    "new": "new",
    "init": "init",
    "migrate": "migrate",
    "contract": "contract",
}


_TELLING = frozenset({"check", "build", "serve"})  # say that the folder is of an older format


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 clean, 1 findings at error level, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = sys.argv[1:] if argv is None else argv
    asked = MODULES.get(given[0]) if given else None
    if given and not asked and not given[0].startswith("-"):
        print(f"没有“{given[0]}”这个命令。可用的有：{'、'.join(MODULES)}。", file=sys.stderr)
        return 2
    parser = Parser(prog="rulebook", description="制度汇编站的命令")
    subparsers = parser.add_subparsers(required=True, metavar="命令")
    if asked:
        with growing(), kept_patterns(asked):
            importlib.import_module(f"rulebook.cli.{asked}").register(subparsers)
            if argv is None:  # started from a shell: this process is the program's own
                rarely()
    else:
        for name, module in MODULES.items():
            subparsers.add_parser(name, help=described(name, module))
    args = parser.parse_args(given)
    if problem := refused(_folder(args)):
        print(problem, file=sys.stderr)
        return 2
    if given[0] in _TELLING and (reminder := behind(_folder(args))):
        print(reminder, file=sys.stderr)
    try:
        status = int(args.run(args))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # the last resort: an editor is told in words, the maintainer gets the rest
        return _fault(error)
    return status


def _folder(args: argparse.Namespace) -> Path:
    """Where the rulebook is that a command works on."""
    root = getattr(args, "root", None) or (args.config.parent if getattr(args, "config", None) else Path())
    return Path(root)


def described(command: str, module: str) -> str:
    """What a command is for, read from its module's text: loading all of them takes over a second."""
    text = (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    found = re.search(rf'"{command}",\s*(?:help=)?"([^"]+)"', text)
    return found.group(1) if found else ""


def _fault(error: Exception) -> int:
    """A fault of the program itself, or of the machine."""
    if isinstance(error, OSError) and error.filename:
        print(
            f"读写不了“{error.filename}”（{os.strerror(error.errno or 0)}）。请检查文件、磁盘和权限，再试一次。", file=sys.stderr
        )
        return 2
    if os.environ.get("RULEBOOK_DEBUG"):
        traceback.print_exc()
    place = traceback.extract_tb(error.__traceback__)[-1]
    print(
        f"程序出错，没有做完：{type(error).__name__}: {error}（{Path(place.filename).name} 第{place.lineno}行）。"
        "请把这一行和刚才的命令告诉维护的人；设 RULEBOOK_DEBUG=1 再运行可以看到全部经过。",
        file=sys.stderr,
    )
    return 3
