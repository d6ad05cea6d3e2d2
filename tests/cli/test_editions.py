"""Editions: the members as they stood on the day, with nothing decided later, published with the living site."""

import json
from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.editions import frozen, load_editions
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

CORPUS = load(ROOT)
EDITIONS = load_editions(CORPUS).all


def test_members_are_acts_and_say_why() -> None:
    for edition in EDITIONS:
        assert set(edition.acts) <= set(CORPUS.acts)
        assert all(member.reason for part in edition.parts for member in part.members)


def test_texts_and_lifecycle_of_the_day() -> None:
    for edition in EDITIONS:
        day, then = edition.as_of, frozen(CORPUS, edition)
        assert list(then.acts) == list(edition.acts)
        for act in then.acts.values():
            assert all((e.header.issued or day) <= day for e in act.expressions)
            assert not any(e.header.demonstration for e in act.expressions)
            assert all(event.on <= day for e in act.expressions for event in e.header.history)
            living = CORPUS.acts[act.id]
            held = [e for e in living.expressions if (e.header.issued or e.header.effective) <= day]
            assert act.newest.key == held[-1].key
            repealed = living.newest.header.repealed
            assert act.newest.header.repealed is None or (repealed and repealed.on <= act.newest.header.repealed.on)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("slug: x\ntitle: 甲\nas_of: 2020-12-31\nparts:\n  - {title: 上编, members: [{id: nothing, reason: 因为}]}\n", "E101"),
        ("slug: x\ntitle: 甲\nas_of: 2001-12-31\nparts:\n  - {title: 上编, members: [{id: seals, reason: 因为}]}\n", "E101"),
        ("slug: x\ntitle: 甲\nas_of: 2020-12-31\nparts: []\nappendices: [{id: none, reason: 因为}]\n", "E102"),
        ("slug: x\ntitle: 甲\nparts: []\n", "E100"),
        ("- 1\n", "E100"),
        ("", "E100"),
    ],
)
def test_mistakes_are_located(tmp_path: Path, text: str, code: str) -> None:
    folder = small_rulebook(tmp_path) / "docs" / "editions"
    folder.mkdir()
    (folder / "x.yml").write_text(text, encoding="utf-8")
    found = load_editions(load(tmp_path)).findings
    assert code in {f.code for f in found}
    assert all(f.file == "docs/editions/x.yml" and f.line >= 1 for f in found)


def test_an_edition_that_is_not_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["build", "--edition", "1999-12-31"]) == 2
    assert "2021-12-31" in capsys.readouterr().err


def test_published_inside_the_site(site: Path) -> None:
    inside = site / "editions" / "2021" / "site"
    page = (inside / "mechanisms" / "three-provisions" / "index.html").read_text(encoding="utf-8")
    assert "当日有效" in page
    assert "现行有效" not in page
    assert "演示版本" not in page
    acts = json.loads((inside / "assets" / "search" / "acts.json").read_text(encoding="utf-8"))["data"]
    assert {"three-provisions", "law-firm-party-building"} <= {a["id"] for a in acts}
    assert not (inside / "mechanisms" / "three-provisions" / "2022-06-17").exists()
    contents = (site / "editions" / "2021" / "index.html").read_text(encoding="utf-8")
    assert 'href="site/"' in contents
