"""``rulebook schema``: the JSON Schema of the front matter, for editors."""

from __future__ import annotations

import argparse
import json

from rulebook.model.header import Header


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("schema", help="输出文件头的 JSON Schema，供编辑器补全")
    parser.set_defaults(run=run)


def text() -> str:
    """The schema as it stands in ``.vscode/header.schema.json``."""
    return json.dumps(Header.model_json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def run(_: argparse.Namespace) -> int:
    """Print it."""
    print(text(), end="")
    return 0
