"""Forms in the browser: each prints on the pages it states; the list is quiet and leads to each."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Page

from rulebook.corpus.load import load
from rulebook.history.status import WORDS, Status, act_status
from tests.sites import ROOT, until

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


def richest():
    """A form with a table, boxes to tick, a date and plain boxes."""

    def weight(placed) -> int:
        parts = placed.form.parts
        blanks = [b for part in parts for b in part.fields]
        return (
            any(p.table for p in parts)
            + any(b.choices for b in blanks)
            + any(b.dated for b in blanks)
            + any(p.lines for p in parts)
        )

    return max(FORMS, key=weight)


def enter(page: Page) -> dict[str, str]:
    """Something in every kind of box; what was entered by key."""
    entered = {}
    for kind, text in (("textarea", "甲乙"), ("input[type=date]", "2026-11-30")):
        for control in page.locator(f".rb-form {kind}[data-key]").all()[:3]:
            control.fill(text)
            entered[control.get_attribute("data-key") or ""] = text
    for tick in page.locator(".rb-form input[type=checkbox]").all()[:2]:
        tick.check()
    return entered


def fillable(page: Page, base: str, path: str) -> None:
    page.goto(f"{base}/{path}")
    page.locator(".rb-form[data-ready]").wait_for()


def test_every_box_of_the_definition_can_be_filled(page: Page, base: str) -> None:
    placed = richest()
    fillable(page, base, placed.path)
    wanted = len(placed.form.head)
    for part in placed.form.parts:
        wanted += sum(1 + len(b.choices) for b in part.fields) + len(part.opinion) + (part.lines > 0)
        wanted += part.table.rows * len(part.table.columns) if part.table else 0
    assert page.locator(".rb-form [data-key]").count() == wanted
    names = page.locator(".rb-form [data-key]").evaluate_all("all => all.map((c) => c.ariaLabel)")
    assert all(names)
    dates = sum(b.dated for part in placed.form.parts for b in part.fields)
    assert page.locator(".rb-form .f input[type=date]").count() == dates


def test_empty_boxes_do_not_change_the_sheet(browser: Browser, base: str) -> None:
    """All forms together, made fillable, print on as many pages as they state."""
    page = browser.new_context(timezone_id="Asia/Shanghai").new_page()
    placed = [p for p in FORMS if p.form.orientation == "portrait"]
    fillable(page, base, placed[0].path)
    page.evaluate(ADD, [f"{base}/{p.path}" for p in placed[1:]])
    page.evaluate("""async () => {
      const { fillable } = await import('/assets/js/forms/form-fill.js');
      document.querySelectorAll('.rb-form:not([data-ready])').forEach(fillable);
    }""")
    assert pages(page) == sum(p.form.pages for p in placed)
    page.context.close()


def test_entries_are_printed_and_kept_only_if_asked(page: Page, base: str) -> None:
    placed = richest()
    page.on("dialog", lambda dialog: dialog.accept())
    fillable(page, base, placed.path)
    entered = enter(page)
    page.emulate_media(media="print")
    for key, text in entered.items():
        shown = page.locator(f"[data-key='{key}']").evaluate("c => getComputedStyle(c.parentElement, '::after').content")
        assert ("2026年11月30日" if text.startswith("2026") else text) in shown
        assert page.locator(f"[data-key='{key}']").is_hidden()
    assert page.locator(".rb-form [data-on]").count() == min(2, page.locator(".rb-form .bx").count())
    page.emulate_media(media="screen")
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('rb-form')).length") == 0
    fillable(page, base, placed.path)
    assert page.locator(".rb-form textarea").first.input_value() == ""

    if page.locator(".more-rows").count():
        page.locator(".more-rows").first.click()
    rows = page.locator(".rb-form tbody tr").count()
    entered = enter(page)
    page.locator("[data-fill-keep]").check()
    fillable(page, base, placed.path)
    for key, text in entered.items():
        assert page.locator(f"[data-key='{key}']").input_value() == text
    assert page.locator(".rb-form tbody tr").count() == rows

    page.locator("[data-fill-clear]").click()
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('rb-form')).length") == 0
    for _ in range(2):
        values = page.locator(".rb-form textarea, .rb-form input[type=date]").evaluate_all("all => all.map((c) => c.value)")
        assert not any(values)
        assert page.locator(".rb-form :checked, .rb-form [data-on], .rb-form .added").count() == 0
        assert not page.locator("[data-fill-keep]").is_checked()
        fillable(page, base, placed.path)


def test_broken_or_foreign_kept_entries_do_no_harm(page: Page, base: str) -> None:
    placed = richest()
    fillable(page, base, placed.path)
    for kept in ("{", "7", '{"values":{"p0.1":["别的框","x"]},"rows":{"p1":1e9}}'):
        page.evaluate("([path, text]) => localStorage.setItem('rb-form:/' + path, text)", [placed.path, kept])
        fillable(page, base, placed.path)
        assert page.locator(".rb-form [data-key]").first.input_value() == ""


@pytest.mark.parametrize("order", range(2))
def test_entries_stand_in_the_word_file(page: Page, base: str, order: int) -> None:
    """Every box with its entry, still a content control; rows that were added; nothing that XML cannot hold."""
    placed = [richest(), next(p for p in FORMS if any(part.lines > 1 for part in p.form.parts))][order]
    page.on("dialog", lambda dialog: dialog.accept())
    fillable(page, base, placed.path)
    for more in page.locator(".more-rows").all():
        more.click()
    entered = page.locator(".rb-form [data-key]").evaluate_all("""all => all.map((c, n) => {
      if (c.type === 'checkbox') c.checked = n % 2 === 0;
      else c.value = c.type === 'date' ? `2026-11-${10 + (n % 20)}` : `第${n}格<&>\\n又一行\\u0007`;
      c.dispatchEvent(new Event('input', { bubbles: true }));
      return [c.dataset.key, c.type, c.type === 'checkbox' ? c.checked : c.value];
    })""")
    with page.expect_download() as taken:
        page.click("[data-fill-docx]")
    assert taken.value.suggested_filename == f"{placed.form.name}（已填）.docx"
    body = docx.Document(taken.value.path()).element.body
    controls = {sdt.find(f".//{qn('w:tag')}").get(qn("w:val")): sdt for sdt in body.iter(qn("w:sdt"))}
    assert len(controls) == sum(1 for _ in body.iter(qn("w:sdt")))
    for key, kind, value in entered:
        written = "".join(piece.text or "\n" for piece in controls[key].iter(qn("w:t"), qn("w:br")))
        if kind == "checkbox":
            assert written == ("☑" if value else "□")
        elif kind == "date":
            assert written == f"2026年11月{int(value[-2:])}日"
        else:
            assert written == value.replace("\u0007", "")
        assert controls[key].find(f".//{qn('w:showingPlcHdr')}") is None


def test_a_late_date_is_told_with_its_article(page: Page, base: str) -> None:
    placed = next(p for p in FORMS if p.form.when.startswith("行前3个工作日"))
    fillable(page, base, placed.path)
    filed = page.locator("[aria-label='填表日期']")
    page.fill("input[data-since='出行之日']", "2026-12-01")
    page.locator("[data-form-late] li").wait_for()
    for day, late in (("2026-11-26", False), ("2026-11-27", True)):
        filed.fill(day)
        until(page, "late => !!document.querySelector('[data-form-late] .t-late') === late", late)
        said = page.locator("[data-form-late]").inner_text()
        assert "2026年11月26日" in said
        assert ("已迟于期限" in said and "第五条" in said) is late
        assert page.locator("[data-period-quoted]").is_visible() is late
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-fill-clear]")
    assert page.locator("[data-form-late] li").count() == 0
    assert page.locator("input[data-since]").evaluate_all("all => all.map((i) => i.value).join('')") == ""


def test_empty_boxes_that_have_to_be_filled_are_named(page: Page, base: str) -> None:
    placed = next(p for p in FORMS if p.form.when.startswith("行前3个工作日"))
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    fillable(page, base, placed.path)
    wanted = len(placed.form.asked)
    page.locator("[aria-label='姓名']").fill("甲")
    page.click("[data-fill-docx]")
    assert f"还有{wanted - 1}格必填的没有填" in told[0]
    assert "姓名" not in told[0]
    assert page.locator("[data-missing]").count() == wanted - 1


def test_blank_sheet_without_scripts(browser: Browser, base: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/{richest().path}")
    assert page.locator("[data-form-fill]").is_hidden()
    assert page.locator(".rb-form textarea, .rb-form input").count() == 0
    page.context.close()
