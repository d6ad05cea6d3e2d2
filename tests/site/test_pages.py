"""The built pages, read as HTML."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urljoin, urlparse

from bs4 import BeautifulSoup

from rulebook.corpus.load import load
from rulebook.history.status import WORDS, Status, act_status, expression_status
from tests.sites import ROOT

CORPUS = load(ROOT)
DAY = dt.date(2026, 11, 23)  # of the shared build


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = sorted(site.rglob("index.html"))
    ids = {p: {e["id"] for e in soup(p).select("[id]")} for p in pages}
    broken = []
    for page in pages:
        here = "http://h/" + page.relative_to(site).as_posix().removesuffix("index.html")
        for a in soup(page).select("a[href], link[href], script[src]"):
            url = urlparse(urljoin(here, a.get("href") or a.get("src")))
            assert url.netloc == "h", (page, url)
            target = site / url.path.lstrip("/")
            target = target / "index.html" if url.path.endswith("/") else target
            if not target.exists() or (url.fragment and target in ids and requote(url.fragment) not in ids[target]):
                broken.append((page.relative_to(site).as_posix(), a.get("href") or a.get("src")))
    assert broken == []


def test_crumbs_lead_to_something(site: Path) -> None:
    for page in site.rglob("index.html"):
        assert not re.search(r"›\s*</nav>", page.read_text(encoding="utf-8")), page


def requote(fragment: str) -> str:
    from urllib.parse import unquote

    return unquote(fragment)


def test_every_provision_has_its_address(site: Path) -> None:
    for act in CORPUS.acts.values():
        for expression in act.expressions:
            if expression.header.text == "pending":
                continue
            folder = Path(expression.file).with_suffix("").relative_to("docs")
            page = (folder if expression.newest else folder.parent) / expression.key
            ids = {e["id"] for e in soup(site / page / "index.html").select("[id]")}
            missing = set(expression.document.provisions()) - ids
            assert not missing, (expression.file, missing)


def test_no_inline_script_or_style(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">)", text), page  # data is not executed
        tags = "".join(re.findall(r"<[^>]+>", text))  # what an example shows as words is no markup
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", tags), page
        assert "http://" not in re.sub(r'xmlns="[^"]*"', "", tags), page
        assert "https://" not in tags, page


def test_nothing_raw_is_copied(site: Path) -> None:
    kinds = {p.suffix for p in site.rglob("*") if p.is_file() and p.parent.name != "ledger"}
    assert kinds <= {
        ".docx",
        ".pdf",
        ".csv",
        ".jsonl",
        ".atom",
        ".html",
        ".css",
        ".js",
        ".json",
        ".ics",
        ".png",
        ".svg",
        ".xml",
        ".gz",
        ".txt",
    }, kinds
    assert {p.name for p in site.rglob("*.txt")} == {"text.txt"}


def test_rule_pages_say_status_and_whence(site: Path) -> None:
    for act in CORPUS.acts.values():
        shown = act.shown(DAY)
        if shown.header.text == "pending":
            continue
        folder = site / Path(act.newest.file).relative_to("docs").with_suffix("")
        page = soup(folder / "index.html")
        assert page.select_one(".rb-facts [data-word]").text == WORDS[act_status(act, DAY)], act.id
        assert "示范文本" in page.select_one(".rb-prov").text
        assert ("演示版本" in page.select_one(".rb-prov").text) == shown.header.demonstration, act.id
        for text in act.expressions:
            word = expression_status(text, DAY)
            dated = soup(folder / text.key / "index.html")
            assert dated.select_one(".rb-facts [data-word]").text == WORDS[word]
            assert (word is not Status.SUPERSEDED) or "看现行文本" in dated.select_one(".rb-banner").text


def test_collections_list_every_act(site: Path) -> None:
    for folder, collection in (("mechanisms", "mechanism"), ("rules", "rule")):
        listed = soup(site / folder / "index.html").select("tbody tr")
        assert len(listed) == sum(act.header.collection == collection for act in CORPUS.acts.values())


def test_guide_shows_every_macro(site: Path) -> None:
    text = (site / "guide" / "macros" / "index.html").read_text(encoding="utf-8")
    from rulebook.checks.pages.macro_calls import MACROS

    for name in MACROS:
        assert f"{{{{ {name}(" in text, name
