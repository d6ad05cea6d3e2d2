"""What readers come for, done by hand in the browser: 24 tasks, their steps counted from the home page.

A step is a click, a choice or something typed; what the reader has to read on the way is no step.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.sites import serve, until

pytestmark = pytest.mark.skipif(not os.environ.get("RULEBOOK_ACCEPTANCE"), reason="make acceptance runs it")
DAY = "2026-11-24T10:00:00+08:00"


@dataclass(slots=True)
class Reader:
    """Somebody at the home page. steps: done so far."""

    page: Page
    steps: int = 0

    def find(self, place: str, has: str = "") -> Locator:
        """The first that can be seen."""
        found = self.page.locator(place, has_text=has) if has else self.page.locator(place)
        return found.locator("visible=true").first

    def click(self, place: str, has: str = "") -> None:
        """One step."""
        self.steps += 1
        self.find(place, has).click()

    def type(self, place: str, text: str, *, enter: bool = False) -> None:
        """One step, the Enter key included."""
        self.steps += 1
        self.find(place).fill(text)
        if enter:
            self.page.keyboard.press("Enter")

    def choose(self, place: str, label: str) -> None:
        """One step."""
        self.steps += 1
        self.find(place).select_option(label=label)

    def ask(self, words: str) -> None:
        """One step: words into the search box; the answer is complete."""
        self.type("input[data-search]", words, enter=True)
        self.page.locator("[data-search-state=done]").wait_for()

    def sees(self, words: str, place: str = "body") -> None:
        """Something can be read on the page."""
        self.page.locator(place).filter(has_text=words).locator("visible=true").first.wait_for()


def leaving_shanghai(r: Reader) -> None:
    r.ask("出上海要报备吗")
    r.sees("3个工作日", ".rb-ans")


def form_of_a_situation(r: Reader) -> None:
    r.click("a.rb-task", "离沪")
    r.click("table a", "离沪报备表")
    r.sees("离沪报备表", ".rb-form h2")


def filled_form(r: Reader) -> None:
    r.page.on("dialog", lambda dialog: dialog.accept())
    r.click("a.rb-task", "离沪")
    r.click("table a", "离沪报备表")
    r.type("[aria-label='姓名']", "甲某")
    with r.page.expect_download() as taken:
        r.click("[data-fill-docx]")
    assert "甲某" in docx.Document(taken.value.path()).element.xml


def article_by_number(r: Reader) -> None:
    r.ask("意识形态责任制度第12条")
    r.click("[data-search-results] a[data-result]")
    r.sees("第十二条", "#art_12")


def document_number(r: Reader) -> None:
    r.ask("x司党〔2022〕15号")
    r.click("[data-search-results] a[data-result]")
    r.sees("x司党〔2022〕15号", ".rb-facts")


def initials(r: Reader) -> None:
    r.ask("sggd")
    r.click("[data-search-results] a[data-result]")
    r.sees("三个规定", "h1")


def past_day(r: Reader) -> None:
    r.click(".md-tabs a", "沿革汇编")
    r.click(".rb-ways a", "时点查询")
    r.type("[data-as-of] input[type=date]", "2022-05-20", enter=True)
    r.sees("2022年5月20日适用", "[data-as-of-sum]")


def day_something_happened(r: Reader) -> None:
    r.click(".md-tabs a", "沿革汇编")
    r.click(".rb-ways a", "事发日适用")
    r.choose("select[name=act]", "律师重点人管理制度")
    r.type("[data-applied-choice] input[type=date]", "2022-05-20", enter=True)
    r.sees("过渡条款", "[data-applied-answer]")
    r.sees("2021年6月1日文本", "[data-applied-answer]")


def what_changed_in_an_act(r: Reader) -> None:
    r.ask("三个规定")
    r.click("[data-search-results] a[data-result]")
    r.click("#history a", "修改对照")
    r.sees("10日", ".rb-rlr del")


def printed_comparison(r: Reader) -> None:
    r.click(".md-tabs a", "沿革汇编")
    r.click(".rb-ways a", "修改对照")
    r.click("td a", "文本 →")
    r.sees("打印", ".rb-key")
    assert r.page.pdf(prefer_css_page_size=True)


def duties_of_my_office(r: Reader) -> None:
    r.choose("[data-mine-office]", "局办公室")
    r.sees("第", "[data-my-list]")


def next_month(r: Reader) -> None:
    r.click(".md-tabs a", "日历")
    r.click("[data-month-on]")
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    year, month = divmod(today.year * 12 + today.month, 12)
    r.sees(f"{year}年{month + 1}月", "[data-month-title]")


def calendar_file(r: Reader) -> None:
    r.click(".md-tabs a", "日历")
    with r.page.expect_download() as taken:
        r.click("[data-file]")
    assert "BEGIN:VALARM" in taken.value.path().read_text(encoding="utf-8")


def expired_act(r: Reader) -> None:
    r.ask("线索办理和案卷评查办法")
    r.click("[data-search-results] a[data-result][data-act=clue-handling]")
    r.sees("失效", ".rb-banner")


def successor(r: Reader) -> None:
    r.ask("每半年专题研究制度")
    r.click("[data-search-results] a[data-result][data-act=semiannual-party-governance-review]")
    r.click(".rb-banner a")
    r.sees("四责协同", "h1")


def coming_text(r: Reader) -> None:
    r.click(".md-tabs a", "制度")
    r.click(".rb-ways a", "即将施行")
    r.sees("2027年1月1日", "table")


def citation_to_copy(r: Reader) -> None:
    r.ask("用印审批")
    r.click("[data-search-results] a[data-result][data-act=seals]")
    r.click(".rb-head [data-copy-open]")
    r.click(".rb-copy button")
    r.sees("已复制", "[data-live]")


def forbidden_cases(r: Reader) -> None:
    r.click(".md-tabs a", "清单")
    r.click("a", "六大纪律")
    r.type("[data-filter] input", "礼金")
    r.sees("行，共", "[data-filter-count]")


def checked_paper(r: Reader) -> None:
    r.click("footer a", "验真")
    r.type("[data-verify] textarea", "第一条　随便写的几句话，本站没有发布过。")
    r.click("[data-verify] button")
    r.sees("没有", "[data-verify-answer]")


def new_staff(r: Reader) -> None:
    r.click(".md-tabs a", "遇事查办")
    r.click(".rb-seg a", "新进人员")
    r.sees("报到", "h2")


def edition_2021(r: Reader) -> None:
    r.click(".rb-editions summary")
    r.click(".rb-editions a", "2021年版")
    r.sees("2021年12月31日的状态", ".rb-daybar")


def last_day(r: Reader) -> None:
    r.click("a.rb-task", "离沪")
    r.type("input[data-since='出行之日']", "2026-12-08")
    r.sees("2026年12月3日", ".t-date")


def favourite(r: Reader) -> None:
    r.ask("用印审批")
    r.click("[data-search-results] a[data-result][data-act=seals]")
    r.click(".rb-art:target button[aria-label^=收藏], .rb-art button[aria-label^=收藏]")
    r.click("a.rb-mine")
    r.sees("印章管理规定", "[data-mine-favourites]")


def not_regulated(r: Reader) -> None:
    r.ask("班车几点")
    r.sees("本汇编未作规定")
    assert r.page.locator(".rb-ans").count() == 0


TASKS: tuple[tuple[Callable[[Reader], None], int], ...] = (
    (leaving_shanghai, 1),
    (form_of_a_situation, 2),
    (filled_form, 4),
    (article_by_number, 2),
    (document_number, 2),
    (initials, 2),
    (past_day, 3),
    (day_something_happened, 4),
    (what_changed_in_an_act, 3),
    (printed_comparison, 3),
    (duties_of_my_office, 1),
    (next_month, 2),
    (calendar_file, 2),
    (expired_act, 2),
    (successor, 3),
    (coming_text, 2),
    (citation_to_copy, 4),
    (forbidden_cases, 3),
    (checked_paper, 3),
    (new_staff, 2),
    (edition_2021, 2),
    (last_day, 2),
    (favourite, 4),
    (not_regulated, 1),
)


@pytest.fixture(scope="module")
def own_browser() -> Iterator[Browser]:
    """Chromium of this machine."""
    with sync_playwright() as p:
        browser = p.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--host-resolver-rules=MAP rulebook.test 127.0.0.1"]
        )
        yield browser
        browser.close()


@pytest.mark.parametrize(("task", "most"), TASKS, ids=lambda value: getattr(value, "__name__", None))
def test_a_reader_gets_there(own_browser: Browser, site: Path, task: Callable[[Reader], None], most: int) -> None:
    with serve(site) as port:
        context = own_browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 768})
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.clock.set_fixed_time(DAY)
        page.goto(f"http://rulebook.test:{port}/")
        until(page, "document.documentElement.dataset.day")
        reader = Reader(page)
        task(reader)
        context.close()
    assert reader.steps <= most
