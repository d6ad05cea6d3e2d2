"""核对引用 on twenty drafts, every citation judged by hand beforehand: the verdict is right, in Python and in the browser's script.

A draft of tests/citing/drafts marks each citation as {words|verdict}: c current, a amended, r repealed, x absent, n not yet,
u unchecked; then = or ! where words are quoted for it rightly or wrongly, and > before the words that must be offered.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from rulebook.cli.cite import row
from rulebook.corpus.load import load
from rulebook.importer.draft import read_draft
from rulebook.markup.parse import parse
from rulebook.outputs.cite_files import act_data, names
from rulebook.verdict.held import Held, hold
from rulebook.verdict.verdicts import Checker, cited
from tests.engine import Engine

FOLDER = Path(__file__).parents[1] / "citing"
TODAY = dt.date(2024, 6, 1)
DRAFTS = sorted((FOLDER / "drafts").iterdir())
CODES = {"c": "current", "a": "amended", "r": "repealed", "x": "absent", "n": "not_yet", "u": "unchecked"}
MARK = re.compile(r"\{(?P<words>[^{}|]*)\|(?P<code>[carxnu])(?P<quote>[=!]?)(?:>(?P<hint>[^{}]*))?\}")
Row = tuple[int, str, str, bool | None, str]  # line, words, verdict, quoted words are right, what is offered


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft without its marks, and what they say."""

    name: str
    day: dt.date
    lines: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path) -> Marked:
    day, *lines = path.read_text(encoding="utf-8").split("\n")
    if path.name.endswith(".docx.txt"):
        lines = [line for line in lines if line]
    rows = [
        (number, m["words"], CODES[m["code"]], {"=": True, "!": False}.get(m["quote"]), m["hint"] or "")
        for number, line in enumerate(lines, start=1)
        for m in MARK.finditer(line)
    ]
    plain = tuple(MARK.sub(r"\g<words>", line) for line in lines)
    return Marked(path.name, dt.date.fromisoformat(day.removeprefix("day: ")), plain, tuple(rows))


def drafted(marked: Marked, folder: Path) -> tuple[str, ...]:
    """The lines as the importer reads them from the file that somebody would hand in."""
    if not marked.name.endswith(".docx.txt"):
        path = folder / marked.name
        path.write_text("\n".join(marked.lines), encoding="utf-8")
        return read_draft(path, marked.name).lines
    paper = docx.Document()
    for number, line in enumerate(marked.lines):
        if number == len(marked.lines) - 1:
            paper.add_table(1, 1).cell(0, 0).text = line
        else:
            half = len(line) // 2  # Word breaks a paragraph into runs anywhere
            paper.add_paragraph(line[:half]).add_run(line[half:])
    path = folder / marked.name.removesuffix(".txt")
    paper.save(str(path))
    return tuple(line for line in read_draft(path, path.name).lines if line)


@pytest.fixture(scope="module")
def held() -> Held:
    return hold(load(FOLDER))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_every_verdict_is_that_of_the_reader(path: Path, held: Held, tmp_path: Path) -> None:
    marked = read(path)
    lines = drafted(marked, tmp_path)
    assert lines == marked.lines
    found = Checker(held, marked.day, TODAY).check(cited(parse("\n".join(lines))[0]), lines)
    hinted = {(line, n): hint for n, (line, *_, hint) in enumerate(marked.rows)}
    told = [
        (c.citation.line, c.citation.text, c.verdict.value, c.equal, c.suggestion if hinted.get((c.citation.line, n)) else "")
        for n, c in enumerate(found)
    ]
    assert told == list(marked.rows)


def test_the_browser_says_the_same(held: Held, tmp_path: Path) -> None:
    drafts = [read(path) for path in DRAFTS]
    assert sum(len(marked.rows) for marked in drafts) >= 300
    value = {
        "names": names(held),
        "acts": [act_data(act, held) for act in held.acts.values()],
        "drafts": [[marked.day.isoformat(), marked.lines] for marked in drafts],
        "today": TODAY.isoformat(),
    }
    script = """(engine, { names, acts, drafts, today }) => {
      const books = engine.shelf(names);
      return drafts.map(([day, lines]) => {
        const read = engine.read(lines);
        for (const id of engine.wanted(read, books)) books.add(acts.find((act) => act.id === id));
        return engine.check(read, books, day, today).rows;
      });
    }"""
    theirs = Engine(tmp_path)(script, json.loads(json.dumps(value)))
    for marked, rows in zip(drafts, theirs, strict=True):
        checker = Checker(held, marked.day, TODAY)
        mine = [row("", one) for one in checker.check(cited(parse("\n".join(marked.lines))[0]), marked.lines)]
        assert [{key: one[key] for key in mine[0] if key != "file"} for one in rows] == [
            {key: value for key, value in one.items() if key != "file"} for one in mine
        ]
