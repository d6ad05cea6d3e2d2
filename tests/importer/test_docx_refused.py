"""Files that are refused, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.importer.docx.read import read_docx
from tests.drafts import FIRST, TITLE, drafts, said
from tests.word import REL, field, p

ODD = "http://schemas.openxmlformats.org/package/2006/relationships"
HOSTILE: dict[str, tuple[dict[str, object], str]] = {
    "a bomb": ({"raw": {"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}}, "过大"),
    "too many elements": ({"raw": {"word/document.xml": b"<a>" + b"<b/>" * 600_000 + b"</a>"}}, "太多"),
    "an entity": ({"raw": {"word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'}}, "实体"),
    "an entity in UTF-16": ({"raw": {"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")}}, "实体"),
    "an outside template": ({"raw": {"word/_rels/settings.xml.rels": f'<Relationships xmlns="{ODD}"><Relationship Id="a" Type="{REL}/attachedTemplate" Target="http://x.invalid/t.dotm" TargetMode="External"/></Relationships>'}}, "模板"),
    "an outside picture": ({"relations": f'<Relationship Id="i" Type="{REL}/image" Target="http://x.invalid/a.png" TargetMode="External"/>'}, "外部"),
    "macros": ({"raw": {"word/vbaProject.bin": b"x"}}, "宏"),
    "a cut off part": ({"raw": {"word/document.xml": "<w:document><w:body>"}}, "不完整"),
    "no main part": ({"raw": {"word/document.xml": None}}, "正文"),
    "an ordinary zip": ({"raw": {"[Content_Types].xml": None}}, "zip"),
    "an OFD": ({"raw": {"OFD.xml": "<a/>"}}, "另存为 .docx"),
    "a field that fetches": ({"raw": {}, "field": "DDEAUTO c:\\\\x"}, "外部"),
    "deep nesting": ({"raw": {"word/document.xml": "<a>" * 5000 + "</a>" * 5000}}, "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused(case: str, tmp_path: Path) -> None:
    options, word = HOSTILE[case]
    lines = [p(field(str(options.pop("field")), "x"))] if "field" in options else [TITLE, FIRST]
    (draft,) = drafts(tmp_path, *lines, **options)
    assert draft.text == ""
    assert word in said(draft), said(draft)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.doc", b"x", "请在 WPS 中另存为 .docx"),
        ("a.WPS", b"x", "请在 WPS 中另存为 .docx"),
        ("a.pdf", b"%PDF-1.7", "请在 WPS 中另存为 .docx"),
        ("a.docx", b"%PDF-1.7", "PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "请在 WPS 中另存为 .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.docx", b"<html>", "网页"),
        ("a.docx", b"", "空"),
        ("a.docx", b"PK\x03\x04 and then nothing", "不完整"),
        ("a.docx", b"PK\x05\x06" + b"\xff" * 18, "太多"),
    ],
)
def test_what_is_no_docx_is_told_apart(name: str, data: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (draft,) = read_docx(path)
    assert draft.text == ""
    assert word in said(draft)
