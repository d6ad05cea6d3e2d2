"""All checks on a rulebook: one set of findings for the command line, the build and pull requests."""

from __future__ import annotations

import dataclasses
import functools
import json
import operator
from collections.abc import Callable, Iterable, Iterator

from rulebook.checks.data.agreement import check_agreement
from rulebook.checks.data.contrary import check_restated
from rulebook.checks.data.forms import check_forms
from rulebook.checks.data.matters import check_matters
from rulebook.checks.data.moved_articles import check_moved, steps
from rulebook.checks.data.receipts import check_receipts
from rulebook.checks.data.registers import check_registers
from rulebook.checks.data.stale_numbers import check_moved_data
from rulebook.checks.follow import caused
from rulebook.checks.header.decisions import check_decisions
from rulebook.checks.header.duties import check_duties
from rulebook.checks.header.headers import check_headers
from rulebook.checks.header.names import check_names
from rulebook.checks.pages.claims import check_page_claims
from rulebook.checks.pages.html import check_data, check_html, check_page
from rulebook.checks.pages.link_words import check_link_words
from rulebook.checks.pages.links import check_page_links
from rulebook.checks.pages.macro_calls import check_macros
from rulebook.checks.pages.macro_targets import check_macro_targets
from rulebook.checks.pages.shadowed import check_unread, check_unseen
from rulebook.checks.repository.git_files import check_git_files
from rulebook.checks.repository.settings import FILE as SETTINGS
from rulebook.checks.repository.settings import check_settings
from rulebook.checks.severity import decided
from rulebook.checks.tables import tables
from rulebook.checks.words.audiences import check_audiences
from rulebook.checks.words.endings import check_endings
from rulebook.checks.words.figures import check_figures
from rulebook.checks.words.numbers_lost import numbers_lost
from rulebook.checks.words.quotations import check_quotations
from rulebook.checks.words.style import check_style
from rulebook.checks.words.text import check_marks, check_personal, check_table, check_text
from rulebook.corpus.editions import load_editions
from rulebook.corpus.library import build_library, known_names
from rulebook.corpus.links import link_all
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.stand_ins import body_starts
from rulebook.keys import engine_key, key
from rulebook.lawful import ledger
from rulebook.markup.header import check_page_header
from rulebook.markup.source import Source
from rulebook.memory import growing
from rulebook.model.finding import Finding, Level
from rulebook.store import NOTHING, Store

_ORDER = operator.attrgetter("file", "line", "column", "code", "level", "message", "text", "suggestion")
_HOLDS = ("C", "W", "M", "R2")  # what a text refers to is wrong, whatever else its header says


@growing()
def check(corpus: Corpus, store: Store = NOTHING, sources: str = "") -> list[Finding]:
    """Every finding, by file and line. Nothing but the ledger's last day depends on today's date.

    Of an act whose header cannot be used, nothing is told that only follows from what is lost of it.
    store: has what was found before in the same files. sources: key of all files below docs/ and ledger/, "" keeps nothing.
    """
    broken = {source.file for source in corpus.broken}
    absent = {e.file for act in corpus.unread.values() for e in act.expressions} - broken
    absent -= {e.file for e in corpus.expressions()}
    broken |= {f"{corpus.docs_name}/forms/{act}.yml" for act in corpus.unread}
    whole = dataclasses.replace(corpus, acts={**corpus.acts, **corpus.unread})

    def across(now: Corpus) -> list[Finding]:
        every = _kept(lambda: _across(now), name and f"{name}-across", store) if now is whole else _across(now)
        found = (f for f in every if f.file not in absent)
        return [f for f in found if f.file not in broken or (f.code.startswith(_HOLDS) and f.code != "R203")]

    settings = corpus.docs.parent / SETTINGS  # its words are read with the others'
    beside = settings.read_bytes() if settings.is_file() else b""
    name = key("findings", engine_key(), sources, corpus.docs_name, beside) if sources else ""
    own = {
        *corpus.findings,
        *_kept(lambda: _files(corpus), name, store),
        *check_settings(corpus),
        *check_git_files(corpus),
        *check_unread(corpus),
        *_ledger(corpus),
    }
    return sorted(decided(set(caused(whole, own, across)), whole), key=_ORDER)


def _kept(made: Callable[[], Iterable[Finding]], name: str, store: Store) -> list[Finding]:
    """The findings of ``made``, out of the store where it has them under ``name``."""
    held = store.get(name)
    if held is not None:
        return [Finding(f, line, at, code, Level(kind), *words) for f, line, at, code, kind, words in json.loads(held)]
    found = list(made())
    if name:
        rows = [(f.file, f.line, f.column, f.code, f.level, (f.message, f.text, f.suggestion)) for f in found]
        store.put(name, json.dumps(rows).encode())
    return found


def _files(corpus: Corpus) -> Iterator[Finding]:
    """What is wrong with one file by itself."""
    yield from _sources(corpus)
    yield from _tables(corpus)
    yield from numbers_lost(corpus)


def _across(corpus: Corpus) -> Iterator[Finding]:
    """What one file says of another."""
    yield from check_headers(corpus)
    yield from check_names(corpus)
    yield from check_audiences(corpus)
    yield from check_duties(corpus)
    yield from check_decisions(corpus)
    yield from check_matters(corpus)
    yield from check_agreement(corpus)
    yield from check_endings(corpus)
    yield from check_forms(corpus)
    yield from check_restated(corpus)
    yield from check_registers(corpus)
    yield from check_receipts(corpus)
    yield from check_style(corpus)
    yield from check_figures(corpus)
    yield from load_editions(corpus).findings
    yield from check_page_links(corpus)
    yield from check_macro_targets(corpus)
    library = build_library(corpus)
    yield from check_quotations(corpus, library)
    yield from check_unseen(corpus)
    yield from check_page_claims(corpus)
    yield from check_link_words(corpus, library)
    links = list(link_all(corpus, library))
    yield from (link.finding for link in links if link.finding)
    moving = steps(corpus)
    yield from check_moved(corpus, links, moving)
    yield from check_moved_data(corpus, library, moving)


def _ledger(corpus: Corpus) -> list[Finding]:
    files = {source.file for source in corpus.broken}
    entries, broken = ledger.read(corpus.docs.parent)
    if broken:
        return broken
    unread = {text.act for act in corpus.unread.values() for text in act.expressions if text.file in files}
    read = [entry for entry in entries if entry.act not in unread]
    return [
        *ledger.check(corpus.docs.parent, read, corpus.acts.values(), known_names(corpus)),
        *ledger.renamed(corpus.docs.parent, read, corpus.acts, corpus.registries.offices or {}),
    ]


def _tables(corpus: Corpus) -> Iterator[Finding]:
    """Personal data and markup in registers, forms and other tables."""
    for table in tables(corpus):
        yield from _of_table(table.text, table.file)


@functools.lru_cache(maxsize=1024)  # a preview checks again after every saved edit; most tables are the same
def _of_table(text: str, name: str) -> tuple[Finding, ...]:
    return (*check_personal(text, name), *check_data(text, name), *check_table(text, name))


@functools.lru_cache(maxsize=1 << 14)  # as above
def _of_text(raw: str, file: str, lines: int, *, published: bool) -> tuple[Finding, ...]:
    """What is wrong with the words of one text after its first ``lines``."""
    found = [*check_text(raw, file, published=published, skip_lines=lines)]
    if not published:
        found += check_marks(raw, file, lines)
    head, body = raw.split("\n")[:lines], "\n".join(raw.split("\n")[lines:])
    found += check_data("\n".join(head), file)
    return (*found, *check_html(body, file, lines + 1), *check_macros(body, file, lines + 1))


@functools.lru_cache(maxsize=512)  # as above; what Markdown makes of a page is read, which takes longest
def _of_page(source: Source, file: str) -> tuple[Finding, ...]:
    """What is wrong with a page that is written by hand."""
    return (
        *check_text(source.text, file, published=False, skip_lines=source.header_lines),
        *check_data(source.header or "", file, 2),
        *check_page(source.body, file, source.header_lines + 1),
        *check_macros(source.body, file, source.header_lines + 1),
        *check_page_header(source.header or "", file),
    )


def _sources(corpus: Corpus) -> Iterator[Finding]:
    for expression in corpus.expressions():
        lines = expression.document.front_matter_lines
        yield from _of_text(expression.raw, expression.file, lines, published=is_published(expression))
    for source in corpus.broken:
        yield from _of_text(source.text, source.file, body_starts(source), published=False)
    for page in corpus.pages:
        yield from _of_page(page.source, page.file)
