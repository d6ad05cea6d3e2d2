"""What every .docx of ours shares: properties without traces of a program, Chinese, the same bytes at every run."""

from __future__ import annotations

import datetime as dt
import functools
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_FIRST_DAY = 1 << 5 | 1  # 1 January 1980
_FILLED = frozenset({"/word/document.xml", "/docProps/core.xml"})  # the parts that differ when a document is filled again
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PLAIN_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def saved(
    document: Document, title: str, author: str = "", day: dt.date | None = None, same: dict[str, bytes] | None = None
) -> bytes:
    """The file. author: the issuing body or nobody. day: of issue; without one the file has no date.

    same: the parts that stay as they are, by name, of a document that is filled again and again; filled here the first time.
    """
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
    archive = _Archive()
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter  # the library's own way to write a package, step by step: whole, it would press it itself
    writer._write_content_types_stream(archive, package.parts)  # noqa: SLF001  # as above
    writer._write_pkg_rels(archive, package.rels)  # noqa: SLF001  # as above
    same = {} if same is None else same
    for part in package.parts:
        if part.partname in _FILLED or part.partname not in same:
            same[part.partname] = part.blob
        archive.write(part.partname, same[part.partname])
        if part.rels:
            archive.write(part.partname.rels_uri, part.rels.xml)
    return archive.bytes()


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
class _Archive:
    """A zip archive in the making (APPNOTE 6.3.3), every entry of the same time, so that two builds are the same.

    ``zipfile`` would press anew what a hundred forms share: styles, settings, themes.
    """

    entries: list[bytes] = field(default_factory=list)
    listed: list[bytes] = field(default_factory=list)
    at: int = 0

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """Add a part."""
        name = pack_uri.membername.encode()
        checksum, pressed = _pressed(blob)
        about = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, _FIRST_DAY, checksum, len(pressed), len(blob), len(name), 0)
        self.entries += b"PK\3\4", about, name, pressed
        self.listed += b"PK\1\2", b"\x14\3", about, struct.pack("<HHHLL", 0, 0, 0, 0o600 << 16, self.at), name
        self.at += 4 + len(about) + len(name) + len(pressed)

    def bytes(self) -> bytes:
        """The whole file."""
        directory = b"".join(self.listed)
        count = len(self.entries) // 4
        end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), self.at, 0)
        return b"".join((*self.entries, directory, b"PK\5\6", end))


@functools.lru_cache(maxsize=256)
def _pressed(blob: bytes) -> tuple[int, bytes]:
    """Checksum and deflated bytes."""
    press = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return zlib.crc32(blob), press.compress(blob) + press.flush()
