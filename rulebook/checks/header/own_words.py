"""What the words of a text say of it themselves is no matter of registration (H219): asked of facts that a change brings.

Who explains, what kind of text it is, who agreed to it, what it rests on. Doubtful is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rulebook.checks.header.headers import contradicted
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.registry import Row, former_names
from rulebook.history.renumber import renumbering
from rulebook.lawful.events import NEW_TEXT
from rulebook.lawful.unlike import astray
from rulebook.markup.over import OVER
from rulebook.model.act import Expression
from rulebook.model.day import day_words, last_day_words
from rulebook.model.document_types import ITSELF
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header, doc_no_key

_EXPLAINS = re.compile(r"由(?P<who>[^，。；由]{2,20}?)(?:负责|承担|进行)?解释")
_ISSUES = re.compile(r"由(?P<who>[^，。；由]{2,20}?)印发")
_AGREED = re.compile(
    rf"{ITSELF}(?:已)?(?:于[^，。；]{{4,12}})?经(?P<who>[^，。；经]{{2,14}}?)(?:会议|全体会议)?"
    r"(?:审定|审议通过|讨论通过|集体通过)"
)
_AT_END = re.compile(r"[（(][^（）()]*[）)]$")
_NATION = "中华人民共和国"
CUSTOM = 3  # texts that show one
_GONE = re.compile(f"{OVER}|原《|原来|期满|曾经|此前|代替")
_YEAR = 366  # days
_NAME = 0.6  # share of a short title that is taken from the title


def check_stated(text: Expression, before: Sequence[Header], corpus: Corpus) -> Iterator[Finding]:
    """Findings on facts of ``text`` that none of the headers ``before`` has."""
    header, body = text.header, text.raw.partition("\n# ")[2]
    offices = corpus.registries.offices or {}

    def fresh(key: str) -> bool:
        return bool(getattr(header, key)) and getattr(header, key) not in [getattr(old, key) for old in before]

    if fresh("interpreter") and (said := _other(_EXPLAINS, body, header.interpreter, offices)):
        yield contradicted(
            text, "interpreter", f"interpreter 写的是“{_name(offices, header.interpreter)}”，字句里写由“{said}”解释。请照字句改。"
        )
    if fresh("approved") and header.approved and (said := _other(_AGREED, body, header.approved.body, offices)):
        yield contradicted(
            text, "approved", f"审议机关写“{_name(offices, header.approved.body)}”，字句里写经“{said}”审定。请照字句改。"
        )
    issues = _ISSUES.search(body)
    if fresh("issuer") and issues and issues["who"] in _names(offices) and issues["who"] not in header.issuer:
        yield contradicted(text, "issuer", f"issuer 写“{header.issuer}”，字句里写由“{issues['who']}”印发。请照字句改。")
    if fresh("document_type") and (kind := _other_kind(header, corpus)):
        yield contradicted(
            text,
            "document_type",
            f"document_type 写“{header.document_type}”，题名是“{header.title}”。请写“{kind}”，或者核对题名。",
        )
    if before and fresh("short_title") and _alike(header.short_title, header.title) < _NAME:
        message = f"short_title“{header.short_title}”不像是“{header.title}”的简称。请从题名里取字。"
        yield contradicted(text, "short_title", message, level=Level.WARNING)
    if fresh("adopted") and header.adopted and header.issued and (header.issued - header.adopted).days > _YEAR:
        yield contradicted(
            text, "adopted", f"通过日期（{header.adopted}）比印发日期（{header.issued}）早一年以上。请照印发文件核对。"
        )
    if before and fresh("renumbered") and (wrong := _false_numbers(text, corpus)):
        yield contradicted(text, "renumbered", wrong)
    yield from _duties(text, before, corpus)
    yield from _sources(text, before, corpus, body)


def _names(offices: dict[str, Row]) -> dict[str, str]:
    """Every name of an office, other and former ones too, to its id."""
    return {
        name: slug
        for slug, row in offices.items()
        for name in (row.get("name"), *row.many("aliases"), *(name for name, _ in former_names(row)))
    }


def _name(offices: dict[str, Row], slug: str) -> str:
    return offices[slug].get("name") if slug in offices else slug


def _other(said: re.Pattern[str], body: str, slug: str, offices: dict[str, Row]) -> str:
    """The one registered office that the words name, where it is another one than ``slug``."""
    names = _names(offices)
    named = {names[found["who"]] for found in said.finditer(body) if found["who"] in names}
    return _name(offices, named.pop()) if len(named) == 1 and slug not in named and slug in offices else ""


def _other_kind(header: Header, corpus: Corpus) -> str:
    """The 文种 with which the title ends, where the header says another one."""
    title = _AT_END.sub("", header.title)
    known = {e.header.document_type for e in corpus.expressions() if e.header.document_type != header.document_type} - {""}
    ends = [kind for kind in known if title.endswith(kind)]
    return "" if title.endswith(header.document_type) or not ends else max(ends, key=len)


def _alike(short: str, title: str) -> float:
    """How much of ``short`` is characters of ``title``."""
    return sum(character in title for character in short) / len(short)


def _false_numbers(text: Expression, corpus: Corpus) -> str:
    texts = [e for e in corpus.acts[text.act].expressions if e.header.state == "adopted" and e.key < text.key]
    if not texts:
        return "renumbered 写了新旧条号，可是没有更早的文本。请删去。"
    return astray(text, renumbering(texts[-1].document, text.document))


def _duties(text: Expression, before: Sequence[Header], corpus: Corpus) -> Iterator[Finding]:
    """The office of a duty is the one that ``who`` names."""
    offices = corpus.registries.offices or {}
    called = {row.get("name"): slug for slug, row in offices.items()}
    known = {(duty.who, duty.office) for header in before for duty in header.duties}
    for duty in text.header.duties:
        named = called.get(duty.who, duty.office)
        if named != duty.office and (duty.who, duty.office) not in known:
            message = f"职责 {duty.id} 的 who 写“{duty.who}”，office 写的却是“{_name(offices, duty.office)}”。请写 {named}，或者改 who。"
            yield Finding(text.file, line_of(text, "duties", duty.id), 1, "H219", Level.ERROR, message, duty.office, named)


def _sources(text: Expression, before: Sequence[Header], corpus: Corpus, body: str) -> Iterator[Finding]:
    """What the text rests on and takes the place of."""
    header, basis = text.header, corpus.registries.basis or {}
    known = {reference.id for old in before for reference in old.basis}
    for reference in header.basis:
        row = basis.get(reference.id)
        if row and reference.id not in known and not names_instrument(row, body):
            message = f"basis 写《{row.get('title')}》，字句里没有提到它。请核对，或者照字句改。"
            yield contradicted(text, "basis", message, level=Level.WARNING)
    for act_id in set(header.replaces) - {act for old in before for act in old.replaces}:
        act = corpus.acts.get(act_id)
        if act and not act.header.repealed and act.newest.valid_to is None:
            message = (
                f"replaces 写它替代《{act.header.title}》，那一件没有废止。请核对；确实替代的，在那里的 history 加一行废止。"
            )
            yield contradicted(text, "replaces", message, level=Level.WARNING)


def names_instrument(row: Row, body: str) -> bool:
    """Whether the words name an instrument of the register."""
    names = {row.get("title"), *row.many("short_titles")} - {""}
    return any(f"{lead}{name}》" in body for name in names for lead in ("《", _NATION))


def check_made(text: Expression, corpus: Corpus) -> Iterator[Finding]:
    """Of a new act: its 沿革 ends in this text, what ends it or an article of it has its row, its facts are like others'."""
    header = text.header
    own = [e.header for e in corpus.expressions() if e.act != text.act and not is_published(e) and e.header.state == "adopted"]
    if header.issuer and len(own) >= CUSTOM and header.issuer not in {other.issuer for other in own}:
        message = f"issuer 写“{header.issuer}”，本局没有别的制度由它印发。请照印发文件核对。"
        yield contradicted(text, "issuer", message, level=Level.WARNING)
    if header.approved is None:
        message = "新制度没有登记审议情况，页面写“未登记”。知道的请在文件头补一行：approved: {body: 审议机关的 id, on: 日期}。"
        yield Finding(text.file, line_of(text, "effective"), 1, "L313", Level.WARNING, message)
    taken = {duty.id: other.title for other in own for duty in other.duties}
    known = text.document.provisions()
    for duty in header.duties:
        article = known.get(duty.article.partition("__")[0])
        if duty.id in taken:
            message = f"职责 {duty.id} 是《{taken[duty.id]}》已经用的编号，日历和清单会混在一起。请换一个。"
            yield Finding(text.file, line_of(text, "duties", duty.id), 1, "H214", Level.WARNING, message, duty.id)
        if article and not any(duty.what[n : n + 2] in article.own_words for n in range(max(1, len(duty.what) - 1))):
            message = f"职责 {duty.id} 写“{duty.what}”，{article.label}没有这样的话。请照条文写，或者核对条号。"
            yield Finding(text.file, line_of(text, "duties", duty.id), 1, "H219", Level.WARNING, message, duty.id)
    made = [row for row in header.history if row.event in NEW_TEXT]
    last = made[-1] if made else None
    if last and last.effective and last.effective != header.effective:
        message = f"沿革最后写的是{last.effective}施行的{last.event}，文件头 effective 是{header.effective}。请改成一样，或者补上这个文本的一行。"
        yield contradicted(text, f"history.{last.on}", message)
    elif last and last.doc_no and header.doc_no and doc_no_key(last.doc_no) != doc_no_key(header.doc_no):
        message = f"沿革里{last.event}的文号“{last.doc_no}”和文件头的“{header.doc_no}”不同。请照印发文件改成一样。"
        yield contradicted(text, f"history.{last.on}", message)
    rows = {row.event for row in header.history}
    for key, event in (("repealed", "废止"), ("article_status", "部分失效")):
        if getattr(header, key) and event not in rows:
            by = header.repealed.by if key == "repealed" and header.repealed else ""  # whose words may decide it
            message = f"文件头写了 {key}，沿革没有{event}。请在 history 加{event}的一行，或者删去 {key}。"
            yield contradicted(text, key, message, level=Level.WARNING if by else Level.ERROR)
    other = [row.event for row in header.history if row.event not in NEW_TEXT]
    if other:
        message = f"新收录的制度，沿革里已经有{'、'.join(dict.fromkeys(other))}，站点以前没有显示过它。请对照印发文件核对。"
        yield contradicted(text, "history", message, level=Level.WARNING)


def check_over(text: Expression, corpus: Corpus) -> Iterator[Finding]:
    """Acts that a new text names, as no text before it did, though they will be over when it begins."""
    since = text.valid_from
    earlier = "".join(e.raw for e in corpus.acts[text.act].expressions if e.key < text.key)
    for act in corpus.acts.values() if since else ():
        last = act.newest.valid_to
        if act.id == text.act or act.header.state != "adopted" or not last or not since or last >= since:
            continue
        for name in (act.header.title, act.header.short_title):
            lines = [line for line in text.raw.partition("\n# ")[2].split("\n") if f"《{name}》" in line] if name else []
            line = next((line for line in lines if line not in earlier and not _GONE.search(line)), "")
            if line:
                number = text.raw.split("\n").index(line) + 1
                message = f"第{number}行写《{name}》，它{last_day_words(last)}，这个文本{day_words(since)}才施行。请改引现行的，或者写明是原来的。"
                yield Finding(text.file, number, 1, "C122", Level.WARNING, message, name)
                break
