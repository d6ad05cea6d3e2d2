"""Forms in the browser: each prints on the pages it states; the list is quiet and leads to each."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from rulebook.corpus.load import load
from rulebook.history.status import WORDS, Status, act_status
from tests.sites import ROOT

pytestmark = pytest.mark.browser
CORPUS = load(ROOT)
FORMS = list(CORPUS.registries.forms or ())

ADD = """async (addresses) => {
  const box = document.querySelector('#content');
  for (const address of addresses) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
    box.append(document.adoptNode(page.querySelector('.rb-form')));
  }
}"""


def _ended(act: str) -> str:
    """The word of an act that no longer applies on the reader's day, else ""."""
    status = act_status(CORPUS.acts[act], dt.datetime.now(ZoneInfo("Asia/Shanghai")).date())
    return WORDS[status] if status in {Status.EXPIRED, Status.REPEALED} else ""


def pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_prints_on_its_stated_pages(browser: Browser, base: str, orientation: str) -> None:
    placed = [p for p in FORMS if p.form.orientation == orientation]
    page = browser.new_context(timezone_id="Asia/Shanghai").new_page()
    page.goto(f"{base}/{placed[0].path}")
    page.evaluate(ADD, [f"{base}/{p.path}" for p in placed[1:]])
    if pages(page) != sum(p.form.pages for p in placed):
        wrong = []
        for one in placed:
            page.goto(f"{base}/{one.path}")
            if pages(page) != one.form.pages:
                wrong.append((one.act, one.form.id, one.form.pages, pages(page)))
        assert not wrong
    page.context.close()


def test_list_leads_to_every_form(page: Page, base: str, site: Path) -> None:
    page.goto(base + "/forms/")
    links = page.locator("table a[href$='/']").evaluate_all("links => links.map((a) => new URL(a.href).pathname.slice(1))")
    assert {p.path for p in FORMS} <= set(links)
    for placed in FORMS:
        assert (site / placed.path / f"{placed.form.id}.docx").exists()


def test_answer_hands_over_the_form(page: Page, base: str) -> None:
    page.goto(base + "/search/?q=出上海要报备吗")
    page.locator("[data-search-state=done]").wait_for()
    page.locator(".rb-ans dd a", has_text="离沪报备表").click()
    assert "/forms/travel-leave-filing/" in page.url
    assert page.locator(".rb-form h2").text_content() == "离沪报备表"


def test_forms_of_ended_acts_are_marked(browser: Browser, base: str) -> None:
    page = browser.new_context(timezone_id="Asia/Shanghai", viewport={"width": 375, "height": 740}).new_page()
    ended = {act: word for act in {p.act for p in FORMS} if (word := _ended(act))}
    assert ended
    for placed in FORMS:
        if ended.get(placed.act) == WORDS[Status.EXPIRED]:
            page.emulate_media(media="screen")
            page.goto(f"{base}/{placed.path}")
            page.locator("html[data-day]").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= 375
            page.emulate_media(media="print")
            assert page.locator(".rb-formmark [data-word]").inner_text() == ended[placed.act]
            assert pages(page) == placed.form.pages
    page.emulate_media(media="screen")
    page.goto(f"{base}/forms/")
    page.locator("html[data-day]").wait_for()
    shown = set(page.locator(".rb-formlist [data-word]:visible").all_inner_texts())
    assert shown == set(ended.values())
    page.goto(f"{base}/forms/?day=2022-05-20")
    page.locator(".rb-daybar").wait_for()
    assert page.locator("tr", has_text="线索登记表").first.locator("[data-word]").is_hidden()
