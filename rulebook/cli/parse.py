"""``rulebook parse``: a rule text as counts, as a tree, or written back."""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from pathlib import Path
from typing import Any

from rulebook.checks.printers import lines
from rulebook.cli.files import add_files, all_there, shown_name
from rulebook.markup.parse import parse
from rulebook.markup.source import read_source
from rulebook.markup.structure import structure
from rulebook.markup.unparse import unparse
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_DRAFT = re.compile(r"^state:\s*draft\b", re.MULTILINE)
_ID = re.compile(r"^id:\s*(\S+)", re.MULTILINE)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("parse", help="读出编章节条款项目")
    add_files(parser)
    parser.add_argument("--format", choices=("structure", "json", "markdown"), default="structure")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 clean, 1 findings at error level, 2 a file is not there."""
    if not all_there(args.files):
        return 2
    counts, code = [], 0
    for path in args.files:
        name = shown_name(path, args.root)
        source = read_source(path, name)
        document, problems = parse(source.text, name)
        own = source.header is not None and not _DRAFT.search(source.header)
        findings = source.findings + tuple(f if own else _milder(f) for f in problems)
        code = max(code, int(any(f.level is Level.ERROR for f in findings)))
        if args.format == "json":
            print(json.dumps(tree(document, name, source.header or "", findings), ensure_ascii=False))
            continue
        sys.stderr.write(lines(findings))
        if args.format == "markdown":
            sys.stdout.buffer.write(unparse(document).encode("utf-8", "surrogatepass"))
        else:
            counts.append({"file": name, **structure(document, problems)})
    if args.format == "structure":
        print(json.dumps(counts, ensure_ascii=False))
    return code


def tree(document: Document, name: str, header: str, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The whole tree as plain values."""
    found = _ID.search(header)
    return {
        "file": name,
        "id": found.group(1) if found else Path(name).stem,
        "title": document.title,
        "preamble": document.preamble,
        "divisions": [_division(node) for top in document.body for node in top.walk() if node.kind in DIVISIONS],
        "articles": [_article(node) for node in document.articles()],
        "clauses": [_provision(node) for top in document.body for node in top.walk() if node.kind is Kind.CLAUSE],
        "subparagraphs": [_provision(node) for node in document.body if node.kind is Kind.SUBPARAGRAPH],
        "points": [_provision(node) for node in document.body if node.kind is Kind.POINT],
        "annexes": [_annex(node) for node in document.annexes],
        "findings": [dataclasses.asdict(f) for f in findings],
    }


def _milder(finding: Finding) -> Finding:
    """An error in a text that is not our own is a warning."""
    return dataclasses.replace(finding, level=Level.WARNING) if finding.level is Level.ERROR else finding


def _annex(node: Provision) -> dict[str, Any]:
    value: dict[str, Any] = {"id": node.eid, "line": node.line, "title": node.text.strip(), "text": node.own_words}
    articles = [_article(n) for n in node.walk() if n.kind is Kind.ARTICLE]
    return value | {"articles": articles} if articles else value


def _division(node: Provision) -> dict[str, Any]:
    return {"id": node.eid, "kind": node.kind.value, "label": node.label, "heading": node.heading, "line": node.line}


def _article(node: Provision) -> dict[str, Any]:
    return {
        "id": node.eid,
        "label": node.label,
        "heading": node.heading,
        "line": node.line,
        "text": node.own_words,
        "paragraphs": [_provision(child) for child in node.children if child.kind is Kind.PARAGRAPH],
    }


def _provision(node: Provision) -> dict[str, Any]:
    value: dict[str, Any] = {"id": node.eid, "line": node.line, "text": node.text}
    if node.label:
        value["label"] = node.label
    items = [_provision(child) for child in node.children if child.kind is Kind.SUBPARAGRAPH]
    points = [_provision(child) for child in node.children if child.kind is Kind.POINT]
    if items:
        value["subparagraphs"] = items
    if points:
        value["points"] = points
    return value
