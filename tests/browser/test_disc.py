"""The disc: opened from its folder without a server or a network, it answers as the site does."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page

from rulebook.cli.main import main
from tests.sites import until

pytestmark = pytest.mark.browser
QUESTIONS = ["印章", "三重一大", "sggd", "请假几天", "第12条", "报备", "2021年", "谁审批用印", "办公用房", "不存在的词语甲乙丙丁"]
FOUND = "list => list.map((a) => [a.dataset.act, a.dataset.provision, a.dataset.expression, a.textContent])"
WHERE = "l => l.map((a) => new URL(a.getAttribute('href') ?? a.getAttribute('action'), location.href).href)"
LEFT = "net::ERR_ABORTED"  # the reader went on before it had come
DONE = "() => document.querySelector('[data-search-results]')?.dataset.searchState === 'done'"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("光盘 1#") / "汇编"
    assert main(["bundle", "--site", str(site), "--to", str(out)]) == 0
    return out


@contextlib.contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page without a network that fails on any message, error or request outside the folder."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai", **options)
    context.set_offline(True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.on("request", lambda r: problems.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.on("requestfailed", lambda r: problems.append(f"{r.failure} {r.url}") if r.failure != LEFT else None)
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def disc(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def answers(page: Page, address: str) -> list[list[str]]:
    page.goto(address)
    until(page, DONE)
    return page.locator("[data-search-results] a[data-result]").evaluate_all(FOUND)


def test_search_answers_as_on_the_site(folder: Path, disc: Page, page: Page, base: str) -> None:
    seen = 0
    for question in QUESTIONS:
        there = answers(disc, f"{(folder / 'search' / 'index.html').as_uri()}?q={quote(question)}")
        assert there == answers(page, f"{base}/search/?q={quote(question)}"), question
        seen += len(there)
    assert seen > len(QUESTIONS)


def test_from_home_through_the_box_to_an_article(folder: Path, disc: Page) -> None:
    disc.goto((folder / "index.html").as_uri())
    until(disc, "() => document.documentElement.dataset.day")
    until(disc, "() => document.querySelector('[data-my-duties]')?.dataset.ready")
    disc.goto((folder / "forms" / "index.html").as_uri())
    disc.locator("input[data-search]").fill("印章")
    until(disc, "() => document.querySelector('.rb-drop a[data-result]')")
    disc.locator(".rb-drop a[data-result]").first.click()
    until(disc, "() => document.querySelector('.rb-head[data-act]')")
    assert disc.url.startswith(folder.as_uri())
    disc.locator("input[data-search]").fill("印章")
    disc.locator("input[data-search]").press("Enter")
    until(disc, DONE)
    disc.locator("[data-search-results] a[data-result]").first.click()
    until(disc, "() => document.querySelector('.rb-head[data-act], .rb-typeset')")


def test_calendar_turns_and_its_rows_lead_on(folder: Path, disc: Page) -> None:
    disc.goto((folder / "calendar" / "index.html").as_uri())
    until(disc, "() => document.querySelector('[data-calendar]')?.dataset.ready")
    before = disc.locator("[data-month-title]").inner_text()
    disc.locator("[data-month-on]").click()
    assert disc.locator("[data-month-title]").inner_text() != before
    link = disc.locator("[data-calendar-rows] a").first
    link.click()
    until(disc, "() => document.querySelector('.rb-head')")


def test_a_past_day_is_kept_from_page_to_page(folder: Path, disc: Page) -> None:
    disc.goto(f"{(folder / 'as-of' / 'index.html').as_uri()}?day=2022-05-20")
    until(disc, "() => document.querySelector('[data-as-of-sum]')?.textContent.includes('2022年5月20日')")
    disc.locator("[data-as-of-table] [data-since]:not([hidden]) a").first.click()
    until(disc, "() => document.documentElement.dataset.day === '2022-05-20'")
    assert disc.url.endswith("/index.html?day=2022-05-20")


def test_a_draft_is_checked(folder: Path, disc: Page) -> None:
    disc.goto((folder / "cite" / "index.html").as_uri())
    disc.locator("#rb-draft").fill("依照《没有这件制度的办法》第一条、《中国共产党纪律处分条例》第七条办理。")
    disc.locator("[data-cite]").evaluate("form => form.requestSubmit()")
    until(disc, "() => document.querySelectorAll('.rb-cite-tbl .rb-cv--unchecked').length === 2")


def test_verify_recognises_a_published_text(folder: Path, disc: Page) -> None:
    text = next((folder / "rules").rglob("text.txt"))
    line = next(one for one in text.read_text(encoding="utf-8").splitlines() if one.startswith("第一条"))
    disc.goto((folder / "verify" / "index.html").as_uri())
    disc.locator("[data-verify] textarea").fill(line)
    disc.locator("[data-verify]").evaluate("form => form.requestSubmit()")
    until(disc, "() => document.querySelector('[data-verify-answer] .rb-verdict--ok')")
    disc.locator("[data-verify] textarea").fill(line.replace("制定", "订立了") + "并且多写了几个字")
    disc.locator("[data-verify]").evaluate("form => form.requestSubmit()")
    until(disc, "() => document.querySelector('[data-verify-answer] .rb-diff')")
    disc.locator("[data-verify-answer] a").first.click()
    until(disc, "() => document.querySelector('.rb-head[data-act]')")


def test_forms_deadlines_sheets_previews_and_the_frozen_edition(folder: Path, disc: Page) -> None:
    disc.goto((folder / "forms" / "index.html").as_uri())
    disc.locator("table a[href$='/index.html']").first.click()
    until(disc, "() => document.querySelector('a[href$=\".docx\"]')")
    disc.on("dialog", lambda dialog: dialog.accept())
    disc.locator(".rb-form[data-ready] textarea").first.fill("甲乙丙")
    with disc.expect_download() as taken:
        disc.click("[data-fill-docx]")
    assert "甲乙丙" in docx.Document(taken.value.path()).element.xml
    disc.goto(f"{(folder / 'calendar' / 'deadline' / 'index.html').as_uri()}?start=2026-11-23&count=5&unit=wd")
    until(disc, "() => document.querySelector('[data-deadline-answer]')?.dataset.end === '2026-11-30'")
    sheet = next(path for path in folder.rglob("index.html") if "data-sheet=" in path.read_text(encoding="utf-8"))
    disc.goto(sheet.as_uri())
    until(disc, "() => document.querySelector('[data-sheet]')?.dataset.ready")
    citing = next(
        path
        for path in sorted((folder / "rules").rglob("index.html"))
        if 'href="../' in "".join(tag for tag in path.read_text(encoding="utf-8").split("<a ") if "data-target=" in tag[:300])
    )
    disc.goto(citing.as_uri())
    disc.locator("[data-rule-text] a.rb-cite[data-target][href^='../']").first.focus()
    until(disc, "() => document.querySelector('.rb-pop header b')")
    edition = next(folder.glob("editions/*/*/index.html"))
    disc.goto(edition.as_uri())
    until(disc, "() => document.querySelector('[data-frozen]')")
    answers(disc, f"{(edition.parent / 'search' / 'index.html').as_uri()}?q={quote('印章')}")
    disc.locator("[data-search-results] a[data-result]").first.click()
    until(disc, "() => document.querySelector('[data-frozen]')")


def test_every_address_of_the_folder_is_a_file(folder: Path, disc: Page) -> None:
    missing = set()
    pages = sorted(folder.rglob("index.html"))
    for path in [*pages[:: max(1, len(pages) // 40)], folder / "index.html"]:
        disc.goto(path.as_uri())
        for link in disc.locator("a[href], link[href], form[action]").evaluate_all(WHERE):
            if link.startswith("file:") and not Path(unquote(urlsplit(link).path)).is_file():
                missing.add(link)
    assert missing == set()


def test_a_browser_that_keeps_nothing_opens_it_all_the_same(folder: Path, browser: Browser) -> None:
    with opened(browser) as page:
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
        page.goto((folder / "index.html").as_uri())
        until(page, "() => document.querySelector('[data-my-duties]')?.dataset.ready")
        page.locator("[data-action=dark]").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_folder_still_opens_after_it_was_moved(folder: Path, disc: Page, tmp_path: Path) -> None:
    moved = tmp_path / "另一处%20?"
    shutil.copytree(folder, moved)
    assert answers(disc, f"{(moved / 'search' / 'index.html').as_uri()}?q={quote('印章')}")
