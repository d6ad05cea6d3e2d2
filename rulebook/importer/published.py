"""Published law text in Markdown into the source form: the header is read from its title and revision lines."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from rulebook.markup.parse import parse
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding
from rulebook.model.provision import Document

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
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

    source: where it came from. path: relative to the target folder. text: whole new file.
    """

    source: Path
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
    path: Path
    text: str
    document: Document
    findings: tuple[Finding, ...]
    title: str
    adopted: dt.date | None
    effective: dt.date | None
    doc_no: str  # the one the text now bears: of its last revision, else of its making
    history: tuple[_Step, ...]


def import_files(paths: Iterable[Path]) -> list[Imported]:
    """Read published laws; dated files of one title become one act with expressions. Never raises on content."""
    groups: dict[str, list[_Read]] = defaultdict(list)
    failed: list[Imported] = []
    for path in paths:
        source = read_source(path, path.as_posix())
        if source.findings and not source.text:
            failed.append(Imported(path, "", "", "", source.findings))
            continue
        read = _read(path, source.body, source.findings)
        groups[re.sub(r"\s", "", read.title)].append(read)
    out: list[Imported] = []
    taken: set[str] = set()
    for order, (title, versions) in enumerate(sorted(groups.items()), start=1):
        act_id = _identifier(title, taken)
        taken.add(act_id)
        out.extend(_act(act_id, order, versions))
    return out + failed


def _read(path: Path, body: str, findings: tuple[Finding, ...]) -> _Read:
    document, problems = parse(body, path.as_posix())
    title = document.title or _FILE_DATE.sub("", path.stem)
    lines = [line.strip() for node in document.head for line in node.text.split("\n") if line.strip()]
    stamp = _FILE_DATE.search(path.stem)
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
    return _Read(path, body, document, findings + problems, title, made, effective, numbers[-1], history)


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
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _dates(line: str) -> list[dt.date]:
    found = []
    for year, month, day in _DATE.findall(line):
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def _identifier(title: str, taken: set[str]) -> str:
    """Initials of the title and four hex digits of its hash: short, stable, ASCII."""
    plain = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", title.removeprefix("中华人民共和国"))
    initials = "".join(lazy_pinyin(plain[:24], style=Style.FIRST_LETTER, errors="default")).lower()
    initials = re.sub(r"[^a-z0-9]", "", initials)[:24] or "law"
    digest = hashlib.sha256(title.encode()).hexdigest()
    length = 4
    while f"{initials}-{digest[:length]}" in taken:
        length += 2
    return f"{initials}-{digest[:length]}"


def _act(act_id: str, order: int, versions: list[_Read]) -> Iterable[Imported]:
    versions.sort(key=lambda v: (v.effective or dt.date.min, v.path.as_posix()))
    seen: set[dt.date | None] = set()
    for index, version in enumerate(versions):
        effective = version.effective
        while effective in seen and effective is not None:
            effective += dt.timedelta(days=1)
        seen.add(effective)
        newest = index == len(versions) - 1
        name = f"{act_id}.md" if newest else f"{act_id}/{effective.isoformat() if effective else index}.md"
        text = _header(act_id, order, version, effective) + version.text.removeprefix("\ufeff")
        yield Imported(version.path, act_id, name, text, version.findings)


def _header(act_id: str, order: int, version: _Read, effective: dt.date | None) -> str:
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
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _quoted(text: str) -> str:
    return '"' + re.sub(r"\s+", " ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
