"""A text read before need not be read again: its tree and its citations by what stands in the file."""

from __future__ import annotations

import dataclasses
import marshal
import re
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from rulebook.citation.extract import citations
from rulebook.corpus.settle import settled
from rulebook.keys import engine_key, key
from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import Source
from rulebook.memory import growing
from rulebook.model.act import Expression
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Document, Kind, Provision
from rulebook.store import NOTHING, Store

_KINDS = {kind.value: kind for kind in Kind}
_CITING = {kind.value: kind for kind in CitationKind}
_LEVELS = {level.value: level for level in Level}
_KIND, _CHILDREN = Provision._fields.index("kind"), Provision._fields.index("children")
_CITED_AS = Citation._fields.index("kind")
_PARTS = ("head", "body", "annexes")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")

Read = tuple[Document, tuple[Finding, ...], tuple[Citation, ...]]


def _names(of: type[Any], *without: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(of) if field.compare and field.name not in without)


_DOCUMENT, _FINDING = _names(Document, *_PARTS), _names(Finding, "level")
_of_document, _of_finding = attrgetter(*_DOCUMENT), attrgetter(*_FINDING)


def text_key(text: str, file: str) -> str:
    """The key under which a store has what was read of a file's text."""
    return key("text", engine_key(), file, text)


def read_text(text: str, file: str, store: Store) -> Read:
    """``parse`` and ``citations`` of a file's text, out of ``store`` where it has them."""
    name = text_key(text, file)
    held = store.get(name)
    if held is not None:
        return _read(held)
    document, findings = parse(text, file)
    found = citations(document)
    store.put(name, _written(document, findings, found))
    return document, findings, found


@lru_cache(maxsize=1 << 14)  # more than the files of any rulebook: fewer, and each is forgotten before it is asked for again
def read_expression(source: Source, store: Store = NOTHING) -> tuple[Expression | None, tuple[Finding, ...]]:
    """One file to an expression (without its span of validity, which needs its siblings)."""
    header, problems = read_header(source.header or "", source.file)
    document, structural, cited = read_text(source.text, source.file, store)
    if header is None:
        return None, problems + structural
    newest = not _DATED.fullmatch(Path(source.file).stem)
    header = settled(header)
    expression = Expression(header.id, source.file, header, document, source.text, newest=newest, citations=cited)
    if header.text == "pending":
        structural = ()
    return expression, problems + structural


def _written(document: Document, findings: tuple[Finding, ...], found: tuple[Citation, ...]) -> bytes:
    trees = [[_plain(node) for node in getattr(document, part)] for part in _PARTS]
    told = [(f.level.value, _of_finding(f)) for f in findings]
    cited = [[*c[:_CITED_AS], c.kind.value, *c[_CITED_AS + 1 :]] for c in found]
    return marshal.dumps((_of_document(document), trees, told, cited))


def _read(held: bytes) -> Read:
    with growing():  # ten thousand tuples
        plain, trees, told, cited = marshal.loads(held)  # noqa: S302  # its digest was compared
        parts: dict[str, Any] = {part: tuple(map(_provision, nodes)) for part, nodes in zip(_PARTS, trees, strict=True)}
        document = Document(**dict(zip(_DOCUMENT, plain, strict=True)), **parts)
        findings = tuple(Finding(level=_LEVELS[level], **dict(zip(_FINDING, f, strict=True))) for level, f in told)
        found = tuple(map(_citation, cited))
    return document, findings, found


def _plain(node: Provision) -> list[Any]:
    values: list[Any] = list(node)
    values[_KIND] = node.kind.value
    values[_CHILDREN] = [_plain(child) for child in node.children]
    return values


def _provision(values: list[Any]) -> Provision:
    values[_KIND] = _KINDS[values[_KIND]]
    children = values[_CHILDREN]
    values[_CHILDREN] = tuple([_provision(child) for child in children]) if children else ()
    return tuple.__new__(Provision, values)


def _citation(values: list[Any]) -> Citation:
    values[_CITED_AS] = _CITING[values[_CITED_AS]]
    return tuple.__new__(Citation, values)
