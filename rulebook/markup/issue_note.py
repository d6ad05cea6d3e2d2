"""题注 under a title, drawn from the header: （2021年10月11日通过　2021年10月12日x司〔2021〕34号印发　自2021年10月15日起施行）."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from rulebook.model.day import day_words
from rulebook.model.header import Header

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_ADOPTED = re.compile(rf"{_DAY}通过")
_ISSUED = re.compile(rf"(?:{_DAY})?(.*)印发")
_EFFECTIVE = re.compile(rf"自{_DAY}起施行")
_EXPIRES = re.compile(rf"有效期至{_DAY}")


@dataclass(frozen=True, slots=True)
class Issued:
    """What a 题注 says. An unknown date is None."""

    doc_no: str = ""
    adopted: dt.date | None = None
    issued: dt.date | None = None
    effective: dt.date | None = None
    expires: dt.date | None = None


def issue_note(header: Header) -> str:
    """The note, "" where the header knows nothing of it."""
    parts = []
    if header.adopted:
        parts.append(f"{day_words(header.adopted)}通过")
    if header.issued or header.doc_no:
        parts.append(f"{day_words(header.issued) if header.issued else ''}{header.doc_no}印发")
    if header.effective:
        parts.append(f"自{day_words(header.effective)}起施行")
    if header.expires:
        parts.append(f"有效期至{day_words(header.expires)}")
    return f"（{'　'.join(parts)}）" if parts else ""


def read_issue_note(words: str) -> Issued:
    """The note read back; what it says in another form is left out. Blanks within a part do not matter."""
    parts = [re.sub(r"\s", "", part) for part in words.strip().removeprefix("（").removesuffix("）").split("　")]

    def said(pattern: re.Pattern[str]) -> re.Match[str] | None:
        return next((found for part in parts if (found := pattern.fullmatch(part))), None)

    issue = said(_ISSUED)
    return Issued(
        issue[4] if issue else "",
        _day(said(_ADOPTED)),
        _day(issue) if issue and issue[1] else None,
        _day(said(_EFFECTIVE)),
        _day(said(_EXPIRES)),
    )


def _day(found: re.Match[str] | None) -> dt.date | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
