"""A second printing of a book: which paragraphs are new, and the leaves that have to be replaced (替换页)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter

_BLANK = re.compile(r"\s+")
_FOOT = re.compile(r"—\d+—|^[ivxlc]+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed book as read back. pages: words of each sheet side, without blanks and page numbers."""

    pages: tuple[str, ...]

    def has(self, words: str) -> bool:
        """Whether a paragraph with these words stood in it."""
        return _plain(words) in self._whole

    @property
    def _whole(self) -> str:
        return "".join(self.pages)


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
    """A PDF of these leaves alone, both sides of each."""
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


def _plain(words: str) -> str:
    return _FOOT.sub("", _BLANK.sub("", words))
