"""Time in the browser: the reader's day, any past day, and words that prove themselves."""

import datetime as dt
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from rulebook.corpus.load import load
from rulebook.pages.rule_page import COLLECTIONS
from tests.sites import ROOT

pytestmark = pytest.mark.browser
CORPUS = load(ROOT)

OLD = "/mechanisms/three-provisions/2021-04-02/"
TRIAL = "/mechanisms/clue-handling/"


def on(browser: Browser, url: str, day: str) -> Page:
    page = browser.new_context(timezone_id="Asia/Shanghai").new_page()
    page.route("**/*", lambda route: route.abort() if route.request.method == "HEAD" else route.continue_())
    page.clock.set_fixed_time(f"{day}T10:00:00+08:00")
    page.goto(url)
    page.locator("html[data-day]").wait_for()
    return page


@pytest.mark.parametrize("day", ["2000-01-01", "2022-05-20"])
def test_any_day(page: Page, base: str, day: str) -> None:
    page.goto(f"{base}/as-of/?day={day}")
    page.locator("html[data-day]").wait_for()
    page.locator("[data-then]").first.wait_for(state="attached")
    said = page.locator("[data-as-of-sum]").text_content() or ""
    then = Counter(act.header.collection for act in CORPUS.acts.values() if act.on(dt.date.fromisoformat(day)))
    parts = "，".join(f"{name}{then[key]}件" for key, name in COLLECTIONS.items() if then[key])
    assert f"适用{then.total()}件" + (f"：{parts}。" if parts else "") in said
    if then:
        listed = page.locator("[data-as-of-table] > tbody > tr:not([hidden])")
        assert f"{listed.count()}件与今日不同" in said


def test_the_last_day_of_a_trial(page: Page, base: str) -> None:
    page.goto(f"{base}/as-of/?day=2023-06-30")
    page.locator("html[data-day]").wait_for()
    page.locator("[data-then]").first.wait_for(state="attached")
    listed = page.locator("[data-as-of-table] > tbody > tr:not([hidden])")
    assert listed.filter(has_text="线索办理和案卷评查办法").count() == 1


def test_a_past_day_keeps_its_words_and_day(page: Page, base: str) -> None:
    page.goto(base + "/as-of/?day=2022-05-20")
    row = page.locator("tr", has_text="三个规定工作规范").first
    row.locator("[data-then]").wait_for()
    row.locator("a", has_text="2021年4月2日文本").click()
    page.locator("html[data-day]").wait_for()
    assert page.url.endswith(OLD + "?day=2022-05-20")
    assert page.locator(".rb-facts [data-word]").first.text_content() == "当日有效"
    assert "正在按2022年5月20日显示" in (page.locator(".rb-daybar").text_content() or "")
    assert page.locator("[data-banner]:visible").count() == 0


@pytest.mark.parametrize(
    ("path", "day", "word", "banner"),
    [
        ("/mechanisms/integrity-risk-control/", "2026-12-31", "现行有效", False),
        ("/mechanisms/integrity-risk-control/", "2027-01-01", "已被修改", True),
        ("/mechanisms/integrity-risk-control/2027-01-01/", "2026-12-31", "尚未施行", True),
        ("/mechanisms/integrity-risk-control/2027-01-01/", "2027-01-01", "现行有效", False),
        (OLD, "2031-05-01", "已被修改", True),
        (TRIAL, "2031-05-01", "失效（期满）", True),
    ],
)
def test_banner_on_the_readers_day(browser: Browser, base: str, path: str, day: str, word: str, banner: bool) -> None:
    page = on(browser, base + path, day)
    assert page.locator(".rb-facts [data-word]").first.text_content() == word
    bars = page.locator(".rb-banner:visible, .rb-soon[role=note]:visible")
    assert (bars.count() > 0) is banner
    if path.endswith("integrity-risk-control/") and banner:
        bars.first.locator("a").click()
        page.locator("html[data-day]").wait_for()
        assert page.url.endswith("/2027-01-01/")
    page.context.close()


def test_pasted_words_codes_and_files_are_recognised(page: Page, base: str, site: Path, tmp_path: Path) -> None:
    text = (site / OLD.strip("/") / "text.txt").read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    line = next(x for x in text.decode().splitlines() if "每月10日前" in x)
    page.goto(base + "/verify/")

    def ask(words: str) -> str:
        page.locator("[data-verify] textarea").fill(words)
        page.locator("[data-verify] button").click()
        page.locator("[data-verify-answer] > *").first.wait_for()
        answer = page.locator("[data-verify-answer]").text_content() or ""
        page.evaluate("() => document.querySelector('[data-verify-answer]').replaceChildren()")
        return answer

    assert "2021年4月2日文本" in ask(digest[:16].upper())
    assert "没有这个核验码" in ask("0000-0000-0000-0001")
    assert "2021年4月2日文本" in ask(line.partition("】")[2] if "】" in line else line) or "2021年4月2日文本" in ask(line)
    assert "一字不差，但不是完整的段" in ask(line[line.index("每月10日前") - 6 :][:30])
    changed = ask(line.replace("每月10日前", "每月15日前"))
    assert "不一致" in changed
    assert "三个规定" in changed
    assert "全文和发布的文本一致" in ask(text.decode())
    assert "不一致，1处不同" in ask(text.decode().replace("2021-03-30", "2021-03-29"))
    title, number = text.decode().splitlines()[:2]
    quoted = f"《{title}》（{number}）第八条规定：“{line.partition('】')[2]}”"
    assert "引用的题名、文号、条号和原文与发布的文本一致" in ask(quoted)
    assert "不一致" in ask(quoted.replace("第八条", "第七条"))
    coming = (site / "mechanisms/integrity-risk-control/2027-01-01/text.txt").read_text(encoding="utf-8")
    assert "尚未施行，2027年1月1日起施行" in ask(coming)
    assert "没有这些字" in ask("今天的午饭是红烧肉和青菜豆腐汤，明天改吃面条。")
    file = tmp_path / "text.txt"
    file.write_bytes(text)
    page.locator("#rb-file").set_input_files(file)
    page.locator("[data-verify-answer] a").wait_for()
    assert "逐字节相同" in (page.locator("[data-verify-answer]").text_content() or "")


def test_article_history(page: Page, base: str) -> None:
    page.goto(base + "/mechanisms/three-provisions/#art_8")
    page.locator("#art_8 .rb-note a", has_text="看各文本怎么写").click()
    assert page.url.endswith("/mechanisms/three-provisions/history/#art_8")
    words = page.locator("#art_8").inner_text()
    assert "2022年6月17日文本" in words
    assert "2021年4月2日文本" in words
    assert page.locator("#art_8 del").first.text_content() == "10日"
    assert page.locator("#art_8 ins").first.text_content() == "5日"


def test_an_old_number_offers_todays_article(page: Page, base: str) -> None:
    page.goto(base + "/mechanisms/four-responsibilities-coordination/2021-07-02/#art_9")
    note = page.locator("#art_9 .rb-note", has_text="现行文本里是第十六条").first
    note.locator("a").click()
    page.locator("html[data-day]").wait_for()
    assert page.url.endswith("/mechanisms/four-responsibilities-coordination/#art_16")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (OLD + "?day=2022-05-20", "按2022年5月20日：当日有效"),
        ("/editions/2021/site/mechanisms/three-provisions/", "2021年版　2021年12月31日：当日有效"),
        ("/mechanisms/three-provisions/", "打印日"),
        ("/calendar/?office=bureau-office&month=2026-12", "2026年12月　局办公室"),
        ("/as-of/?day=2022-05-20", "时点查询"),
    ],
)
def test_paper_says_its_day(page: Page, base: str, path: str, words: str) -> None:
    page.goto(base + path)
    page.locator("html[data-day]").wait_for()
    page.locator("[data-calendar]:not([data-ready])").wait_for(state="detached")  # the month that the address asks for is drawn
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    rules = page.evaluate("() => document.adoptedStyleSheets.map((s) => [...s.cssRules].map((r) => r.cssText).join('')).join('')")
    assert words in rules
    assert "示范文本，以正式印发文本为准" in rules
    assert ("核验码" in rules) == ("three-provisions" in path)


def test_frozen_edition_keeps_its_day(page: Page, base: str) -> None:
    page.goto(base + "/editions/2021/site/mechanisms/law-firm-party-building/")
    page.locator("html[data-day='2021-12-31']").wait_for()
    assert page.locator(".rb-facts [data-word]").first.text_content() == "尚未施行"
    assert "此后不再改动" in (page.locator(".rb-daybar").text_content() or "")
    page.locator(".rb-daybar a").click()
    page.locator("html[data-day]").wait_for()
    assert page.url == base + "/mechanisms/law-firm-party-building/"


def test_an_edition_offers_nothing_that_it_has_not(page: Page, base: str) -> None:
    """It has one day to search on, and no situations to look up."""
    page.goto(base + "/editions/2021/site/search/?q=用印")
    page.locator("aside input[type=checkbox]").first.wait_for()
    assert page.locator("aside input[type=date]").count() == 0
    page.goto(base + "/editions/2021/site/calendar/")
    assert "遇事查办" not in (page.locator("body").text_content() or "")


@pytest.mark.parametrize("path", ["", "calendar/", "calendar/roles/branch-secretaries/", "search/?q=这个月要办什么"])
def test_an_edition_knows_no_today(browser: Browser, base: str, path: str) -> None:
    """Its one day is 当日 to every reader, and no page of it differs with the day on which it is read."""
    said = []
    for day in ("2022-03-05", "2031-05-01"):
        page = on(browser, f"{base}/editions/2021/site/{path}", day)
        page.locator(
            "[data-calendar]:not([data-ready]), [data-my-duties]:not([data-ready]), [data-sheet]:not([data-ready])"
        ).wait_for(state="detached")
        if "q=" in path:
            page.locator("[data-search-state=done]").wait_for(state="attached")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        paper = page.evaluate("document.adoptedStyleSheets.map((s) => [...s.cssRules].map((r) => r.cssText).join('')).join('')")
        said.append((page.locator("main").inner_text(), paper))
        assert "打印日" not in page.locator("body").inner_text() + paper
    assert said[0] == said[1]
    assert not re.findall("今日起|今天|本月", said[0][0])


def test_a_past_day_in_the_calendar_is_not_called_today(page: Page, base: str) -> None:
    page.goto(f"{base}/calendar/?day=2022-05-20")
    page.locator("[data-ready='2022-05-20']").wait_for(state="attached")
    assert page.locator("tr.grp").first.inner_text().startswith("当日起")
    assert "今天" not in page.locator("[data-calendar-rows]").inner_text()


def test_an_edition_sends_other_days_to_the_living_site(page: Page, base: str) -> None:
    page.goto(base + "/editions/2021/site/as-of/")
    assert "2021年12月31日" in (page.locator(".rb-lead").text_content() or "")
    assert page.locator("[data-as-of], [data-as-of-table]").count() == 0
    page.locator(".rb-lead a").click()
    assert page.url == base + "/as-of/"


@pytest.mark.parametrize("path", [OLD + "?day=2022-05-20", "/editions/2021/site/mechanisms/three-provisions/"])
@pytest.mark.parametrize("width", [390, 683, 1366])
def test_bars_stand_below_each_other(page: Page, base: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(base + path + "#art_9")
    page.locator("html[data-day]").wait_for()
    page.locator("[data-where]:visible").wait_for()
    bottom = 0.0
    for selector in (".md-header", ".rb-daybar", ".rb-where", "#art_9"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["y"] >= bottom - 1, selector
        bottom = box["y"] + box["height"]


def test_paper_is_light_and_the_day_bar_does_not_cover_it(page: Page, base: str) -> None:
    page.goto(base + OLD + "?day=2022-05-20")
    page.locator("[data-action=dark]").click()
    page.locator(".rb-daybar").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".rb-daybar").evaluate("e => getComputedStyle(e).position") == "static"
    colours = "n => n.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    assert page.evaluate(colours, ["--paper", "--ins-bg", "--accent"]) == ["#fff", "#e2f2e9", "#17507f"]


def test_print_opens_what_is_folded(page: Page, base: str) -> None:
    page.goto(base + "/as-of/?day=2022-05-20")
    page.locator("[data-as-of-same]:visible").wait_for()
    for event, shown in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("name => dispatchEvent(new Event(name))", event)
        assert page.locator("[data-as-of-same]").evaluate("e => e.open") is shown


@pytest.mark.parametrize(("day", "hidden"), [("", False), ("?day=2022-05-20", True)])
def test_old_duties_are_not_told_as_live(page: Page, base: str, day: str, hidden: bool) -> None:
    page.goto(base + OLD + day)
    page.locator("html[data-day]").wait_for()
    assert page.locator(".rb-rail h2").first.inner_text() == ("本件要办的事" if hidden else "本件原来要办的事")
    assert page.locator(".rb-rail [data-instead]").is_hidden() is hidden
    page.set_viewport_size({"width": 390, "height": 844})
    if not hidden:
        title, banner = page.locator("h1").bounding_box(), page.locator(".rb-banner").bounding_box()
        assert title
        assert banner
        assert 0 <= banner["y"] - title["y"] - title["height"] < 40


def test_before_the_first_text(page: Page, base: str) -> None:
    page.goto(base + "/mechanisms/ideology-responsibility/?day=2010-05-20")
    page.locator("html[data-day]").wait_for()
    assert "最早的文本2018年7月6日起施行" in (page.locator(".rb-facts [data-since]").first.text_content() or "")
    assert "最早的文本2018年7月6日起施行" in (page.locator("[role=note]").first.text_content() or "")


@pytest.mark.parametrize(
    ("path", "keys"), [(OLD, ["in_force", "superseded"]), ("/mechanisms/three-provisions/", ["in_force", "superseded"])]
)
def test_dots_follow_the_status_and_words_mark_the_text_being_read(page: Page, base: str, path: str, keys: list[str]) -> None:
    page.goto(base + path)
    for place in ("#history", ".rb-rail"):
        rows = page.locator(f"{place} .rb-line > li")
        assert [row.locator("use").get_attribute("href") for row in rows.all()] == [f"#st-{key}" for key in keys]
        assert ["正在看" in row.inner_text() for row in rows.all()] == [path == "/mechanisms/three-provisions/", path == OLD]


def test_printed_rule_leaves_the_history_of_articles_out(page: Page, base: str) -> None:
    page.goto(base + "/mechanisms/three-provisions/")
    page.emulate_media(media="print")
    assert page.locator("#art_8 .rb-note", has_text="本条沿革").is_hidden()
