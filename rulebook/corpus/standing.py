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
    """By act: every text of it, where one of its files is among ``broken`` or the newest published one is not there.

    folder: where the ledger's folder stands. found: the texts that were read.
    """
    published = sorted(kept.latest(kept.recorded(folder)).values(), key=lambda entry: entry.expression)
    by_file = {entry.file: entry for entry in published}
    out: dict[str, list[Expression]] = {}
    for source in broken:
        text = _published(folder, by_file[source.file]) if source.file in by_file else None
        text = text or salvaged(source)
        out.setdefault(text.act, [*found.get(text.act, ())]).append(text)
    newest = {entry.act: entry for entry in published}
    for act, entry in newest.items():
        if act in out or (folder / f"{entry.base}.md").is_file() or any(text.newest for text in found.get(act, ())):
            continue
        keys = {str(text.header.effective) for text in found.get(act, ())}
        lost = [_published(folder, row) for row in published if row.act == act and row.expression not in keys]
        texts = [dataclasses.replace(text, unfiled=True) for text in lost if text]
        if texts:
            out[act] = [*found.get(act, ()), *texts]
    return out


def _published(folder: Path, entry: kept.Entry) -> Expression | None:
    words = kept.kept_text(folder, entry)
    return read_expression(split_header(words, entry.file))[0] if words else None


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
