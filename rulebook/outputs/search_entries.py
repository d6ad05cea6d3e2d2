"""What the search knows of a site while its files are made: entries, the names people give them, and the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rulebook.search.index import Index, Record


@dataclass(slots=True)
class Entries:
    """An entry is an act, or a page, register, glossary or instrument in its place.

    Its records follow each other in the index: the whole first, then its parts.
    placed: number of the record of an act's provision as shown, by (act id, eid).
    """

    index: Index = field(default_factory=Index)
    all: list[dict[str, Any]] = field(default_factory=list)
    articles: list[list[dict[str, Any]]] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    named: list[tuple[str, int]] = field(default_factory=list)
    letters: list[tuple[str, int]] = field(default_factory=list)
    placed: dict[tuple[str, str], int] = field(default_factory=dict)

    def open(self, act: str, url: str, title: str, collection: str, **more: Any) -> int:
        """Number of a new entry; ``more`` is kept where it is not empty."""
        entry = {"id": act, "url": url, "title": title, "collection": collection, "first": self.index.count}
        self.all.append(entry | {key: value for key, value in more.items() if value})
        self.articles.append([])
        return len(self.all) - 1

    def add(self, record: Record, names: Iterable[str] = ()) -> int:
        """Number of the record; ``names`` can be typed in letters."""
        number = self.index.add(record)
        self.named += [(name, number) for name in names if name]
        return number

    def numbered(self, number: str, record: int) -> None:
        """A document number (文号) leads to a record."""
        if number:
            self.numbers.append({"number": number, "record": record})
