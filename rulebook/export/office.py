"""What every .docx of ours shares: properties without traces of a program, Chinese, the same bytes at every run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_EPOCH = (1980, 1, 1, 0, 0, 0)
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PLAIN_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def saved(document: Document, title: str, author: str = "", day: dt.date | None = None) -> bytes:
    """The file. author: the issuing body or nobody. day: of issue; without one the file has no date."""
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
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


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


def _still(data: bytes) -> bytes:
    """The same archive with fixed times, so that two builds are the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info.filename))
    return out.getvalue()
