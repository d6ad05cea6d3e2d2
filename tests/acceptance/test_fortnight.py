"""An editor's fortnight: one file edited in the web editor, five mistakes told and mended, impact, merge, publishing, restored."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.deploy.scratch import Scratch, scratch
from tests.deploy.test_nginx import NGINX, _port, _running
from tests.sites import ROOT, until

FILE = "docs/rules/seals.md"
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not (NGINX and CHROMIUM), reason="没有 nginx 或者 Chromium")
# what the editor wanted: an article put in, one period shorter, in force in the new year
WANTED = (
    ("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2026〕30号\n"),
    ("adopted: 2020-01-02", "adopted: 2026-11-25"),
    ("issued: 2020-01-03", "issued: 2026-11-26"),
    ("effective: 2020-02-01\noffice", "effective: 2027-01-01\noffice"),
    ("approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2026-11-25}"),
    ("第五条　【施行】", "第六条　【施行】"),
    ("第四条　【清点】", "第五条　【清点】"),
    ("第三条　【登记】用印应当在5个工作日内", "第三条　【外带】印章不得带离办公区。\n\n第四条　【登记】用印应当在3个工作日内"),
    ("article: art_4\n", "article: art_5\n"),
    ("article: art_3\n", "article: art_4\n"),
)
# and what was typed first: a day in words; then, once the header can be read, no number of the decision, a duty left with
# the old number, an unknown office, a citation of an article that is not there
SLIPS = {
    "H112": ("effective: 2027-01-01\noffice", "effective: 2027年1月1日\noffice"),
    "L311": ("甲〔2026〕30号\n", "甲〔2020〕1号\n"),
    "R117": ("article: art_4\n", "article: art_3\n"),
    "R201": ("office: bureau-office\n#", "office: 局办\n#"),
    "C102": ("清点时应当核对", "清点时应当依照第九条核对"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A rulebook that is published, and its clone."""
    place = scratch(tmp_path_factory.mktemp("fortnight"))
    done = place.publish()
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(scope="module")
def address(made: Scratch) -> Iterator[str]:
    port, folder = _port(), made.to.parent
    server = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("listen 80", f"listen 127.0.0.1:{port}")
    with _running(folder, server.replace("/srv/rulebook/current", str(made.to / "current"))):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
        yield page
        browser.close()


def put(made: Scratch, *pairs: tuple[str, str]) -> None:
    path = made.folder / FILE
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def rulebook(made: Scratch, *arguments: str, day: str = "2026-11-30") -> subprocess.CompletedProcess[str]:
    return made.run(".venv/bin/python", "-m", "rulebook", *arguments, RULEBOOK_DAY=day)


def codes(made: Scratch) -> set[str]:
    """Codes of the errors that the editor is told."""
    said = rulebook(made, "check", "--base", "origin/main", "--format", "json").stdout
    return {found["code"] for found in map(json.loads, said.splitlines()) if found["level"] == "error"}


def test_a_fortnight(made: Scratch, address: str, page: Page) -> None:
    published = (made.folder / FILE).read_bytes()
    made.git("switch", "-qc", "amend-seals")
    put(made, *WANTED, *SLIPS.values())
    made.git("commit", "-qam", "改印章办法")
    assert codes(made) == {"H112"}
    put(made, SLIPS["H112"][::-1])
    assert codes(made) == set(SLIPS) - {"H112"}
    for slip in ("L311", "R117", "R201", "C102"):
        assert slip in codes(made)
        put(made, SLIPS[slip][::-1])
    assert codes(made) == set()
    made.git("commit", "-qam", "改正")
    impact = rulebook(made, "impact", "origin/main")
    assert impact.returncode == 0
    for words in (
        "《甲局印章管理办法》　修正",
        "| 第三条→第四条 改，条号变动 |",
        "| 期限 | 5个工作日 | 3个工作日 |",
        "《甲局档案管理办法》第一条",
    ):
        assert words in impact.stdout, impact.stdout

    made.git("switch", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "合并", "amend-seals")
    made.git("push", "-q", "origin", "main")
    done = made.publish(RULEBOOK_DAY="2026-11-30")
    assert done.returncode == 0, done.stderr
    assert (made.folder / "docs/rules/seals/2020-02-01.md").read_bytes() == published
    page.goto(f"{address}/rules/seals/")
    assert "5个工作日内登记" in page.inner_text("main")
    done = made.publish(RULEBOOK_DAY="2027-01-04")
    assert done.returncode == 0, done.stderr
    page.clock.set_fixed_time("2027-01-04T09:00:00+08:00")
    page.goto(f"{address}/rules/seals/")
    words = page.inner_text("main")
    assert "现行有效" in words
    assert "第四条" in words
    assert "3个工作日内登记" in words
    page.goto(f"{address}/redline/seals/2020-02-01..2027-01-01/")
    assert page.locator("ins", has_text="印章不得带离办公区").count()
    page.goto(f"{address}/rules/seals/2020-02-01/")
    assert "已被修改" in page.inner_text("main")
    page.goto(f"{address}/")
    page.fill("input[data-search]", "带离办公区")
    until(page, "() => document.querySelector('a[data-result]')")
    found = page.locator("a[data-result]").first
    assert (found.get_attribute("data-act"), found.get_attribute("data-provision")) == ("seals", "art_3")

    put(made, ("不得外借", "可以外借"))
    assert codes(made) == {"L303"}
    assert rulebook(made, "restore", "seals").returncode == 0
    assert made.git("status", "--porcelain") == ""
    assert codes(made) == set()
