"""Calendar in the browser: the reader's day chooses, days are counted, choices stay."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.sites import until

pytestmark = pytest.mark.browser


def at(page: Page, day: str) -> Page:
    page.route("**/*", lambda route: route.abort() if route.request.method == "HEAD" else route.continue_())
    page.clock.set_fixed_time(f"{day}T10:00:00+08:00")
    return page


def test_browser_draws_what_the_build_drew(browser: Browser, base: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(base + "/calendar/")
    built = plain.locator("[data-calendar-rows]").inner_text()
    page = at(browser.new_context(timezone_id="Asia/Shanghai").new_page(), "2026-11-23")
    page.goto(base + "/calendar/")
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("[data-calendar-rows]").inner_text() == built
    plain.goto(base + "/calendar/roles/middle-managers/")
    page.goto(base + "/calendar/roles/middle-managers/")
    page.locator("[data-sheet][data-ready]").wait_for()
    assert page.locator("[data-sheet-rows]").inner_text() == plain.locator("[data-sheet-rows]").inner_text()


def test_readers_month_and_day(browser: Browser, base: str) -> None:
    page = at(browser.new_context(timezone_id="Asia/Shanghai").new_page(), "2027-01-03")
    page.goto(base + "/calendar/")
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("h1").inner_text() == "2027年1月"
    assert "放假安排未公布" in page.locator("[data-calendar-rows]").inner_text()
    page.goto(base + "/calendar/?day=2022-05-20")
    page.locator("[data-ready='2022-05-20']").wait_for(state="attached")
    row = page.locator("tr", has_text="报送记录情况").first
    assert row.locator("b").first.inner_text() == "5月10日"
    assert page.locator(".rb-ended").is_hidden()
    page.goto(base + "/calendar/offices/?day=2022-05-20")
    page.locator(".rb-daybar").wait_for()
    rows = page.locator("#every-office tr:visible", has_text="报送记录情况")
    assert rows.locator("td b").all_inner_texts() == ["每月10日前"]


@pytest.mark.parametrize(
    ("query", "end", "words"),
    [
        ("start=2021-09-30&count=1&unit=wd&dir=after", "2021-10-08", "国庆假期"),
        ("start=2021-10-01&count=5&unit=wd&dir=before", "2021-09-26", "中间没有休息日"),
        ("start=2026-09-30&count=1&unit=wd&dir=after", "2026-10-08", "国庆假期"),
        ("start=2026-10-09&count=1&unit=wd&dir=after", "2026-10-10", "这一日虽是周六，因调休上班，是工作日"),
        ("start=2026-11-23&count=5&unit=d&dir=after", "2026-11-28", "这一日为周六"),
        ("start=2026-12-28&count=5&unit=wd&dir=after", "2027-01-05", "2027年放假安排未公布"),
    ],
)
def test_counting_days(page: Page, base: str, query: str, end: str, words: str) -> None:
    page.goto(f"{base}/calendar/deadline/?{query}")
    answer = page.locator("[data-deadline-answer][data-end]")
    answer.wait_for()
    assert answer.get_attribute("data-end") == end
    assert words in answer.inner_text()
    page.locator("[name=count]").fill("3.5")
    assert "整数" in page.locator("[data-deadline-answer]").inner_text()
    page.locator("[name=count]").fill("2")
    until(page, "end => document.querySelector('[data-deadline-answer]').dataset.end !== end", arg=end)


def test_my_duties_stay_in_this_browser(page: Page, base: str) -> None:
    page.goto(base + "/")
    page.locator("[data-my-duties][data-ready]").wait_for()
    page.locator("[data-mine-office]").select_option("lawyer-work-office")
    assert page.locator("[data-my-list] a").count()
    page.goto(base + "/")
    page.locator("[data-my-duties][data-ready]").wait_for()
    assert page.locator("[data-mine-office]").input_value() == "lawyer-work-office"


def test_month_and_choice_are_in_the_address(page: Page, base: str) -> None:
    page.goto(base + "/calendar/")
    page.locator("[data-ready]").wait_for(state="attached")
    first = page.locator("h1").inner_text()
    page.locator("[data-month-on]").click()
    second = page.locator("h1").inner_text()
    assert second != first
    office = page.locator("[data-mine-office] option").nth(1).get_attribute("value") or ""
    page.locator("[data-mine-office]").select_option(office)
    assert f"office={office}" in page.url
    rows = page.locator("[data-calendar-rows]").inner_text()
    page.reload()
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("h1").inner_text() == second
    assert page.locator("[data-mine-office]").input_value() == office
    assert page.locator("[data-calendar-rows]").inner_text() == rows
    page.go_back()
    until(page, "() => document.querySelector('[data-mine-office]').value === ''")
    assert page.locator("h1").inner_text() == second
    page.go_back()
    until(page, "first => document.querySelector('h1').innerText === first", arg=first)
    assert page.url == base + "/calendar/"


def test_choice_of_the_home_page_holds_in_the_calendar(page: Page, base: str) -> None:
    page.goto(base + "/")
    page.locator("[data-my-duties][data-ready]").wait_for()
    role = page.locator("[data-mine-role] option").nth(1).get_attribute("value") or ""
    page.locator("[data-mine-role]").select_option(role)
    page.goto(base + "/calendar/")
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("[data-mine-role]").input_value() == role
    page.goto(base + "/calendar/?role=")  # the address says all
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("[data-mine-role]").input_value() == ""
    page.goto(base + "/calendar/?role=nobody&month=2026-13")
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("[data-mine-role]").input_value() == ""


@pytest.mark.parametrize(
    "path", ["/calendar/", "/calendar/year/", "/calendar/deadline/", "/calendar/roles/all-staff/", "/tasks/", "/"]
)
@pytest.mark.parametrize("width", [360, 1366])
def test_accessible(page: Page, base: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(base + path)
    page.locator("html[data-day]").wait_for()
    for dark in (False, True):
        page.evaluate("d => document.documentElement.dataset.theme = d ? 'dark' : 'light'", dark)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sheets_are_one_page_as_loose_as_may_be(browser: Browser, base: str, site: Path) -> None:
    page = at(browser.new_context(timezone_id="Asia/Shanghai").new_page(), "2026-11-23")
    built = BeautifulSoup((site / "calendar/roles/branch-secretaries/index.html").read_text(encoding="utf-8"), "lxml")
    settings = {}
    for folder in sorted(f for f in (site / "calendar/roles").iterdir() if f.is_dir()):
        page.goto(f"{base}/calendar/roles/{folder.name}/")
        page.locator("[data-sheet][data-ready]").wait_for()
        for value in page.locator("[data-quarter] option").evaluate_all("list => list.map((o) => o.value)"):
            page.locator("[data-quarter]").select_option(value)
            assert paper(page) == 1, (folder.name, value)
            settings[folder.name, value] = page.locator("[data-sheet]").get_attribute("class")
    assert settings["branch-secretaries", "8107"] == " ".join(built.select_one("[data-sheet]")["class"])


def paper(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_duties_print_a_row_to_a_line(page: Page, base: str) -> None:
    """What stands below a duty on the screen stands behind it on paper; nothing on paper counts from the day of reading."""
    for path, most in (("/calendar/?month=2026-12", 26), ("/calendar/?month=2026-12&office=bureau-office", 26)):
        page.goto(base + path)
        page.locator("[data-ready]").wait_for(state="attached")
        rows = page.locator("[data-calendar-rows] tr").count()
        assert paper(page) <= rows // most + 1, path
        page.emulate_media(media="print")
        assert page.locator(".d-left:visible").count() == 0
        assert page.locator("[data-calendar-rows] .w").nth(1).evaluate("e => getComputedStyle(e).display") == "inline"
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        rules = page.evaluate("document.adoptedStyleSheets.map((s) => [...s.cssRules].map((r) => r.cssText).join('')).join('')")
        assert "2026年12月" in rules
        page.emulate_media(media="null")


def test_the_year_fits_paper_and_reads_on_a_phone(page: Page, base: str) -> None:
    page.goto(base + "/calendar/year/")
    page.locator("html[data-day]").wait_for()
    assert paper(page) <= page.locator(".rb-yearfig svg").count()
    assert re.search(rb"/MediaBox\s*\[0 0 84\d", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1024, "height": 710})  # A4 landscape between the margins
    for picture in page.locator(".rb-yearfig svg").all():
        box = picture.bounding_box()
        assert box
        assert box["width"] <= 1024
        assert box["height"] <= 710
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 375, "height": 740})
    page.reload()
    page.locator("html[data-day]").wait_for()
    assert page.locator(".rb-yearfig").first.is_hidden()
    assert page.locator("[data-year-words] b", has_text="1月5日").first.is_visible()
