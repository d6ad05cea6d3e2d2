"""One list of all files: made without MkDocs, and what the store gives is what a cold build makes."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rulebook.corpus import library
from rulebook.markup.page_html import table_html
from rulebook.outputs.catalogue import Settings, build_catalogue, read_sources
from rulebook.outputs.output import Output
from rulebook.outputs.render import compiled, environment
from rulebook.outputs.write import write
from rulebook.store import Store
from tests.rulebooks import ARCHIVES, SEALS, small_rulebook

ROOT = Path(__file__).parents[2]
FORM = """- id: borrow
  name: 借用登记表
  who: 借用人
  when: 借用前
  to: 局办公室
  parts:
    - {kind: fields, fields: [{label: 姓名, width: half}]}
"""
REGISTER = {
    "registers/risks.yml": "slug: risks\ntitle: 风险清单\ncolumns:\n  - {key: name, name: 风险}\n",
    "registers/risks.csv": "name\n印章外借\n",
}


def _rulebook(root: Path) -> Path:
    small_rulebook(root)
    for name, text in REGISTER.items():
        path = root / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def _settings(root: Path) -> Settings:
    return Settings("甲局制度", dt.date(2020, 6, 1), (root / "overrides",))


def _made(root: Path, settings: Settings, store: Store, out: Path) -> dict[str, bytes]:
    write(build_catalogue(read_sources(root, root / "docs", store), settings, table_html), out, store)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_needs_no_mkdocs(tmp_path: Path) -> None:
    _rulebook(tmp_path)
    program = (
        "import datetime, pathlib, sys\n"
        "from rulebook.outputs.catalogue import Settings, build_catalogue, read_sources\n"
        "from rulebook.store import Store\nfrom rulebook.outputs.write import write\n"
        "root = pathlib.Path(sys.argv[1]); store = Store(None)\n"
        "settings = Settings('x', datetime.date(2020, 6, 1), (root / 'overrides',))\n"
        "write(build_catalogue(read_sources(root, root / 'docs', store), settings, str), root / 'out', store)\n"
        "assert not {name.partition('.')[0] for name in sys.modules} & {'mkdocs', 'material', 'mkdocs_macros'}\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, cwd=ROOT)
    page = (tmp_path / "out/rules/seals/index.html").read_text(encoding="utf-8")
    assert 'id="art_2"' in page
    assert (tmp_path / "out/404.html").exists()


def test_every_path_stands_once(tmp_path: Path) -> None:
    _rulebook(tmp_path)
    catalogue = build_catalogue(read_sources(tmp_path, tmp_path / "docs", Store(None)), _settings(tmp_path), table_html)
    paths = [getattr(entry, "path", None) or entry.folder for entry in catalogue.entries]
    assert len(paths) == len(set(paths))
    assert {"index.html", "404.html", "rules/seals/index.html", "rules/seals/2020-02-01/text.txt", "assets/css/site.css"} <= set(
        paths
    )


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


CHANGES: dict[str, Callable[[Path], None]] = {
    "text": _edit("docs/rules/seals.md", "不得外借", "不得借出"),
    "heading": _edit("docs/rules/seals.md", "【登记】", "【登记用印】"),
    "header": _edit("docs/rules/seals.md", "甲〔2020〕1号", "甲〔2020〕9号"),
    "number of a cited article": _edit("docs/rules/seals.md", "第三条　", "第三条之一　"),
    "day of a cited text": _edit("docs/rules/seals.md", "effective: 2020-02-01\noffice", "effective: 2020-02-02\noffice"),
    "a text that cites": _edit("docs/rules/archives.md", "第三条归档", "第二条归档"),
    "registry": _edit("docs/offices/offices.csv", "局办公室", "综合办公室"),
    "register": _edit("docs/registers/risks.csv", "印章外借", "印章遗失"),
    "new act": lambda root: _write(root / "docs/rules/new.md", SEALS.replace("id: seals", "id: new").replace("印章", "车辆")),
    "act gone": lambda root: (root / "docs/rules/leave.md").unlink(),
    "template": _edit("overrides/partials/footer.html", "示范文本", "样本"),
    "script": _edit("overrides/assets/js/site.js", "import", "// 改过\nimport"),
    "style": _edit("overrides/assets/css/site.css", "/*", "/* 改过 */ /*"),
    "ledger": lambda root: _write(root / "ledger/ledger.jsonl", ""),
}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_store_gives_what_a_cold_build_makes(tmp_path: Path, change: str) -> None:
    root, folder = _rulebook(tmp_path / "book"), tmp_path / "store"
    before = _made(root, _settings(root), Store(folder), tmp_path / "before")
    CHANGES[change](root)
    store = Store(folder)
    after = _made(root, _settings(root), store, tmp_path / "after")
    library._KNOWN.clear()  # nor has this process seen anything
    assert after == _made(root, _settings(root), Store(None), tmp_path / "cold")
    assert after != before
    assert store.taken > 0


@pytest.mark.parametrize(
    "other",
    [
        {"day": dt.date(2022, 6, 1)},
        {"name": "乙局制度"},
        {"audience": "党委"},
        {"search": False},
        {"base": "/a/b/"},
    ],
)
def test_other_settings_are_other_files(tmp_path: Path, other: dict[str, object]) -> None:
    root, folder = _rulebook(tmp_path / "book"), tmp_path / "store"
    path = root / "docs/rules/archives.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("office: bureau", "audience: 中层以上\noffice: bureau"), encoding="utf-8"
    )
    before = _made(root, _settings(root), Store(folder), tmp_path / "before")
    settings = replace(_settings(root), **other)
    after = _made(root, settings, Store(folder), tmp_path / "after")
    assert after == _made(root, settings, Store(None), tmp_path / "cold")
    assert after != before


def test_nothing_changed_nothing_made(tmp_path: Path) -> None:
    root, folder = _rulebook(tmp_path / "book"), tmp_path / "store"
    first = _made(root, _settings(root), Store(folder), tmp_path / "first")
    store = Store(folder)
    assert _made(root, _settings(root), store, tmp_path / "second") == first
    assert store.made <= sum(1 for path in first if path.endswith((".css", ".js", "text.txt", ".csv", ".atom", "changes.json")))


def test_editing_one_text_makes_only_the_pages_that_differ(tmp_path: Path) -> None:
    root, folder = _rulebook(tmp_path / "book"), tmp_path / "store"
    before = _made(root, _settings(root), Store(folder), tmp_path / "before")
    kept = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    CHANGES["text"](root)
    after = _made(root, _settings(root), Store(folder), tmp_path / "after")
    new = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} - kept
    pages = {path for path in after if path.endswith(".html") and after[path] != before.get(path)}
    calendars = sum(1 for path in after if path.endswith(".ics"))
    others = len(("the text", "search", "duties", "workdays", "verify", "status", "the listing", "changes", "feed", "citing"))
    assert len(new) <= len(pages) + calendars + others


def test_damaged_store_does_not_reach_the_site(tmp_path: Path) -> None:
    root, folder = _rulebook(tmp_path / "book"), tmp_path / "store"
    first = _made(root, _settings(root), Store(folder), tmp_path / "first")
    for number, path in enumerate(sorted(p for p in folder.rglob("*") if p.is_file())):
        held = path.read_bytes()
        path.write_bytes(held[: len(held) // 2] if number % 2 else held[:-1] + bytes([held[-1] ^ 1]))
    assert _made(root, _settings(root), Store(folder), tmp_path / "second") == first


def test_another_program_or_library_makes_everything_again(tmp_path: Path) -> None:
    """A copy of the program is changed, then a library's version is: the store gives nothing of before."""
    root = _rulebook(tmp_path / "book")
    shutil.copytree(ROOT / "macros", root / "macros")
    (root / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    code = tmp_path / "code"
    shutil.copytree(ROOT / "rulebook", code / "rulebook", ignore=shutil.ignore_patterns("__pycache__"))

    def built(name: str) -> dict[str, bytes]:
        environment = {**os.environ, "PYTHONPATH": str(code), "RULEBOOK_DAY": "2020-06-01"}
        command = [sys.executable, "-P", "-m", "rulebook", "build", "--site", str(tmp_path / name)]
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
        out = tmp_path / name
        return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}

    first = built("first")
    words = code / "rulebook/model/day.py"
    words.write_text(words.read_text(encoding="utf-8").replace("月", "个月"), encoding="utf-8")
    second = built("second")
    assert second != first
    entries = {path for path in (root / ".cache/rulebook").rglob("*") if path.is_file()}
    (code / "library-2.0.dist-info").mkdir()
    assert built("third") == second
    more = {path for path in (root / ".cache/rulebook").rglob("*") if path.is_file()} - entries
    assert len(more) > 20
    shutil.rmtree(root / ".cache")
    assert built("cold") == second


def test_texts_can_be_taken_away(tmp_path: Path) -> None:
    root = _rulebook(tmp_path / "book")
    store = Store(tmp_path / "store")
    with_papers = _made(root, replace(_settings(root), papers=("docx",)), store, tmp_path / "a")
    assert "rules/seals/2020-02-01/seals.docx" in with_papers
    assert b'href="2020-02-01/seals.docx" download' in with_papers["rules/seals/index.html"]
    assert with_papers == _made(root, replace(_settings(root), papers=("docx",)), Store(None), tmp_path / "b")
    without = _made(root, _settings(root), store, tmp_path / "c")
    assert not [path for path in without if path.endswith("seals.docx")]
    assert "下载Word" not in without["rules/seals/index.html"].decode()


def test_drafts_are_pages_of_a_preview_and_in_no_byte_of_what_is_published(tmp_path: Path) -> None:
    root = _rulebook(tmp_path / "rulebook")
    for name, audience in (("zqdraft", "全体"), ("zqsecret", "党委")):
        text = ARCHIVES.replace("id: archives", f"id: {name}\naudience: {audience}\nstate: draft").replace(
            "甲局档案", f"甲局{name}"
        )
        (root / f"docs/rules/{name}.md").write_text(text, encoding="utf-8")
    newer = SEALS.replace("effective: 2020-02-01\n", "effective: 2021-01-01\nstate: draft\nstage: 送审稿\n").replace(
        "不得外借", "zqchanged不得外借"
    )
    (root / "docs/rules/seals").mkdir(exist_ok=True)
    (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS, encoding="utf-8")
    (root / "docs/rules/seals.md").write_text(newer, encoding="utf-8")
    published = _made(root, _settings(root), Store(None), tmp_path / "published")
    assert not [path for path, content in published.items() if "drafts/" in path or b"zq" in content]
    shown = _made(root, replace(_settings(root), drafts=True), Store(None), tmp_path / "preview")
    pages = sorted(path for path in shown if path.startswith("drafts/"))
    assert pages == ["drafts/index.html", "drafts/seals/index.html", "drafts/zqdraft/index.html"]
    for path, mark in zip(pages[1:], ("送审稿", "征求意见稿"), strict=True):
        page = shown[path].decode()
        assert f'<div class="rb-mark" aria-hidden="true">{mark}</div>' in page
        assert re.search(rf">\s*{mark}\s*<", shown[pages[0]].decode())
        assert "现行有效" not in page
    assert 'href="../../rules/seals/#art_3"' in shown["drafts/zqdraft/index.html"].decode()
    assert "zqchanged" in shown["drafts/seals/index.html"].decode()
    assert 'href="drafts/"' in shown["index.html"].decode()
    assert not [path for path, content in shown.items() if "zqsecret" in path or b"zqsecret" in content]
    elsewhere = {path for path, content in shown.items() if b"zqdraft" in content or b"zqchanged" in content}
    assert elsewhere == set(pages)


@pytest.mark.parametrize(("name", "words"), [("", "现行有效"), ("2021", "当日有效")])
def test_a_paper_says_of_its_text_what_the_page_says(tmp_path: Path, name: str, words: str) -> None:
    root = _rulebook(tmp_path)
    (root / "docs/editions").mkdir()
    members = "parts:\n  - title: 全部\n    members:\n      - {id: seals, reason: 现行}\n"
    (root / "docs/editions/2021.yml").write_text(f"slug: '2021'\nas_of: 2021-12-31\ntitle: 2021年版\n{members}", encoding="utf-8")
    sources = read_sources(root, root / "docs", Store(None))
    settings = replace(_settings(root), edition=sources.editions.named(name) if name else None, papers=("docx",))
    entries = build_catalogue(sources, settings, table_html).entries
    (paper,) = [one for one in entries if isinstance(one, Output) and one.path == "rules/seals/2020-02-01/seals.docx"]
    with zipfile.ZipFile(io.BytesIO(paper.make())) as packed:
        feet = "".join(packed.read(part).decode() for part in packed.namelist() if "footer" in part)
    assert words in feet
    assert {"现行有效", "当日有效"} - {words} == {word for word in ("现行有效", "当日有效") if word not in feet}


def test_what_a_template_needs_is_compiled_with_it() -> None:
    templates = environment((ROOT / "overrides",))
    compiled(templates, ["calendar.html"])
    assert templates.cache is not None
    held = {name for _, name in templates.cache.keys()}  # noqa: SIM118  # a cache of Jinja gives nothing else
    assert held == {"calendar.html", "main.html"} | {f"partials/{name}.html" for name in ("duty", "status", "header", "footer")}
