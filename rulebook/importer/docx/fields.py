"""Fields of a Word file (ECMA-376 part 1, 17.16): which part is shown, and what one without a result shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from rulebook.importer.docx.package import RefusedFileError, W
from rulebook.importer.docx.styles import switched

_FETCHING = re.compile(r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDE|INCLUDEPICTURE|IMPORT|LINK|RD)\b", re.IGNORECASE)
_SILENT = re.compile(r"\s*(?:(?:TOC|XE|TC|TA|SET|ASK|PRIVATE|NEXT|SKIPIF|NEXTIF|ADDIN|HYPERLINK)\b|$)", re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
_OVER = re.compile(
    r"\s*EQ\b.*\\o\b.*,\s*([^,()]*)\)+\s*$", re.IGNORECASE | re.DOTALL
)  # signs over each other: the last is the base
_CIRCLE = re.compile(r"[○〇◯]")
_MOST = 50  # fields in fields
_CIRCLED = ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱"))


@dataclass(slots=True)
class Field:
    """A field that is open. result: its result has begun. ticked: of a box to tick, None where it is none."""

    instruction: str = ""
    result: bool = False
    ticked: bool | None = None

    @property
    def contents(self) -> bool:
        """Whether it is a table of contents."""
        return self.instruction.lstrip().upper().startswith("TOC")

    def shown(self) -> tuple[str, bool]:
        """What it shows where it has no result, and whether that should be told."""
        if self.ticked is not None or self.instruction.strip().upper() == "FORMCHECKBOX":
            return ("☑" if self.ticked else "□"), False
        if found := _BUTTON.match(self.instruction):
            return found[1].strip(), True
        if found := _OVER.match(self.instruction):
            words = found[1].strip()
            return (_ringed(words) if _CIRCLE.search(self.instruction) else words), True
        return "", not _SILENT.match(self.instruction)


def _ringed(words: str) -> str:
    """带圈字符: a number in its ring where there is such a sign."""
    number = int(words) if words.isdecimal() and len(words) < 3 else 0
    return next((chr(ord(sign) + number - first) for first, last, sign in _CIRCLED if first <= number <= last), words)


class Fields:
    """The open fields of a document; they may go over several paragraphs."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    @property
    def in_contents(self) -> bool:
        """Inside a table of contents."""
        return any(field.contents for field in self._open)

    @property
    def showing(self) -> bool:
        """Whether words are shown here, and not the instruction of a field."""
        return all(field.result for field in self._open)

    @property
    def any(self) -> bool:
        """Whether one is open."""
        return bool(self._open)

    def simple(self, instruction: str) -> None:
        """A field in one element begins; ``close`` ends it."""
        refuse_fetching(instruction)
        self._open.append(Field(instruction, result=True))

    def close(self) -> None:
        """The innermost one ends."""
        self._open.pop()

    def instruct(self, words: str) -> None:
        """More of the instruction of the innermost one."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction += words
            refuse_fetching(self._open[-1].instruction)

    def mark(self, node: etree._Element) -> Field | None:
        """Begin, separator or end; the field that ends here without a result."""
        kind = node.get(f"{W}fldCharType", "")
        if kind == "begin":
            if len(self._open) > _MOST:
                raise RefusedFileError("D110", "域嵌套太深，文件损坏。请在 WPS 中另存为新的 .docx，再导入。")
            self._open.append(Field(ticked=_ticked(node)))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return None if ended.result else ended
        return None

    def unfinished(self) -> list[Field]:
        """Fields whose result has not begun when the paragraph ends: they swallow nothing more."""
        waiting = [field for field in self._open if not field.result]
        self._open = [field for field in self._open if field.result]
        return [field for field in waiting if not field.contents]


def _ticked(node: etree._Element) -> bool | None:
    """The state of a box to tick in an old form."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    said = switched(box, "checked")
    return bool(switched(box, "default") if said is None else said)


def refuse_fetching(instruction: str) -> None:
    """Raise RefusedFileError for a field that takes something from outside."""
    if found := _FETCHING.match(instruction):
        raise RefusedFileError(
            "D108",
            f"文件里有从外部取内容的域（{found[1].upper()}），链接到别的文件，可能有害，没有读。"
            "请在 WPS 中选中它，按 Ctrl+Shift+F9 变成文字，另存为 .docx，再导入。",
        )
