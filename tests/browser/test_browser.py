"""Real Chromium on a host name that is not localhost, plain http, strict policy."""

import csv
import datetime as dt
import shutil
import urllib.parse
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from rulebook.corpus.load import load
from tests.sites import ROOT, serve, until

pytestmark = pytest.mark.browser

RULE = "/mechanisms/three-provisions/"
CORPUS = load(ROOT)
DAY = dt.date(2026, 11, 23)  # of the shared build
SEARCH = Path(__file__).parents[1] / "search"
with (SEARCH / "queries.tsv").open(encoding="utf-8", newline="") as table:
    QUERIES = [(row["query"], row["act"], row["provision"] or "") for row in csv.DictReader(table, delimiter="\t")]


@pytest.mark.parametrize(
    "path", ["/", RULE, RULE + "2021-04-02/", "/mechanisms/", "/changes/", "/registers/six-disciplines-152/", "/search/?q=印章"]
)
def test_pages_are_quiet(page: Page, base: str, path: str) -> None:
    page.goto(base + path)
    page.locator("html[data-day]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


@pytest.mark.parametrize("path", ["/", RULE, "/mechanisms/", "/registers/risk-measure-matrix/"])
@pytest.mark.parametrize("width", [360, 1366])
def test_accessible_and_no_sideways_scroll(page: Page, base: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(base + path)
    for dark in (False, True):
        page.evaluate("d => document.documentElement.dataset.theme = d ? 'dark' : 'light'", dark)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_first_screen_shows_title_status_and_text(page: Page, base: str) -> None:
    page.goto(base + RULE)
    for selector in ("h1", ".rb-facts [data-word]", "#art_1__para_1"):
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        assert box["y"] + 20 < 768, selector


def test_status_follows_the_readers_day(browser: Browser, base: str) -> None:
    for day, word in (("2026-12-31", "尚未施行"), ("2027-01-01", "现行有效")):
        context = browser.new_context(timezone_id="Asia/Shanghai")
        page = context.new_page()
        page.route("**/*", lambda route: route.abort() if route.request.method == "HEAD" else route.continue_())
        page.clock.set_fixed_time(f"{day}T10:00:00+08:00")
        page.goto(base + "/mechanisms/integrity-risk-control/2027-01-01/")
        page.locator("html[data-day]").wait_for()
        assert page.locator(".rb-facts [data-word]").first.text_content() == word
        context.close()


def test_wrong_clock_is_told(browser: Browser, base: str) -> None:
    context = browser.new_context(timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.clock.set_fixed_time("2001-01-01T10:00:00+08:00")
    page.goto(base + RULE)
    page.locator(".rb-clock").wait_for()
    assert "本机日期不准" in page.locator(".rb-clock").text_content()
    context.close()


@pytest.mark.parametrize(("query", "act", "provision"), QUERIES)
def test_first_result(page: Page, base: str, query: str, act: str, provision: str) -> None:
    page.goto(base + "/mechanisms/")
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    first = page.locator("a[data-result]").first
    first.wait_for()
    assert (first.get_attribute("data-act"), first.get_attribute("data-provision")) == (act, provision)
    page.goto(base + "/search/?q=" + urllib.parse.quote(query))
    page.locator("[data-search-state=done]").wait_for()
    assert page.locator("a[data-result]").first.get_attribute("data-act") == act


def test_words_of_the_query_are_cut_as_the_index_cuts_them(page: Page, base: str) -> None:
    page.goto(base + "/")
    rows = [line.split("\t") for line in (SEARCH / "terms.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    script = "async ([url, texts]) => { const m = await import(url); return texts.map((t) => m.terms(t).join('|')); }"
    cut = page.evaluate(script, [base + "/assets/js/search/text.js", [text for text, _ in rows]])
    assert cut == [expected for _, expected in rows]


def test_filter_back_and_place(page: Page, base: str) -> None:
    page.goto(base + "/search/?q=" + urllib.parse.quote("报告"))
    page.locator("[data-search-state=done]").wait_for()
    page.get_by_label("规章制度").check()
    until(page, "location.search.includes('collection')")
    until(
        page,
        "(list => list.length && list.every((a) => a.pathname.includes('/rules/')))([...document.querySelectorAll('.rb-results a[data-result]')])",
    )
    page.locator("[data-search-state=done]").wait_for()
    page.evaluate("scrollTo(0, 500)")
    shown = page.locator("a[data-result]").evaluate_all("list => list.map((a) => a.href)")
    page.locator("a[data-result]").nth(9).click()  # stands on the screen at this place
    page.wait_for_url("**/rules/**")
    page.go_back()
    page.locator("[data-search-state=done]").wait_for()
    until(page, "scrollY > 300")
    assert page.locator("a[data-result]").evaluate_all("list => list.map((a) => a.href)") == shown


def test_an_article_that_is_not_there_is_told(page: Page, base: str) -> None:
    last = [a.label for a in CORPUS.acts["ideology-responsibility"].on(DAY).document.articles()][-1]
    page.goto(base + "/search/?q=" + urllib.parse.quote("意识形态责任制度第二百条"))
    page.locator("[data-search-state=done]").wait_for()
    assert f"《意识形态责任制度》没有第二百条，最后一条是{last}。" in str(page.locator(".rb-weak").text_content())
    assert page.locator("a[data-result]").first.get_attribute("data-act") == "ideology-responsibility"


def test_a_past_day_says_in_force_on_that_day(page: Page, base: str) -> None:
    page.goto(base + "/search/?q=" + urllib.parse.quote("每半年专题研究") + "&as_of=2022-05-20")
    page.locator("[data-search-state=done]").wait_for()
    assert "现行有效" not in page.locator("[data-search-results]").inner_text()
    first = page.locator("a[data-result]").first
    assert (first.get_attribute("data-act"), "day=2022-05-20" in str(first.get_attribute("href"))) == (
        "semiannual-party-governance-review",
        True,
    )


def test_the_result_page_follows_the_typing(page: Page, base: str) -> None:
    page.goto(base + "/search/")
    page.locator("input[data-search]").type("出差多久报销", delay=30)
    until(page, "document.querySelectorAll('a[data-result]').length > 3 && location.search.length > 10")
    page.locator("input[data-search]").fill("")
    until(page, "document.querySelectorAll('a[data-result]').length === 0")


def test_nothing_found_helps(page: Page, base: str) -> None:
    page.goto(base + "/search/?q=" + urllib.parse.quote("鼙鼓鞞"))
    page.locator("[data-search-state=done]").wait_for()
    assert "没有找到" in page.locator(".rb-none").text_content()


def test_search_with_the_network_cut(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + "/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator("input[data-search]").focus()
    page.keyboard.insert_text("印章外带")
    page.locator("a[data-result][data-act=seals]").first.wait_for()
    context.close()


def test_display_is_kept(page: Page, base: str) -> None:
    page.goto(base + RULE)
    page.locator("[data-action=large]").click()
    page.goto(base + "/")
    assert page.locator("[data-action=large]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.documentElement.dataset.size") == "large"


def test_large_print_reaches_every_page(page: Page, base: str) -> None:
    sizes = {"/": ".rb-task b, .rb-h2", "/guide/": ".rb-typeset p, h1", "/verify/": "h1, .rb-typeset"}
    sizes |= {"/search/?q=报告": ".rb-hit .x", "/redline/three-provisions/2021-04-02..2022-06-17/": "h1, .rb-rlr p"}
    script = "s => [...document.querySelectorAll(s)].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    for path, selector in sizes.items():
        page.goto(base + path)
        page.locator(selector).first.wait_for()
        before = page.evaluate(script, selector)
        page.evaluate("document.documentElement.dataset.size = 'large'")
        after = page.evaluate(script, selector)
        assert all(b >= 1.2 * a for a, b in zip(before, after, strict=True)), path


def test_phone_menu_has_display_editions_and_contents(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + RULE)
    page.locator(".rb-nav summary").click()
    page.locator("[data-action=large]").click()
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    page.locator(".rb-editions summary").click()
    assert page.locator(".rb-editions a", has_text="2021年版").is_visible()
    page.locator(".rb-tools a", has_text="本件目录").click()
    assert not page.locator(".rb-tools").is_visible()
    page.locator(".rb-toc a", has_text="第九条").click()
    assert page.url.endswith("#art_9")


@pytest.mark.parametrize("width", [390, 683])
def test_menu_of_texts_stays_on_the_screen(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(base + "/mechanisms/chronic-ills-inspection/2021-05-14/")
    page.locator(".rb-facts summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_phone_filter_stands_above_the_list(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + "/search/?q=" + urllib.parse.quote("报告"))
    page.locator("[data-search-state=done]").wait_for()
    page.locator(".rb-filter summary").click()
    facets, first = page.locator(".rb-facet").last.bounding_box(), page.locator("a[data-result]").first.bounding_box()
    assert facets
    assert first
    assert facets["y"] + facets["height"] <= first["y"]


@pytest.mark.parametrize("prefix", ["", "a/b"])
@pytest.mark.parametrize("missing", ["nothing", "mechanisms/nope/", "nope/x/y/" + "z/" * 9])
def test_lost_page_leads_back(browser: Browser, site: Path, tmp_path: Path, prefix: str, missing: str) -> None:
    (tmp_path / prefix).parent.mkdir(parents=True, exist_ok=True)
    if prefix:
        (tmp_path / prefix).symlink_to(site)
        (tmp_path / "404.html").symlink_to(site / "404.html")
    with serve(tmp_path if prefix else site) as port:
        root = f"http://rulebook.test:{port}/{prefix}/".replace("//", "/").replace(":/", "://")
        page = browser.new_context().new_page()
        page.goto(root + missing)
        page.locator("html[data-day]").wait_for()
        assert page.locator("h1").text_content() == "没有这个地址"
        _leads_back(page, root)
        assert page.evaluate("[...document.styleSheets].every((s) => s.cssRules.length)")
        page.locator("[data-action=dark]").click()
        assert page.locator("[data-action=dark]").get_attribute("aria-pressed") == "true"  # started once, not twice
        page.locator("input[data-search]").fill("印章管理规定")
        page.locator("a[data-result]").first.click()
        page.wait_for_url(root + "rules/seals/**")


@pytest.mark.parametrize("missing", ["nothing", "mechanisms/nope/", "nope/x/y"])
def test_lost_page_leads_back_without_scripts(browser: Browser, base: str, missing: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/{missing}")
    _leads_back(page, f"{base}/")
    context.close()


def _leads_back(page: Page, root: str) -> None:
    links = page.locator("a[href], link[href]").evaluate_all("list => list.map((a) => a.href)")
    assert len(links) > 15
    for link in {link for link in links if "#content" not in link}:
        assert link.startswith(root), link
        assert page.request.get(link.replace("rulebook.test", "127.0.0.1")).ok, link
    assert page.locator("form").evaluate_all("list => list.map((f) => f.action)") == [root + "search/"]


@pytest.mark.parametrize(
    "path", ["/basis/", "/registers/negative-list-register/", "/as-of/", "/forms/travel-leave-filing/leaving-shanghai/", RULE]
)
def test_phone(page: Page, base: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(base + path)
    page.locator("html[data-day]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.locator(".rb-jump a, .rb-ways a, .rb-facts a, .rb-foot a").evaluate_all(
        "list => list.map((a) => a.getBoundingClientRect().height).filter(Boolean)"
    )
    assert min(sizes) >= 24
    labels = page.locator("td[data-label]").evaluate_all("list => list.map((e) => getComputedStyle(e, '::before').content)")
    assert all(label not in {"none", '""'} for label in labels)
    assert bool(labels) is path.startswith(("/basis", "/registers", "/as-of"))
    over = page.locator(".rb-form .f > span").evaluate_all("list => list.filter((e) => e.scrollWidth > e.clientWidth + 1).length")
    assert over == 0


def test_reads_without_scripts(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + RULE)
    assert page.locator("#art_6__para_1").is_visible()
    assert "状态截至2026年11月23日" in page.locator("footer").text_content()
    for dead in ("[data-action=large]", "[data-action=dark]", "[data-action=print]", ".rb-head [data-copy-open]"):
        assert not page.locator(dead).first.is_visible(), dead
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".rb-nav summary").click()
    assert page.locator(".md-tabs a", has_text="清单").is_visible()
    context.close()


def test_same_site_below_another_path(browser: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "a" / "b")
    with serve(tmp_path) as port:
        page = browser.new_context().new_page()
        missing: list[str] = []
        page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
        page.goto(f"http://rulebook.test:{port}/a/b{RULE}")
        page.locator("input[data-search]").fill("印章管理规定")
        first = page.locator("a[data-result]").first
        first.wait_for()
        first.click()
        page.wait_for_url("**/a/b/rules/seals/")
        assert missing == []
