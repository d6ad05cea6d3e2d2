"""核对引用: what the browser says of a draft is what ``rulebook cite`` says, row by row."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from rulebook.citation.extract import citations
from rulebook.cli.cite import row
from rulebook.corpus.load import load
from rulebook.markup.parse import parse
from rulebook.outputs.cite_files import act_data, names
from rulebook.verdict.held import hold
from rulebook.verdict.verdicts import Checker, cited
from tests.engine import Engine
from tests.sentences import drafts
from tests.verdict.test_verdicts import root  # noqa: F401  # the small rulebook of the table of verdicts

TODAY = "2024-06-01"
TITLES = (
    "丙局用车办法", "用车办法", "丙局公车办法", "丙局试行办法", "丙局旧办法", "丙局残本办法", "丙局未录办法", "丁法", "丙局用车办怯",
    "中华人民共和国刑法", "某局没有的办法",
)  # fmt: skip
NUMBERS = ("丙〔2022〕3号", "丙〔2019〕9号", "丙〔2024〕8号", "丙[2020]5号", "丙〔2023〕3号", "乙〔2018〕1号", "国务院令第513号")
QUOTES = (
    "用车应当提前1个工作日申请，紧急的除外。",
    "用车应当提前2个工作日申请，紧急的除外。",
    "登记。",
    "驾驶人员当日登记里程：",
    "没有这句话",
)
CHECK = """(engine, { names, acts, drafts, today }) => {
  const books = engine.shelf(names);
  const byId = new Map(acts.map((act) => [act.id, act]));
  return drafts.map(([day, lines]) => {
    const read = engine.read(lines);
    for (const id of engine.wanted(read, books)) books.add(byId.get(id));
    return engine.check(read, books, day, today).rows;
  });
}"""
_KEYS = ("line", "start", "end", "text", "title", "target", "verdict", "today", "quoted_equal", "message", "suggestion")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tmp_path_factory.mktemp("engine"))


def both(engine: Engine, folder: Path, texts: list[list[str]]) -> tuple[list[Any], list[Any]]:
    """Rows of Python and of the script for the same drafts, on several days."""
    held = hold(load(folder))
    days = [("2024-06-01", "2021-05-01", "2025-02-01", "2018-01-01")[i % 4] for i in range(len(texts))]
    mine = []
    for day, lines in zip(days, texts, strict=True):
        checker = Checker(held, dt.date.fromisoformat(day), dt.date.fromisoformat(TODAY))
        found = checker.check(cited(parse("\n".join(lines))[0]), lines)
        mine.append([{key: row("", one)[key] for key in _KEYS} for one in found])
    acts = [act_data(act, held) for act in held.acts.values()]
    value = {"names": names(held), "acts": acts, "drafts": list(zip(days, texts, strict=True)), "today": TODAY}
    theirs = engine(CHECK, json.loads(json.dumps(value)))
    return mine, [[{key: one[key] for key in _KEYS} for one in rows] for rows in theirs]


def test_generated_sentences(engine: Engine, root: Path) -> None:  # noqa: F811  # the fixture imported above
    texts = drafts(20, 1_500, TITLES, NUMBERS, QUOTES)
    mine, theirs = both(engine, root, texts)
    assert sum(map(len, mine)) > 1_000
    assert {one["verdict"] for rows in mine for one in rows} == {
        "current",
        "amended",
        "repealed",
        "absent",
        "not_yet",
        "unchecked",
    }
    assert [(t, a, b) for t, a, b in zip(texts, mine, theirs, strict=True) if a != b][:2] == []


CITE = """(engine, texts) => texts.map((text) => engine.citations(text.split("\\n")))"""


def listed(text: str) -> list[list[Any]]:
    """Citations of Python as the script writes them."""
    found = citations(parse(text)[0])
    return [
        [c.line, c.start, c.end, c.text, c.kind.value, c.title, list(c.targets), c.heading, c.holder, list(c.choices)]
        for c in found
    ]


def test_files_of_the_corpus(engine: Engine, corpus: Path) -> None:
    gold = (corpus / "citations.tsv").read_text("utf-8").splitlines()[1:]
    files = list(dict.fromkeys(line.split("\t")[1] for line in gold))
    texts = [(corpus / file).read_text("utf-8") for file in files]
    theirs = engine(CITE, texts)
    wrong = [file for file, text, rows in zip(files, texts, theirs, strict=True) if listed(text) != rows]
    assert wrong == []
    rows = {(file, row[0], row[1], row[2]) for file, found in zip(files, theirs, strict=True) for row in found}
    spans = [line.split("\t") for line in gold]
    held = sum((s[1], int(s[2]), int(s[3]), int(s[4])) in rows for s in spans)
    assert held > 0.95 * len([s for s in spans if s[6] != "ignore"])


SLOWLY = """async (engine, { names, acts, lines, today }) => {
  const books = engine.shelf(names);
  for (const act of acts) books.add(act);
  let rests = 0;
  const rest = async () => void (rests += 1);
  const [one, other] = [engine.read(lines), await engine.read_slowly(lines, rest)];
  const rows = [engine.check(one, books, today, today), await engine.check_slowly(other, books, today, today, rest)];
  return [...rows, one.own, other.own, rests];
}"""


def test_resting_in_between_changes_nothing(engine: Engine, root: Path) -> None:  # noqa: F811  # the fixture imported above
    lines = [line for draft in drafts(7, 60, TITLES, NUMBERS, QUOTES) for line in draft]
    held = hold(load(root))
    value = {"names": names(held), "acts": [act_data(act, held) for act in held.acts.values()], "lines": lines, "today": TODAY}
    at_once, slowly, own, own_slowly, rests = engine(SLOWLY, json.loads(json.dumps(value)))
    assert at_once["rows"]
    assert at_once == slowly
    assert own == own_slowly
    assert rests >= 1
