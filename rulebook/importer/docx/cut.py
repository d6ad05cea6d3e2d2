"""Sentences that were cut into several paragraphs, as files turned from PDF into Word have them."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from rulebook.importer.docx.blocks import Mark, Note
from rulebook.importer.docx.lines import Line
from rulebook.model.provision import DIVISIONS, Kind

_SHORTEST = 18  # characters of a printed line of prose
_FEW = 3  # lines of one width that are no accident
_RAGGED = 4  # characters by which full lines differ
_COMMAS = ("，", "、")
_ENDS = ("。", "；", "：", "！", "？", ";", ":", "?", "!", "”", "’", "）", ")", "》", "…", "」", "』", "|")


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines with cut sentences put together where that is sure; each place is noted, also where it is not."""
    cuts = _cuts(lines)
    widths = [len(lines[at].words) for at in cuts]
    many = sum(width >= max(widths) - _RAGGED for width in widths) >= _FEW if widths else False
    out: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 not in cuts:
            out.append(line)
            continue
        before = out[-1]
        here = before.text[-8:] + "｜" + line.text[:8]
        joins = before.text.endswith(_COMMAS) or (many and len(lines[at - 1].words) >= max(widths) - _RAGGED)
        note = Note(Mark.CUT, here, "已经接成一段" if joins else "没有接起来")
        out[-1] = dataclasses.replace(before, notes=(*before.notes, note))
        if joins:
            out[-1] = dataclasses.replace(out[-1], text=before.text + line.text, notes=out[-1].notes + line.notes)
        else:
            out.append(line)
    return out


def _cuts(lines: Sequence[Line]) -> set[int]:
    """Where a line of the text stops in a sentence and a plain one follows."""
    found = set()
    begun = False
    for at, (line, after) in enumerate(itertools.pairwise(lines)):
        if line.opens is Kind.ANNEX:
            break
        begun = begun or line.opens in {Kind.ARTICLE, Kind.CLAUSE, Kind.SUBPARAGRAPH}
        prose = begun and line.table is None and line.opens not in DIVISIONS and line.opens is not Kind.HEADING and _flush(line)
        if not prose or not after.plain or not after.words or after.after_blank or not _flush(after) or not line.text:
            continue
        full = len(line.words) >= _SHORTEST and not line.text.endswith(_ENDS)
        if full or line.text.endswith(_COMMAS):
            found.add(at)
    return found


def _flush(line: Line) -> bool:
    source = line.source
    return not (source.centred or source.right or source.outline or source.contents)
