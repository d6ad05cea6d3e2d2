"""Acts and their expressions (制度与版本), after FRBR: work and expression."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from rulebook.model.citation import Citation
from rulebook.model.header import Header
from rulebook.model.provision import Document, Provision


class Ending(StrEnum):
    """Why an expression is no longer in force after its last day."""

    NONE = ""
    SUPERSEDED = "superseded"  # 已被修改
    EXPIRED = "expired"  # 失效（期满）
    REPEALED = "repealed"  # 废止


@dataclass(frozen=True, slots=True)
class Expression:
    """One version (文本) of an act.

    file: source path relative to the root, posix slashes.
    valid_from: first day in force, None where the date is not known.
    valid_to: last day in force (inclusive), None while open.
    ending: why it ends after valid_to.
    newest: whether it is the file ``<slug>.md``.
    raw: the file's text, header included (positions of citations refer to its lines).
    published: whether it is an imported published law, byte for byte as it was imported.
    unfiled: known from the ledger alone: an editor has written the next text over it, publishing will write its file.
    """

    act: str
    file: str
    header: Header
    document: Document
    raw: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    ending: Ending = Ending.NONE
    newest: bool = True
    unfiled: bool = False
    citations: tuple[Citation, ...] = ()
    published: bool = False

    def __hash__(self) -> int:
        """Of the file alone: what was worked out of a text is kept by it, and its whole tree takes long to hash."""
        return hash((self.file, self.raw))

    @property
    def key(self) -> str:
        """ISO date of effect, the name of the expression in addresses; "undated" where unknown."""
        return self.valid_from.isoformat() if self.valid_from else "undated"

    def in_force(self, day: dt.date) -> bool:
        """Whether these words were in force on ``day``."""
        return (
            self.header.state == "adopted"
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )

    def article_by_heading(self, heading: str) -> Provision | None:
        """The article with this 条标, None where there is none."""
        for article in self.document.articles():
            if article.heading == heading:
                return article
        return None


@dataclass(frozen=True, slots=True)
class Act:
    """A rule (制度) across all its versions, oldest first."""

    id: str
    expressions: tuple[Expression, ...]

    @property
    def newest(self) -> Expression:
        """The newest adopted text, in force or coming."""
        return self.expressions[-1]

    @property
    def header(self) -> Header:
        """Header of the newest expression."""
        return self.newest.header

    def on(self, day: dt.date) -> Expression | None:
        """The expression in force on ``day``, None where none is."""
        for expression in reversed(self.expressions):
            if expression.in_force(day):
                return expression
        return None

    def shown(self, day: dt.date) -> Expression:
        """What the undated address shows on ``day``: the text in force, else the last that was, else the first to come."""
        current = self.on(day)
        if current:
            return current
        past = [e for e in self.expressions if e.valid_from is None or e.valid_from <= day]
        return past[-1] if past else self.expressions[0]
