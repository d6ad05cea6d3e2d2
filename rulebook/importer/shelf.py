"""Where imported texts go in a folder that may hold earlier imports: nothing newer is overwritten, nothing clashes.

Dated texts of one title are one act: the newest is ``<id>.md``, the others ``<id>/<date>.md``, whichever came
first. A text without a date, and a second text of the same day, is an act of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rulebook.corpus.imported import LIST, digest, list_text, read_list
from rulebook.importer.ids import digits, initials
from rulebook.markup.header import read_header
from rulebook.markup.source import read_source


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be placed. title: without blanks. body: without its header, no blank lines around it."""

    title: str
    effective: dt.date | None
    body: str


@dataclass(frozen=True, slots=True)
class Held:
    """A text that stands in the folder. path: relative to it."""

    act: str
    path: str
    text: Text


@dataclass(frozen=True, slots=True)
class Placed:
    """A place for a text. act: its id. path: relative to the folder. effective: None where it is not known.

    twin: whether another of the texts, with the same words, stands there.
    """

    act: str
    path: str
    effective: dt.date | None
    twin: bool = False


def plain(title: str) -> str:
    """A title as texts of one act share it."""
    return re.sub(r"\s", "", title)


def shelf(folder: Path) -> list[Held]:
    """What earlier imports left in ``folder``."""
    held = []
    for path in sorted(read_list(folder)):
        source = read_source(folder / path, path)
        header, _ = read_header(source.header or "", path)
        if header:
            held.append(Held(header.id, path, Text(plain(header.title), header.effective, source.body.strip("\r\n"))))
    return held


def place(texts: Sequence[Text], held: Collection[Held]) -> tuple[list[Placed], dict[str, str]]:
    """A place for each of ``texts``, in their order; and held files to move (old → new path)."""
    places: dict[int, Placed] = {}
    moves: dict[str, str] = {}
    taken = {h.act for h in held}
    groups: dict[str, tuple[list[int], list[Held]]] = {}
    for index, text in enumerate(texts):
        groups.setdefault(text.title, ([], []))[0].append(index)
    for one in held:
        if one.text.title in groups:
            groups[one.text.title][1].append(one)
    for title, (indices, there) in sorted(groups.items()):
        places.update(_of_title(title, [(i, texts[i]) for i in indices], there, taken, moves))
    return [places[index] for index in range(len(texts))], moves


def _of_title(
    title: str, new: list[tuple[int, Text]], held: list[Held], taken: set[str], moves: dict[str, str]
) -> Iterator[tuple[int, Placed]]:
    known = {h.text.body: Placed(h.act, h.path, h.text.effective) for h in held}
    dated: dict[dt.date, int] = {}
    alone: list[tuple[int, Text]] = []
    for index, text in new:
        if text.effective is None or text.effective in dated:
            alone.append((index, text))
        else:
            dated[text.effective] = index
    act = next((h.act for h in held if h.text.effective), "")
    if dated:
        act = act or _new_id(title, taken)
        stands = {h.text.effective: h for h in held if h.act == act and h.text.effective}
        newest = max([*dated, *stands])
        for day, one in stands.items():
            if one.path == f"{act}.md" and day != newest:
                moves[one.path] = f"{act}/{day}.md"
        for day, index in dated.items():
            yield index, Placed(act, f"{act}.md" if day == newest else f"{act}/{day}.md", day)
            body = next(text.body for i, text in new if i == index)
            known[body] = Placed(act, f"{act}.md" if day == newest else f"{act}/{day}.md", day, twin=True)
    for index, text in alone:
        if text.body not in known:
            first = not act and not held
            act = _new_id(title if first else title + digest(text.body), taken, title)
            known[text.body] = Placed(act, f"{act}.md", text.effective, twin=True)
            yield index, dataclasses.replace(known[text.body], twin=False)
        else:
            yield index, known[text.body]


def _new_id(title: str, taken: set[str], words: str = "") -> str:
    """Initials of the title (of ``words``, where two share it) and at least four hex digits, more where that is taken."""
    letters = initials((words or title).removeprefix("中华人民共和国"), "law")
    hashed, length = digits(title), 4
    while f"{letters}-{hashed[:length]}" in taken:
        length += 2
    found = f"{letters}-{hashed[:length]}"
    taken.add(found)
    return found


def write(folder: Path, texts: Iterable[tuple[str, str]], moves: dict[str, str]) -> None:
    """Move what is older, write ``texts`` (path, whole file), then the list of what is published law."""
    listed = read_list(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old, new in moves.items():
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / old).replace(folder / new)
        listed[new] = listed.pop(old)
    for path, text in texts:
        target = folder / PurePosixPath(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
        listed[path] = digest(text)
    (folder / LIST).write_text(list_text(listed), encoding="utf-8", newline="")
