"""A citation (引用): words of one text that name another provision, act or document number."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class CitationKind(StrEnum):
    """Kinds as the evaluation corpus names them."""

    DOCUMENT_NUMBER = "document-number"
    RANGE = "range"
    RELATIVE = "relative"
    LIST = "list"
    EXTERNAL_LAW = "external-law"
    INTERNAL = "internal"
    EXTERNAL_TITLE = "external-title"
    SELF = "self"


class Citation(NamedTuple):
    """One citation as its text names it.

    line: 1-based line of the file; start, end: 0-based character offsets in that raw line.
    title: full title of the cited act without 《》; "" for the citing act itself.
    targets: element ids as far as the text names them (``art_20__subpara_5``).
    heading: the 条标 in our own form 《××办法》（条标）, else "".
    holder: eid of the provision in which the citation stands.
    choices: ids, or titles in 《》, that it could mean where it could mean several; there are no targets then.
    """

    line: int
    start: int
    end: int
    text: str
    kind: CitationKind
    title: str = ""
    targets: tuple[str, ...] = ()
    heading: str = ""
    holder: str = ""
    choices: tuple[str, ...] = ()
