"""All data files of the search: acts by the names people give them, their articles, and the index of their words."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

from rulebook.model.matter import Matter
from rulebook.outputs.search_acts import add_act, articles
from rulebook.outputs.search_entries import Entries
from rulebook.outputs.search_places import add_places
from rulebook.packed import packed_text
from rulebook.pages.model import Site
from rulebook.search.index import FORMAT
from rulebook.search.readings import tables
from rulebook.search.scope import scopes
from rulebook.search.sounds import slips
from rulebook.search.tokens import terms
from rulebook.search.topics import LAWS, RULES, topics_of
from rulebook.search.variants import simplified

ACTS_A_FILE = 48
SMALL = 4000  # records of a site whose data a browser fetches ahead, all of them
PACK = 90  # files in one pack
_TABLES = (("colloquial.csv", True), ("plain.csv", False))  # popular terms, told to the reader; everyday words, not told
_VERSION = 12  # hexadecimal digits


class Finder:
    """The search of one site. matters: the situations that this audience may read."""

    def __init__(self, site: Site, matters: tuple[Matter, ...] = ()) -> None:
        self.site = site
        self.entries = Entries()
        asked = _asked(site, matters)
        for act in site.corpus.acts.values():
            add_act(self.entries, site, act, asked)
        add_places(self.entries, site, matters)
        self.entries.index.asked = bool(site.corpus.registries.questions)
        held = {act.header.collection for act in site.corpus.acts.values()}
        if self.entries.index.asked:
            self.entries.index.scope = scopes()
        self.entries.index.topics = topics_of(RULES if held & {"mechanism", "rule"} else LAWS, self._own_words())

    def _headings(self) -> Iterator[str]:
        for act in self.site.corpus.acts.values():
            yield from (article.heading for article in act.shown(self.site.day).document.articles())

    def _own_words(self) -> Iterator[str]:
        """Names of what this rulebook regulates: titles, headings, terms, and the words people have for them."""
        registries = self.site.corpus.registries
        for act in self.site.corpus.acts.values():
            shown = act.shown(self.site.day)
            yield from (shown.header.title, *shown.header.aliases, *(article.heading for article in shown.document.articles()))
        for row in (registries.terms or {}).values():
            yield from (row.get("term"), *row.many("aliases"))
        for row in registries.synonyms or ():
            yield row.get("word")

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and JSON of every file, each with the version of them all; those of a small site also packed together."""
        rows = self._synonyms()
        index = self.entries.index
        learnt = [dict(table) for table in (index.topics, *index.scope)]
        told = json.dumps([FORMAT, self.entries.all, self.entries.numbers, rows, learnt], ensure_ascii=False, sort_keys=True)
        version = hashlib.sha256(f"{index.digest()}{told}".encode()).hexdigest()[:_VERSION]
        small = index.count <= SMALL
        packs: list[list[str]] = []  # members of one object each
        manifest: dict[str, Any] = {}
        for number, (name, value) in enumerate(self._files(rows)):
            if name == "manifest":
                manifest = value
                continue
            data = packed_text(value)
            yield name, _file(version, data)
            if small:
                if number % PACK == 0:
                    packs.append([])
                packs[-1].append(f'"{name}":{data}')
        for number, pack in enumerate(packs):
            yield f"pack-{number}", _file(version, f"{{{','.join(pack)}}}")
        yield "manifest", _file(version, packed_text({**manifest, "format": FORMAT, "packs": len(packs)}))

    def _files(self, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
        entries, pairs = self.entries, Counter[str]()
        held: set[str] = set()
        for name, value in entries.index.files():
            if name.startswith("terms-"):
                pairs.update({term: row[0] for term, row in value.items() if len(term) == 2 and not term.isascii()})
                held.update(term for term in value if len(term) == 1)
            elif name == "manifest":
                held.update(value["common"])
            yield name, value
        yield "acts", entries.all
        yield "numbers", entries.numbers
        acts = [articles(entries, self.site, n, act) for n, act in enumerate(self.site.corpus.acts.values())]
        for start in range(0, len(acts), ACTS_A_FILE):
            yield f"articles-{start // ACTS_A_FILE}", acts[start : start + ACTS_A_FILE]
        yield "synonyms", [row for row in rows if row.get("sure") or _stands(row["means"], pairs)]
        yield "variants", simplified(held)
        yield "sounds", slips((pair for pair, count in pairs.items() if count > 1), self._headings())
        yield from tables(entries.letters, entries.named, pairs).items()

    def _synonyms(self) -> list[dict[str, Any]]:
        """Words and what they mean: reviewed tables (this bureau's and general ones), aliases of terms and offices.

        sure: reviewed for this rulebook. told: whether the reader is told of the exchange.
        """
        registries = self.site.corpus.registries
        rows = [_row(row.get("word"), row.get("means"), sure=True, told=True) for row in registries.synonyms or ()]
        known = {row["word"] for row in rows}
        for name, told in _TABLES:
            text = (resources.files("rulebook.search") / name).read_text(encoding="utf-8")
            rows += [
                _row(word, means, sure=False, told=told)
                for word, means, _ in csv.reader(text.splitlines()[1:])
                if word not in known
            ]
        for table, key in ((registries.terms, "term"), (registries.offices, "name")):
            for row in (table or {}).values():
                rows += [_row(alias, row.get(key), sure=True, told=True) for alias in row.many("aliases") if len(alias) > 1]
        first = {(row["word"], row["means"]): row for row in reversed(rows)}  # an exchange that two tables have is told once
        return list(reversed(first.values()))


def _file(version: str, data: str) -> str:
    """A file of the search. data: JSON."""
    return f'{{"version":"{version}","data":{data}}}'


def _row(word: str, means: str, *, sure: bool, told: bool) -> dict[str, Any]:
    return {"word": word, "means": means} | ({"sure": 1} if sure else {}) | ({"told": 1} if told else {})


def _stands(means: str, held: Counter[str]) -> bool:
    """Whether every pair of characters of a meaning stands somewhere in the index."""
    return all(t in held for piece in means.split() for t in terms(piece) if len(t) == 2)


def _asked(site: Site, matters: tuple[Matter, ...]) -> dict[tuple[str, str], str]:
    """How people ask for an article, by act and heading: the table of questions, and the situations it belongs to."""
    asked = {(row.get("act"), row.get("heading")): row.get("asked") for row in site.corpus.registries.questions}
    for matter in matters:
        for step in matter.steps:
            act, _, heading = step.target.partition("#")
            words = "；".join((matter.title, *matter.situations, step.what))
            asked[act, heading] = f"{asked.get((act, heading), '')}；{words}"
    return asked
