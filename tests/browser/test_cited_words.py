"""The cited words beside the pointer, the focus or the finger."""

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULE = "/mechanisms/three-provisions/"


def test_preview_shows_the_cited_words(page: Page, base: str) -> None:
    page.goto(base + RULE)
    link = page.locator("[data-rule-text] a.rb-cite[data-target]").first
    link.focus()
    popup = page.locator(".rb-pop")
    popup.wait_for()
    assert popup.locator(".txt").text_content()
    page.keyboard.press("Escape")
    assert popup.count() == 0
    assert link.evaluate("e => e === document.activeElement")


def test_preview_goes_with_pointer_and_focus(page: Page, base: str) -> None:
    page.goto(base + RULE)
    popup = page.locator(".rb-pop")
    link = page.locator("[data-rule-text] a.rb-cite[data-target]").first
    link.hover()
    popup.wait_for()
    page.mouse.move(5, 400)
    popup.wait_for(state="detached")
    link.focus()
    popup.wait_for()
    page.locator("#art_6 .tools button").first.focus()
    assert popup.count() == 0


def test_first_tap_previews_second_opens(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(base + "/mechanisms/four-responsibilities-coordination/")
    link = page.locator("[data-rule-text] a.rb-cite[data-act=party-conduct-responsibility]").first
    link.tap()
    page.locator(".rb-pop .txt").wait_for()
    assert page.url.endswith("/four-responsibilities-coordination/")
    link.tap()
    page.wait_for_url("**/party-conduct-responsibility/#art_5")
    context.close()


def test_preview_offline_says_so(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + "/mechanisms/four-responsibilities-coordination/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator("[data-rule-text] a.rb-cite[data-act=party-conduct-responsibility]").first.focus()
    page.locator(".rb-pop").wait_for()
    assert "没有取到被引的条文" in page.locator(".rb-pop").inner_text()
    context.close()
