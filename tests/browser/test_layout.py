"""Pages on small screens, in the dark, and on a day after the build."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_calendar import at
from tests.sites import until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 390, 683])
def test_suggestions_leave_the_box_in_sight(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(f"{base}/")
    page.fill("input[data-search]", "报备")
    page.wait_for_selector(".rb-drop a")
    box, drop = page.locator("input[data-search]").bounding_box(), page.locator(".rb-drop").bounding_box()
    assert box
    assert drop
    assert drop["y"] >= box["y"] + box["height"] - 1
    assert not page.is_visible(".rb-drop .ft span")


@pytest.mark.parametrize("path", ["", "changes/", "forms/", "tasks/", "as-of/", "upcoming/", "ended/", "search/?q=用印"])
def test_nothing_is_wider_than_a_narrow_phone(page: Page, base: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{base}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_native_controls_are_dark_with_the_page(page: Page, base: str) -> None:
    page.goto(f"{base}/search/?q=用印")
    page.click("[data-action=dark]")
    assert page.evaluate("getComputedStyle(document.querySelector('input')).colorScheme") == "dark"


def test_forms_are_one_click_from_the_situations(page: Page, base: str) -> None:
    page.goto(f"{base}/tasks/")
    page.click(".rb-seg >> text=表格下载")
    assert page.url == f"{base}/forms/"
    assert page.locator(".rb-seg [aria-current=page]").text_content() == "表格下载"


def test_a_title_of_a_past_day_opens_the_words_of_that_day(page: Page, base: str) -> None:
    page.goto(f"{base}/as-of/?day=2021-12-31")
    page.wait_for_selector("[data-then]")
    row = page.locator("[data-as-of-table] tbody tr:visible").first
    shown = row.locator("[data-since]:visible a").first.get_attribute("href")
    assert row.locator("td").first.locator("a").get_attribute("href") == shown
    row.locator("td").first.locator("a").click()
    assert page.url.endswith("?day=2021-12-31")


@pytest.mark.parametrize("path", ["changes/", "expiring/", "upcoming/", "ended/", "editions/"])
def test_lists_speak_of_one_day_only(browser: Browser, base: str, path: str) -> None:
    """The day in the footer is the reader's; no list names the day of the build."""
    page = at(browser.new_page(), "2031-05-06")
    page.goto(f"{base}/{path}")
    until(page, "document.querySelector('[data-day-note]').textContent.includes('2031年5月6日')")
    assert "截至" not in (page.locator("#content").text_content() or "")


def test_what_took_effect_since_the_build_is_no_longer_upcoming(browser: Browser, base: str) -> None:
    page = at(browser.new_page(), "2031-05-06")
    page.goto(f"{base}/upcoming/")
    until(page, "document.querySelector('[data-day-note]').textContent.includes('2031年5月6日')")
    page.wait_for_selector("[data-day-none]:visible")
    assert page.locator("tbody tr:visible").count() == 0
