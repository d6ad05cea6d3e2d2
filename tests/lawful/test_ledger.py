"""Fingerprint and ledger: standard tools agree, tampering shows, lifecycle keys lie outside."""

import dataclasses
import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from rulebook.corpus.load import Corpus, load
from rulebook.history.fingerprint import canonical, code, fingerprint
from rulebook.lawful import ledger
from tests.rulebooks import small_rulebook

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return load(small_rulebook(tmp_path))


def test_fingerprint_is_sha256_of_the_canonical_text(corpus: Corpus) -> None:
    expression = next(iter(corpus.acts.values())).newest
    text = canonical(expression)
    assert fingerprint(expression) == hashlib.sha256(text.encode()).hexdigest()
    assert text.splitlines()[0] == expression.header.title
    assert all(line == line.rstrip() and line for line in text.splitlines()[5:])
    assert len(code(fingerprint(expression)).replace("-", "")) == 16


def test_blank_lines_and_lifecycle_do_not_change_it(corpus: Corpus) -> None:
    expression = next(iter(corpus.acts.values())).newest
    spaced = dataclasses.replace(expression, raw=expression.raw.replace("。\n", "。  \n\n\n"))
    assert fingerprint(spaced) == fingerprint(expression)
    windows = dataclasses.replace(expression, raw=expression.raw.replace("\n", "\r\n"))
    assert fingerprint(windows) == fingerprint(expression)
    changed = dataclasses.replace(expression, raw=expression.raw.rstrip() + "。\n")
    assert fingerprint(changed) != fingerprint(expression)


def test_publishing_twice_adds_nothing(corpus: Corpus) -> None:
    texts = sum(1 for act in corpus.acts.values() for e in act.expressions if e.header.text != "pending")
    assert ledger.append(corpus.root, corpus.acts.values(), DAY) == texts
    assert ledger.append(corpus.root, corpus.acts.values(), DAY) == 0
    entries, findings = ledger.read(corpus.root)
    assert not findings
    assert not ledger.check(corpus.root, entries, corpus.acts.values())
    assert (corpus.root / "ledger/head").read_text().split()[1] == entries[-1].hash


@pytest.mark.parametrize("harm", ["drop", "swap", "edit"])
def test_a_ledger_that_was_touched_is_refused(corpus: Corpus, harm: str) -> None:
    ledger.append(corpus.root, corpus.acts.values(), DAY)
    path = corpus.root / ledger.FILE
    rows = path.read_text(encoding="utf-8").splitlines()
    assert len(rows) > 1
    if harm == "drop":
        rows = rows[1:]
    elif harm == "swap":
        rows[0], rows[1] = rows[1], rows[0]
    else:
        rows[0] = json.dumps(json.loads(rows[0]) | {"day": "2020-01-01"}, ensure_ascii=False)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [f.code for f in ledger.read(corpus.root)[1]] == ["L301"]


def test_a_published_text_may_not_change_or_vanish(corpus: Corpus) -> None:
    ledger.append(corpus.root, corpus.acts.values(), DAY)
    entries, _ = ledger.read(corpus.root)
    act = next(iter(corpus.acts.values()))
    changed = dataclasses.replace(act.newest, raw=act.newest.raw.rstrip() + "改\n")
    other = dataclasses.replace(act, expressions=(*act.expressions[:-1], changed))
    rest = [a for a in corpus.acts.values() if a.id != act.id]
    assert [f.code for f in ledger.check(corpus.root, entries, [other, *rest])] == ["L303"]
    assert {f.code for f in ledger.check(corpus.root, entries, rest)} == {"L302"}
