"""Rows of registers and of the table of questions: the acts, articles and offices they name exist."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from rapidfuzz import process

from rulebook.checks.data.resting import called_until, over
from rulebook.checks.near import unknown_office
from rulebook.corpus.library import skeleton, title_key
from rulebook.corpus.load import Corpus
from rulebook.corpus.matters import MATTERS
from rulebook.corpus.registry import Register, Row, former_names
from rulebook.corpus.select import AUDIENCES
from rulebook.lawful import ledger
from rulebook.model.dates import how_to_write
from rulebook.model.document_types import OUR
from rulebook.model.finding import Finding, Level

_APART = 730  # days between two offices of one name
_CONTRARY = (  # words that bind and words that let; what holds and what is over
    (("不得", "不准", "禁止", "严禁", "不可", "不能"), ("可以", "可", "允许", "能", "应当", "必须")),
    (("现行", "有效", "现行有效", "施行"), ("废止", "失效", "作废", "无效", "停用")),
    (("批准", "同意"), ("不批准", "不同意", "备案", "报备")),
    (("公开",), ("保密", "秘密")),
    (("事前", "事先"), ("事后",)),
    (("以上",), ("以下", "以内")),
)
_NOT = ("不", "未", "非", "无", "不予", "未经", "不得", "禁止")  # before a word: its contrary
_ITSELF = re.compile(f"[本该](?:{OUR}|法|条|款|项|局|件)")
_HOW_MANY = re.compile(r"(?<![〔\d])(\d{1,3})(?=[项种份条个件类]|[\u4e00-\u9fff]{0,4}×|×|$)")
_OF_INSTRUMENT = frozenset(  # keys of an entry of basis/instruments.yml
    ["id", "title", "short_titles", "issuer", "doc_no", "history", "in_2021", "changed", "later", "corrected", "checked",
     "confidence", "later_confidence", "note", "url"]
)  # fmt: skip
_DAYS = re.compile(r"((?:19|20)\d\d)[-年](\d{1,2})(?:[-月](\d{1,2}))?")
_GUESSES = 50  # of one register: what was probably meant is looked for in the whole table, so not for every row


def check_registers(corpus: Corpus) -> Iterator[Finding]:
    """Every row of every register; an article must stand in some text of its act (which one is drawn for the day)."""
    offices = corpus.registries.offices
    yield from _absent(corpus)
    yield from _questions(corpus)
    places = [*corpus.acts, *corpus.registries.registers, *(PurePosixPath(page.file).stem for page in corpus.pages)]
    for row in (corpus.registries.terms or {}).values():
        for slug in row.many("related"):
            if slug not in places and not slug.startswith("page:"):
                yield _finding(row, "R131", f"没有“{slug}”这件制度或者清单。", slug, places)
    yield from _same_terms(corpus.registries.terms or {})
    for row in (corpus.registries.basis or {}).values():
        yield from _day(row, "changed")
        yield from _unsaid(row)
        for key in [key for key in row.values if key not in _OF_INSTRUMENT]:
            message = f"上位依据“{row.get('id')}”没有“{key}”这一项，写了也不起作用。请删去，或者看“登记表”说明。"
            yield Finding(row.file, row.line, 1, "R101", Level.WARNING, message, key)
        if not row.get("title"):
            yield Finding(row.file, row.line, 1, "R101", Level.ERROR, f"上位依据“{row.get('id')}”没有写 title（题名）。请补上。")
    yield from _same_names(offices or {})
    yield from _same_instruments(corpus)
    yield from _contrary_words(corpus.registries.synonyms or (), "word", "means", "不能当作同义词")
    yield from _contrary_words(corpus.registries.style or (), "find", "instead", "不能说成规范用词")
    for row in (offices or {}).values():
        yield from _day(row, "ended")
        yield from _former(row)
        successor = row.get("successor")
        if offices is not None and successor and successor not in offices:
            yield _office(row, successor, offices)
    for register in corpus.registries.registers.values():
        audience = register.meta.get("audience")
        if audience and audience not in AUDIENCES:
            yield _finding(
                register.meta, "R133", f"读者范围没有“{audience}”，只有{'、'.join(AUDIENCES)}。", audience, list(AUDIENCES)
            )
        yield from _numbers(register)
        yield from _counted(register)
        if register.meta.get("slug") and register.meta.get("slug") != register.slug:
            message = (
                f"slug 写“{register.meta.get('slug')}”，文件名是 {register.slug}，地址会打不开。请写 slug: {register.slug}。"
            )
            yield Finding(register.meta.file, register.meta.line, 1, "R105", Level.ERROR, message, register.meta.get("slug"))
        yield from _rows(corpus, register)


def _questions(corpus: Corpus) -> Iterator[Finding]:
    """What people ask leads to an article that applies; each article has one row."""
    seen: dict[tuple[str, str], Row] = {}
    ended: dict[str, list[Row]] = {}
    today = ledger.latest_day(())
    for row in corpus.registries.questions:
        place = act_id, heading = row.get("act"), row.get("heading")
        if place in seen:
            message = f"“{act_id}”的“{heading}”写了两行（另一处在第{seen[place].line}行），只有后一行有用。请合成一行。"
            yield Finding(row.file, row.line, 1, "R102", Level.WARNING, message, heading)
        seen.setdefault(place, row)
        if act_id == MATTERS:
            continue
        if not act_id:
            yield Finding(row.file, row.line, 1, "R131", Level.ERROR, "这一行没有写 act（哪件制度）。请补上，或者删去这一行。")
        wrong = list(_act(corpus, row))
        yield from wrong
        act = corpus.acts.get(act_id)
        if act is None or wrong:
            continue
        if why := over(act, heading, today):
            ended.setdefault(why, []).append(row)
        elif until := called_until(act, heading) if heading else "":
            message = f"《{act.header.name}》{until}。到那天请改 heading，或者删去这一行。"
            yield Finding(row.file, row.line, 1, "R132", Level.WARNING, message, heading)
    for why, rows in ended.items():
        message = (
            f"{why}，从这里起有{len(rows)}行问法还指到它，查到的不再适用。请改指现行的条；没有替代规定、要让人查到的，可以留着。"
        )
        yield Finding(rows[0].file, rows[0].line, 1, "C122", Level.WARNING, message, rows[0].get("act"))


def _rows(corpus: Corpus, register: Register) -> Iterator[Finding]:
    offices = corpus.registries.offices
    broken = {f.file for f in corpus.findings if f.code == "R101"}  # a row left out there is told there
    numbers: dict[str, dict[str, None]] = {
        slug: {row.get("no"): None for row in corpus.registries.registers[slug].rows}
        for slug in ("measures", "risk-measure-matrix")
        if slug in corpus.registries.registers and f"{corpus.docs_name}/registers/{slug}.csv" not in broken
    }
    found = 0
    for row in register.rows:
        sought: list[Iterator[Finding]] = [_act(corpus, row, guess=found < _GUESSES)]
        sought.append(_references(corpus, row, numbers, guess=found < _GUESSES))
        sought.extend(_act(corpus, other, guess=found < _GUESSES) for other in _related(row))
        for finding in itertools.chain.from_iterable(sought):
            found += 1
            yield finding
        slug = row.get("office")
        if offices is not None and slug and slug not in offices:
            found += 1
            yield _office(row, slug, offices if found < _GUESSES else {})


def _related(row: Row) -> Iterator[Row]:
    """The articles a row names beside its own, each as id#条标."""
    for target in row.many("related"):
        act, _, heading = target.partition("#")
        yield Row(row.file, row.line, {"act": act, "heading": heading})


def _former(row: Row) -> Iterator[Finding]:
    """A name that is still borne on a day to come is no former one."""
    today = ledger.latest_day(())
    for name, until in former_names(row):
        if until and until > today:
            message = f"former 写“{name}”用到{until}，那一天还没有到，它不是旧名。请到改名那天再改 name。"
            yield Finding(row.file, row.line, 1, "R135", Level.ERROR, message, name)


def _day(row: Row, key: str) -> Iterator[Finding]:
    written = row.get(key)
    try:
        _ = written and dt.date.fromisoformat(written)
    except ValueError:
        message = f"“{key}”写的是“{written}”：{how_to_write(written)}。"
        yield Finding(row.file, row.line, 1, "R135", Level.ERROR, message, written)


def _unsaid(row: Row) -> Iterator[Finding]:
    """The day of the last change of an instrument is one that its ``later`` names, or in a month that it names."""
    day, said = row.get("changed"), row.get("later")
    named = ["-".join((year, month.zfill(2), *([d.zfill(2)] if d else []))) for year, month, d in _DAYS.findall(said)]
    if day and any(len(one) == len(day) for one in named) and not any(day.startswith(one) for one in named):
        message = f"上位依据“{row.get('id')}”的 changed 写{day}，later 写的是“{said}”，没有这一天。请对照公布的文本核对，写错了的改成一样。"
        yield Finding(row.file, row.line, 1, "R138", Level.WARNING, message, day)


def _same_names(offices: Mapping[str, Row]) -> Iterator[Finding]:
    """An office or role may not be called like another one, nor as another one was until it was called so."""
    names = {row.get("name"): slug for slug, row in offices.items()}
    also: dict[str, str] = {}
    past = {name: (slug, day) for slug, row in offices.items() for name, day in former_names(row) if day}
    for slug, row in offices.items():
        for name in (row.get("name"), *row.many("aliases")):
            other = names.get(name, slug)
            if name and other != slug:
                message = f"“{name}”是另一个科室、岗位（{other}）的名称，不能再用在“{slug}”上。请改正。"
                yield Finding(row.file, row.line, 1, "R102", Level.ERROR, message, name)
            elif name and name != row.get("name") and also.setdefault(name, slug) != slug:
                message = f"“{name}”也是另一个科室、岗位（{also[name]}）的别名，检索和引用不知道是哪一个。请只留一处。"
                yield Finding(row.file, row.line, 1, "R102", Level.WARNING, message, name)
            longer = next((n for n in names if n and name.startswith(n) and name != n and names[n] != slug), "")
            if longer and not row.get("name").startswith(longer):
                message = f"“{name}”开头是另一个科室、岗位的名称（{longer}），检索会认错。请核对。"
                yield Finding(row.file, row.line, 1, "R102", Level.WARNING, message, name)
        before, last = past.get(row.get("name"), (slug, None))
        took = max((day for _, day in former_names(row) if day), default=None)
        if before != slug and last and took and abs((took - last).days) < _APART:
            message = (
                f"“{row.get('name')}”到{last}还是“{before}”的名称，不能接着改作“{slug}”的名称，职责会记到别人名下。"
                "换了职责的，改制度和职责；没有改名的，请改回去。"
            )
            yield Finding(row.file, row.line, 1, "R102", Level.ERROR, message, row.get("name"))


def _same_terms(terms: Mapping[str, Row]) -> Iterator[Finding]:
    """Another name of a term is not that of another one."""
    whose = {name: term for term, row in terms.items() for name in row.many("aliases")} | {term: term for term in terms}
    for term, row in terms.items():
        for name in row.many("aliases"):
            if whose[name] != term:
                message = f"“{name}”是另一个名词（{whose[name]}），或者它的别名，不能再作“{term}”的别名。请只留一处。"
                yield Finding(row.file, row.line, 1, "R102", Level.WARNING, message, name)


def _same_instruments(corpus: Corpus) -> Iterator[Finding]:
    """An instrument may not be called like another one, or like an act of ours: citations would lead to the wrong one."""
    basis = corpus.registries.basis or {}
    titles = {skeleton(title_key(row.get("title"))): slug for slug, row in basis.items()}
    named = {
        name: act
        for act in corpus.acts.values()
        if act.header.collection != "law"
        for text in act.expressions
        for name in text.header.names
    }
    own = {skeleton(title_key(name)): act for name, act in named.items()}
    for slug, row in basis.items():
        for name in filter(None, (row.get("title"), *row.many("short_titles"))):
            key = skeleton(title_key(name))
            if titles.get(key, slug) != slug:
                message = f"“{name}”是另一项上位依据（{titles[key]}）的题名，不能再用在“{slug}”上。请改正。"
            elif key in own:
                message = f"“{name}”是本汇编《{own[key].header.title}》的名称，不能登记成上位依据（{slug}）：引用会指错。请删去或者改正。"
            elif _ITSELF.fullmatch(name):
                message = f"“{name}”是制度称呼自己的话，不能作上位依据（{slug}）的简称。请删去。"
            else:
                continue
            yield Finding(row.file, row.line, 1, "R102", Level.ERROR, message, name)


def _contrary_words(rows: Iterable[Row], key: str, other: str, why: str) -> Iterator[Finding]:
    """A word of a search may not be led to its contrary, nor an editor."""
    for row in rows:
        for means in row.many(other):
            word = row.get(key)
            turned = any(means == f"{no}{word}" or word == f"{no}{means}" for no in _NOT)
            if turned or any({word, means} == {a, b} for ones, others in _CONTRARY for a in ones for b in others):
                message = f"“{row.get(key)}”和“{means}”意思相反，{why}。请删去。"
                yield Finding(row.file, row.line, 1, "R102", Level.ERROR, message, means)


def _absent(corpus: Corpus) -> Iterator[Finding]:
    """A table that headers refer to and that is gone: its checks are off, its names are not shown."""
    headers = [e.header for e in corpus.expressions() if e.header.collection != "law"]
    for name, used, what in (
        ("offices/offices.csv", any(h.office for h in headers), "科室"),
        ("basis/instruments.yml", any(h.basis for h in headers), "上位依据"),
    ):
        if used and not (corpus.docs / name).exists():
            message = f"{what}登记不见了，文件头里写的{what}都没有核对，也显示不出名字。请恢复这个文件（git restore），不要改名。"
            yield Finding(f"{corpus.docs_name}/{name}", 1, 1, "R104", Level.ERROR, message)


def _numbers(register: Register) -> Iterator[Finding]:
    """Rows have an address by their number."""
    seen: dict[str, Row] = {}
    for row in register.rows:
        number = row.get("no")
        if number and number in seen:
            message = f"序号“{number}”写了两次（另一处在第{seen[number].line}行）。每一行有自己的序号，请改正。"
            yield Finding(row.file, row.line, 1, "R102", Level.ERROR, message, number)
        seen.setdefault(number, row)


def _counted(register: Register) -> Iterator[Finding]:
    """A title that says how many rows there are says so truly."""
    title = register.meta.get("title")
    said = [int(number) for number in _HOW_MANY.findall(title)]
    if said and len(register.rows) not in said:
        message = f"题名写“{title}”，清单有{len(register.rows)}行。少了的行请补回，数目变了的请改题名。"
        yield Finding(register.meta.file, register.meta.line, 1, "R137", Level.WARNING, message, title)


def _references(corpus: Corpus, row: Row, numbers: Mapping[str, Collection[str]], *, guess: bool) -> Iterator[Finding]:
    """Risks and measures name each other by number; a form is one of its act."""
    for key, slug, what in (("measures", "measures", "举措"), ("risk", "risk-measure-matrix", "风险点")):
        known = numbers.get(slug)
        if known is None or (key == "risk" and not row.get("measure")):  # in the table of risks that column holds words
            continue
        for number in filter(None, row.get(key).split("、")):
            if known and number not in known:
                yield _finding(row, "R134", f"{what}里没有“{number}”。", number, known if guess else ())
    form, act = row.get("form"), corpus.acts.get(row.get("act"))
    if form and act and corpus.registries.forms and act.id not in corpus.unread:
        names = list(corpus.registries.forms.names(act.id))
        if form not in names:
            yield _finding(row, "R203", f"《{act.header.name}》没有“{form}”这张表格。", form, names)


def _act(corpus: Corpus, row: Row, *, guess: bool = True) -> Iterator[Finding]:
    key = "act" if row.get("act") else "mechanism"
    act_id, heading = row.get(key), row.get("heading")
    act = corpus.acts.get(act_id)
    if act_id and act is None:
        yield _finding(row, "R131", f"没有“{act_id}”这件制度。", act_id, corpus.acts if guess else ())
    elif act and heading:
        held = [e for e in act.expressions if e.header.text != "pending"]
        if held and not any(e.article_by_heading(heading) for e in held):
            known = [a.heading for e in held for a in e.document.articles() if a.heading]
            yield _finding(row, "R132", f"《{act.header.name}》的各个文本都没有条标“{heading}”。", heading, known)


def _office(row: Row, slug: str, offices: Mapping[str, Row]) -> Finding:
    message, near = unknown_office(slug, offices)
    return Finding(row.file, row.line, 1, "R201", Level.ERROR, message, slug, near)


def _finding(row: Row, code: str, message: str, word: str, known: Iterable[str]) -> Finding:
    near = process.extractOne(word, list(known), score_cutoff=50)
    hint = f"是否想写“{near[0]}”？" if near else "请核对。"
    return Finding(row.file, row.line, 1, code, Level.ERROR, message + hint, word, str(near[0]) if near else "")
