"""What every .docx of ours shares: properties without traces of a program, Chinese, the same bytes at every run."""

from __future__ import annotations

import datetime as dt
import functools
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_FIRST_DAY = 1 << 5 | 1  # 1 January 1980
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PLAIN_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def saved(document: Document, title: str, author: str = "", day: dt.date | None = None) -> bytes:
    """The file. author: the issuing body or nobody. day: of issue; without one the file has no date."""
    return archive(parts_of(document, title, author, day))


def parts_of(document: Document, title: str, author: str = "", day: dt.date | None = None) -> list[tuple[str, bytes]]:
    """Name and bytes of all that stands in the file, in its order."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments, core.language = title, author, author, "", "zh-CN"
    core.revision = 1
    for name in ("dcterms:created", "dcterms:modified"):
        element = core._element.find(qn(name))  # noqa: SLF001  # python-docx can set these dates, not take them out
        if element is not None:
            core._element.remove(element)  # noqa: SLF001  # as above
    if day:
        core.created = core.modified = dt.datetime.combine(day, dt.time(), dt.UTC)
    _language(document)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
        elif relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            relation.target_part._blob = _PLAIN_APP  # noqa: SLF001  # a part that python-docx hands on unread
    collected = _Collected()
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter  # the library's own way to write a package, step by step: whole, it would press it itself
    writer._write_content_types_stream(collected, package.parts)  # noqa: SLF001  # as above
    writer._write_pkg_rels(collected, package.rels)  # noqa: SLF001  # as above
    for part in package.parts:
        collected.write(part.partname, part.blob)
        if part.rels:
            collected.write(part.partname.rels_uri, part.rels.xml)
    return collected.parts


def _language(document: Document) -> None:
    """Chinese for the spelling of every run."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    for name in ("w:val", "w:eastAsia"):
        lang.set(qn(name), "zh-CN")


@dataclass(slots=True)
class _Collected:
    """What the library writes its parts to."""

    parts: list[tuple[str, bytes]] = field(default_factory=list)

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """Add a part."""
        self.parts.append((pack_uri.membername, blob))


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive (APPNOTE 6.3.3) of names and bytes, every entry of the same time, so that two builds are the same.

    ``zipfile`` would press anew what a hundred forms share: styles, settings, themes.
    """
    entries: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for member, blob in parts:
        name = member.encode()
        checksum, pressed = _pressed(blob)
        about = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, _FIRST_DAY, checksum, len(pressed), len(blob), len(name), 0)
        entries += b"PK\3\4", about, name, pressed
        listed += b"PK\1\2", b"\x14\3", about, struct.pack("<HHHLL", 0, 0, 0, 0o600 << 16, at), name
        at += 4 + len(about) + len(name) + len(pressed)
    count, directory = len(entries) // 4, b"".join(listed)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), at, 0)
    return b"".join((*entries, directory, b"PK\5\6", end))


@functools.lru_cache(maxsize=256)
def _pressed(blob: bytes) -> tuple[int, bytes]:
    """Checksum and deflated bytes."""
    press = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return zlib.crc32(blob), press.compress(blob) + press.flush()
