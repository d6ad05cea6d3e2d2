"""Blank forms (附表) as data: what stands on them, who hands them in by when, which article asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rulebook.model.header import Identifier, Text

Lines = Annotated[int, Field(ge=1, le=24)]


BOX_COLUMNS = 12  # of a sheet, by which boxes stand side by side
LABEL_COLUMNS = 2  # of a box on paper, for its name
_DAY = re.compile(r"[^、和或]*日期(?:（[^）]*）)?")


def is_day(name: str) -> bool:
    """Whether a box of this name holds one day and nothing else: 填表日期, not 起止日期 or 会议和日期."""
    return bool(_DAY.fullmatch(name)) and "起止" not in name


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # most commands never read one


class Blank(_Value):
    """A named box. lines: its height in lines of writing. choices: boxes to tick."""

    name: Text
    width: Literal["half", "third", "full"]
    lines: Lines = 1
    choices: tuple[Text, ...] = ()

    @property
    def columns(self) -> int:
        """How many of the BOX_COLUMNS of a sheet it takes."""
        return {"full": 12, "half": 6, "third": 4}[self.width]

    @property
    def dated(self) -> bool:
        """Whether what is written in it is one day."""
        return not self.choices and is_day(self.name)


class Grid(_Value):
    """A table with empty rows. widths: per cent of the table's width, one a column."""

    columns: tuple[Text, ...]
    widths: tuple[Annotated[int, Field(ge=2)], ...]
    rows: Annotated[int, Field(ge=1, le=40)]

    @model_validator(mode="after")
    def _sums(self) -> Grid:
        if len(self.widths) != len(self.columns) or sum(self.widths) != 100:
            raise ValueError("widths 每列一个，加起来 100")
        return self


class Part(_Value):
    """One part of a form: exactly one of fields, table, text, sign, opinion."""

    title: str = ""
    fields: tuple[Blank, ...] = ()
    table: Grid | None = None
    text: str = ""
    lines: Annotated[int, Field(ge=0, le=40)] = 0
    sign: tuple[Text, ...] = ()
    opinion: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Part:
        if sum(bool(kind) for kind in (self.fields, self.table, self.text, self.sign, self.opinion)) != 1:
            raise ValueError("每一部分只写 fields、table、text、sign、opinion 中的一种")
        return self


def box_rows(blanks: Iterable[Blank]) -> Iterator[list[Blank]]:
    """The boxes line by line, as many as fit beside each other."""
    row: list[Blank] = []
    for blank in blanks:
        if row and sum(b.columns for b in row) + blank.columns > BOX_COLUMNS:
            yield row
            row = []
        row.append(blank)
    if row:
        yield row


def key(part: int, number: int | None = None) -> str:
    """The key of a box on the page and in the .docx: p2.3 is the third box of the second part; p0 is the line above all."""
    return f"p{part}" if number is None else f"p{part}.{number}"


_SOMETIMES = re.compile(r"（[^）]*[的填有处][^）]*）|^(?:备注|附件|其他|附送)")


class Form(_Value):
    """One blank form. article: 条标 of the article that asks for it. pages: A4 pages it prints on."""

    id: Identifier
    name: Text
    article: Text
    who: Text
    when: Text
    to: Text
    keep: str = ""
    pages: Annotated[int, Field(ge=1, le=8)] = 1
    orientation: Literal["portrait", "landscape"] = "portrait"
    head: Annotated[tuple[Text, ...], Field(max_length=4)] = ()
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()
    demo: bool = False

    @property
    def asked(self) -> frozenset[str]:
        """Keys of the boxes that whoever fills the form has to fill (必填).

        Those above the first signature or opinion, but for boxes whose name says when, or by whom, they are filled:
        凭证（超过批准期限的）, 编号（政治处填）.
        """
        found = [key(0, n) for n, name in enumerate(self.head, start=1) if not _SOMETIMES.search(name)]
        for at, part in enumerate(self.parts, start=1):
            if part.sign or part.opinion:
                break
            found += [key(at, n) for n, box in enumerate(part.fields, start=1) if not _SOMETIMES.search(box.name)]
        return frozenset(found)
