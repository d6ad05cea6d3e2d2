"""What changed, for programs: entries keep their names, addresses are absolute only where the site knows its own."""

import datetime as dt
import json
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.history.status import act_spans
from rulebook.outputs.feed_files import ATOM, JSON, changes, feed_files
from rulebook.pages.model import Site, build_site
from tests.rulebooks import ARCHIVES, SEALS, small_rulebook

NS = {"a": "http://www.w3.org/2005/Atom"}
SECOND = "\n  - {on: 2021-02-20, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-03-01}"


def _site(root: Path, day: str, url: str = "") -> Site:
    site = build_site(select(load(root)), dt.date.fromisoformat(day), "甲局制度")
    site.url = url
    return site


def _two_texts(root: Path) -> Path:
    small_rulebook(root)
    folder = root / "docs/rules/seals"
    folder.mkdir()
    (folder / "2020-02-01.md").write_text(SEALS, encoding="utf-8")
    first, rest = SEALS.split("   # 首次", 1)
    newer = first.replace("effective: 2020-02-01\noffice", "effective: 2021-03-01\noffice") + SECOND + rest
    (root / "docs/rules/seals.md").write_text(newer.replace("5个工作日", "3个工作日"), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2020-01-03", ["seals/text/2020-02-01"]),
        ("2021-02-19", ["leave/text/2020-05-01", "archives/text/2020-04-01", "seals/text/2020-02-01"]),
        ("2021-02-20", ["seals/text/2021-03-01", "leave/text/2020-05-01", "archives/text/2020-04-01", "seals/text/2020-02-01"]),
        ("2022-03-31", ["seals/text/2021-03-01", "leave/text/2020-05-01", "archives/text/2020-04-01", "seals/text/2020-02-01"]),
        (
            "2022-04-01",
            ["archives/期满/2022-04-01", "seals/text/2021-03-01", "leave/text/2020-05-01", "archives/text/2020-04-01"],
        ),
    ],
)
def test_what_is_known_on_a_day(tmp_path: Path, day: str, known: list[str]) -> None:
    assert [entry.id for entry in changes(_site(_two_texts(tmp_path), day))][:4] == known


def test_an_end_is_told_in_the_words_of_the_pages(tmp_path: Path) -> None:
    site = _site(_two_texts(tmp_path), "2022-04-01")
    made = {path: make().decode() for path, make in feed_files(site)}
    said = json.loads(made[JSON])["changes"][0]["when"]
    assert said == "2022年3月31日后不再适用"
    assert f"<summary>{said}" in made[ATOM].replace("甲〔2020〕2号　", "")
    assert site.status(act_spans(site.corpus.acts["archives"])).since == f"试行期满，{said}"


def test_a_new_text_leads_to_its_words_and_to_what_changed(tmp_path: Path) -> None:
    entry = changes(_site(_two_texts(tmp_path), "2021-02-20"))[0]
    assert (entry.path, entry.compared) == ("rules/seals/2021-03-01/", "redline/seals/2020-02-01..2021-03-01/")


@pytest.mark.parametrize("url", ["", "https://x.example/a/"])
def test_both_files_are_the_same_at_each_build_and_absolute_only_if_told(tmp_path: Path, url: str) -> None:
    root = _two_texts(tmp_path)
    made = {path: make() for path, make in feed_files(_site(root, "2022-06-01", url))}
    assert made == {path: make() for path, make in feed_files(_site(root, "2022-06-01", url))}
    feed = ET.fromstring(made[ATOM])  # noqa: S314  # made here
    links = [link.get("href", "") for link in feed.iterfind(".//a:link", NS)]
    assert all(link.startswith(url or ("rules/", "changes")) for link in links)
    rows = json.loads(made[JSON])["changes"]
    assert [urljoin(url, row["path"]) for row in rows] == [
        e.find("a:link", NS).get("href")  # type: ignore[union-attr]
        for e in feed.iterfind("a:entry", NS)
    ]
    later = ET.fromstring(dict(feed_files(_site(root, "2031-01-01", "https://y.example/")))[ATOM]())  # noqa: S314  # as above
    names = [[e.text for e in found.iterfind("a:entry/a:id", NS)] for found in (feed, later)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_nothing_of_what_readers_may_not_see(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs/rules/archives.md"
    path.write_text(ARCHIVES.replace("office:", "audience: 党委\noffice:"), encoding="utf-8")
    made = b"".join(make() for _, make in feed_files(_site(root, "2022-06-01"))).decode()
    assert "档案" not in made
    assert "archives" not in made
