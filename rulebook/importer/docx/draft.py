"""One act of a Word file as a draft: header, body, and everything that is to be told of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from rulebook.importer.docx.acts import TYPES, DocxAct
from rulebook.importer.docx.report import Draft, about_act, about_cover, told
from rulebook.importer.docx.write import Facts, body, facts
from rulebook.importer.ids import identifier
from rulebook.markup import header_edit
from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Document

_DOCUMENT_TYPE = re.compile(rf"(实施办法|实施细则|{TYPES})(?:[（(][^（）()]*[）)])*$")
_FULL_WIDTH = re.compile(r"^第[０-９]+条|^[(（][０-９]+[)）]", re.MULTILINE)
_HALF_WIDTH = re.compile(r"^\([一二三四五六七八九十]+\)", re.MULTILINE)


def make_draft(path: Path, file: str, act: DocxAct) -> Draft:
    """The draft; ``file`` is how findings call the Word file."""
    title = act.title or re.sub(r"[\s_]+", "", path.stem)[:60] or "未命名"
    known = facts(act)
    written = body(act, title)
    act_id = identifier(title, set())
    text = header(act_id, title, known, "rule") + written.text
    document, problems = parse(text, file)
    findings = [told(place, note, file, number) for place, note, number in written.notes]
    findings += about_cover(act, file)
    findings += about_act(act.title, known, written, file)
    findings += (dataclasses.replace(f, level=Level.WARNING) for f in problems)
    findings += _widths(written.text, file)
    findings += _start(document, file)
    _, wrong = read_header(split_header(text, file).header or "", file)
    findings += wrong
    return Draft(path, document.title or title, text, tuple(findings), act_id)


def _widths(text: str, file: str) -> Iterator[Finding]:
    for pattern, words in ((_FULL_WIDTH, "全角数字的条号、项号"), (_HALF_WIDTH, "半角括号的项号")):
        if found := pattern.findall(text):
            message = f"{words}有{len(found)}处（如“{found[0]}”），照原样保留。通行写法是“第一条”“（一）”，请看是否改正。"
            yield Finding(file, 1, 1, "D244", Level.INFO, message, found[0])


def _start(document: Document, file: str) -> Iterator[Finding]:
    """A text that does not begin with its first article."""
    first = next(iter(document.articles()), None)
    if first and first.number[:1] > (1,):
        message = f"正文从{first.label}开始，前面没有第一条。请对照原件核对是否缺条，或者编号的起点不对。"
        yield Finding(file, 1, 1, "D248", Level.WARNING, message, first.label)


def header(act_id: str, title: str, known: Facts, collection: str) -> str:
    """The front matter of a draft, fences included."""
    kind = _DOCUMENT_TYPE.search(title)
    rows = [
        ("id", act_id),
        ("title", header_edit.scalar(title)),
        ("document_type", kind[1] if kind else ""),
        ("collection", collection),
        ("doc_no", header_edit.scalar(known.doc_no) if known.doc_no else ""),
        ("issuer", header_edit.scalar(known.issuer) if known.issuer else ""),
        *((key, day.isoformat() if day else "") for key, day in (("adopted", known.adopted), ("issued", known.issued))),
        ("effective", known.effective.isoformat() if known.effective else ""),
        ("expires", known.expires.isoformat() if known.expires else ""),
        ("state", "draft"),
    ]
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in rows if value) + "---\n\n"
