"""遇事查办 in the browser: a page for each matter, deadlines counted from the reader's days, one sheet of paper or two."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page

from rulebook.corpus.matters import load_matters
from rulebook.duty.within import counts
from tests.sites import ROOT

pytestmark = pytest.mark.browser
MATTERS = load_matters(ROOT, ROOT / "docs").all


def fill(page: Page, day: str) -> None:
    page.locator("[data-task-dates]").wait_for()
    for field in page.locator("[data-since]").all():
        field.fill(day)
    page.locator("[data-task-dates][data-ready]").wait_for()


def test_deadlines_agree_with_the_page_that_counts(page: Page, base: str) -> None:
    """Every period of some matters, around a holiday, against 期限计算."""
    day = "2026-09-28"
    seen = 0
    for matter in [m for m in MATTERS if any(counts(s.within) for s in m.steps)][:4]:
        page.goto(f"{base}/tasks/{matter.id}/")
        fill(page, day)
        cells = page.locator("[data-within]").all()
        found = [(json.loads(c.get_attribute("data-within") or ""), c.locator(".t-date b").all_inner_texts()) for c in cells]
        for wanted, shown in found:
            assert len(wanted) == len(shown)
            for (_, amount, unit, back, _), words in zip(wanted, shown, strict=True):
                if unit == "m":
                    continue
                page.goto(f"{base}/calendar/deadline/?start={day}&count={amount}&unit={unit}&dir={'before' if back else 'after'}")
                end = page.locator("[data-deadline-answer][data-end]").get_attribute("data-end") or ""
                y, m, d = map(int, end.split("-"))
                assert words == f"{y}年{m}月{d}日"
                seen += 1
    assert seen


@pytest.mark.parametrize(
    ("day", "amount", "end"), [("2026-01-31", 1, "2026-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28")]
)
def test_months_end_on_the_same_day_or_the_last(page: Page, base: str, day: str, amount: int, end: str) -> None:
    page.goto(f"{base}/tasks/")
    assert page.evaluate("async ([d, n]) => (await import('/assets/js/duties/task.js')).months(d, n)", [day, amount]) == end


def test_overview_keeps_its_anchors_and_leads_on(page: Page, base: str) -> None:
    matter = MATTERS[-1]
    page.goto(f"{base}/tasks/#{matter.id}")
    line = page.locator(f"#{matter.id}")
    assert line.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }")
    line.locator("a").first.click()
    page.wait_for_url(f"**/tasks/{matter.id}/")
    assert page.locator("h1").inner_text() == matter.title


def test_home_leads_to_the_matters_page(page: Page, base: str) -> None:
    page.goto(base + "/")
    links = page.locator(".rb-task").evaluate_all("links => links.map((a) => new URL(a.href).pathname)")
    assert links == [f"/tasks/{m.id}/" for m in MATTERS if m.common]


def test_prints_on_few_sheets_with_the_days(page: Page, base: str) -> None:
    longest = max(MATTERS, key=lambda m: len(m.steps))
    page.goto(f"{base}/tasks/{longest.id}/")
    fill(page, "2026-09-28")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    assert page.locator(".t-date").first.is_visible()
    assert page.locator("[data-task-dates]").is_hidden()
    assert page.locator("[data-task-note]").is_visible()


def test_reads_without_scripts(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    matter = next(m for m in MATTERS if any(counts(s.within) for s in m.steps))
    page.goto(f"{base}/tasks/{matter.id}/")
    assert page.locator("[data-task-dates]").is_hidden()
    assert page.locator(".t-steps tbody tr").count() == len(matter.steps)
    assert page.locator("noscript a").get_attribute("href")
    page.context.close()
