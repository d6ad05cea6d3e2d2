"""Published law text in Markdown into the source form: the header is read from its title and revision lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rulebook.importer.shelf import Held, Text, place, plain
from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import read_source
from rulebook.model.dates import YEARS
from rulebook.model.finding import Finding, Level

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_UNPRINTED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff0-\uffff]"
)
_FILE_DATE = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]$")
_DOC_NO = re.compile(
    r"[\u4e00-\u9fffx]{1,12}[〔\[［(（]\d{4}[〕\]］)）]\s*第?\d+号|[\u4e00-\u9fff]{2,12}令\s*(?:[〔\[]\d{4}[〕\]])?第\s*\d+\s*号"
)
_EVENTS = (("修正$", "修正"), ("修订(?:通过)?$|修订根据", "修订"), ("(?:通过|公布|发布|批准)$", "制定"))
_TYPES = (
    "实施条例",
    "实施细则",
    "实施办法",
    "条例",
    "规定",
    "办法",
    "细则",
    "解释",
    "决定",
    "规则",
    "规范",
    "规程",
    "批复",
    "通知",
    "意见",
    "修正案",
    "法典",
    "法",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """One file in the source form.

    source: where it came from. id, path (relative to the target folder): "" where nothing is written. text: whole new file.
    """

    source: str
    id: str
    path: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A revision line of the preamble: 2019年4月3日 国务院令第711号修订."""

    on: dt.date
    event: str
    doc_no: str


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    text: str
    findings: tuple[Finding, ...]
    title: str
    adopted: dt.date | None
    effective: dt.date | None
    doc_no: str  # the one the text now bears: of its last revision, else of its making
    history: tuple[_Step, ...]


def import_files(
    paths: Iterable[Path], held: Collection[Held] = (), root: Path = Path()
) -> tuple[list[Imported], dict[str, str]]:
    """Read published laws; dated files of one title become one act with expressions. Never raises on content.

    held: what earlier imports left in the target folder. root: what names in the result are relative to.
    Returns a row for each file that could be read or not, and held files to move (old → new path).
    """
    reads: list[_Read] = []
    failed: list[Imported] = []
    for path in paths:
        name = shown(path, root)
        source = read_source(path, name)
        if source.findings and not source.text:
            failed.append(Imported(name, "", "", "", source.findings))
        else:
            reads.append(_read(name, source.body.removeprefix("\ufeff"), source.findings))
    reads.sort(key=lambda r: (plain(r.title), r.effective or dt.date.min, r.name))
    texts = [Text(plain(r.title), r.effective, r.text.strip("\r\n")) for r in reads]
    places, moves = place(texts, held)
    out = []
    for order, (read, found) in enumerate(zip(reads, places, strict=True), start=1):
        if found.twin:
            twice = Finding(read.name, 1, 1, "I102", Level.INFO, "和另一个文件是同一件文本，没有再写一份。")
            out.append(Imported(read.name, found.act, found.path, "", (*read.findings, twice)))
            continue
        text = _header(found.act, order, read, found.effective) + read.text
        out.append(Imported(read.name, found.act, found.path, text, read.findings))
    return out + failed, moves


def shown(path: Path, root: Path) -> str:
    """``path`` as results and findings call it."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _read(name: str, body: str, findings: tuple[Finding, ...]) -> _Read:
    document, problems = parse(body, name)
    stem = PurePosixPath(name).stem
    title = _UNPRINTED.sub("", document.title) or _UNPRINTED.sub("", _FILE_DATE.sub("", stem)) or "未命名"
    lines = [line.strip() for node in document.head for line in node.text.split("\n") if line.strip()]
    stamp = _FILE_DATE.search(stem)
    named = dt.date.fromisoformat(stamp.group(1)) if stamp and _real(stamp.group(1)) else None
    adopted = max(
        (d for line in lines if re.search("通过|修正|修订|公布|发布|批准|修改", line) for d in _dates(line)), default=None
    )
    started = max((d for line in lines if "施行" in line and len(line) < 60 for d in _dates(line)), default=None)
    made = named or adopted
    effective = started if started and (made is None or started >= made) else (made or started)
    history = tuple(_history(lines))
    alone = _DOC_NO.search("\n".join(lines))
    numbers = [step.doc_no for step in history if step.doc_no] or ([alone.group().strip()] if alone else [""])
    return _Read(name, body, findings + problems, title, made, effective, numbers[-1], history)


def _history(lines: list[str]) -> Iterator[_Step]:
    """What the preamble says of the making and changing of the text, in its own order; nothing is inferred."""
    made, waiting = False, ""
    for piece in lines:
        line = piece if _DATE.match(piece) else waiting + piece  # a line may be broken inside a title
        number = _DOC_NO.search(line)
        event = next((kind for words, kind in _EVENTS if re.search(words, line.rstrip("　 ）)"))), "")
        waiting = "" if event or not _DATE.match(line) else line
        dates = _dates(line)
        if not dates or not event or (event == "制定" and made and not number):
            continue
        made = made or event == "制定"
        yield _Step(dates[0], event, number.group().strip() if number else "")


def _real(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def _dates(line: str) -> list[dt.date]:
    found = []
    for year, month, day in _DATE.findall(line):
        written = f"{year}-{int(month):02}-{int(day):02}"
        if _real(written):
            found.append(dt.date.fromisoformat(written))
    return found


def _header(act_id: str, order: int, version: _Read, effective: dt.date | None) -> str:
    """The header between its fences: all that the text says, less where that cannot be true."""
    whole = _keys(act_id, order, version, effective)
    bare = [line for line in whole if line.startswith(("id:", "title:", "collection:", "order:", "provenance:", "  kind:"))]
    if effective:
        bare.insert(4, f"effective: {effective.isoformat()}")
    raw = next((r for r in ("\n".join(whole), "\n".join(bare)) if not read_header(r, "")[1]), "\n".join(bare))
    return f"---\n{raw}\n---\n\n"


def _keys(act_id: str, order: int, version: _Read, effective: dt.date | None) -> list[str]:
    kind = next((t for t in _TYPES if version.title.rstrip("）)试行（( ").endswith(t)), "")
    lines = [
        f"id: {act_id}",
        f"title: {_quoted(version.title)}",
        f"document_type: {_quoted(kind)}",
        "collection: law",
        f"order: {order}",
    ]
    short = version.title.removeprefix("中华人民共和国")
    if short != version.title:
        lines.append(f"short_title: {_quoted(short)}")
    if version.doc_no:
        lines.append(f"doc_no: {_quoted(version.doc_no)}")
    if version.adopted and (effective is None or version.adopted <= effective):
        lines.append(f"adopted: {version.adopted.isoformat()}")
    if effective:
        lines.append(f"effective: {effective.isoformat()}")
    lines += ["provenance:", "  kind: published"]
    if version.history:
        lines.append("history:")
        lines += [
            f"  - {{on: {step.on}, event: {step.event}" + (f", doc_no: {_quoted(step.doc_no)}}}" if step.doc_no else "}")
            for step in version.history
        ]
    return lines


def _quoted(text: str) -> str:
    return '"' + re.sub(r"\s+", " ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
