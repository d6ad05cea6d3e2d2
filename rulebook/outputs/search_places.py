"""What else can be found: situations, forms, registers, terms, instruments, written pages and pages of the site."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from rulebook.corpus.load import Page
from rulebook.corpus.matters import MATTERS
from rulebook.corpus.registry import Register, Row, term_anchor
from rulebook.history.status import WORDS, Status, act_spans
from rulebook.model.matter import Matter
from rulebook.outputs.search_acts import spans
from rulebook.outputs.search_entries import Entries
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.duty_pages import named_offices, named_roles
from rulebook.pages.form_pages import shown_forms
from rulebook.pages.model import Site
from rulebook.pages.tables import ACT_KEYS
from rulebook.search.index import Record
from rulebook.search.readings import initials

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"\{\{.*?\}\}|^#+ |[*|`]|\]\([^)]*\)|\[|^-+$")
_ACT = re.compile(r"(?<![^；、，])[a-z0-9-]+#")  # before a heading that a row points to: seals#用印审批
_LONG = 40  # characters of a row that serve as its heading
_PAGE = 1200  # characters of a written page that are searched

TIMES = (  # pages that every site has: id, address, title, words
    ("status-repealed", "ended/#repealed", "已废止的制度", "废止 已废止 不再适用 作废"),
    ("status-expired", "ended/#expired", f"{WORDS[Status.EXPIRED]}的制度", "有效期届满 试行期满 失效 到期"),
    ("status-not-yet-in-force", "upcoming/", f"{WORDS[Status.UPCOMING]}的制度", "尚未施行 即将施行 还没有生效 未生效"),
    ("expiring", "expiring/", "试行将满的制度", "试行将满 快到期 有效期快满 还剩多久"),
    ("as-of", "as-of/", "时点查询", "某一天 当时 适用 过去 哪个文本 有效"),
    ("redline", "redline/", "修改对照", "修改前后 对照表 新旧 改了什么"),
    ("changes", "changes/", "最近变动", "新修订 修改 变动 更新"),
    ("cite", "cite/", "核对引用", "核对 引用 稿件 材料 引的条 引文 对不对 还有效 还适用"),
    ("verify", "verify/", "验真", "核验码 指纹 真假 改过没有 台账"),
)
OWN = (  # pages of a rulebook of one's own
    ("duty-calendar", "calendar/year/", "职责日历", "每月 每季度 每半年 每年 要做什么 职责 日历 到期 期限"),
    ("deadline", "calendar/deadline/", "期限计算", "几个工作日 哪一天 到期 节假日 顺延 计算"),
    ("forms", "forms/", "表格下载", "空白表 表格 下载 打印 Word"),
    ("mechanisms", "mechanisms/", "长效机制目录", "{mechanism}项 长效机制 差别 为什么"),
    ("rules", "rules/", "规章制度目录", "{rule}项 规章制度 目录"),
    ("citations", "citations/", "谁引谁", "引用 被引 关系"),
    ("basis", "basis/", "上位依据", "依据 上位法 法律 条例"),
    ("offices", "offices/", "科室和岗位", "科室 部门 岗位 职责"),
)


def add_places(entries: Entries, site: Site, matters: tuple[Matter, ...]) -> None:
    """Everything but the acts; the acts stand in ``entries`` already."""
    if matters:
        _matters(entries, site, matters)
    _forms(entries, site)
    _pages(entries, site)
    _duties(entries, site)
    for slug, register in site.corpus.registries.registers.items():
        _register(entries, slug, register)
    _terms(entries, site)
    for row in (site.corpus.registries.basis or {}).values():
        entry = entries.open(row.get("id"), f"basis/#{row.get('id')}", row.get("title"), "上位依据")
        entries.add(Record(entry, row.get("issuer"), row.get("title")), (row.get("title"),))


def _matters(entries: Entries, site: Site, matters: tuple[Matter, ...]) -> None:
    """A situation is found by what its page prints and by how people tell it."""
    told = {row.get("heading"): row.get("asked") for row in site.corpus.registries.questions if row.get("act") == MATTERS}
    entry = entries.open(MATTERS, "tasks/", "遇事查办", "遇事查办", paged=1)
    for matter in matters:
        words = "；".join(matter.situations)
        steps = "；".join(f"{step.who}{step.within}{step.what}" for step in matter.steps)
        rests = tuple(dict.fromkeys(step.target for step in matter.steps))
        asked = f"{matter.title}；{words}；{told.get(matter.id, '')}"
        text = f"{matter.answer.replace('*', '')}。{steps}"
        entries.add(Record(entry, text, matter.title, words, asked=asked, provision=matter.id, rests=rests))


def _forms(entries: Entries, site: Site) -> None:
    """A form stands and falls with its act."""
    for placed in shown_forms(site):
        act, form = site.corpus.acts[placed.act], placed.form
        state = spans(act_spans(act))
        entry = entries.open(f"{placed.act}-{form.id}", placed.path, form.name, "表格", spans=state, of=act.id)
        words = f"{form.who}，{form.when}，交{form.to}"
        entries.add(Record(entry, words, form.name, act.header.name, "表格 下载 空白表"), (form.name,))


def _pages(entries: Entries, site: Site) -> None:
    held = [act.header.collection for act in site.corpus.acts.values()]
    own = bool({"mechanism", "rule"} & set(held))
    for edition in site.editions if own else ():
        title = edition.title
        entry = entries.open(f"compilation-{edition.slug}", f"editions/{edition.slug}/", title, "汇编")
        words = "；".join(f"{part.title}{len(part.members)}件" for part in edition.parts)
        record = Record(entry, f"{words}。{edition.lead}", title, "汇编 目录 收录了哪些")
        entries.add(record, (title, f"制度汇编{edition.name}"))
    for written in site.corpus.pages if own else ():
        _page(entries, site, written)
    for act, url, title, words in (*TIMES, *(OWN if own else ())):
        told = words.format(mechanism=held.count("mechanism"), rule=held.count("rule"))
        entries.add(Record(entries.open(act, url, title, "本站"), told, title, told))


def _duties(entries: Entries, site: Site) -> None:
    """Whoever has duties, by every name: a role's own sheet, an office's place on the page of them all."""
    book = DutyBook(site)
    if book.empty:
        return
    roles = {slug: f"calendar/roles/{slug}/" for slug, _ in named_roles(book)}
    pages = {slug: f"calendar/offices/#{slug}" for slug, _ in named_offices(book)} | roles
    for slug, url in pages.items():
        row = (site.corpus.registries.offices or {})[slug]
        title = f"{row.get('name')}的职责"
        entry = entries.open(f"duties-{slug}", url, title, "本站", who=[row.get("name"), *row.many("aliases")])
        entries.add(Record(entry, "", title))


def _page(entries: Entries, site: Site, page: Page) -> None:
    """An ordinary page: its title and its words without marks and macros."""
    path = PurePosixPath(page.file).relative_to(site.corpus.docs_name)
    lines = [_MARKS.sub("", line).strip() for line in page.source.text.splitlines()]
    title = next((line[2:] for line in page.source.text.splitlines() if line.startswith("# ")), path.stem)
    if path.stem == "index":
        return
    entry = entries.open(path.stem, f"{path.with_suffix('')}/", title, "本站")
    entries.add(Record(entry, " ".join(line for line in lines if line)[:_PAGE], title), (title,))


def _register(entries: Entries, slug: str, register: Register) -> None:
    """A register and its rows; a row that rests on an act says on which."""
    title = register.meta.get("title")
    aliases = register.meta.many("aliases")
    entry = entries.open(slug, f"registers/{slug}/", title, "清单", names=aliases)
    called = "；".join((title, *aliases))
    first = entries.add(Record(entry, register.meta.get("lead"), called, name=title))
    entries.numbered(register.meta.get("doc_no"), first)
    resting: dict[str, str] = {}
    for provision, row in zip(register.anchors(), register.rows, strict=True):
        words = "　".join(_ACT.sub("", str(v)) for k, v in row.values.items() if k != "page" and _HAN.search(str(v)))  # no ids
        name = words if len(words) <= _LONG else f"{words[: _LONG - 2]}……"
        number = entries.add(Record(entry, words, "", title, provision=provision, name=name))
        act = next((row.get(key) for key in sorted(ACT_KEYS) if row.get(key)), "")
        if act:
            resting[str(number - first)] = act
    if resting:
        entries.all[entry]["resting"] = resting


def _terms(entries: Entries, site: Site) -> None:
    rows = (site.corpus.registries.terms or {}).values()
    numbers = {entry["id"]: number for number, entry in enumerate(entries.all)}
    entry = entries.open("glossary", "glossary/", "术语", "术语") if rows else 0
    for row in rows:
        term = row.get("term")
        called = "；".join((term, *row.many("aliases")))
        record = Record(entry, row.get("definition"), called, provision=term_anchor(term), name=term)
        entries.add(record, (term,))
        _read(entries, row, numbers)


def _read(entries: Entries, term: Row, numbers: dict[str, int]) -> None:
    """Letters people type for a term lead to the acts it belongs to; the term itself to the first of them."""
    related = [numbers[act] for act in term.many("related") if act in numbers]
    if related:
        entries.all[related[0]].setdefault("about", []).extend((term.get("term"), *term.many("aliases")))
    typed = sorted({term.get("initials").lower(), initials(term.get("term"))})
    for entry in related:
        entries.letters += [(letters, entries.all[entry]["first"]) for letters in typed if letters]
