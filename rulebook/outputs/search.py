"""All data files of the search: acts by the names people give them, their articles, and the index of their words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from rulebook.corpus.load import Page
from rulebook.corpus.registry import Register, Row
from rulebook.history.status import Span, act_spans
from rulebook.model.act import Act, Expression
from rulebook.model.matter import Matter
from rulebook.model.provision import DIVISIONS, Kind, Provision
from rulebook.pages.model import Site
from rulebook.pages.rule_page import COLLECTIONS
from rulebook.search.index import Record, build
from rulebook.search.readings import initials, tables
from rulebook.search.tokens import terms

ACTS_A_FILE = 48
SMALL = 4000  # records of a site whose data a browser fetches ahead, all of them
PACK = 90  # files in one pack
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"\{\{.*?\}\}|^#+ |[*|`]|\]\([^)]*\)|\[|^-+$")
_TABLES = (("colloquial.csv", True), ("plain.csv", False))  # popular terms, told to the reader; everyday words, not told


@dataclass(slots=True)
class Finder:
    """Collects what can be found; an entry is an act, or a page, register, glossary or instrument in its place."""

    site: Site
    matters: tuple[Matter, ...] = ()
    entries: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[list[Any]] = field(default_factory=list)
    articles: list[list[Any]] = field(default_factory=list)
    named: list[tuple[str, int, str]] = field(default_factory=list)
    letters: list[tuple[str, int, str]] = field(default_factory=list)
    count: int = 0
    asked: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Plain words of the table of questions and of the matters lead to their articles."""
        for row in self.site.corpus.registries.questions:
            self.asked[row.get("act"), row.get("heading")] = row.get("asked")
        for matter in self.matters:
            for step in matter.steps:
                act, _, heading = step.target.partition("#")
                words = f"{matter.title}，{'，'.join(matter.situations)}，{step.what}"
                self.asked[act, heading] = f"{self.asked.get((act, heading), '')} {words}"

    def files(self) -> Iterator[tuple[str, Any]]:
        """Name and value of every file; those of a small site also packed together, to be fetched ahead."""
        packs: list[dict[str, Any]] = []
        manifest: dict[str, Any] = {}
        for number, (name, value) in enumerate(self._files()):
            if name == "manifest":
                manifest = value
                continue
            yield name, value
            if number % PACK == 0:
                packs.append({})
            packs[-1][name] = value
            if self.count > SMALL:
                packs = [{}]
        if self.count > SMALL:
            packs = []
        for number, pack in enumerate(packs):
            yield f"pack-{number}", pack
        yield "manifest", {**manifest, "packs": len(packs)}

    def _files(self) -> Iterator[tuple[str, Any]]:
        pairs: Counter[str] = Counter()
        for name, value in build(self._counted()):
            if name.startswith("terms-"):
                pairs.update({term: row[0] for term, row in value.items() if len(term) == 2 and not term.isascii()})
            yield name, value
        yield "acts", self.entries
        yield "numbers", self.numbers
        for start in range(0, len(self.articles), ACTS_A_FILE):
            yield f"articles-{start // ACTS_A_FILE}", self.articles[start : start + ACTS_A_FILE]
        yield "synonyms", self._synonyms(pairs)
        yield from tables(self.letters, self.named, pairs).items()

    def _counted(self) -> Iterator[Record]:
        for record in self._records():
            self.count += 1
            yield record

    def _records(self) -> Iterator[Record]:
        for act in self.site.corpus.acts.values():
            yield from self._act(act)
        own = any(act.header.collection in {"mechanism", "rule"} for act in self.site.corpus.acts.values())
        if self.matters:
            yield from self._matters()
        yield from self._forms()
        if own:
            yield from self._pages()
        for slug, register in self.site.corpus.registries.registers.items():
            yield from self._register(slug, register)
        yield from self._terms()
        for row in (self.site.corpus.registries.basis or {}).values():
            entry = self._entry(row.get("id"), f"basis/#{row.get('id')}", row.get("title"), "上位依据")
            self.named.append((row.get("title"), entry, ""))
            yield Record(row.get("issuer"), row.get("title"), "", "", (entry, "", "", "", "", 0))

    def _matters(self) -> Iterator[Record]:
        entry = self._entry("tasks", "tasks/", "遇事查办", "遇事查办")
        for matter in self.matters:
            words = "；".join(matter.situations)
            yield Record(matter.answer.replace("*", ""), matter.title, words, "", (entry, "", matter.id, "", matter.title, 0))

    def _forms(self) -> Iterator[Record]:
        for placed in self.site.corpus.registries.forms or ():
            if placed.act in self.site.corpus.acts:
                form = placed.form
                entry = self._entry(f"{placed.act}-{form.id}", placed.path, form.name, "表格")
                self.named.append((form.name, entry, ""))
                holder = self.site.corpus.acts[placed.act].header.name
                words = f"{form.who}，{form.when}，交{form.to}"
                yield Record(words, form.name, holder, "表格 下载 空白表", (entry, "", "", "", "", 0))

    def _pages(self) -> Iterator[Record]:
        for edition in self.site.editions:
            entry = self._entry(f"compilation-{edition.slug}", f"editions/{edition.slug}/", edition.title, "汇编")
            self.named += [(edition.title, entry, ""), (f"制度汇编{edition.slug}年版", entry, "")]
            words = "；".join(f"{part.title}{len(part.members)}件" for part in edition.parts)
            yield Record(f"{words}。{edition.lead}", edition.title, "汇编 目录 收录了哪些", "", (entry, "", "", "", "", 0))
        for written in self.site.corpus.pages:
            yield from self._page(written)
        for page in PAGES:
            entry = self._entry(page[0], page[1], page[2], "本站")
            yield Record(page[3], page[2], page[3], "", (entry, "", "", "", "", 0))

    def _register(self, slug: str, register: Register) -> Iterator[Record]:
        title = register.meta.get("title")
        entry = self._entry(slug, f"registers/{slug}/", title, "清单", number=register.meta.get("doc_no"))
        aliases = register.meta.many("aliases")
        if aliases:
            self.entries[entry]["names"] = aliases
        yield Record(register.meta.get("lead"), "；".join((title, *aliases)), "", "", (entry, "", "", "", "", 0))
        for index, row in enumerate(register.rows, start=1):
            anchor = f"row_{row.get('no') or index}"
            words = "　".join(str(v) for k, v in row.values.items() if k != "page" and _HAN.search(str(v)))  # no ids
            yield Record(words, "", title, "", (entry, "", anchor, "", words if len(words) <= 40 else f"{words[:38]}……", 0))

    def _terms(self) -> Iterator[Record]:
        rows = (self.site.corpus.registries.terms or {}).values()
        entry = self._entry("glossary", "glossary/", "术语", "术语") if rows else 0
        for index, row in enumerate(rows, start=1):
            anchor, term = f"term_{index}", row.get("term")
            self.named.append((term, entry, anchor))
            self._read(row)
            called = "；".join((term, *row.many("aliases")))
            yield Record(row.get("definition"), called, "", "", (entry, "", anchor, "", term, 0))

    def _page(self, page: Page) -> Iterator[Record]:
        """An ordinary page: its title and its words without marks and macros."""
        path = PurePosixPath(page.file).relative_to(self.site.corpus.docs_name)
        lines = [_MARKS.sub("", line).strip() for line in page.source.text.splitlines()]
        title = next((line[2:] for line in page.source.text.splitlines() if line.startswith("# ")), path.stem)
        if path.stem == "index":
            return
        entry = self._entry(path.stem, f"{path.with_suffix('')}/", title, "本站")
        self.named.append((title, entry, ""))
        yield Record(" ".join(line for line in lines if line)[:1200], title, "", "", (entry, "", "", "", "", 0))

    def _read(self, term: Row) -> None:
        """Letters people type for a term lead to the acts it belongs to; the term itself to the first of them."""
        numbers = {entry["id"]: number for number, entry in enumerate(self.entries)}
        about = next((numbers[act] for act in term.many("related") if act in numbers), None)
        if about is not None:
            self.entries[about].setdefault("about", []).extend((term.get("term"), *term.many("aliases")))
        for act in term.many("related"):
            if act in numbers:
                self.letters += [
                    (letters, numbers[act], "") for letters in sorted({term.get("initials").lower(), initials(term.get("term"))})
                ]

    def _entry(self, act: str, url: str, title: str, collection: str, *, number: str = "") -> int:
        self.entries.append({"id": act, "url": url, "title": title, "collection": collection, "first": self.count})
        if number:
            self.numbers.append([number, len(self.entries) - 1, ""])
        self.articles.append([])
        return len(self.entries) - 1

    def _act(self, act: Act) -> Iterator[Record]:
        site, shown = self.site, act.shown(self.site.day)
        header = shown.header
        names = {header.name, *header.aliases}
        for expression in act.expressions:
            names |= {expression.header.title, expression.header.name}
        names -= {header.title}
        entry = self._entry(act.id, site.act_path(act.id), header.title, COLLECTIONS.get(header.collection, header.collection))
        more = {
            "short": header.name if header.name != header.title else "",
            "names": sorted(names),
            "key": shown.key,
            "category": header.category,
            "office": site.office(header.office) if header.office else "",
            "year": header.issued.year if header.issued else (header.effective.year if header.effective else ""),
            "spans": _spans(act_spans(act)),
            "versions": [e.key for e in act.expressions] if len(act.expressions) > 1 else "",
            "by": self._successor(act),
        }
        self.entries[entry] |= {key: value for key, value in more.items() if value}
        self.numbers += _numbers(act, entry)
        self.named += [(name, entry, "") for name in sorted({header.title, *names})]
        self.articles[entry] = [self._article(act, a) for a in shown.document.articles()]
        called = "；".join((header.title, header.name, *header.aliases))
        yield Record("", called, header.category, "", (entry, shown.key, "", "", "", 0))
        for expression in (shown, *(e for e in act.expressions if e is not shown)):
            yield from self._provisions(entry, expression, shown=expression is shown)

    def _successor(self, act: Act) -> str:
        repealed = act.newest.header.repealed
        return str(repealed.by or "") if repealed else ""

    def _article(self, act: Act, article: Provision) -> list[Any]:
        paragraphs = sum(1 for child in article.children if child.kind is Kind.PARAGRAPH)
        citing = {
            (link.source.act, link.citation.holder.partition("__")[0])
            for link in self.site.backlinks.get((act.id, article.eid), ())
        }
        row: list[Any] = [article.eid, paragraphs, article.heading]
        return [*row, sorted(citing)] if citing else row

    def _provisions(self, entry: int, expression: Expression, *, shown: bool) -> Iterator[Record]:
        header = expression.header
        duties: dict[str, list[str]] = {}
        for duty in header.duties:
            duties.setdefault(duty.article, [duty.who, duty.deadline, duty.form])
        office = self.site.office(header.office) if header.office else ""
        for article, chapter in _articles(expression.document.body, ""):
            if shown and article.heading:
                self.named.append((article.heading, entry, article.eid))
            text = article.own_words.replace("\n", " ")
            asked = self.asked.get((expression.act, article.heading), "") if shown else ""
            row = (entry, expression.key, article.eid, article.label, article.heading, duties.get(article.eid, 0))
            yield Record(text, article.heading, header.name, f"{chapter} {office}", row, asked)

    def _synonyms(self, held: Counter[str]) -> list[list[Any]]:
        """[word, what it means, whether to tell the reader]: reviewed tables (this bureau's and general ones), aliases of terms and offices.

        Of the general tables only the rows whose meaning stands in this corpus; ``held``: pairs of characters it has.
        """
        registries = self.site.corpus.registries
        rows: list[list[Any]] = [[row.get("word"), row.get("means"), 1] for row in registries.synonyms or ()]
        known = {word for word, *_ in rows}
        for name, told in _TABLES:
            text = (resources.files("rulebook.search") / name).read_text(encoding="utf-8")
            for word, means, _ in csv.reader(text.splitlines()[1:]):
                if word not in known and all(t in held for piece in means.split() for t in terms(piece) if len(t) == 2):
                    rows.append([word, means, int(told)])
        for table, key in ((registries.terms, "term"), (registries.offices, "name")):
            for row in (table or {}).values():
                rows.extend([alias, row.get(key), 1] for alias in row.many("aliases") if len(alias) > 1)
        return rows


PAGES = (
    ("status-repealed", "ended/#repealed", "已废止的制度", "废止 已废止 不再适用 作废"),
    ("status-expired", "ended/#expired", "失效（期满）的制度", "有效期届满 试行期满 失效 到期"),
    ("status-not-yet-in-force", "upcoming/", "尚未施行的制度", "尚未施行 即将施行 还没有生效 未生效"),
    ("duty-calendar", "calendar/year/", "职责日历", "每月 每季度 每半年 每年 要做什么 职责 日历 到期 期限"),
    ("deadline", "calendar/deadline/", "期限计算", "几个工作日 哪一天 到期 节假日 顺延 计算"),
    ("forms", "forms/", "表格下载", "空白表 表格 下载 打印 Word"),
    ("as-of", "as-of/", "时点查询", "某一天 当时 适用 过去 哪个文本 有效"),
    ("verify", "verify/", "验真", "核验码 指纹 真假 改过没有 台账"),
    ("redline", "redline/", "修改对照", "修改前后 对照表 新旧 改了什么"),
    ("mechanisms", "mechanisms/", "长效机制目录", "28项 30项 长效机制 差别 为什么"),
    ("rules", "rules/", "规章制度目录", "17项 规章制度 目录"),
    ("changes", "changes/", "最近变动", "新修订 修改 变动 更新"),
    ("citations", "citations/", "谁引谁", "引用 被引 关系"),
    ("basis", "basis/", "上位依据", "依据 上位法 法律 条例"),
    ("offices", "offices/", "科室和岗位", "科室 部门 岗位 职责"),
)


def _numbers(act: Act, entry: int) -> list[list[Any]]:
    """[文号, number of the act, key of the text] for every number the act has borne."""
    found = {e.header.doc_no: e.key for e in act.expressions if e.header.doc_no}
    for expression in act.expressions:
        for event in expression.header.history:
            if event.doc_no:
                found.setdefault(event.doc_no, expression.key)
    return [[number, entry, key] for number, key in found.items()]


def _spans(spans: tuple[Span, ...]) -> list[list[str | None]]:
    return [[s.start.isoformat() if s.start else None, s.status.value] for s in spans]


def _articles(nodes: tuple[Provision, ...], chapter: str) -> Iterator[tuple[Provision, str]]:
    for node in nodes:
        if node.kind in {Kind.ARTICLE, Kind.CLAUSE}:
            yield node, chapter
        else:
            yield from _articles(node.children, f"{chapter} {node.heading}" if node.kind in DIVISIONS else chapter)
