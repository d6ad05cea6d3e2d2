"""Reading a rulebook folder: acts with their expressions, pages, registries, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rulebook.corpus import kept
from rulebook.corpus.ahead import read_ahead
from rulebook.corpus.imported import digest, imported
from rulebook.corpus.read import read_expression
from rulebook.corpus.registry import Registries, load_registries
from rulebook.corpus.settle import coming
from rulebook.corpus.stand_ins import stand_ins
from rulebook.markup.source import Source, source_of, split_header
from rulebook.memory import growing
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.folders import COLLECTIONS
from rulebook.model.header import Event, Header
from rulebook.store import NOTHING, Store
from rulebook.walk import below, is_file

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_ODD_NAME = re.compile(r"[\ud800-\udfff\s#?%<>\"|*:&\\\x00-\x1f]")  # in the path of a page
_ACT_KEYS = re.compile(r"^(?:collection|document_type)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """An ordinary Markdown page (guide, 登记册说明 …)."""

    file: str
    source: Source


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that stands in one rulebook folder.

    root: the folder paths are relative to. docs: the folder of the acts below it.
    acts: by id, in 汇编 order. pages: ordinary Markdown pages. findings: from reading alone.
    unread: acts with a file that is gone or whose header cannot be used, as last published or as far as they can be read:
    what refers to them is not wrong. broken: the files whose header cannot be used.
    withheld: ids and names of what this selection's readers may not see.
    """

    root: Path
    docs: Path
    acts: Mapping[str, Act]
    pages: tuple[Page, ...]
    registries: Registries
    findings: tuple[Finding, ...]
    unread: Mapping[str, Act] = field(default_factory=dict)
    broken: tuple[Source, ...] = ()
    withheld: frozenset[str] = frozenset()

    def expressions(self) -> Iterable[Expression]:
        """All expressions of all acts."""
        for act in self.acts.values():
            yield from act.expressions

    @property
    def docs_name(self) -> str:
        """The docs folder as sources are named."""
        return _relative(self.docs, self.root)


def is_published(expression: Expression) -> bool:
    """Whether the text is an imported published law, whose words are what they are."""
    return expression.published


def claims_published(header: Header) -> bool:
    """Whether a header says that its text is a published law; only the list of what was imported decides."""
    return header.collection == "law" or (header.provenance is not None and header.provenance.kind == "published")


@growing()
def load(root: Path, docs: Path | None = None, store: Store = NOTHING) -> Corpus:
    """Read the rulebook at ``root`` (acts below ``docs``, default ``root/docs``). Never raises on content.

    store: texts read before need not be read again.
    """
    docs = docs or root / "docs"
    entries = below(docs)
    laws = imported(entries, docs, COLLECTIONS)
    sources, findings = _sources(entries, docs, root)
    read_ahead((source for _, source in sources if _is_act(source)), store)
    pages: list[Page] = []
    found: dict[str, list[Expression]] = {}
    broken: list[Source] = []
    for entry, source in sources:
        findings.extend(source.findings)
        if not _is_act(source):
            own = entry.path.removeprefix(f"{docs}/").partition("/")[0] in COLLECTIONS
            if own and not source.findings:
                findings.append(_headless(source))
            if own:
                broken.append(source)
            else:
                pages.append(Page(source.file, source))
            continue
        expression, problems = _text(source, laws.get(entry.path, ""), store)
        findings.extend(problems)
        if expression:
            found.setdefault(expression.act, []).append(expression)
        else:
            broken.append(source)
    _add_unfiled(docs.parent, found)
    acts, clashes = _acts(docs.parent, found)
    registries, wrong = load_registries(root, docs)
    return Corpus(
        root,
        docs,
        acts,
        tuple(pages),
        registries,
        (*findings, *clashes, *wrong),
        {act_id: _act(act_id, tuple(texts))[0] for act_id, texts in stand_ins(docs.parent, broken, found).items()},
        tuple(broken),
    )


def _sources(
    entries: Sequence[os.DirEntry[str]], docs: Path, root: Path
) -> tuple[list[tuple[os.DirEntry[str], Source]], list[Finding]]:
    """The Markdown files, read; what is no file of its own (T103) or has a name that no address can have (T106) is told."""
    outside = _outside(entries, docs)
    message = "这不是普通文件，或者是指到文件夹、指到 docs 外面的链接，不能发布，里面的文件也没有检查。请换成文件本身。"
    findings = [Finding(_relative(Path(path), root), 1, 1, "T103", Level.ERROR, message) for path in outside]
    findings.extend(_misplaced(entries, docs, root))
    above = "" if docs == root else f"{_relative(docs, root)}/"
    sources: list[tuple[os.DirEntry[str], Source]] = []
    for entry in entries:
        if not entry.name.endswith(".md") or entry.name.startswith((".", "~")) or entry.path in outside:
            continue  # a system writes ._x.md beside x.md
        inside = entry.path.removeprefix(f"{docs}/")
        if _ODD_NAME.search(inside):
            message = "文件名里有不能用的字符（乱码、空格，或者 # ? % < > 等），网页打不开。请改名，只用汉字、字母、数字和短横。"
            findings.append(Finding(f"{above}{inside}".encode(errors="replace").decode(), 1, 1, "T106", Level.ERROR, message))
            continue
        sources.append((entry, source_of(entry, above + inside)))
    return sources, findings


def _acts(folder: Path, found: Mapping[str, Sequence[Expression]]) -> tuple[dict[str, Act], list[Finding]]:
    """Acts in the order of lists, by id; and texts of one act that clash. folder: where the ledger's folder stands."""
    homes = {entry.file: entry.act for entry in kept.latest(kept.recorded(folder)).values()}
    acts: list[Act] = []
    findings: list[Finding] = []
    for act_id, expressions in found.items():
        strangers = tuple(e.file for e in expressions if homes.get(e.file, act_id) != act_id)
        act, clashes = _act(act_id, tuple(expressions), strangers)
        acts.append(act)
        findings.extend(_pasted(f, homes) for f in clashes)
    acts.sort(key=lambda act: (act.header.collection, act.header.order, act.header.category, act.id))
    return {act.id: act for act in acts}, findings


@functools.lru_cache(maxsize=1 << 14)  # a preview reads again after every saved edit; most files are the same
def _text(source: Source, listed: str, store: Store) -> tuple[Expression | None, tuple[Finding, ...]]:
    """One file to an expression. listed: its digest on the list of imported laws, "" where it is on none."""
    expression, problems = read_expression(source, store)
    if expression and listed and listed == digest(source.text):
        expression = dataclasses.replace(expression, published=True)
    return expression, problems


def _headless(source: Source) -> Finding:
    """A file among the acts that has no header."""
    message = "没有读出文件头，不会当作制度。第一行写 ---，接着写 id、title 等，再写一行 ---，前面不留空行。"
    if not source.text.strip():
        message = f"文件是空的。误删的请恢复：rulebook restore {Path(source.file).stem}；不要的请删去文件。"
    return Finding(source.file, 1, 1, "H107", Level.ERROR, message)


def _outside(entries: Iterable[os.DirEntry[str]], docs: Path) -> list[str]:
    """Whatever below ``docs`` is no regular file of its own: links to folders or out of it, devices, links to nowhere."""
    home = docs.resolve()
    found = []
    for entry in entries:
        if not entry.is_symlink():
            odd = not (entry.is_file() or entry.is_dir())
        else:
            odd = not is_file(entry) or not Path(entry.path).resolve().is_relative_to(home)
        found += [entry.path] if odd else []
    return found


def _misplaced(entries: Iterable[os.DirEntry[str]], docs: Path, root: Path) -> Iterator[Finding]:
    """Files where the site's own scripts and styles go, and files among the acts that are none."""
    for entry in entries:
        place, _, inside = entry.path.removeprefix(f"{docs}/").partition("/")
        if place == "assets" and inside and not entry.is_dir(follow_symlinks=False):
            message = "docs/assets 是站点脚本和样式的位置，不能放文件，会把站点的换掉。请删掉或者移走。"
            yield Finding(_relative(Path(entry.path), root), 1, 1, "T104", Level.ERROR, message)
        act = entry.name.endswith(".md") or entry.name.startswith((".", "~"))
        if place in COLLECTIONS and inside and not act and is_file(entry):
            message = f"这个文件夹只放 .md 文件，“{entry.name}”不会当作制度。请另存为纯文本、扩展名改成 .md（小写），或者移走。"
            yield Finding(_relative(Path(entry.path), root), 1, 1, "T105", Level.ERROR, message)


def _add_unfiled(folder: Path, found: Mapping[str, list[Expression]]) -> None:
    """Where an editor wrote the next text over the one last published, that one comes from the ledger beside the docs."""
    last: dict[str, kept.Entry] = {}
    for (act, key), entry in kept.latest(kept.recorded(folder)).items():
        if act not in last or last[act].expression < key:
            last[act] = entry
    for act, entry in last.items():
        expressions = found.get(act, [])
        newest = next((e for e in expressions if e.newest), None)
        if newest is None or newest.header.state != "adopted" or not newest.header.effective:
            continue
        if newest.header.effective.isoformat() <= entry.expression:
            continue
        before = next((e for e in expressions if e.header.effective and str(e.header.effective) == entry.expression), None)
        if before is None and entry.base in {"", kept.base(newest.file, "")}:
            words = kept.kept_text(folder, entry)
            name = f"{kept.base(newest.file, '')}/{entry.expression}.md"
            before = read_expression(split_header(words, name))[0] if words else None
            if before:
                before = dataclasses.replace(before, unfiled=True)
                expressions.append(before)
        if before is None:
            continue
        later = [
            e for e in expressions
            if e.header.state == "adopted" and e.header.effective and str(e.header.effective) > entry.expression
        ]  # fmt: skip
        added: tuple[Event, ...] = ()
        for text in sorted(later, key=lambda e: str(e.header.effective)):
            follows = dataclasses.replace(text, header=coming(text.header, before.header, added))
            added = tuple(row for row in follows.header.history if row not in text.header.history)
            expressions[expressions.index(text)] = before = follows


def _is_act(source: Source) -> bool:
    return source.header is not None and bool(_ACT_KEYS.search(source.header))


@functools.lru_cache(maxsize=64)  # asked again and again of the same folder; pathlib takes its time
def _relative(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


@functools.lru_cache(maxsize=1 << 14)  # an act whose files are the same is the same object
def _act(act_id: str, expressions: tuple[Expression, ...], astray: tuple[str, ...] = ()) -> tuple[Act, tuple[Finding, ...]]:
    """The expressions of one act in their order, each with its span; clashes. astray: files that are those of other acts."""
    stays: list[Expression] = []
    findings: list[Finding] = []
    for expression in sorted(expressions, key=lambda e: (e.file in astray, e.header.effective or dt.date.min, e.newest)):
        twin = next(
            (k for k in stays if k.header.effective == expression.header.effective or (k.newest and expression.newest)), None
        )
        if twin is None:
            stays.append(expression)
            continue
        message = f"id“{act_id}”已经用在 {twin.file}。两件制度不能同 id：新的一件请把 id 改成和文件名相同，旧版本请放到 {act_id}/施行日期.md。"
        if twin.newest != expression.newest:
            message = (
                f"{expression.key}施行的文本在 {twin.file} 和 {expression.file} 里各有一份。合并时选错、丢了新文本的，"
                f"请恢复（rulebook restore {act_id}）；写新文本的，请改 effective。"
            )
        findings.append(Finding(expression.file, 2, 1, "H130", Level.ERROR, message, act_id))
    stays.sort(key=lambda e: (e.header.effective or dt.date.min, e.newest))
    return Act(act_id, spanned(stays)), tuple(findings)


def _pasted(clash: Finding, homes: Mapping[str, str]) -> Finding:
    """A clash of ids in a file that is another act's: the text of that act is gone. homes: whose file each published one is."""
    lost = homes.get(clash.file, clash.text)
    if lost == clash.text:
        return clash
    message = f"这里写的是“{clash.text}”的文本，这个文件原来的制度“{lost}”不见了。贴错了的请恢复：rulebook restore {lost}。"
    return dataclasses.replace(clash, message=message)


def spanned(expressions: list[Expression]) -> tuple[Expression, ...]:
    """The expressions of one act, oldest first, each with its span of validity."""
    rest = [[e for e in expressions[n:] if e.header.state == "adopted"] for n in range(1, len(expressions) + 1)]
    return tuple(_spanned(e, following[0] if following else None) for e, following in zip(expressions, rest, strict=True))


def _spanned(expression: Expression, following: Expression | None) -> Expression:
    """In force on day d: effective ≤ d, d ≤ expires, d < repealed.on, d < the next expression's effective."""
    header = expression.header
    day = dt.timedelta(days=1)
    ends: list[tuple[dt.date, Ending]] = []
    if following and following.header.effective:
        ends.append((following.header.effective - day, Ending.SUPERSEDED))
    if header.expires:
        ends.append((header.expires, Ending.EXPIRED))
    if header.repealed:
        ends.append((header.repealed.on - day, Ending.REPEALED))
    last, ending = min(ends, default=(None, Ending.NONE), key=lambda pair: pair[0] or dt.date.max)
    return dataclasses.replace(expression, valid_from=header.effective, valid_to=last, ending=ending)
