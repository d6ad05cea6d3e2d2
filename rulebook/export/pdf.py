"""A paper as PDF by typst: tagged, PDF/A-2a and PDF/UA-1, the same bytes at every run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import json
import re
from pathlib import Path

import typst
from pypdf import PdfReader

from rulebook.export.fonts import font_folders
from rulebook.export.paper import Paper

_SOURCES = Path(__file__).parent / "typst"
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_UNDATED = dt.date(2000, 1, 1)
_MAKER = re.compile(rb"Typst \d+\.\d+\.\d+")  # in the file's properties, which name no program


def pdf(paper: Paper, own: Path | None = None) -> bytes:
    """The paper's PDF. Raises ``typst.TypstError`` only where typst itself fails."""
    return draw("paper.typ", dataclasses.asdict(paper), paper.day, own)


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(data)).pages)


def draw(template: str, values: dict[str, object], day: dt.date | None, own: Path | None = None) -> bytes:
    """Compile one of the templates beside this module with ``values``; texts reach it as data, never as source.

    day: the date in the file's properties, which PDF/A asks for; None for a paper without one.
    """
    inputs = {"paper": json.dumps(values, ensure_ascii=False, default=str)}
    compiler = _compiler(template, tuple(font_folders(own)))
    moment = dt.datetime.combine(day or _UNDATED, dt.time(), dt.UTC)
    made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=int(moment.timestamp()))
    assert isinstance(made, bytes)  # noqa: S101  # one document gives one file
    return _MAKER.sub(lambda found: b" " * len(found.group()), made)  # same length: offsets stay


@functools.cache
def _compiler(template: str, folders: tuple[Path, ...]) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders))
    return typst.Compiler(_SOURCES / template, root=_SOURCES, font_paths=fonts)
