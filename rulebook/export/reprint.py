"""A second printing of a book: which paragraphs are new, and the leaves that have to be replaced (替换页)."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader, PdfWriter

_BLANK = re.compile(r"\s+")
_SURE = 8  # letters at the end of pages that are no accident
_FOOT = re.compile(r"—\d+—|^[ivxlc]+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed book as read back. pages: words of each sheet side, without blanks and page numbers. whole: all of them without the foot of each."""

    pages: tuple[str, ...]
    whole: str = field(init=False)

    def __post_init__(self) -> None:
        """Paragraphs go over pages: what stands at the foot of each is none of their words."""
        foot = _foot(self.pages)
        object.__setattr__(self, "whole", "".join(page.removesuffix(foot) for page in self.pages))

    def has(self, words: str) -> bool:
        """Whether a paragraph with these words stood in it."""
        return _plain(words) in self.whole


def read_book(data: bytes) -> Printed:
    """Words of a PDF of ours, page by page."""
    return Printed(tuple(_plain(page.extract_text() or "") for page in PdfReader(io.BytesIO(data)).pages))


def changed_leaves(old: Printed, new: Printed) -> list[int]:
    """Numbers from 1 of the leaves (front and back) of the new book that differ from the old one's."""
    leaves = []
    for leaf in range((max(len(old.pages), len(new.pages)) + 1) // 2):
        sides = slice(2 * leaf, 2 * leaf + 2)
        if old.pages[sides] != new.pages[sides]:
            leaves.append(leaf + 1)
    return leaves


def leaves_only(data: bytes, leaves: list[int]) -> bytes:
    """A PDF of these leaves alone, both sides of each. leaves: 1-based, pages 1 and 2 are the first."""
    reader, writer = PdfReader(io.BytesIO(data)), PdfWriter()
    for leaf in leaves:
        for page in reader.pages[2 * leaf - 2 : 2 * leaf]:
            writer.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def beside(path: Path) -> Path:
    """Where the leaves of the book at ``path`` are written."""
    return path.with_name(f"{path.stem}.替换页.pdf")


def _foot(pages: tuple[str, ...]) -> str:
    """The words with which most pages end, "" where there are none."""
    ends = Counter(page[-_SURE:] for page in pages if len(page) > _SURE)
    end, count = ends.most_common(1)[0] if ends else ("", 0)
    if count * 2 <= len(pages):
        return ""
    same = [page[::-1] for page in pages if page.endswith(end)]
    shared = itertools.takewhile(lambda signs: len(set(signs)) == 1, zip(*same, strict=False))
    return "".join(signs[0] for signs in shared)[::-1]


def _plain(words: str) -> str:
    return _FOOT.sub("", _BLANK.sub("", words))
