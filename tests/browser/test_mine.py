"""我的: favourites, what changed since the last visit, office and role; all of it stays in the browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rulebook.corpus.load import load
from tests.sites import ROOT, until

pytestmark = pytest.mark.browser
CORPUS = load(ROOT)
ACT = next(
    a for a in CORPUS.acts.values() if len(a.expressions) > 1 and len({d.office for d in a.header.duties if not d.step}) > 1
)


def mine(page: Page, base: str) -> None:
    page.goto(f"{base}/mine/")
    page.locator("[data-mine-page][data-ready]").wait_for()


def rule_page(site: Path) -> str:
    return next(p for p in ("mechanisms", "rules") if (site / p / ACT.id).is_dir()) + f"/{ACT.id}/"


def test_favourites_by_article(page: Page, base: str, site: Path) -> None:
    page.goto(f"{base}/{rule_page(site)}")
    article = page.locator(".rb-art").nth(1)
    eid = article.get_attribute("id")
    article.hover()
    star = article.locator("button[aria-label^=收藏]")
    star.click()
    assert star.get_attribute("aria-pressed") == "true"
    page.evaluate("""() => {
      const kept = JSON.parse(localStorage.getItem('rb-favourites'));
      localStorage.setItem('rb-favourites', JSON.stringify(kept.map((one) => ({ ...one, on: '2019-01-01' }))));
    }""")
    mine(page, base)
    row = page.locator("[data-mine-favourites] li")
    assert row.count() == 1
    assert "收藏以后这件制度有变动" in row.inner_text()
    row.locator("a").click()
    page.wait_for_url(f"{base}/{rule_page(site)}#{eid}")
    until(page, "document.querySelector('.rb-art button[aria-pressed]')")
    assert page.locator(".rb-art").nth(1).locator("button[aria-pressed=true]").count() == 1
    mine(page, base)
    page.click("text=取消收藏")
    assert page.locator("[data-mine-favourites] li").count() == 0
    assert page.evaluate("localStorage.getItem('rb-favourites')") is None
    assert page.evaluate("document.activeElement.matches('[data-mine-none]')")  # the button is gone, the place is not lost


def test_changes_since_the_last_visit(page: Page, base: str, site: Path) -> None:
    ids = [change["id"] for change in json.loads((site / "changes.json").read_text(encoding="utf-8"))["changes"]]
    page.goto(f"{base}/")
    until(page, "localStorage.getItem('rb-seen')")
    assert page.locator("[data-news]").is_hidden()
    page.evaluate("ids => localStorage.setItem('rb-seen', JSON.stringify({ on: '2026-11-01', ids }))", ids[2:])
    page.goto(f"{base}/")
    page.locator("[data-news] a").click()
    page.locator("[data-mine-page][data-ready]").wait_for()
    assert "2026年11月1日以来有2件变动" in (page.locator("[data-mine-since]").text_content() or "")
    assert page.locator("[data-mine-list] li").count() == 2
    page.click("text=都看过了")
    assert page.locator("[data-mine-list] li").count() == 0
    assert page.evaluate("document.activeElement.matches('[data-mine-since]')")
    page.goto(f"{base}/")
    until(page, "document.querySelector('[data-my-duties][data-ready]')")
    assert page.locator("[data-news]").is_hidden()


def test_what_takes_effect_meanwhile_counts_as_a_change(page: Page, base: str) -> None:
    mine(page, base)
    found = page.evaluate("""async () => {
      const { fresh } = await import('/assets/js/duties/mine.js');
      localStorage.setItem('rb-seen', JSON.stringify({ on: '2026-11-01', ids: ['a', 'b'] }));
      const changes = [['a', '2027-01-01'], ['b', '2026-10-01'], ['c', '2026-10-01']].map(([id, effective]) => ({ id, effective }));
      return ['2026-12-31', '2027-01-01'].map((day) => fresh(changes, day).changes.map((c) => c.id).join(''));
    }""")
    assert found == ["c", "ac"]


def test_taken_away_and_brought_back(page: Page, base: str, site: Path, tmp_path: Path) -> None:
    page.goto(f"{base}/{rule_page(site)}")
    page.locator(".rb-art").first.hover()
    page.locator(".rb-art button[aria-label^=收藏]").first.click()
    mine(page, base)
    page.select_option("[data-mine-office]", index=1)
    with page.expect_download() as taken:
        page.click("[data-mine-save]")
    kept = page.evaluate("({ ...localStorage })")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-mine-forget]")
    assert page.evaluate("Object.keys(localStorage).filter((k) => ['rb-favourites', 'rb-office'].includes(k))") == []
    page.set_input_files("[data-mine-bring]", taken.value.path())
    page.locator("[data-mine-favourites] li").wait_for()
    assert page.evaluate("localStorage.getItem('rb-favourites')") == kept["rb-favourites"]
    assert page.evaluate("localStorage.getItem('rb-office')") == kept["rb-office"]

    good = json.loads(taken.value.path().read_text(encoding="utf-8"))
    for path in ("javascript:alert(1)", "//elsewhere.example/", "../../x", "http://elsewhere.example/", "a/../../b"):
        bad = {**good, "favourites": [{**good["favourites"][0], "path": path, "title": "<img src=x>"}], "office": "<b>"}
        (tmp_path / "bad.json").write_text(json.dumps(bad), encoding="utf-8")
        page.set_input_files("[data-mine-bring]", tmp_path / "bad.json")
        until(page, "document.querySelector('[data-live]').textContent.includes('已导入0条')")
        page.evaluate("document.querySelector('[data-live]').textContent = ''")
    for text in ("{", "[]", '{"format": 2}', "null"):
        (tmp_path / "bad.json").write_text(text, encoding="utf-8")
        page.set_input_files("[data-mine-bring]", tmp_path / "bad.json")
        until(page, "document.querySelector('[data-live]').textContent.includes('没有导入')")
        page.evaluate("document.querySelector('[data-live]').textContent = ''")
    assert page.locator("[data-mine-favourites] li").count() == 1
    assert page.locator("[data-mine-favourites] img").count() == 0


def test_office_and_role_come_first_everywhere(page: Page, base: str, site: Path) -> None:
    page.goto(f"{base}/forms/")
    last = page.locator("section.rb-sec[id]:not(#matters)").last.get_attribute("id")
    role = page.evaluate(
        'async () => { const t = await (await fetch(\'/tasks/roles/\')).text(); return [...t.matchAll(/<section class="rb-sec" id="([\\w-]+)"/g)].pop()[1]; }'
    )
    office = [duty.office for duty in ACT.header.duties if not duty.step][-1]
    page.evaluate("([o, r]) => { localStorage.setItem('rb-office', o); localStorage.setItem('rb-role', r); }", [last, role])
    page.goto(f"{base}/forms/")
    until(page, "document.querySelector('section.rb-sec .rb-tag--in')")
    assert page.locator("section.rb-sec[id]").first.get_attribute("id") == last
    page.goto(f"{base}/tasks/roles/")
    until(page, "document.querySelector('section.rb-sec .rb-tag--in')")
    assert page.locator("section.rb-sec[id]").first.get_attribute("id") == role
    page.evaluate("o => { localStorage.setItem('rb-office', o); localStorage.removeItem('rb-role'); }", office)
    page.goto(f"{base}/offices/acts/")
    until(page, "document.querySelector('section.rb-sec .rb-tag--in')")
    assert page.locator("section.rb-sec").first.get_attribute("data-office") == office
    page.goto(f"{base}/{rule_page(site)}")
    until(page, "document.querySelector('.rb-due .is-mine')")
    assert page.locator(".rb-rail .rb-due > li").first.get_attribute("data-duty-office") == office


def test_a_rail_is_short_until_it_is_opened(page: Page, base: str) -> None:
    longest = max(CORPUS.acts.values(), key=lambda act: len(act.header.duties))
    page.goto(f"{base}/{'mechanisms' if longest.header.collection == 'mechanism' else 'rules'}/{longest.id}/")
    assert page.locator(".rb-rail .rb-due li:visible").count() <= 5
    page.click(".rb-rail .rb-more-duties summary")
    assert page.locator(".rb-rail .rb-due li:visible").count() == len(longest.header.duties)
