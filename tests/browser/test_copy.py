"""What is copied from a page: citations, selections, whole pages."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from rulebook.corpus.load import load
from tests.sites import ROOT

pytestmark = pytest.mark.browser

RULE = "/mechanisms/three-provisions/"
CORPUS = load(ROOT)
DAY = dt.date(2026, 11, 23)  # of the shared build
HELD = CORPUS.acts["three-provisions"].on(DAY).header


def test_copy_a_citation_over_plain_http(page: Page, base: str) -> None:
    page.goto(base + RULE)
    page.locator("#art_6").hover()
    page.locator("#art_6 .tools button").first.click()
    page.locator(".rb-copy button", has_text="第一款").click()
    page.locator(".rb-copy button", has_text="带文号").click()
    assert "已复制" in page.locator("[data-live]").text_content()
    page.goto(base + "/search/")
    page.locator("input[data-search]").focus()
    page.keyboard.press("Control+V")
    value = page.locator("input[data-search]").input_value()
    assert value == f"《{HELD.title}》（{HELD.doc_no}）第六条第一款"


def test_a_citation_of_a_text_that_no_longer_applies_says_so(page: Page, base: str) -> None:
    page.goto(base + RULE + "2021-04-02/")
    page.locator("html[data-day]").wait_for()
    page.locator("#art_6").hover()
    page.locator("#art_6 .tools button").first.click()
    said = page.locator(".rb-facts [data-since]").inner_text().strip()
    number = page.locator(".rb-head").get_attribute("data-doc-no")
    assert said.startswith("适用至")
    assert f"》（{number}，{said}）第六条" in page.locator(".rb-copy button", has_text="带文号").inner_text()


def test_the_form_of_quoting_reaches_the_item_of_the_address(page: Page, base: str) -> None:
    page.goto(base + RULE + "#art_4__para_1__subpara_2")
    page.locator("#art_4").hover()
    page.locator("#art_4 .tools button").first.click()
    menu = page.locator(".rb-copy")
    words = menu.inner_text()
    assert "第四条第一款第（二）项规定：“本局非承办、非审批人员打听案情、转递材料、要求关照的；”" in words
    assert "2022-06-17/#art_4__para_1__subpara_" in words
    menu_box, article_box = menu.bounding_box(), page.locator("#art_4__para_1").bounding_box()
    assert menu_box
    assert article_box
    assert menu_box["x"] + menu_box["width"] <= article_box["x"]  # the words that are quoted stay in sight
    opener = page.locator("#art_4 .tools button").first.bounding_box()
    assert opener
    assert abs(menu_box["x"] + menu_box["width"] - opener["x"] - opener["width"]) <= 2
    assert menu_box["y"] <= opener["y"] + opener["height"] + 12  # higher where there is no room below
    assert menu_box["y"] + menu_box["height"] >= opener["y"]
    menu.locator("[data-eid=art_4__para_2]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.eid") == "art_4__para_2"
    page.mouse.click(700, 700)
    assert menu.count() == 0


def test_marks_inside_a_quotation_are_single(page: Page, base: str) -> None:
    page.goto(base + RULE)
    page.locator("#art_3 .tools button").first.click()
    assert "规定：“本规范所称‘三个规定’，是指" in page.locator(".rb-copy").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.locator("input[data-search]").focus()
    assert page.locator(".rb-copy").count() == 0


def test_the_title_copies_with_number_and_date_and_says_so(page: Page, base: str) -> None:
    page.goto(base + RULE)
    page.locator(".rb-head [data-copy-open]").click()
    assert page.locator(".rb-copy li").all_inner_texts()[2].endswith(f"（{HELD.doc_no}，2022年6月17日起施行）")
    page.locator(".rb-copy button").first.click()
    page.locator(".rb-said").wait_for()
    assert page.locator(".rb-said").inner_text() == "已复制：题名"


def test_copying_from_the_reading_bar_keeps_the_place(page: Page, base: str) -> None:
    page.goto(base + RULE + "#art_5")
    bar = page.locator("[data-where] [data-copy-open]")
    bar.wait_for()
    place = page.evaluate("scrollY")
    bar.click()
    assert page.evaluate("scrollY") == place
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == place
    bar.click()
    page.locator(".rb-copy li > button").first.click()
    page.locator(".rb-said").wait_for()
    assert page.evaluate("scrollY") == place


def test_whole_page_selected_copies_title_and_text_only(page: Page, base: str) -> None:
    page.goto(base + RULE)
    text = page.evaluate(
        """() => { getSelection().selectAllChildren(document.body);
        const e = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        document.body.dispatchEvent(e); return e.clipboardData.getData('text/plain'); }"""
    )
    lines = text.split("\n")
    assert lines[:2] == ["x区司法局关于严格执行防止干预司法“三个规定”的工作规范", "第一章　总则"]
    assert lines[-1] == "第二十二条　本规范自2021年4月2日起施行。"
    assert not any(word in text for word in ("复制引用", "回到开头", "本件要办的事", "第六条　如实填报"))


def test_selection_is_clean(page: Page, base: str) -> None:
    page.goto(base + RULE)
    text = page.evaluate(
        """() => { const r = document.createRange(); r.setStartBefore(document.querySelector('#art_6')); r.setEndAfter(document.querySelector('#art_7'));
        getSelection().addRange(r); const e = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        document.querySelector('#art_6').dispatchEvent(e); return e.clipboardData.getData('text/plain'); }"""
    )
    assert text.startswith("第六条　工作人员")
    assert "如实填报" not in text.split("\n")[0]
    assert "复制引用" not in text
    assert "\n第七条　" in text
