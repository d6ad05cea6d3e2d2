"""Whether the number of a decision agrees with its days, and what a repealed act is said to be replaced by (H219)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rulebook.checks.headers import line_of
from rulebook.corpus.load import Corpus
from rulebook.model.act import Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event, Header, doc_no_key

_YEAR = re.compile(r"〔(\d{4})〕")
_SPRING = 3  # last month in which a number of the year before is still issued
_APART = 62  # days between the passing of a decision and its issue, at most
_NATION = "中华人民共和国"
_ENDS = frozenset({"废止", "延期", "部分失效"})
_Days = Mapping[str, tuple[str, frozenset[dt.date]]]


def decided_on(corpus: Corpus) -> _Days:
    """Every 文号 that made a text: the file it stands in, the days on which that was passed and issued."""
    found: dict[str, set[dt.date]] = defaultdict(set)
    files: dict[str, str] = {}
    for text in corpus.expressions():
        number = doc_no_key(text.header.doc_no)
        if number:
            files.setdefault(number, text.file)
            found[number] |= {day for day in (text.header.adopted, text.header.issued) if day}
    return {number: (files[number], frozenset(days)) for number, days in found.items()}


def check_days(text: Expression, before: Iterable[Header], numbers: _Days) -> Iterator[Finding]:
    """Numbers that are new in ``text``: their year is that of the decision, and they are not those of another decision."""
    header, known = text.header, [(h.doc_no, h.history) for h in before]
    days = [day for day in (header.adopted, header.issued) if day]
    if header.doc_no not in [number for number, _ in known] and (wrong := _other_year(header.doc_no, days)):
        yield _told(
            text,
            "doc_no",
            f"文号“{header.doc_no}”是{wrong}年的，通过、印发的日期是{'、'.join(map(str, days))}。请照印发文件核对。",
            header.doc_no,
        )
    old = {row for _, rows in known for row in rows}
    for row in header.history:
        if row in old or row.event not in _ENDS or not row.doc_no:
            continue
        file, made = numbers.get(doc_no_key(row.doc_no), ("", frozenset[dt.date]()))
        if wrong := _other_year(row.doc_no, [row.on]):
            message = f"沿革“{row.on}{row.event}”的文号“{row.doc_no}”是{wrong}年的，和日期不合。请照印发文件核对。"
        elif made and all(abs((row.on - day).days) > _APART for day in made):
            message = (
                f"沿革“{row.on}{row.event}”的文号“{row.doc_no}”是 {file} 的文号（{min(made)}），不是这次决定的。请照印发文件写。"
            )
        else:
            continue
        yield _told(text, f"history.{row.on}", message, row.doc_no)


def _other_year(number: str, days: Iterable[dt.date]) -> str:
    """The year of a 文号 that none of its days lies in; a number may be issued some weeks after its year."""
    found, days = _YEAR.search(doc_no_key(number)), list(days)
    if not found or not days:
        return ""
    year = int(found[1])
    near = any(day.year == year or (day.year == year + 1 and day.month <= _SPRING) for day in days)
    return "" if near else found[1]


def check_successor(text: Expression, before: Iterable[Header], corpus: Corpus) -> Iterator[Finding]:
    """An act that is said to replace a repealed one is adopted, and is not over itself."""
    repealed = text.header.repealed
    if repealed is None or any(header.repealed for header in before):
        return
    row: Event | None = next((r for r in reversed(text.header.history) if r.event == "废止"), None)
    by = repealed.by or (row.by if row else "")
    act = corpus.acts.get(by)
    if act is None or act.id == text.act:
        return
    name, decided = f"《{act.header.title}》", row.on if row else repealed.on
    adopted = [e for e in act.expressions if e.header.state == "adopted"]
    last = adopted[-1].valid_to if adopted else None
    if not adopted:
        why = f"替代它的{name}还是草案"
    elif last and last < decided:
        why = f"替代它的{name}{day_words(last)}以后已经不再适用"
    else:
        return
    yield _told(text, "repealed", f"{why}。请核对 by，或者照印发文件写决定的文号（doc_no）。", by)


def check_basis(text: Expression, corpus: Corpus, published: Header | None) -> Iterator[Finding]:
    """L311: an instrument that the words still name is no basis any more. published: of this very text, where it is recorded."""
    texts = [e.header for e in corpus.acts[text.act].expressions if e.header.state == "adopted" and e.key < text.key]
    old = published or (texts[-1] if texts else None)
    now, body = {reference.id for reference in text.header.basis}, text.raw.partition("\n# ")[2]
    for reference in old.basis if old else ():
        row = (corpus.registries.basis or {}).get(reference.id)
        names = {row.get("title"), *row.many("short_titles")} - {""} if row else set()
        if row and reference.id not in now and any(f"{lead}{name}》" in body for name in names for lead in ("《", _NATION)):
            message = f"basis 没有“{reference.id}”了，可是字句里还写着《{row.get('title')}》。请照旧文本补回。"
            yield Finding(text.file, line_of(text, "basis"), 1, "L311", Level.ERROR, message, reference.id)


def _told(text: Expression, key: str, message: str, value: str) -> Finding:
    return Finding(text.file, line_of(text, key, value), 1, "H219", Level.ERROR, message, value)
