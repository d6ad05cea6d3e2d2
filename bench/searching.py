"""Search in real Chromium: judged questions here, in Material's own search and in plain Pagefind; bytes, times and growth.

Questions are typed into each search as a reader would; an answer counts where its link lands on the right article.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import functools
import http.server
import importlib.util
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from playwright.sync_api import Page, sync_playwright

from rulebook.corpus.load import load
from rulebook.markup.numerals import to_int
from rulebook.model.act import Act

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
EVERYDAY = "everyday"  # questions that share no word with their answer
TYPED = (
    "出上海要报备吗", "第12条", "报送时限", "谁来审批", "应当在多少日内", "会议纪要", "保密", "行政处罚", "法律责任", "申请材料",
    "监督检查", "工作日", "登记", "公示", "档案保存多久", "回避", "举报", "利害关系人", "撤销", "附则",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed and which (act, provision) answer; provision "" takes any place of the act."""

    kind: str
    typed: str
    targets: frozenset[tuple[str, str]]


Ask = Callable[[str], list[tuple[str, str]]]


def bench_search(root: Path, shared: Path, folder: Path, build: Callable[[Path, Path], tuple[float, float, float]]) -> None:
    """Both judged sets, each in three searches; then bytes and times of the rulebook's own site."""
    own, laws = folder / "own", folder / "laws-site"
    build(root / "docs", own)
    imported = import_laws(shared / "search" / "laws", folder / "docs" / "laws")
    build(folder / "docs", laws)
    sets = [
        ("rulebook", own, root / "docs", rulebook_questions(root, shared)),
        ("362 laws", laws, folder / "docs", law_questions(root, shared, imported)),
    ]
    with sync_playwright() as playwright, contextlib.ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, site, docs, questions in sets:
            table(f"{name}: this search", questions, ours(browser.new_page(), site, stack))
            fewer = [q for q in questions if not q.kind.startswith("own ")]  # the others answer slowly
            plain = material_site(docs, folder / f"plain-{site.name}")
            table(f"{name}: Material's search, a heading per article", fewer, material(browser.new_page(), plain, stack))
            if importlib.util.find_spec("pagefind_bin"):
                table(f"{name}: Pagefind, a page per act", fewer, pagefind(browser.new_page(), plain, stack))
            else:
                print("Pagefind is not installed (pip install -r bench/requirements.txt); left out")
        costs(browser, own, "45 acts")
        browser.close()


def bench_growth(
    folder: Path,
    counts: tuple[int, ...],
    generate: Callable[[int, Path], None],
    build: Callable[[Path, Path], tuple[float, float, float]],
) -> None:
    """Build, index and first answer at each size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for count in counts:
            generate(count, folder / str(count) / "docs" / "laws")
            seconds, peak, _ = build(folder / str(count) / "docs", folder / str(count) / "site")
            index = [p for p in (folder / str(count) / "site/assets/search").iterdir() if p.is_file()]
            size = sum(p.stat().st_size for p in index) / 1e6
            print(f"{count} acts: build {seconds:.1f} s, peak {peak:.0f} MB; index {len(index)} files, {size:.1f} MB")
            costs(browser, folder / str(count) / "site", f"{count} acts")
            shutil.rmtree(folder / str(count))
        browser.close()


def import_laws(source: Path, to: Path) -> dict[str, str]:
    """Import the laws; id of the act by file name as the questions write it."""
    command = [sys.executable, "-m", "rulebook", "import", *map(str, sorted(source.rglob("*.md"))), "--to", str(to)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    return {row["file"].partition("/laws/")[2]: row["id"] for row in rows}


def rulebook_questions(root: Path, shared: Path) -> list[Question]:
    """Questions on the rulebook: the plan's, where it is there, and the project's own."""
    out = []
    plan = shared / "content" / "queries.tsv"
    if plan.exists():
        for row in tsv(plan):
            number = re.match(r"第(.+?)条(?:之(.+))?", row["article_no"] or "")
            provision = f"art_{to_int(number[1])}" + (f"-{to_int(number[2])}" if number[2] else "") if number else ""
            out.append(Question(row["kind"], row["query"], frozenset({(row["first_slug"].removeprefix("page:"), provision)})))
    rows = tsv(root / "bench" / "questions.tsv")
    out += [Question(f"own {row['part']}", row["query"], targets(row["targets"], root)) for row in rows]
    rows = [row for row in tsv(root / "bench" / "labelled.tsv") if row["targets"] != "-"]
    return out + [Question(f"own {row['part']} {row['kind']}", row["query"], targets(row["targets"], root)) for row in rows]


def targets(words: str, root: Path) -> frozenset[tuple[str, str]]:
    """``seals#外带;archives;tasks#ask-leave`` as acts, or what stands in their place, and provisions."""
    out = set()
    for target in words.split(";"):
        act, _, heading = target.partition("#")
        held = _acts(root).get(act)
        article = held.shown(_today()).article_by_heading(heading) if held and heading else None
        out.add((act, article.eid if article else "" if held else heading))
    return frozenset(out)


@functools.cache
def _acts(root: Path) -> dict[str, Act]:
    return load(root).acts


def law_questions(root: Path, shared: Path, imported: dict[str, str]) -> list[Question]:
    """Questions on real laws: the corpus' own and ours."""
    plan = [(row["kind"], row) for row in tsv(shared / "search" / "queries.tsv")]
    own = [(f"own {row['part']} {row['kind']}", row) for row in tsv(root / "bench" / "law-questions.tsv")]
    return [
        Question(
            kind,
            row["query"],
            frozenset((imported.get(f, f), a) for f, _, a in (t.partition("#") for t in row["targets"].split(";"))),
        )
        for kind, row in (*plan, *own)
    ]


def answers(question: Question, act: str, provision: str) -> bool:
    """Whether a place is one that was asked for."""
    return any(act == a and (not p or provision == p) for a, p in question.targets)


def table(name: str, questions: list[Question], ask: Ask) -> None:
    """success@1, success@5 and MRR@10 by part and kind; of the laws' parts also without the "everyday" ones."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for question in questions:
        found = ask(question.typed)[:10]
        rank = next((n for n, place in enumerate(found, 1) if answers(question, *place)), 0)
        ranks[question.kind].append(rank)
        part = " ".join(question.kind.split()[:2])
        own = part.startswith("own ")
        if own and part != question.kind:
            ranks[f"{part}, all"].append(rank)
            if not question.kind.endswith(f" {EVERYDAY}"):
                ranks[f"{part}, not {EVERYDAY}"].append(rank)
        ranks["own, all" if own else "plan, all"].append(rank)
    print(f"-- {name}")
    for kind, found in sorted(ranks.items()):
        first, five = (sum(0 < r <= most for r in found) / len(found) for most in (1, 5))
        print(f"{kind:24} {len(found):3}  @1 {first:.2f}  @5 {five:.2f}  MRR {sum(1 / r for r in found if r) / len(found):.2f}")


def ours(page: Page, site: Path, stack: contextlib.ExitStack) -> Ask:
    """Types into the box of the result page."""
    port = stack.enter_context(serve(site))

    def ask(typed: str) -> list[tuple[str, str]]:
        page.goto(f"http://127.0.0.1:{port}/search/?q={quote(typed)}")
        page.locator("[data-search-state=done]").wait_for(state="attached")
        links = page.locator("a[data-result]").evaluate_all("all => all.map((a) => [a.dataset.act, a.dataset.provision])")
        return [(act, provision) for act, provision in links]

    return ask


def material_site(docs: Path, folder: Path) -> Path:
    """The same acts as plain pages with a heading per article, in Material with its own search."""
    (folder / "docs").mkdir(parents=True)
    for act in load(docs.parent, docs).acts.values():
        text = act.newest
        lines = [f"# {text.header.title}", ""]
        for article in text.document.articles():
            lines += [
                f"## {article.label} {article.heading} {{: #{article.eid} }}",
                "",
                article.own_words.replace("\n", "\n\n"),
                "",
            ]
        (folder / "docs" / f"{act.id}.md").write_text("\n".join(lines), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, language: zh, font: false}\nplugins: [{search: {lang: zh}}]\nmarkdown_extensions: [attr_list]\n"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(folder / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


def material(page: Page, site: Path, stack: contextlib.ExitStack) -> Ask:
    """Types into Material's box; sections in order, folded ones too, then pages."""
    port = stack.enter_context(serve(site))

    def ask(typed: str) -> list[tuple[str, str]]:
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("[data-md-component=search-query]").focus()
        page.locator(".md-search-result__meta").wait_for(state="attached")
        page.keyboard.type(typed)
        seen: list[str] = []
        for _ in range(80):  # the answer is drawn piece by piece; it stands when two looks agree
            time.sleep(0.25)
            now = page.locator("a.md-search-result__link").evaluate_all("all => all.map((a) => a.href)")
            done = re.search(r"\d|没有|找不到", page.locator(".md-search-result__meta").text_content() or "")
            if done and now == seen:
                break
            seen = now
        sections = [url for url in seen if "#" in url]  # a page's own line stands above its sections: count these first
        return [_place(url) for url in (*sections, *(url for url in seen if "#" not in url))]

    return ask


def pagefind(page: Page, site: Path, stack: contextlib.ExitStack) -> Ask:
    """Pagefind over the same plain pages, with its own order; places inside a page follow their page."""
    subprocess.run(
        [sys.executable, "-m", "pagefind_bin", "--site", str(site), "--force-language", "zh"], check=True, capture_output=True
    )
    port = stack.enter_context(serve(site))
    page.goto(f"http://127.0.0.1:{port}/")
    page.evaluate("async () => { window.pf = await import('/pagefind/pagefind.js'); await window.pf.init(); }")
    call = """async (q) => {
      const found = await window.pf.search(q); const out = [];
      for (const one of found.results.slice(0, 10)) {
        const data = await one.data();
        const inside = [...(data.sub_results || [])].sort((a, b) => b.locations.length - a.locations.length);
        for (const sub of inside.length ? inside : [data]) out.push(sub.url);
      }
      return out; }"""
    return lambda typed: [_place(url) for url in page.evaluate(call, typed)]


def costs(browser: Any, site: Path, name: str) -> None:
    """First answer on a cold cache and the next one: bytes, requests, time; twenty questions with the page slowed four times."""
    with serve_nginx(site) as port:
        context = browser.new_context()
        context.add_init_script(_SAVING)
        page = context.new_page()
        sizes: list[int] = []
        cdp = context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.on("Network.loadingFinished", lambda e: sizes.append(int(e["encodedDataLength"])))
        base = f"http://127.0.0.1:{port}/"
        page.goto(base + "acts/")
        page.wait_for_load_state("networkidle")
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        shown = []
        for n, typed in enumerate(TYPED[:2]):
            sizes.clear()
            milliseconds = page.evaluate(_TIMED, typed)
            page.wait_for_timeout(400)
            shown.append((sum(sizes), len(sizes), milliseconds))
            if n == 0:
                page.evaluate(
                    "() => { const box = document.querySelector('[data-search]'); box.value = ''; box.dispatchEvent(new Event('input')); }"
                )
        times = [page.evaluate(_TIMED, typed) for typed in TYPED]
        context.close()  # a slowed page keeps a core busy
        cold = [_first(browser, base, typed, ahead=False) for typed in TYPED]
        ahead = [_first(browser, base, typed, ahead=True) for typed in TYPED]
        (bytes1, n1, _), (bytes2, n2, _) = shown
        print(
            f"{name}: first answer {bytes1 / 1000:.0f} KB in {n1} requests, next {bytes2 / 1000:.0f} KB in {n2}; "
            f"slowed 4x, key to answer cold median {statistics.median(cold):.0f} ms, worst {max(cold):.0f}; "
            f"warm median {statistics.median(times):.0f} ms, worst {max(times):.0f}; "
            f"as published, once a small site has fetched ahead, median {statistics.median(ahead):.0f} ms, worst {max(ahead):.0f}"
        )


def _first(browser: Any, base: str, typed: str, *, ahead: bool) -> float:
    """Milliseconds from the first key of a new visitor to the answer; ``ahead``: the page had time to fetch what it fetches."""
    context = browser.new_context()
    if not ahead:
        context.add_init_script(_SAVING)
    page = context.new_page()
    page.goto(base + "acts/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500 if ahead else 0)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    milliseconds = float(page.evaluate(_TIMED, typed))
    context.close()
    return milliseconds


_SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"  # nothing is fetched ahead
_TIMED = """(typed) => new Promise((resolve) => {
  const box = document.querySelector('[data-search]');
  let start = 0;
  const look = new MutationObserver(() => {
    if (document.querySelector('.rb-drop')?.dataset.answered === typed) {
      look.disconnect(); resolve(performance.now() - start);
    }
  });
  look.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
  box.focus();  // a reader's hand needs a moment between the box and the first key
  setTimeout(() => { start = performance.now(); box.value = typed; box.dispatchEvent(new Event('input', { bubbles: true })); }, 300);
  setTimeout(() => resolve(-1), 20000);
})"""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[int]:
    """A plain file server."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the page went on before its data had come
            super().copyfile(source, outputfile)


@contextlib.contextmanager
def serve_nginx(folder: Path) -> Iterator[int]:
    """The project's own nginx configuration on a free port, compressing as it says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        folder.chmod(0o755)
        server = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        server = server.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/rulebook/current", str(folder))
        paths = " ".join(f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        text = f"user root; daemon off; pid {place}/pid; error_log stderr; events {{}} http {{ access_log off; sendfile on; {paths} {server} }}"
        (Path(place) / "nginx.conf").write_text(text, encoding="utf-8")
        running = subprocess.Popen([NGINX, "-c", f"{place}/nginx.conf", "-p", place], stderr=subprocess.DEVNULL)
        try:
            time.sleep(0.5)
            yield port
        finally:
            running.terminate()
            running.wait()


def _place(url: str) -> tuple[str, str]:
    path, _, anchor = unquote(url).partition("#")
    return path.partition("?")[0].rstrip("/").removesuffix("/index.html").rpartition("/")[2], anchor


def tsv(path: Path) -> list[dict[str, str]]:
    """Rows of a table by column."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _today() -> Any:
    return dt.date(2026, 11, 23)
