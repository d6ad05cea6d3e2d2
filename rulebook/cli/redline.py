"""``rulebook redline OLD NEW``: what changed, article by article."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

from rulebook.cli.files import all_there
from rulebook.history.redline import Row, Segment, compare, elsewhere, words
from rulebook.markup.parse import parse
from rulebook.markup.source import read_source
from rulebook.model.provision import Document

MARKS = {"unchanged": "同", "modified": "改", "renumbered": "移", "renumbered+modified": "改", "inserted": "增", "deleted": "删"}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("redline", help="两个文本的修改对照")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--format", choices=("json", "html", "text"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the comparison; 2 where a file is not there, 1 where it cannot be read or nothing in it can be compared."""
    documents: list[Document] = []
    for path in (args.old, args.new):
        if not all_there([path]):
            return 2
        source = read_source(path, path.as_posix())
        if source.findings and not source.text:
            print(source.findings[0].message, file=sys.stderr)
            return 1
        documents.append(parse(source.text, path.as_posix())[0])
    rows = compare(*documents)
    if not rows:
        print("两个文件里都没有读出条，也没有读出一、二、，不能逐条对照。请看 rulebook parse 读出了什么。", file=sys.stderr)
    others = [(name, words(was, now)) for name, was, now in elsewhere(*documents)]
    if args.format == "json":
        beside = [{"part": name, "segments": _segments(said)} for name, said in others]
        print(json.dumps({"rows": [as_json(row) for row in rows], "elsewhere": beside}, ensure_ascii=False))
    else:
        html = args.format == "html"
        print("\n".join(as_html(row) if html else as_text(row) for row in rows))
        for name, said in others if rows else ():
            print(_html("modified", f"改　{name}", said) if html else f"改　{name}\n{_text(said)}\n")
    return 0 if rows else 1


def as_json(row: Row) -> dict[str, object]:
    """One row as the scorer of the evaluation corpus reads it."""
    return {
        "old": row.old.eid if row.old else None,
        "new": row.new.eid if row.new else None,
        "label": row.label,
        "moved": row.moved,
        "segments": _segments(row.segments),
    }


def _segments(segments: Sequence[Segment]) -> list[dict[str, object]]:
    return [{"kind": s.kind, "text": s.text, "minor": s.minor} for s in segments]


def as_text(row: Row) -> str:
    """One row in plain words: ［-删去-］｛+增加+｝."""
    names = " → ".join(a.label for a in (row.old, row.new) if a)
    body = "" if row.label in {"unchanged", "renumbered"} else f"\n{_text(row.segments)}\n"
    return f"{MARKS[row.label]}　{names}{body}"


def _text(segments: Sequence[Segment]) -> str:
    marked = {"insert": "｛+{}+｝", "delete": "［-{}-］", "equal": "{}"}
    return "".join(marked[s.kind].format(s.text) for s in segments)


def as_html(row: Row) -> str:
    """One row as a section with ins and del."""
    names = " → ".join(escape(a.label) for a in (row.old, row.new) if a)
    return _html(row.label, f"{MARKS[row.label]}　{names}", row.segments)


def _html(label: str, heading: str, segments: Sequence[Segment]) -> str:
    tags = {"insert": "ins", "delete": "del"}
    body = "".join(
        escape(s.text) if s.kind == "equal" else f"<{tags[s.kind]}>{escape(s.text)}</{tags[s.kind]}>" for s in segments
    ).replace("\n", "<br>")
    return f'<section class="rb-rl" data-label="{label}"><h3>{heading}</h3><p>{body}</p></section>'
