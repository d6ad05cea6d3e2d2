"""What the rulebook holds and the pages that carry it; what is expected is counted from the data."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from rulebook.checks.data.registers import check_registers
from rulebook.corpus.library import build_library
from rulebook.corpus.links import Target, link_all
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

CORPUS = load(ROOT)
REGISTERS = CORPUS.registries.registers
PLAN = ROOT.parent / "shared" / "content"
DAY = dt.date(2026, 11, 23)  # of the shared build
EDITION_DAY = dt.date(2021, 12, 31)  # of the edition that stands beside it


MEASURES = {n for row in REGISTERS["risk-measure-matrix"].rows for word in row.many("measures") for n in word.split("、")}


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup((path / "index.html").read_text(encoding="utf-8"), "lxml")


def test_a_risk_names_measures_that_are_entered() -> None:
    assert {row.get("no") for row in REGISTERS["measures"].rows} >= MEASURES


def test_facts_have_pages(site: Path) -> None:
    """Every fact has its page; a fact on an ordinary page stands there in its words, or the row says why it is no institution."""
    for row in REGISTERS["report-facts"].rows:
        page = row.get("page")
        path = page.partition(" ")[2]
        exists = page in CORPUS.acts or page in REGISTERS or page in (CORPUS.registries.offices or {})
        assert exists or (path and (site / path / "index.html").exists()), row.values
        if path == "guide/provenance/":
            assert row.get("reason"), row.values
            assert row.get("quote") in BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "lxml").text, (
                row.values
            )
    words = BeautifulSoup((site / "registers/report-facts/index.html").read_text(encoding="utf-8"), "html.parser").text
    assert all(row.get("quote") in words for row in REGISTERS["report-facts"].rows)


def test_downloads_open_in_a_spreadsheet(site: Path) -> None:
    for slug, register in REGISTERS.items():
        if register.rows and (register.meta.get("audience") or "全体") == "全体":
            data = (site / "registers" / slug / f"{slug}.csv").read_bytes()
            assert data.startswith(b"\xef\xbb\xbf")
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
            assert len(rows) == 1 + len(register.rows)
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)


@pytest.mark.parametrize(
    ("row", "code"),
    [("nothing,目的,bureau-office", "R131"), ("seals,没有这条,bureau-office", "R132"), ("seals,目的,no-office", "R201")],
)
def test_rows_of_registers_are_checked(tmp_path: Path, row: str, code: str) -> None:
    folder = small_rulebook(tmp_path) / "docs" / "registers"
    folder.mkdir()
    (folder / "x.yml").write_text("slug: x\ntitle: 甲\ncolumns: [{key: act, name: 条款}]\n", encoding="utf-8")
    (folder / "x.csv").write_text(f"act,heading,office\n{row}\n", encoding="utf-8")
    found = list(check_registers(load(tmp_path)))
    assert [(f.code, f.file, f.line) for f in found] == [(code, "docs/registers/x.csv", 2)]


def test_basis_that_changed_is_flagged(site: Path) -> None:
    changed = {
        name: dt.date.fromisoformat(row.get("changed"))
        for name, row in (CORPUS.registries.basis or {}).items()
        if row.get("changed")
    }

    def due(day: dt.date) -> list[tuple[str, dt.date]]:
        return [
            (text.header.name, changed[basis.id])
            for act in CORPUS.acts.values()
            if (text := act.on(day))
            for basis in text.header.basis
            if basis.id in changed and text.valid_from < changed[basis.id] <= day
        ]

    assert due(DAY)
    for day, page in ((DAY, "basis/review"), (EDITION_DAY, "editions/2021/site/basis/review")):
        rows = [tr.text for tr in soup(site / page).select("tbody tr")]
        for name, since in due(day):  # a row for each article that cites it
            assert any(name in row and str(since.year) in row for row in rows), name
        for row in rows:
            assert any(name in row and str(since.year) in row for name, since in due(day)), row


def test_pictures_say_their_words(site: Path) -> None:
    for path, words in (
        (
            "registers/risk-measure-matrix",
            f"{len(REGISTERS['risk-measure-matrix'].rows)}个风险点，{len(MEASURES)}项举措",
        ),
        ("guide/pictures", "第二章"),
        ("mechanisms/three-provisions/citations", "引用"),
    ):
        page = BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "html.parser")
        labels = [svg["aria-label"] for svg in page.select("svg[aria-label]")]
        assert any(words in label for label in labels), path


@pytest.mark.skipif(not PLAN.exists(), reason="the plan is not here")
@pytest.mark.parametrize("table", ["mechanisms", "rules"])
def test_cross_references_of_the_plan_stand_in_the_texts(table: str) -> None:
    cited: dict[str, set[str]] = {}
    for link in link_all(CORPUS, build_library(CORPUS)):
        target = CORPUS.acts.get(link.id)
        if link.kind is Target.ACT and target:
            for text in target.expressions:
                for eid in link.eids:
                    article = text.document.provisions().get(eid.partition("__")[0])
                    cited.setdefault(link.source.act, set()).add(f"{link.id}#{article.heading if article else ''}")
    for act in CORPUS.acts.values():
        for text in act.expressions:
            cited.setdefault(act.id, set()).update(see.target for see in text.header.see_also)
    with (PLAN / f"{table}.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            wanted = {ref.strip() for ref in row["cross_references"].split(";") if "#" in ref}
            assert wanted <= cited[row["slug"]], row["slug"]


def test_readers_see_days_in_words(site: Path) -> None:
    found = {}
    for page in site.rglob("*.html"):
        if {"codes", "header"} & set(page.parts):  # for editors: days as a file has them
            continue
        text = re.sub(r"<(script|style|pre|code)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        if day := re.search(r".{0,20}\b\d{4}-\d\d-\d\d\b", re.sub(r"<[^>]+>", "\n", text)):
            found[page.relative_to(site).as_posix()] = day.group()
    assert found == {}


def test_a_coming_text_leads_to_its_comparison(site: Path) -> None:
    for act in CORPUS.acts.values():
        shown, newest = act.on(DAY), act.newest
        if shown and newest.valid_from and newest.valid_from > DAY and newest is not shown:
            page = (site / Path(newest.file).relative_to("docs").with_suffix("") / "index.html").read_text(encoding="utf-8")
            assert re.search(rf'data-notice="{newest.key}">.*?{shown.key}\.\.{newest.key}/">修改对照</a></p>', page), act.id


def test_corrections_stand_among_the_changes(site: Path) -> None:
    corrected = any(e.event == "勘误" for text in CORPUS.expressions() for e in text.header.history)
    assert ("勘误" in (site / "changes/index.html").read_text(encoding="utf-8")) >= corrected
    assert "<title>x区司法局制度汇编</title>" in (site / "index.html").read_text(encoding="utf-8")


def test_search_shows_no_id_of_what_a_row_points_to(site: Path) -> None:
    """A row that points to an article by act and heading is found and shown by the heading alone."""
    files = (json.loads(file.read_text(encoding="utf-8")) for file in (site / "assets/search").glob("texts-*.json"))
    rows = [row for file in files for row in file["data"]]
    told = "".join(row.get(name, "") for row in rows for name in ("label", "heading", "text"))
    assert "不准过问干预插手案件" in told
    assert not re.findall(r"[a-z0-9-]+#[\u4e00-\u9fff]+", told)
