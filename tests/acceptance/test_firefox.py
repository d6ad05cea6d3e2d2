"""The disc in Firefox ESR without a network: it opens, answers as the site does, and asks for nothing outside its folder."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from rulebook.cli.main import main
from tests.acceptance.firefox import Firefox
from tests.sites import serve

pytestmark = pytest.mark.skipif(not os.environ.get("RULEBOOK_ACCEPTANCE"), reason="make acceptance runs it")
QUESTIONS = (
    *("印章", "三重一大", "sggd", "请假几天", "第12条", "报备", "2021年", "谁审批用印", "办公用房", "不存在的词语甲乙丙丁"),
    *("出差住宿", "公务接待标准", "档案借阅", "值班", "yinzhang", "财务 报销", "第三条 印章", "合同", "辞职", "谈话函询"),
)
FOUND = """JSON.stringify([...document.querySelectorAll('[data-search-results] a[data-result]')]
  .map((a) => [a.dataset.act, a.dataset.provision, a.dataset.expression, a.textContent]))"""
DONE = "document.querySelector('[data-search-results]')?.dataset.searchState === 'done'"
FILLED = """
  window.confirm = () => true;
  const give = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.given = blob; return give.call(URL, blob); };
  const box = document.querySelector('.rb-form[data-ready] textarea');
  box.value = '甲乙丙';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  document.querySelector('[data-fill-docx]').click();"""
OUTSIDE = "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !/^(file|data|blob):/.test(name))"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr")
    assert program, "apt-get install firefox-esr"
    browser = Firefox(program, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("光盘 1#") / "汇编"
    assert main(["bundle", "--site", str(site), "--to", str(out)]) == 0
    return out


def page(path: Path, query: str = "") -> str:
    return f"{(path / 'index.html').as_uri()}{query}"


def test_search_answers_as_on_the_site(firefox: Firefox, folder: Path, site: Path) -> None:
    seen = 0
    with serve(site) as port:
        for question in QUESTIONS:
            query = f"?q={quote(question)}"
            told = []
            for address in (page(folder / "search", query), f"http://127.0.0.1:{port}/search/{query}"):
                firefox.open(address)
                firefox.until(DONE)
                told.append(firefox.ask(FOUND))
            assert told[0] == told[1], question
            seen += told[0].count("[") - 1
    assert seen > len(QUESTIONS)


def test_its_pages_work_and_ask_nothing_outside(firefox: Firefox, folder: Path) -> None:
    firefox.open(page(folder))
    firefox.until("document.querySelector('[data-my-duties]')?.dataset.ready")
    assert firefox.ask(OUTSIDE) == []
    firefox.open(page(folder / "calendar"))
    firefox.until("document.querySelector('[data-calendar]')?.dataset.ready")
    month = firefox.ask("document.querySelector('[data-month-title]').textContent")
    firefox.do("document.querySelector('[data-month-on]').click()")
    assert firefox.ask("document.querySelector('[data-month-title]').textContent") != month
    firefox.open(page(folder / "calendar/deadline", "?start=2026-11-23&count=5&unit=wd"))
    firefox.until("document.querySelector('[data-deadline-answer]')?.dataset.end === '2026-11-30'")
    compared = next(
        path for path in sorted(folder.glob("rules/*/history/index.html")) if "<ins" in path.read_text(encoding="utf-8")
    )
    firefox.open(compared.as_uri())
    assert firefox.ask("document.querySelectorAll('ins').length")
    assert firefox.ask(OUTSIDE) == []


def test_a_form_is_filled_and_taken(firefox: Firefox, folder: Path) -> None:
    form = next(
        path for path in sorted(folder.glob("forms/**/index.html")) if "data-fill-docx" in path.read_text(encoding="utf-8")
    )
    firefox.open(form.as_uri())
    firefox.until("document.querySelector('.rb-form[data-ready] textarea')")
    firefox.do(FILLED)
    firefox.until("window.given && window.given.size > 10000")


def test_texts_and_drafts_are_checked(firefox: Firefox, folder: Path) -> None:
    text = next((folder / "rules").rglob("text.txt")).read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("第一条"))
    for place, box, words, answer in (
        ("verify", "[data-verify] textarea", line, "document.querySelector('[data-verify-answer] .rb-verdict--ok')"),
        ("verify", "[data-verify] textarea", line[:-1] + "甲乙。", "document.querySelector('[data-verify-answer] .rb-diff')"),
        ("cite", "#rb-draft", "依照《没有的办法》第一条办理。", "document.querySelector('.rb-cite-tbl .rb-cv--unchecked')"),
    ):
        firefox.open(page(folder / place))
        firefox.until(f"!document.querySelector('[data-{place}]').hidden")
        firefox.do(f"document.querySelector({box!r}).value = {words!r}; document.querySelector('[data-{place}]').requestSubmit()")
        firefox.until(answer)
