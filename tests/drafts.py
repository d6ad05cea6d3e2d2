"""Drafts out of Word files that a test writes: their lines, and what is told of them."""

from __future__ import annotations

from pathlib import Path

from rulebook.importer.docx.read import read_docx
from rulebook.importer.docx.report import Draft
from rulebook.markup.source import split_header
from rulebook.model.finding import Level
from tests.word import abstract, docx, level, num, p, title

TITLE = title("甲局茶水管理办法")
FIRST = p("第一条　为节约用水，制定本办法。")
LAST = p("第二条　本办法自2024年3月1日起施行。")
LISTS = abstract(0, level(0, "第%1条")) + num(1, 0)


def drafts(tmp_path: Path, *body: str, accept: bool | None = None, **options: object) -> list[Draft]:
    return read_docx(docx(tmp_path / "样.docx", *body, **options), accept=accept, name="样.docx")  # type: ignore[arg-type]


def body(draft: Draft) -> list[str]:
    return [line for line in split_header(draft.text, "").body.split("\n") if line]


def said(*found: Draft) -> str:
    return "\n".join(finding.message for draft in found for finding in draft.findings)


def comes_out(tmp_path: Path, paragraphs: list[str], expected: list[str], words: list[str], **options: object) -> None:
    """One act comes out with these lines below its title, and these words are told; without words nothing is doubtful."""
    (draft,) = drafts(tmp_path, TITLE, *paragraphs, **options)  # type: ignore[arg-type]
    assert body(draft) == ["# 甲局茶水管理办法", *expected]
    assert all(word in said(draft) for word in words), said(draft)
    if not words:
        assert not [f for f in draft.findings if f.level is not Level.INFO], said(draft)
