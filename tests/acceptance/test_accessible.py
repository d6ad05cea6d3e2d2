"""Every kind of page, narrow, at 200 % and wide, light and dark: no violation of WCAG that axe finds; all of it by keyboard."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from rulebook.markup.page_html import table_html
from rulebook.outputs.catalogue import Settings, build_catalogue, read_sources
from rulebook.store import Store
from tests.browser.conftest import CHROMIUM
from tests.sites import ROOT, serve, until

pytestmark = pytest.mark.skipif(not os.environ.get("RULEBOOK_ACCEPTANCE"), reason="make acceptance runs it")
WIDTHS = (390, 683, 1366)  # phone, 200 % of 1366, the bureau's screens
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST = 400  # presses of the tab key; pages with more to press are not walked to their end

# What the tab key stands on: seen, with a mark around it, not below the bars at the top.
STANDS = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return 'end';
  const box = on.getBoundingClientRect();
  const shown = on.matches('input[type=checkbox], input[type=file], .rb-skip') ? on.closest('label') || on : on;
  const style = getComputedStyle(on);
  const marked = style.outlineStyle !== 'none' || on.matches('input[type=file]');
  const inside = shown.getBoundingClientRect();
  if (!inside.width || !inside.height) return `没有大小：${on.outerHTML.slice(0, 90)}`;
  if (!marked) return `看不出在哪里：${on.outerHTML.slice(0, 90)}`;
  if (box.bottom < 0 || box.top > innerHeight) return `不在屏幕上：${on.outerHTML.slice(0, 90)}`;
  return on.closest('footer') ? 'footer' : '';
}"""


def _kinds() -> list[str]:
    """The first and the last page of each template, and those that no template of ours names."""
    store = Store(None)
    settings = Settings("甲", dt.date(2026, 11, 23), (ROOT / "overrides",))
    pages = build_catalogue(read_sources(ROOT, ROOT / "docs", store), settings, table_html).pages.values()
    by_template: dict[str, list[str]] = {}
    for page in pages:
        by_template.setdefault(page.template, []).append(page.path.removeprefix("./"))
    found = [path for paths in by_template.values() for path in dict.fromkeys((paths[0], paths[-1]))]
    return [
        *found,
        "guide/",
        "guide/header/",
        "guide/change/",
        "guide/operations/",
        "search/?q=用印",
        "search/?q=停车位怎么申请",
        "as-of/?day=2022-05-20",
        "404.html",
    ]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as port:
        yield f"http://rulebook.test:{port}/"


@pytest.fixture(scope="module")
def own_browser() -> Iterator[Browser]:
    with sync_playwright() as p:
        arguments = ["--no-sandbox", "--host-resolver-rules=MAP rulebook.test 127.0.0.1"]
        browser = p.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(own_browser: Browser) -> Iterator[Page]:
    page = own_browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    yield page
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violations(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wrong = []
    for path in _kinds():
        page.goto(address + path)
        until(page, "document.documentElement.dataset.day || location.pathname.includes('404')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((path, "sideways"))
        for theme in ("light", "dark"):
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
            wrong += [(path, theme, v["id"], v["nodes"][0]["html"][:120]) for v in found]
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1366])
def test_by_keyboard_alone(page: Page, address: str, width: int) -> None:
    """The tab key reaches the foot of the page, and what it stands on is marked and on the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    wrong = []
    for path in _kinds():
        page.goto(address + path)
        until(page, "document.documentElement.dataset.day || location.pathname.includes('404')")
        reached = False
        for _ in range(MOST):
            page.keyboard.press("Tab")
            stands = page.evaluate(STANDS)
            reached = reached or stands == "footer"
            if stands == "end":
                break
            if stands not in {"", "footer"}:
                wrong.append((path, stands))
                break
        else:
            reached = True
        if not reached:
            wrong.append((path, "foot not reached"))
    assert wrong == []
