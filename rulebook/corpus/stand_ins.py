"""What stands in for an act whose file is gone or whose header cannot be read: the text last published, else what can be read.

Whatever refers to the act is judged by it, so that one fault is told once.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from rulebook.citation.extract import citations
from rulebook.corpus import kept
from rulebook.corpus.read import read_expression
from rulebook.markup.header import salvage_header
from rulebook.markup.parse import parse
from rulebook.markup.source import Source, split_header
from rulebook.model.act import Expression

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_BODY = re.compile(r"^# ", re.MULTILINE)


def stand_ins(folder: Path, broken: Iterable[Source], found: Mapping[str, Collection[Expression]]) -> dict[str, list[Expression]]:
    """By act: every text of it, where one of its files is among ``broken`` or a published one is not there.

    folder: where the ledger's folder stands. found: the texts that were read.
    """
    published = sorted(kept.latest(kept.recorded(folder)).values(), key=lambda entry: entry.expression)
    by_file = {entry.file: entry for entry in published}
    out: dict[str, list[Expression]] = {}
    read = {text.header.title: text.act for texts in found.values() for text in texts if text.newest}
    for source in broken:
        held = _published(folder, by_file[source.file], source.file) if source.file in by_file else None
        text = held or salvaged(source)
        if source.file not in by_file and text.header.title in read:  # a copy of an act that is there
            continue
        out.setdefault(text.act, [*found.get(text.act, ())]).append(text)
    files = {text.file for texts in found.values() for text in texts}
    for act in dict.fromkeys(entry.act for entry in published if entry.act not in out):
        keys = {str(text.header.effective) for text in found.get(act, ())}
        rows = [row for row in published if row.act == act]
        frozen = {row.expression: f"{row.base}/{row.expression}.md" for row in rows if row.base}
        places = [
            (row, row.file if row is rows[-1] else frozen.get(row.expression, "")) for row in rows if row.expression not in keys
        ]
        lost = [_published(folder, row, file) for row, file in places if file in files or not (folder / file).is_file()]
        texts = [dataclasses.replace(text, unfiled=True) for text in lost if text]
        if texts:
            out[act] = [*found.get(act, ()), *texts]
    return out


def _published(folder: Path, entry: kept.Entry, file: str) -> Expression | None:
    """The text that ``entry`` keeps, as if it stood in ``file``."""
    words = kept.kept_text(folder, entry)
    return read_expression(split_header(words, file))[0] if words and file else None


def salvaged(source: Source) -> Expression:
    """An act whose header cannot be used, as far as it can be read."""
    path = PurePosixPath(source.file)
    dated = bool(_DATED.fullmatch(path.stem))
    document, _ = parse(source.text, source.file)
    slug = path.parent.name if dated else path.stem
    act = re.sub(r"[^a-z0-9._-]", "-", slug.lower()).lstrip("._-") or "unread"
    header = salvage_header(source.text, act, document.title or slug)
    return Expression(header.id, source.file, header, document, source.text, newest=not dated, citations=citations(document))


def body_starts(source: Source) -> int:
    """How many lines stand before the title where the header's fences are broken; those of the header where they are not."""
    titles = list(_BODY.finditer(source.text))  # the lines before it that begin so are comments of the header
    if source.header is not None or not titles:
        return source.header_lines
    return source.text.count("\n", 0, titles[-1].start())
