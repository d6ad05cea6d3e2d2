"""What a header says beside the words of its text, where a change brings it: a reviewer is shown what no word bears out.

H219: facts that are others than in the text before, sources that no register of facts holds, a term that no word says.
H217: words of the text, or names and notes beside it, by which readers take it for ended.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Row
from rulebook.lawful import ledger
from rulebook.lawful.events import NEW_TEXT
from rulebook.lawful.facts import OF_DUTY, apart, legal, said
from rulebook.markup.over import SURELY
from rulebook.model.act import Expression
from rulebook.model.document_types import ITSELF, OUR
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header

_TOLD = frozenset(  # facts that are asked of nothing else where they change
    ["title", "short_title", "document_type", "issuer", "office", "interpreter", "audience", "security", "disclosure", "demonstration",
     "replaces", "provenance"]
)  # fmt: skip
OUTSIDE = frozenset({"行业组织", "派驻机构"})  # kinds of the register of bodies that are not the bureau's
_OWN_EVENT = frozenset(
    {"title", "repealed", "expires", "article_status"}
)  # of a recorded text, changed by other rows than 登记更正
_TERM = re.compile(r"有效期|(?<!（)(?:试行|暂行)(?!）)|(?:执行|施行|适用|实施)[^。，；]{0,4}至|至\d{4}年[^。]{0,12}[止失]")
_OWN_END = re.compile(  # nothing between but when it begins, who issues and explains it
    rf"{ITSELF}"
    r"(?:[已也，起]|已经|经[^，。；]{2,20}(?:审定|审议|通过|批准|同意)|由[^，。；]{2,16}(?:解释|印发)|[自从至][^，。；]{2,16}[起止]|[施试]行|实施|同时|即行|一并|予以|全部|全文)*"
    rf"(?:{SURELY})(?![前后时的])"
)
_AT_ONCE = re.compile(rf"{ITSELF}[^。；《》]{{0,30}}?自[印发公布]{{2}}之日起[施试]行")
_SINCE = re.compile(r"自[^。；\n]{2,16}起[施试]行")
_YEAR = 366  # days
_BINDS = re.compile(
    f"{SURELY}|为准|参考|无效|有效|停|不(?!同|断|仅|只)|可以|应当|必须|替代|代替|改[为由按成]|优先"
    r"|[\d一二三两半]+(?:个?工作日|个月|小时|日[内前后]|(?<!\d{4})年(?![版\d]))"
)
_PLAIN = re.compile(r"[\W_]")
_KINDS = re.compile(f"管理|实施|暂行|试行|工作|{OUR}|的")
_APART = re.compile("……|…")


def check_beside(text: Expression, before: Sequence[Header], corpus: Corpus) -> Iterator[Finding]:
    """Findings on a text that is not as it was recorded. before: headers of what was, the nearest last."""
    old = before[-1] if before else None
    if old:
        yield from _facts(text, old, corpus.registries.offices)
        yield from _names(text, old, corpus)
        yield from _looked_at(text, old)
    yield from _rows(text, old, corpus)
    yield from _office(text, old, corpus)
    yield from _source(text, before, corpus)
    header, body = text.header, text.raw.partition("\n# ")[2]
    begun = header.expires and (header.effective is None or header.expires >= header.effective)  # else it is told by H120
    if begun and not any(was.expires for was in before) and not _TERM.search(body):
        message = f"expires 写{header.expires}，字句里没有有效期。请照印发文件删去，或者核对正文。"
        yield _told(text, "expires", "H219", Level.ERROR if old else Level.WARNING, message)
    if header.issued and header.effective and header.effective != header.issued and (found := _AT_ONCE.search(body)):
        message = f"正文写“{found.group()}”，effective 是{header.effective}，印发日期是{header.issued}。请照印发文件改成一样。"
        yield _told(text, "effective", "H207", Level.WARNING, message)
    if old and header.effective not in {was.effective for was in before}:
        yield from _days(text, corpus)
    articles = [article.eid for article in text.document.articles()]
    if len(articles) > 1 and set(articles) <= set(header.article_status) and not header.repealed:
        message = "每一条都写了不再适用，这件制度却还是现行的。请写废止（history 加一行），或者核对是哪几条。"
        yield _told(text, "history", "H219", Level.WARNING, message)
    ended = _OWN_END.search(body)
    if ended and not (header.repealed or header.expires):
        message = f"正文写“{ended.group()}”，文件头没有废止，也没有有效期。停用要写废止（history 加一行），这里请照印发文件改。"
        line = text.raw[: text.raw.index(ended.group())].count("\n") + 1
        yield Finding(text.file, line, 1, "H217", Level.ERROR, message, ended.group())


def _days(text: Expression, corpus: Corpus) -> Iterator[Finding]:
    """A new text that begins long after its decision, or says no more when it begins."""
    header = text.header
    if header.issued and header.effective and (header.effective - header.issued).days > _YEAR:
        message = f"印发日期是{header.issued}，{header.effective}才施行，相隔一年以上。请对照印发文件核对这两个日期。"
        yield _told(text, "effective", "H219", Level.WARNING, message)
    earlier = [e for e in corpus.acts[text.act].expressions if e.key < text.key and e.header.state == "adopted"]
    if earlier and _SINCE.search(earlier[-1].raw) and not _SINCE.search(text.raw):
        message = "上一个文本写了自哪一天起施行，这个文本没有写。请对照印发文件核对，漏了的补上。"
        yield _told(text, "effective", "H207", Level.WARNING, message)


def _facts(text: Expression, old: Header, offices: Mapping[str, Row] | None) -> Iterator[Finding]:
    """Facts that a decision or a correction changed. Of a text that was recorded, whatever its 登记更正 changed."""
    now, was = legal(text.header), legal(old)
    corrected = old.effective == text.header.effective
    for key in [key for key in {**was, **now} if now.get(key) != was.get(key)]:
        name = key.partition(".")[0]
        unknown = name in {"office", "interpreter"} and offices is not None and now.get(key) not in offices  # told by R201
        moved = key == "expires" and old.expires is not None and not _says_day(text, text.header.expires)
        if unknown or (name in _OWN_EVENT if corrected else name not in _TOLD and not moved):
            continue
        message = f"文件头 {key} {_change(was.get(key), now.get(key))}，页面会跟着变。请对照印发文件核对。"
        yield Finding(text.file, line_of(text, *key.split(".")[:2]), 1, "H219", Level.WARNING, message, key)
    for row in text.header.history:
        if row.event == "登记更正" and not row.note and row not in old.history:
            message = f"沿革里{row.on}的登记更正没有写 note。请写明原来怎么错了。"
            yield Finding(text.file, line_of(text, "history"), 1, "H219", Level.WARNING, message, row.item)


def _says_day(text: Expression, day: dt.date | None) -> bool:
    return day is not None and f"{day.year}年{day.month}月{day.day}日" in text.raw


def _looked_at(text: Expression, old: Header) -> Iterator[Finding]:
    """Which upper texts it is said to have been compared with: what is 待核 no longer, a reviewer is told."""
    was = {reference.id: reference.checked for reference in old.basis}
    for reference in text.header.basis:
        if reference.checked != was.get(reference.id, reference.checked):
            message = (
                f"basis 的 {reference.id} 核对日期{_change(was[reference.id], reference.checked)}，那以前的变化不再列进“依据待核”。"
                "请核对真的逐条对照过。"
            )
            yield Finding(text.file, line_of(text, "basis", reference.id), 1, "H219", Level.WARNING, message, reference.id)
    for item in text.header.basis_checked:
        if item not in old.basis_checked:
            message = f"basis_checked 写 {item.article} 和 {item.id} {item.checked}的文本对照过，“依据待核”不再列这一处。请核对真的对照过。"
            yield Finding(text.file, line_of(text, "basis_checked", item.article), 1, "H219", Level.WARNING, message, item.id)


def _change(old: object, new: object) -> str:
    """From what to what; of a duty, in which of its facts."""
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new) == len(OF_DUTY):
        pairs = [(key, a, b) for key, a, b in zip(OF_DUTY, old, new, strict=True) if a != b]
        return "，".join(f"的 {key} 由“{said(a)}”改成“{said(b)}”" for key, a, b in pairs)
    was, now = apart(old, new)
    return f"由“{said(was)}”改成“{said(now)}”"


def _rows(text: Expression, old: Header | None, corpus: Corpus) -> Iterator[Finding]:
    """Rows of 沿革 that speak of a text which is here speak of its day."""
    held = {e.header.effective: e.header for e in corpus.acts[text.act].expressions if e.header.text == "held"}
    for row in text.header.history:
        of = held.get(row.effective) if row.event in NEW_TEXT and row not in (old.history if old else ()) else None
        days = {day for day in (of.adopted, of.issued, of.approved and of.approved.on) if day} if of else set()
        if days and row.on not in days:
            message = (
                f"沿革“{row.on}{row.event}”说的是{row.effective}施行的文本，它的通过、印发日期是{'、'.join(map(str, sorted(days)))}。"
                "请改成一样。"
            )
            yield _told(text, f"history.{row.on}", "H219", Level.ERROR, message)


def _office(text: Expression, old: Header | None, corpus: Corpus) -> Iterator[Finding]:
    """The office that answers for the text is one of the bureau's, and there is still one."""
    slug = text.header.office
    row = (corpus.registries.offices or {}).get(slug)
    if row is None or (old and old.office == slug):
        return
    ended = row.get("ended")
    if ended and ended <= str(ledger.latest_day(())) and not (text.valid_to and str(text.valid_to) <= ended):
        message = f"责任科室写“{row.get('name')}”，它自{ended}撤销。请写承继的科室。"
        yield _told(text, "office", "H219", Level.ERROR, message)
    elif row.get("kind") in OUTSIDE:
        message = f"责任科室写“{row.get('name')}”（{row.get('kind')}），不是本局的科室。请核对。"
        yield _told(text, "office", "H219", Level.WARNING, message)


def _names(text: Expression, old: Header, corpus: Corpus) -> Iterator[Finding]:
    header = text.header
    others = {act.header.category for act in corpus.acts.values() if act.id != text.act}
    if header.category != old.category and header.category not in others:
        message = f"category 由“{old.category}”改成“{header.category}”，没有别的制度用这一类。请核对，或者用已有的一类。"
        yield _told(text, "category", "H217", Level.WARNING, message)
    known = header.title + header.short_title + "".join(old.aliases) + text.raw.partition("\n# ")[2]
    for alias in header.aliases:
        strange = "".join(c for c in _KINDS.sub("", alias) if c not in known) if alias not in old.aliases else ""
        lead = alias.partition(header.short_title or header.title)[0] if alias not in old.aliases else ""
        if strange or (lead and lead != alias) or (alias not in old.aliases and not _near(alias, known)):
            message = f"aliases 新加的“{alias}”不像是这件制度的名字，检索和引用会用它。请核对。"
            yield _told(text, "aliases", "H217", Level.WARNING, message)
    notes = [(f"see_also（{s.article}）", s.note) for s in header.see_also if s not in old.see_also]
    notes += [(f"no_duty（{n.article}）", n.reason) for n in header.no_duty if n not in old.no_duty]
    for key, words in notes:
        if (found := _BINDS.search(words)) and not re.search(SURELY, words):  # that is told of every header
            message = f"{key} 写了“{words}”，读者会当成规定。这里只写编者的说明，不写“{found.group()}”一类的话。"
            yield _told(text, key.partition("（")[0], "H217", Level.WARNING, message)


def _near(alias: str, known: str) -> bool:
    """Whether two characters that stand together in ``alias`` do so in what the act says, its 文种 left out."""
    own = _KINDS.sub("", alias)
    return any(own[n : n + 2] in known for n in range(max(1, len(own) - 1)))


def _source(text: Expression, before: Sequence[Header], corpus: Corpus) -> Iterator[Finding]:
    """A quotation of the source stands in the register of its sentences, where there is one; 题名见于来源 is seen in it."""
    source = text.header.provenance
    known = [old.provenance for old in before if old.provenance]
    if not source or not source.quote:
        return
    sentences = _PLAIN.sub("", "".join(r.get("quote") for reg in corpus.registries.registers.values() for r in reg.rows))
    pieces = [_PLAIN.sub("", piece) for piece in _APART.split(source.quote)]
    if sentences and source.quote not in [old.quote for old in known] and not all(piece in sentences for piece in pieces):
        message = f"provenance 的 quote 写“{source.quote}”，登记的来源原句里没有。请照来源的原话写。"
        yield _told(text, "provenance", "H219", Level.WARNING, message)
    if source.kind == "named" and "named" not in [old.kind for old in known] and not _near(text.header.title, source.quote):
        message = "provenance 写 named（题名见于来源），quote 里没有这个题名。请写 described 或者 inferred。"
        yield _told(text, "provenance", "H219", Level.WARNING, message)


def _told(text: Expression, key: str, code: str, level: Level, message: str) -> Finding:
    return Finding(text.file, line_of(text, key), 1, code, level, message)
