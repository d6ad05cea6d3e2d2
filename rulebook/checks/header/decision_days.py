"""Whether the number of a decision agrees with its days, and what a repealed act is said to be replaced by (H219)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rulebook.checks.header.headers import contradicted
from rulebook.checks.header.own_words import names_instrument
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event, Header, doc_no_key

_YEAR = re.compile(r"〔(\d{4})〕")
_SPRING = 3  # last month in which a number of the year before is still issued
_APART = 62  # days between the passing of a decision and its issue, at most
_OFFICE = "办"  # the last character of the 机关代字 of an office
_AGREED = re.compile("经[^，。；]{2,20}(?:同意|批准|决定|审议|审定|授权)|授权")
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
        yield contradicted(
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
        yield contradicted(text, f"history.{row.on}", message, row.doc_no)


def _other_year(number: str, days: Iterable[dt.date]) -> str:
    """The year of a 文号 that none of its days lies in; a number may be issued some weeks after its year."""
    found, days = _YEAR.search(doc_no_key(number)), list(days)
    if not found or not days:
        return ""
    year = int(found[1])
    near = any(day.year == year or (day.year == year + 1 and day.month <= _SPRING) for day in days)
    return "" if near else found[1]


def check_organ(text: Expression, before: Sequence[Header], names: Mapping[str, str]) -> Iterator[Finding]:
    """Decisions of another organ than the one whose text it is: an office does not undo what a committee decided.

    before: headers of what was. names: of offices, by id.
    """
    own = {_organ(number) for header in before for number in (header.doc_no, *(row.doc_no for row in header.history))} - {""}
    known = {row for header in before for row in header.history}
    header, was = text.header, before[-1] if before else None
    rows = [
        (f"history.{row.on}", row.event, row.doc_no, row.note)
        for row in header.history
        if row not in known and row.event in _ENDS
    ]
    if was and header.doc_no != was.doc_no and header.effective != was.effective:
        rows.append(("doc_no", header.event, header.doc_no, ""))
    for key, event, number, note in rows:
        organ = _organ(number)
        if not own or not organ or organ in own:
            continue
        lower = organ.endswith(_OFFICE) and any(one.startswith(organ[:-1]) for one in own)
        same = bool(was and was.approved and header.approved and was.approved.body == header.approved.body and key == "doc_no")
        agreed = same or bool(_AGREED.search(note))
        message = f"{event}的文号是“{number}”，这件制度是“{'、'.join(sorted(own))}”的文。"
        way = "请核对是不是有权的机关决定的。"
        if lower and not agreed:  # what was decided no program knows: the numbers of an office are used for more than its own
            body = names.get(was.approved.body, "") if was and was.approved else ""
            way = f"办公室的文不能改、不能停上级的文。请核对；确由{body or '原机关'}决定、由办公室印发的，" + (
                "approved 照实写审议机关。" if key == "doc_no" else f"在这一行的 note 写“经{body or '原机关'}同意”。"
            )
        yield Finding(text.file, line_of(text, key, number), 1, "H219", Level.WARNING, message + way, number)


def _organ(number: str) -> str:
    """The 机关代字 of a 文号 of the yearly kind, "" of another."""
    word, mark, _ = doc_no_key(number).partition("〔")
    return word if mark else ""


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
    elif not (row and row.doc_no) and not _mentions(act, text):
        message = f"{name}的字句里没有提到这件制度，也没有写决定的文号。请写 doc_no，或者核对 by。"
        yield Finding(text.file, line_of(text, "repealed"), 1, "H219", Level.WARNING, message, by)
        return
    else:
        return
    yield contradicted(text, "repealed", f"{why}。请核对 by，或者照印发文件写决定的文号（doc_no）。", by)


def _mentions(successor: Act, text: Expression) -> bool:
    """Whether what replaces an act has a name of it anywhere in its words, or says so in its header."""
    return text.act in successor.header.replaces or any(
        name in e.raw for e in successor.expressions for name in text.header.names
    )


def check_basis(text: Expression, corpus: Corpus, published: Header | None) -> Iterator[Finding]:
    """L311: an instrument that the words still name is no basis any more. published: of this very text, where it is recorded."""
    texts = [e.header for e in corpus.acts[text.act].expressions if e.header.state == "adopted" and e.key < text.key]
    old = published or (texts[-1] if texts else None)
    now, body = {reference.id for reference in text.header.basis}, text.raw.partition("\n# ")[2]
    for reference in old.basis if old else ():
        row = (corpus.registries.basis or {}).get(reference.id)
        if row and reference.id not in now and names_instrument(row, body):
            message = f"basis 没有“{reference.id}”了，可是字句里还写着《{row.get('title')}》。请照旧文本补回。"
            yield Finding(text.file, line_of(text, "basis"), 1, "L311", Level.ERROR, message, reference.id)
