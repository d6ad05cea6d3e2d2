"""修正、修订 (amend): the newest text is frozen, and the header of the next one prepared.

Pure: the corpus goes in, planned file texts come out. What the rules of time (design: an expression is
frozen once it has been followed) do not allow raises :class:`ChangeRefused` with a way out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rulebook.change.cited import citing
from rulebook.change.find import find_act
from rulebook.change.plan import DOC_NO, Change, ChangeRefused, rewritten, written_over
from rulebook.change.written_out import filed
from rulebook.corpus.editions import load_editions
from rulebook.corpus.load import Corpus
from rulebook.history.renumber import Renumbering, renumbering
from rulebook.lawful.facts import same_words
from rulebook.markup import header_edit
from rulebook.markup.parse import parse
from rulebook.markup.source import Source, split_header
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.header import Approved, doc_no_key

_MODEL_TEXTS = frozenset({"named", "described", "inferred"})


@dataclass(frozen=True, slots=True)
class Instrument:
    """The document that amends (修改决定): when it takes effect, its number, when it was adopted and issued, who approved it."""

    effective: dt.date
    doc_no: str = ""
    issued: dt.date | None = None
    adopted: dt.date | None = None
    event: str = "修正"
    note: str = ""
    approved: Approved | None = None

    def decided(self, today: dt.date) -> dt.date:
        """The day of the decision as far as it is known."""
        return self.adopted or self.issued or today


def amend(corpus: Corpus, ids: Sequence[str], instrument: Instrument, today: dt.date, text: Source | None = None) -> Change:
    """Freeze the newest text of each act and prepare its next expression.

    Several ids: one instrument changes them all (打包修改); all of them or none.
    text: the new words of a single act (its own front matter is ignored).
    Raises ``ChangeRefused`` with everything that speaks against it, of all acts at once.
    """
    writes: dict[str, str | None] = {}
    notes: list[str] = _instrument_notes(instrument, today)
    reasons: list[str] = []
    for act_id in dict.fromkeys(ids):
        try:
            change = _amend_one(corpus, find_act(corpus, act_id), instrument, today, text)
        except ChangeRefused as refusal:
            reasons.extend(refusal.reasons)
        else:
            writes.update(change.writes)
            notes.extend(change.notes)
    reasons = _instrument_reasons(instrument) + reasons
    if reasons:
        raise ChangeRefused(*reasons)
    return Change(writes, tuple(notes))


def _instrument_reasons(instrument: Instrument) -> list[str]:
    adopted, issued, effective = instrument.adopted, instrument.issued, instrument.effective
    reasons = []
    if adopted and issued and issued < adopted:
        reasons.append(f"印发日期（{issued}）早于通过日期（{adopted}）。请核对印发文件。")
    if adopted and effective < adopted:
        reasons.append(f"施行日期（{effective}）早于通过日期（{adopted}）。请核对印发文件。")
    return reasons


def _instrument_notes(instrument: Instrument, today: dt.date) -> list[str]:
    notes = []
    ahead = [
        f"{name}（{day}）"
        for name, day in (("通过日期", instrument.adopted), ("印发日期", instrument.issued))
        if day and day > today
    ]
    if ahead:
        notes.append(f"{'、'.join(ahead)}还没有到，今天是{today}，现在提交检查不会通过。请到那天再提交，或者改正日期。")
    if instrument.issued and instrument.issued > instrument.effective:
        notes.append(f"印发日期（{instrument.issued}）晚于施行日期（{instrument.effective}），请核对印发文件。")
    missing = [name for name, value in (("文号", instrument.doc_no), ("印发日期", instrument.issued)) if not value]
    if missing:
        notes.append(f"还没有写{'和'.join(missing)}，印发后请补到文件头和沿革里。")
    if instrument.approved is None:
        notes.append(
            "没有写审议情况，页面写“未登记”。知道的请在文件头补 approved: {body: 审议机关 id, meeting: 会议, on: 日期}。"
        )
    if instrument.doc_no and not DOC_NO.fullmatch(doc_no_key(instrument.doc_no)):
        notes.append(f"文号“{instrument.doc_no}”不像“x司党〔2026〕18号”的写法，请核对。")
    return notes


def _amend_one(corpus: Corpus, act: Act, instrument: Instrument, today: dt.date, text: Source | None) -> Change:
    _may_amend(corpus, act, instrument, today)
    newest = dataclasses.replace(act.newest, raw=filed(act.newest, act))
    frozen = frozen_path(newest)
    notes = []
    if newest.header.effective and newest.header.effective > today:
        notes.append(f"《{act.header.title}》最新文本{day_words(newest.header.effective)}才施行，这次修改排在它之后。")
    if not newest.header.history:
        notes.append(f"《{act.header.title}》的沿革没有登记以前的制定、修改，请照印发文件补登。")
    raw, changed = newest.raw, {"effective", "issued", "adopted", "doc_no", "history", "renumbered", "approved", "demonstration"}
    edits: list[Callable[[str], str]] = [lambda header: _coming_header(header, instrument, today)]
    if _is_demonstration(corpus, newest, instrument):
        edits.append(lambda header: header_edit.put(header, "demonstration", "true"))
    expires = newest.header.expires
    if expires and instrument.effective > expires:
        edits.append(lambda header: header_edit.drop(header, "expires"))
        changed.add("expires")
        notes.append(f"《{act.header.title}》旧文本{day_words(expires)}期满，新文本没有有效期；有的请在文件头写 expires。")
    published = written_over(corpus, act) if text is None else None
    if published:
        since = renumbering(published.document, newest.document)
        edits.append(
            lambda header: header_edit.put(header, "renumbered", header_edit.flow(since.moved)) if since.moved else header
        )
        notes.append(f"《{act.header.title}》改过的文件作为新文本，旧文本照台账原样存下，职责、链接的条号请核对。{_moved(since)}")
    if text is not None:
        raw = _new_words(newest, text)
        found = renumbering(newest.document, parse(raw, newest.file)[0])
        edits.append(lambda header: _follow(header, found))
        changed |= set(header_edit.BY_ARTICLE)
        notes.extend(_follow_notes(newest, found))
        cited = citing(corpus, act, instrument.effective, set(found.moved) | found.gone)
        notes.extend(f"引用的条号已经变动，请核对是否一并修改：{line}" for line in cited)

    def edit(header: str) -> str:
        for step in edits:
            header = step(header)
        return header

    before: dict[str, str | None] = {text.file: text.raw for text in act.expressions if text.unfiled}
    old = published.raw if published else newest.raw
    return Change(before | {frozen: old, newest.file: rewritten(newest, raw, edit, changed)}, tuple(notes))


def _may_amend(corpus: Corpus, act: Act, instrument: Instrument, today: dt.date) -> None:
    newest, name, effective = act.newest, f"《{act.header.title}》", instrument.effective
    header = newest.header
    if header.text == "pending":
        raise ChangeRefused(f"{name}的正文还没有录入（text: pending）。请先录入现行文本，再修改。")
    if header.repealed:
        raise ChangeRefused(f"{name}自{day_words(header.repealed.on)}起废止，不能修改。要恢复这项制度，请重新制定。")
    if header.expires and max(instrument.decided(today), effective - dt.timedelta(days=1)) > header.expires:
        raise ChangeRefused(
            f"{name}有效期到{day_words(header.expires)}，期满后不能修改，应当重新制定。"
            "期满以前可以先用 rulebook extend 延期，或者让新文本在期满次日以前施行。"
        )
    if header.effective is None:
        raise ChangeRefused(f"{name}没有登记施行日期，旧文本没有地方保存。请先在 {newest.file} 补 effective。")
    taken = next((e for e in act.expressions if e.header.effective == effective), None)
    if taken:
        raise ChangeRefused(f"{name}已经有{day_words(effective)}施行的文本（{taken.file}）。请改用另一个施行日期。")
    if effective < header.effective:
        raise ChangeRefused(
            f"{name}最新文本{day_words(header.effective)}起施行，新文本的施行日期（{effective}）不能更早。"
            f"请核对 --effective；要改旧文本里的错字，用 rulebook erratum {act.id} --expression 施行日期。"
        )
    frozen = frozen_path(newest)
    unread = [e.file for other in corpus.unread.values() for e in other.expressions]
    if frozen in {*unread, *(e.file for e in corpus.expressions()), *(p.file for p in corpus.pages)}:
        raise ChangeRefused(f"{frozen} 已经存在。请核对里面是不是{name}的旧文本，挪开以后再试。")


def frozen_path(newest: Expression) -> str:
    """Where the newest text goes when the next one comes: ``<slug>/<its effective date>.md``."""
    return f"{newest.file.removesuffix('.md')}/{newest.key}.md"


def _coming_header(header: str, instrument: Instrument, today: dt.date) -> str:
    """The header of the next expression: dates and number of the instrument, one more row of history."""
    doc_no = doc_no_key(instrument.doc_no)
    values = (
        ("doc_no", header_edit.scalar(doc_no) if doc_no else ""),
        ("adopted", instrument.adopted.isoformat() if instrument.adopted else ""),
        ("issued", instrument.issued.isoformat() if instrument.issued else ""),
        ("effective", instrument.effective.isoformat()),
    )
    for key, value in values:
        header = header_edit.put(header, key, value) if value else header_edit.drop(header, key)
    row = {
        "on": instrument.decided(today).isoformat(),
        "event": instrument.event,
        "doc_no": doc_no,
        "effective": instrument.effective.isoformat(),
        "note": instrument.note,
    }
    header = header_edit.append(header, "history", header_edit.flow(row))
    for key in ("renumbered", "approved"):
        header = header_edit.drop(header, key)
    if instrument.approved:
        body = {key: str(value) for key, value in instrument.approved.model_dump().items() if value}
        header = header_edit.put(header, "approved", header_edit.flow(body))
    return header


def _is_demonstration(corpus: Corpus, newest: Expression, instrument: Instrument) -> bool:
    """Whether a model text comes after the day of the last edition: what the report says ends there, the rest is for show."""
    provenance, editions = newest.header.provenance, load_editions(corpus).all
    model = provenance is not None and provenance.kind in _MODEL_TEXTS
    return model and bool(editions) and instrument.effective > editions[-1].as_of


def _new_words(newest: Expression, text: Source) -> str:
    """The whole file with the old header and the words of ``text``."""
    newline = newest.document.newline
    body = text.body.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n")
    if not body.strip():
        raise ChangeRefused(f"{text.file} 里没有正文。请把新的全文写在里面。")
    if not body.startswith("# "):
        body = f"# {newest.header.title}\n\n{body}"
    raw = split_header(newest.raw, newest.file).head + newline + (body + "\n").replace("\n", newline)
    title = parse(raw, newest.file)[0].title
    if title != newest.document.title:
        raise ChangeRefused(
            f"{text.file} 的题名“{title}”和《{newest.header.title}》不一样。请先用原题名；要改题名的，写好后把文件头 title 和正文题名一起改。"
        )
    if same_words(raw, newest.raw):
        raise ChangeRefused(
            f"{text.file} 和《{newest.header.title}》现在的文本一字不差，没有可以登记的修改。请核对是不是拿错了文件。"
        )
    return raw


def _follow(header: str, found: Renumbering) -> str:
    """Write ``renumbered``; duties, editor's links and article statuses go with their articles."""
    if found.moved:
        header = header_edit.put(header, "renumbered", header_edit.flow(found.moved))
    for key in header_edit.BY_ARTICLE:
        header = header_edit.remap(header, key, found.moved, found.gone)
    return header


def _moved(found: Renumbering) -> str:
    return f"条号有变动，已写入文件头 renumbered，请核对：{found.words()}。" if found.moved else ""


def _follow_notes(newest: Expression, found: Renumbering) -> list[str]:
    name = f"《{newest.header.title}》"
    notes = [f"{name}{_moved(found)}"] if found.moved else []
    lost = [f"{d.id}（{d.what}）" for d in newest.header.duties if d.article.partition("__")[0] in found.gone]
    lost += [f"编者链接 {s.target}" for s in newest.header.see_also if s.article.partition("__")[0] in found.gone]
    if lost:
        notes.append(f"{name}有的条已经删去，文件头里这些也随着去掉了，请核对：{'、'.join(lost)}。")
    return notes
