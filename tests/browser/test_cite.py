"""核对引用 in the browser: a draft pasted or dropped is judged as ``rulebook cite`` judges it, and nothing leaves the machine."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Page

from rulebook.corpus.load import load
from rulebook.history.fingerprint import code
from rulebook.importer.draft import Draft, read_draft
from rulebook.markup.parse import parse
from rulebook.verdict.held import hold
from rulebook.verdict.verdicts import VERDICT_WORDS, Checker, canonical_table, cited, told
from tests.sites import ROOT, until

pytestmark = pytest.mark.browser
TODAY = dt.date(2027, 1, 3)
HELD = hold(load(ROOT))
ACT = next(act for act in HELD.acts.values() if len(act.expressions) > 1 and act.on(TODAY))
TEXT = ACT.on(TODAY)
GONE = next((act for act in HELD.acts.values() if not act.on(TODAY)), ACT)
DRAFT = [
    f"依照《{ACT.header.title}》第一条、第九百九十九条和{ACT.header.doc_no}办理。",
    f"《{ACT.header.title}》第一条规定：“本条没有这样一句话。”𠮷某照办。",
    f"{ACT.expressions[0].header.doc_no}第二条，《{GONE.header.title}》第一条。",
    "根据《中国共产党纪律处分条例》第七条。",
    "另见第三条。",
]


def rows(draft: Draft, day: dt.date = TODAY) -> tuple[list[list[str]], str]:
    """What the engine says: line, words cited, verdict, message; and the 核验码 of the table."""
    found = list(Checker(HELD, day, TODAY).check(cited(parse("\n".join(draft.lines))[0]), draft.lines))
    digest = hashlib.sha256(canonical_table(found, day, TODAY).encode()).hexdigest()
    return [[str(c.citation.line), c.citation.text, VERDICT_WORDS[c.verdict], told(c)] for c in found], code(digest)


def shown(page: Page) -> list[list[str]]:
    read = "(rows) => rows.map((r) => [0, 1, 2, 3].map((i) => (i === 1 ? r.cells[1].firstChild : r.cells[i]).textContent))"
    found: list[list[str]] = page.locator(".rb-cite-tbl tbody tr").evaluate_all(read)
    return found


def opened(page: Page, address: str) -> Page:
    date = {"date": f"{TODAY:%a, %d %b %Y} 02:00:00 GMT"}  # the server agrees with the reader's clock
    page.route("**/*", lambda route: route.fulfill(headers=date) if route.request.method == "HEAD" else route.continue_())
    page.clock.set_fixed_time(f"{TODAY}T10:00:00+08:00")
    page.goto(address)
    page.locator("[data-cite]").wait_for()
    return page


def check(page: Page) -> None:
    page.locator("[data-cite]").evaluate("form => form.requestSubmit()")
    until(page, "() => document.querySelector('.rb-cite-foot')")


def test_a_pasted_draft_is_judged_as_by_the_engine(page: Page, base: str) -> None:
    opened(page, f"{base}/cite/").locator("#rb-draft").fill("\n".join(DRAFT))
    check(page)
    expected, sealed = rows(Draft("", tuple(DRAFT)))
    assert shown(page) == expected
    assert f"核验码 {sealed}" in page.locator(".rb-cite-foot").inner_text()
    assert {"无此条", "现行"} <= {row[2] for row in expected}
    assert "稿件自己没有第三条" in page.locator("[data-cite-answer]").inner_text()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    page.evaluate("() => addEventListener('copy', (e) => { window.put = e.clipboardData.getData('text/html') })")
    page.get_by_role("button", name="复制表格").click()
    assert page.evaluate("window.put").count("<tr>") == len(expected) + 1
    page.locator("#rb-cite-day").fill(ACT.expressions[0].valid_from.isoformat())  # type: ignore[union-attr]  # it has two dated texts
    check(page)
    until(
        page,
        f"() => document.querySelector('[data-cite-answer] h2').textContent.includes('{ACT.expressions[0].valid_from.year}年')",
    )  # type: ignore[union-attr]
    assert shown(page) == rows(Draft("", tuple(DRAFT)), ACT.expressions[0].valid_from)[0]  # type: ignore[arg-type]


def test_a_word_file_is_read_as_by_the_engine(page: Page, base: str, tmp_path: Path) -> None:
    document = Document()
    for line in DRAFT:
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = f"表里的《{ACT.header.title}》第二条"
    document.sections[0].header.paragraphs[0].text = f"《{ACT.header.title}》第三条"
    document.save(str(tmp_path / "稿件.docx"))
    opened(page, f"{base}/cite/").locator("input[type=file]").set_input_files(tmp_path / "稿件.docx")
    until(page, "() => document.querySelector('.rb-cite-foot')")
    draft = read_draft(tmp_path / "稿件.docx", "稿件.docx")
    assert shown(page) == rows(draft)[0]
    assert "页眉里的字读不到，没有核对" in page.locator("[data-cite-answer]").inner_text()
    (tmp_path / "坏.docx").write_bytes((tmp_path / "稿件.docx").read_bytes()[:-400])
    page.locator("input[type=file]").set_input_files(tmp_path / "坏.docx")
    until(page, "() => document.querySelector('[data-cite-answer]').textContent.includes('读不出来')")
    (tmp_path / "记事本.txt").write_bytes("\n".join(DRAFT[:1]).encode("gbk"))
    page.locator("input[type=file]").set_input_files(tmp_path / "记事本.txt")
    until(page, "() => document.querySelector('[data-cite-answer]').textContent.includes('记事本.txt：引用')")
    assert shown(page) == rows(Draft("", (DRAFT[0],)))[0]
