"""What a row of 勘误 says that it put right (“销价”更正为“销假”): the note is published, so it must be what was done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rulebook.lawful.facts import words, written
from rulebook.lawful.slips.disguise import disguised
from rulebook.model.act import Expression
from rulebook.model.header import Event

_QUOTED = re.compile("“([^“”]+)”[^“”误错]{0,6}为“([^“”]+)”")  # “销假”误写为“销价” tells it the other way round
_LEFT_OUT = re.compile("[…\\s]")


def pairs(row: Event) -> list[tuple[str, str]]:
    """What the note says stood there, and what it says stands there now."""
    return [(_LEFT_OUT.sub("", wrong), _LEFT_OUT.sub("", right)) for wrong, right in _QUOTED.findall(row.note)]


def otherwise(rows: Iterable[Event], lines: Sequence[tuple[str, str]]) -> Iterator[tuple[Event, str]]:
    """The rows whose note is not what was done, with the reason. lines: each line of the body that was changed, before and after."""
    for row in rows if lines else ():
        for wrong, right in pairs(row):
            if not any(_done(wrong, right, old, new) for old, new in lines):
                yield row, f"勘误的说明写“{wrong}”改为“{right}”，正文改的不是这里。说明会公布，请照实写"
                break


def _done(wrong: str, right: str, old: str, new: str) -> bool:
    """Whether ``wrong`` stands less often in the new line, or ``right`` more often."""
    for read in (_plain, _folded):  # full-width signs are folded where the note does so
        was, now, lost, gained = (read(text) for text in (old, new, wrong, right))
        if lost in was and gained in now and (was.count(lost) > now.count(lost) or now.count(gained) > was.count(gained)):
            return True
    return False


def _plain(text: str) -> str:
    return _LEFT_OUT.sub("", text)


def _folded(text: str) -> str:
    return _plain(unicodedata.normalize("NFKC", text))


def no_misprint(row: Event, text: Expression, names: Iterable[str]) -> str:
    """Why what the note quotes is no misprint of ``text``, which comes with the row and is published with it for the first time."""
    names = tuple(names)
    for wrong, right in pairs(row):
        lines = [line.words for line in words(text) if right in _plain(line.words)]
        if not lines:
            return f"说明写更正为“{right}”，正文没有“{right}”"
        for line in lines:
            new = _plain(line)
            old = new.replace(right, wrong, 1)
            if not (reasons := disguised(old, new, wrong, right, names, _plain(written(text)).replace(new, old))):
                break
        else:
            return f"“{wrong}”改为“{right}”不是勘误：{'；'.join(reasons)}。它是这次修改的内容，请删去这一行"
    return ""
