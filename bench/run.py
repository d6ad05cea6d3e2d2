"""``make bench``: figures of the engine, each beside a peer in the same run. Results go to standard output.

Without arguments everything is run; ``python bench/run.py parse scale`` runs parts. Parts that need the
evaluation corpus (RULEBOOK_CORPUS or ../shared/corpus) say so and are left out where it is absent.
"""

from __future__ import annotations

import compileall
import contextlib
import functools
import json
import os
import random
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import comparing
import markdown
import searching

from rulebook.citation.extract import citations
from rulebook.corpus.imported import LIST, digest, list_text
from rulebook.corpus.read import read_text
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse
from rulebook.markup.structure import structure
from rulebook.store import Store

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("RULEBOOK_CORPUS", ROOT.parent / "shared" / "corpus"))
RULEBOOK = [sys.executable, "-m", "rulebook"]


def corpus_files() -> list[Path]:
    """Every law of the evaluation corpus."""
    return sorted(CORPUS.glob("laws/**/*.md")) + sorted(CORPUS.glob("pairs/**/*.md"))


def score(kind: str, gold: str, prediction: str, suffix: str) -> str:
    """What the corpus' own scorer prints, without its machine line."""
    with tempfile.NamedTemporaryFile("w", suffix=suffix, delete=False) as out:
        out.write(prediction)
    command = [sys.executable, str(CORPUS / "score.py"), kind, str(CORPUS / gold), out.name]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return text.partition("JSON ")[0]


def bench_structure() -> None:
    """Structure against the gold counts."""
    rows = []
    for path in corpus_files():
        document, findings = parse(path.read_bytes().decode())
        rows.append({"file": path.relative_to(CORPUS).as_posix(), **structure(document, findings)})
    print(score("structure", "structure.tsv", json.dumps(rows), ".json"))


def bench_citations() -> None:
    """Citations against the gold rows."""
    rows = []
    for path in corpus_files():
        name = path.relative_to(CORPUS).as_posix()
        for c in citations(parse(path.read_bytes().decode())[0]):
            row = {"file": name, "line": c.line, "start": c.start, "end": c.end, "text": c.text, "title": c.title}
            rows.append(json.dumps({**row, "targets": list(c.targets)}, ensure_ascii=False))
    print(score("citations", "citations.tsv", "\n".join(rows), ".jsonl"))


def bench_parse() -> None:
    """Parsing and citations, cold and out of the store, against Python-Markdown alone on the same files.

    Processor time, the best of five rounds in turn.
    """
    texts = [path.read_bytes().decode() for path in corpus_files()]
    ours, warm, peer = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for text in texts:
            read_text(text, "", store)
        for _ in range(5):
            start = time.process_time()
            for text in texts:
                read_text(text, "", store)
            warm.append(time.process_time() - start)
    for _ in range(5):
        start = time.process_time()
        for text in texts:
            citations(parse(text)[0])
        ours.append(time.process_time() - start)
        start = time.process_time()
        for text in texts:
            markdown.markdown(text, extensions=["tables"])
        peer.append(time.process_time() - start)
    print(f"parse + citations {min(ours):.2f} s, Python-Markdown {min(peer):.2f} s, ratio {min(ours) / min(peer):.2f}")
    print(f"out of the store {min(warm):.2f} s, ratio {min(warm) / min(peer):.2f}")


def generate(count: int, folder: Path, seed: int = 7) -> None:
    """``count`` acts from shuffled articles of the corpus, as published laws in the source form."""
    rng = random.Random(seed)  # noqa: S311  # reproducible sample, no secret
    pool = [
        re.sub(r"^第[^条]+条\s*", "", block)
        for path in corpus_files()
        for block in path.read_text(encoding="utf-8").split("\n\n")
        if block.startswith("第") and "条" in block[:12]
    ]
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, str] = {}
    for number in range(count):
        size = max(8, int(rng.gauss(42, 18)))
        body = "\n\n".join(f"第{to_chinese(n)}条　{rng.choice(pool).strip()}" for n in range(1, size + 1))
        title = f"示例{to_chinese(number + 1)}号管理办法"
        head = f"id: act-{number}\ntitle: {title}\ndocument_type: 办法\ncollection: law\ncategory: 第{number % 20}类\neffective: 2020-01-01\nprovenance: {{kind: published}}"
        rows[f"act-{number}.md"] = f"---\n{head}\n---\n\n# {title}\n\n{body}\n"
    for name, text in rows.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / LIST).write_text(list_text({name: digest(text) for name, text in rows.items()}), encoding="utf-8")


class Built(NamedTuple):
    """One build in a process of its own: seconds on the clock, peak MB of its largest process, seconds of processor time."""

    seconds: float
    peak: float
    processor: float


def _run(command: list[str], cwd: Path = ROOT) -> Built:
    """The command with all processes that it starts."""
    own = {"RULEBOOK_DAY": "2026-11-23", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    environment = os.environ | own
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(seconds, max(before.ru_maxrss, after.ru_maxrss) / 1024, processor)


def _build(docs: Path, out: Path, config: Path = ROOT / "mkdocs.yml") -> Built:
    """One build, not the first that this program makes: what it makes of itself is there, as Python's compiled modules are."""
    _built_before()
    return _run([*RULEBOOK, "build", "--config", str(config), "--docs", str(docs), "--site", str(out)])


def _book(folder: Path, options: str) -> Path:
    """A rulebook in ``folder`` with its own docs and store; its mkdocs.yml, with these options of the plugin."""
    for part in ("macros", "overrides"):
        (folder / part).symlink_to(ROOT / part)
    config = folder / "own.yml"
    plugins = f"plugins:\n  - macros: {{module_name: macros/main}}\n  - rulebook: {{{options}}}\n"
    config.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {folder / 'docs'}\n{plugins}")
    return config


@contextlib.contextmanager
def _own() -> Iterator[tuple[Path, Path]]:
    """A copy of this rulebook without papers (Word and PDF of texts), and its mkdocs.yml."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("docs", "ledger"):
            shutil.copytree(ROOT / part, folder / part)
        yield folder, _book(folder, "papers: false")


@functools.cache
def _built_before() -> None:
    with _own() as (folder, config):
        _run([*RULEBOOK, "build", "--config", str(config), "--site", str(folder / "site")])


def bench_site() -> None:
    """This rulebook without its papers: a first build and a second of the same."""
    with _own() as (folder, config):
        first, second = (_build(folder / "docs", folder / "site", config) for _ in range(2))
    ratio = second.processor / first.processor
    print(
        f"first build {first.processor:.1f} s of processor, {first.peak:.0f} MB; second {second.processor:.1f} s, ratio {ratio:.2f}"
    )


def bench_scale() -> None:
    """3,000 generated acts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(3000, folder / "docs" / "acts")
        built = _build(folder / "docs", folder / "site", _book(folder, "papers: false"))
    print(f"3,000 acts: {built.seconds:.0f} s on the clock, {built.processor:.0f} s of processor, peak {built.peak:.0f} MB")


def bench_material() -> None:
    """The corpus built with this plugin against plain Material, the theme's search off on both sides: processor time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [*RULEBOOK, "import", *map(str, corpus_files()), "--to", str(folder / "docs" / "laws")]
        subprocess.run(command, check=True, capture_output=True)
        own = _book(folder, "search: false, papers: false")
        config = f"site_name: x\ndocs_dir: {folder / 'docs'}\nsite_dir: {folder / 'plain'}\ntheme: {{name: material, language: zh, font: false}}\nplugins: []\n"
        (folder / "mkdocs.yml").write_text(config)
        peer = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
        rounds = []
        for _ in range(3):  # in turn: the machine's speed drifts
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            cold, warm = (_build(folder / "docs", folder / "site", own) for _ in range(2))
            rounds.append((cold, warm, _run(peer)))
        for what, number in (("cold", 0), ("warm", 1)):
            ratio = statistics.median(each[number].processor / each[2].processor for each in rounds)
            least = min(each[number].processor for each in rounds)
            print(f"{what} {least:.1f} s, peak {rounds[0][number].peak:.0f} MB, ratio to plain Material {ratio:.2f}")
        print(f"plain Material {min(each[2].processor for each in rounds):.1f} s")


def bench_check() -> None:
    """``rulebook check`` on this rulebook."""
    runs = [_run([*RULEBOOK, "check"]) for _ in range(3)]
    least = min(runs, key=lambda run: run.processor)
    print(f"rulebook check, best of three: {least.processor:.2f} s of processor, {least.seconds:.2f} s on the clock")


def bench_preview() -> None:
    """From saving an edited rule until the preview's server gives out the new words, ten times; also with 3,000 acts more."""
    for more in (0, 3000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for part in ("docs", "ledger", "macros", "overrides", "mkdocs.yml"):
                source = ROOT / part
                shutil.copytree(source, folder / part) if source.is_dir() else shutil.copy(source, folder)
            if more:
                generate(more, folder / "docs" / "acts")
            _edits(folder, more)


def _edits(folder: Path, more: int) -> None:
    rule, port = folder / "docs" / "rules" / "seals.md", _free_port()
    server = subprocess.Popen([*RULEBOOK, "serve", "--port", str(port)], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        _until(port, "第一条", 300)
        taken, used = [], []
        for number in range(10):
            words, text = f"试改{number}", rule.read_text(encoding="utf-8")
            before = _processor(server.pid)
            rule.write_text(re.sub(r"(?m)^(第一条　【.*?】)(试改\d)?", rf"\g<1>{words}", text), encoding="utf-8")
            taken.append(_until(port, words, 300))
            used.append(_processor(server.pid) - before)
            time.sleep(0.7)
    finally:
        server.terminate()
        server.wait()
    told = f"median {statistics.median(taken):.1f} s, worst {max(taken):.1f} s; of processor {statistics.median(used):.1f} s, {max(used):.1f} s"
    print(f"saved edit visible{f', {more} acts more' if more else ''}: {told}", flush=True)


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until(port: int, words: str, seconds: float) -> float:
    """Seconds until the page of the rule holds ``words``."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/rules/seals/") as answer:
            if words in answer.read().decode():
                return time.perf_counter() - start
        time.sleep(0.05)
    raise TimeoutError(words)


def bench_redline() -> None:
    """Comparison of texts."""
    comparing.bench_redline(CORPUS)


def bench_search() -> None:
    """Search in Chromium beside two others."""
    with tempfile.TemporaryDirectory() as folder:
        searching.bench_search(ROOT, CORPUS.parent, Path(folder), _build)


def bench_growth() -> None:
    """Search at 45, 400 and 3,000 generated acts."""
    with tempfile.TemporaryDirectory() as folder:
        searching.bench_growth(Path(folder), (45, 400, 3000), generate, _build)


PARTS: dict[str, tuple[Callable[[], None], bool]] = {
    "structure": (bench_structure, True),
    "citations": (bench_citations, True),
    "parse": (bench_parse, True),
    "check": (bench_check, False),
    "site": (bench_site, False),
    "scale": (bench_scale, True),
    "material": (bench_material, True),
    "preview": (bench_preview, False),
    "redline": (bench_redline, True),
    "search": (bench_search, True),
    "growth": (bench_growth, True),
}


def in_memory() -> None:
    """Temporary folders in memory where the machine offers it: on a disc the time of thousands of new files is the file system's.

    ext4 steps over the inodes that were freed in the last minutes, one by one: a build right after others were thrown
    away took 3 to 6 s of system time more. TMPDIR, where it is set, is obeyed.
    """
    memory = Path("/dev/shm")  # noqa: S108  # every name below it is made by tempfile
    if "TMPDIR" not in os.environ and memory.is_dir() and shutil.disk_usage(memory).free > 3 << 30:
        tempfile.tempdir = str(memory)
    print(f"temporary folders in {tempfile.gettempdir()}")


def main(names: list[str]) -> None:
    """Run the named parts, or all. Modules are compiled before, as those of the peers were when they were installed."""
    in_memory()
    compileall.compile_dir(ROOT / "rulebook", quiet=1)
    for name in names or list(PARTS):
        run, needs_corpus = PARTS[name]
        print(f"== {name}", flush=True)
        if needs_corpus and not CORPUS.exists():
            print("evaluation corpus is not here; left out")
            continue
        run()


if __name__ == "__main__":
    main(sys.argv[1:])
