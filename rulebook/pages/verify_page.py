"""验真: the page, and the data with which the browser recognises the bureau's own texts offline."""

from __future__ import annotations

import functools
import json
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rulebook.corpus.registry_days import days_in_words
from rulebook.history.fingerprint import canonical, code, fingerprint
from rulebook.lawful import ledger
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.packed import packed, packed_text
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Link

PATH = "verify/"
DATA = "assets/verify.json"
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_HEADING = re.compile(r"^(第[零〇一二三四五六七八九十百千两0-9]+条(?:之[一二三四五六七八九十]+)?)【[^】]*】")
_MARK = re.compile(r"^#+")
_FNV_OFFSET, _FNV_PRIME, _BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Sealed:
    """One text with its code. recorded: day of its row in the ledger in words, "" where there is none."""

    title: Link
    text: Link
    doc_no: str
    code: str
    digest: str
    recorded: str


@dataclass(frozen=True, slots=True)
class VerifyView:
    """The page (verify.html). head: number of rows and hash of the last one, "" without a ledger."""

    title: str
    rows: tuple[Sealed, ...]
    head: str


def verify_pages(site: Site) -> Iterator[DrawnPage]:
    """The page, where the bureau has texts of its own."""
    if any(_own(site)):
        yield DrawnPage(PATH, "验真", "verify.html", lambda: view(site))


def view(site: Site) -> VerifyView:
    """Every text with its code, in 汇编 order."""
    entries, _ = ledger.read(site.corpus.docs.parent)
    days = {entry.fingerprint: entry.day for entry in reversed(entries)}
    rows = []
    for act, expression in _own(site):
        digest = fingerprint(expression)
        url = site.expression_path(expression)
        rows.append(
            Sealed(
                Link(act.header.name, relative(url, PATH)),
                Link(f"{day_words(expression.valid_from)}文本", relative(f"{url}text.txt", PATH)),
                expression.header.doc_no,
                code(digest),
                digest,
                days_in_words(days.get(digest, "")),
            )
        )
    return VerifyView("验真", tuple(rows), f"{entries[-1].n}行　{entries[-1].hash}" if entries else "")


def verify_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """``text.txt`` beside every dated page, the recognition data, and the ledger as it stands."""
    for act in site.corpus.acts.values():
        for expression in act.expressions:
            if expression.header.text != "pending" and expression.valid_from:
                yield f"{site.expression_path(expression)}text.txt", functools.partial(_text, expression)
    if not any(_own(site)):
        return
    yield DATA, functools.partial(_recognition, site)
    for name in ("ledger.jsonl", "before-1.jsonl", "head", "head.sig", "allowed_signers"):
        file = site.corpus.docs.parent / "ledger" / name
        if file.exists():
            yield f"assets/ledger/{name}", functools.partial(_ledger, file, site.corpus.withheld)


def _ledger(file: Path, withheld: frozenset[str]) -> bytes:
    """The file as it stands; of a row about what is withheld only its place in the chain."""
    data = file.read_bytes()
    if not withheld or file.suffix != ".jsonl":
        return data
    rows = [json.loads(line) for line in data.decode().splitlines()]
    shown = [{k: row[k] for k in ("n", "previous", "hash")} if row["act"] in withheld else row for row in rows]
    return "".join(packed_text(row) + "\n" for row in shown).encode()


def _text(expression: Expression) -> bytes:
    return canonical(expression).encode()


def _recognition(site: Site) -> bytes:
    texts = []
    for act, expression in _own(site):
        until = expression.valid_to.isoformat() if expression.valid_to else ""
        lines = [mark(line) for line in canonical(expression).splitlines()]
        url = site.expression_path(expression)
        texts.append([act.id, expression.header.title, expression.key, until, fingerprint(expression), url, lines])
    return packed(texts)


def bare(line: str) -> str:
    """A line as people paste it: NFKC, no blanks, no heading marks, no 【条标】. The same as in verify.js."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", line))
    return _HEADING.sub(r"\1", _MARK.sub("", plain))


@functools.lru_cache(maxsize=1 << 14)  # the texts of an act share most of their lines
def mark(line: str) -> int:
    """FNV-1a over the UTF-16 code units of the bare line, 32 bits."""
    value = _FNV_OFFSET
    for (unit,) in struct.iter_unpack("<H", bare(line).encode("utf-16-le")):
        value = ((value ^ unit) * _FNV_PRIME) & _BITS
    return value


def _own(site: Site) -> Iterator[tuple[Act, Expression]]:
    for act in site.corpus.acts.values():
        if act.header.collection != "law":
            for expression in act.expressions:
                if expression.header.text != "pending" and expression.valid_from:
                    yield act, expression
