"""Which event (事项) may change what of a published text, and whether each difference has its one event.

Words and structure change by 勘误 (a misprint) or, as a new text, by 修正 and 修订; what holds from when to when by
废止, 延期 and 部分失效; a slip in what is registered beside the words by 登记更正. One event covers one difference.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from rulebook.corpus.header_lines import line_of
from rulebook.lawful.correction import uncorrected
from rulebook.lawful.facts import FORM_AND_STEP, LEGAL, apart, duty_said, legal, said, shape, words, written
from rulebook.lawful.noted import otherwise
from rulebook.lawful.slips.disguise import disguised, exchanged, reordered
from rulebook.lawful.slips.misprint import spelt
from rulebook.markup.over import SURELY
from rulebook.model.act import Ending, Expression
from rulebook.model.header import Event, Header, Repealed

MAY_CHANGE: Mapping[str, frozenset[str]] = {  # event → keys of the header (the part before a dot), or words
    "勘误": frozenset({"words"}),
    "废止": frozenset({"repealed"}),
    "延期": frozenset({"expires"}),
    "部分失效": frozenset({"article_status"}),
    # whatever has no event of its own
    "登记更正": frozenset(LEGAL) - {"title", "collection", "effective", "expires", "repealed"}
    | {"provenance", "basis", "duties", "history"},
}
LATE_ENTRY = "补录"  # word in the note of a row that is entered after its day
LATE_REASON = "为什么当时没有登记"  # what messages show in place of the reason
NEW_TEXT = frozenset({"制定", "修正", "修订"})  # events that make a text of their own
LATE = dt.timedelta(days=31)  # after its last day, in which a term's extension, decided in time, may still be entered
_AROUND, _SHOWN = 4, 20  # characters shown of a difference: around it, of it
MARKS = 3  # in one text, between what is published and what an erratum makes of it
_MARK = re.compile(r"[\W_]")
_END = re.compile(r"[\W_]+$")
_CLAUSE = re.compile("[；。！？]")
NO_EVENT = "没有对应的事项"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as published. key: ``words``, ``structure``, or a legal fact. line: 1-based, in the file."""

    key: str
    line: int
    old: object = None
    new: object = None

    @property
    def what(self) -> str:
        """In words."""
        if self.key == "words":
            return f"第{self.line}行“{'”→“'.join(in_place(str(self.old), str(self.new)))}”"
        if self.key == "structure":
            return f"第{self.line}行起的段落（增删、合并或者拆开）"
        if self.key.startswith("duties.") and not (self.old and self.new):
            return f"文件头 {self.key}（{'加了一项' if self.new else '删了一项'}：{duty_said(self.new or self.old)}）"
        old, new = apart(self.old, self.new)
        return f"文件头 {self.key}（{said(old)}→{said(new)}）"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is not in order. row: the event it is about, None where a difference has no event."""

    line: int
    why: str
    row: Event | None = None
    difference: Difference | None = None


def in_place(old: str, new: str) -> tuple[str, str]:
    """What two lines differ in, with a few characters around it."""
    wrong, right = exchanged(old, new)
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    before, after = old[max(0, start - _AROUND) : start], old[start + len(wrong) :][:_AROUND]
    return f"{before}{wrong[:_SHOWN]}{after}", f"{before}{right[:_SHOWN]}{after}"


def differences(before: Expression, now: Expression) -> list[Difference]:
    """Everything in which ``now`` is not the published text ``before``, words first."""
    found = list(_words(before, now))
    if not found and shape(before) != shape(now):
        pairs = zip(shape(before), shape(now), strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), 0)
        nodes = [n for n in now.document.walk() if n.eid or n.label or n.text.strip()]
        found.append(Difference("structure", nodes[min(at, len(nodes) - 1)].line if nodes else 1))
    titles = (f"# {before.header.title}", f"# {now.header.title}")
    told = any(d.key == "words" and (d.old, d.new) == titles for d in found)
    old, new = legal(before.header), legal(now.header)
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key) and not (key == "title" and told):
            found.append(Difference(key, line_of(now, key), old.get(key), new.get(key)))
    return found


def _words(before: Expression, now: Expression) -> Iterable[Difference]:
    old, new = words(before), words(now)
    matcher = difflib.SequenceMatcher(None, [line.words for line in old], [line.words for line in new], autojunk=False)
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag == "replace" and k - i == m - j:
            yield from (Difference("words", b.number, a.words, b.words) for a, b in zip(old[i:k], new[j:m], strict=True))
        elif tag != "equal":
            yield Difference("structure", new[min(j, len(new) - 1)].number if new else 1)


def unlawful(
    before: Expression, now: Expression, since: dt.date | None, today: dt.date, names: Iterable[str], elsewhere: str = ""
) -> list[Wrong]:
    """What of the differences has no lawful event, and which events have no difference; ``unexplained`` for what is recorded.

    before: as published. since: the ledger's day of that text, None where it is decided and not yet recorded.
    names: registered names of offices and roles. elsewhere: the words of the other acts.
    """
    old, new = Counter(before.header.history), Counter(now.header.history)
    fresh, lost = list((new - old).elements()), list((old - new).elements())
    wrong = [w for row in fresh if (w := _badly_dated(row, before, now, since, today))]
    undated = [w.row for w in wrong if w.row]
    dated = [row for row in fresh if row not in undated]
    found = differences(before, now)
    made = [row for row in dated if row.event in NEW_TEXT]
    if lost or made:
        found.append(Difference("history", line_of(now, "history"), tuple(r.event for r in lost), tuple(r.event for r in made)))
    unused = [row for row in dated if row not in made]
    for difference in found:
        row, why = _event(difference, unused, before, now, (since, today), (tuple(names), f"{written(before)}\n{elsewhere}"))
        if row is not None:
            unused.remove(row)
        if why and not (why == NO_EVENT and _covering(difference, undated)):  # told with its row
            wrong.append(Wrong(difference.line, why, row, difference))
    places = sum(_places(d) - 1 for d in found if d.key == "words")  # each of several slips in a line may have its row
    for row in [row for row in unused if row.event == "勘误"][:places]:
        unused.remove(row)
    wrong += _many_marks(found, next((row for row in dated if row.event == "勘误"), None))
    lines = [(str(d.old), str(d.new)) for d in found if d.key == "words"]
    known = [*unused, *(w.row for w in wrong)]
    notes = otherwise((row for row in dated if row.event == "勘误" and row not in known), lines)
    wrong += [Wrong(line_of(now, f"history.{row.on}"), why, row) for row, why in notes]
    unused = [row for row in unused if row.event != "撤回" and not _of_free_key(row, before.header, now.header)]
    wrong += [Wrong(line_of(now, "history"), _needless(row), row) for row in unused]
    return wrong


def _needless(row: Event) -> str:
    key = row.item.partition(".")[0]
    if row.event == "登记更正" and _free(key):
        return f"{key} 可以直接改，不用写登记更正。请删去{row.on}登记更正这一行"
    return f"沿革写了{row.on}{row.event}，可是没有它改动的地方"


def _free(key: str) -> bool:
    """Whether a key of the header may change without an event."""
    return key in Header.model_fields and key not in MAY_CHANGE["登记更正"] | {*LEGAL, "history"}


def _of_free_key(row: Event, before: Header, now: Header) -> bool:
    """Whether a 登记更正 tells of what did change, and needed no row: it does no harm."""
    key = row.item.partition(".")[0]
    return row.event == "登记更正" and _free(key) and getattr(before, key) != getattr(now, key)


def _places(difference: Difference) -> int:
    """In how many places a line differs."""
    edits = Levenshtein.opcodes(str(difference.old), str(difference.new))
    return sum(edit.tag != "equal" for edit in edits)


def _many_marks(found: Iterable[Difference], row: Event | None) -> list[Wrong]:
    """Marks put right inside lines: so many at once, or another number of clauses, are a text read otherwise."""
    inside, clauses = [], 0
    for difference in found:
        old, new = (_END.sub("", str(side)) for side in (difference.old, difference.new))
        if difference.key == "words" and old != new and _MARK.sub("", old) == _MARK.sub("", new):
            inside.append(difference)
            clauses += abs(len(_CLAUSE.findall(old)) - len(_CLAUSE.findall(new)))
    if not row or (len(inside) <= MARKS and clauses <= 1):
        return []
    why = f"一共改了{len(inside)}处行中的标点，分句也会跟着变。勘误一次最多改{MARKS}处、一处分句，改内容要写修正"
    return [Wrong(inside[-1].line, why, row, inside[-1])]


def unexplained(before: Expression, now: Expression) -> list[Wrong]:
    """Of two texts that were both recorded, the differences that have no event, and errata that change what is ordered.

    How a row must be written, and what is a misprint, was judged by the rules of the day on which it was recorded.
    """
    old, new = Counter(before.header.history), Counter(now.header.history)
    fresh, lost = list((new - old).elements()), list((old - new).elements())
    found = [d for d in differences(before, now) if not _free_once(d)]
    if lost:
        found.append(Difference("history", line_of(now, "history"), tuple(r.event for r in lost), ()))
    wrong = []
    for difference in found:
        key = difference.key.partition(".")[0]
        row = _covering(difference, fresh)
        why = "" if row else NO_EVENT
        if row and key == "words":
            why = "；".join(reordered(spelt(str(difference.old)), spelt(str(difference.new))))
        elif row:
            fresh.remove(row)
        if why:
            wrong.append(Wrong(difference.line, why, row, difference))
    return wrong


def _free_once(difference: Difference) -> bool:
    """Whether texts were recorded with this difference without an event, as it was no legal fact."""
    if difference.key.startswith("duties.") and isinstance(difference.old, tuple) and isinstance(difference.new, tuple):
        return [part for n, part in enumerate(difference.old) if n not in FORM_AND_STEP] == [
            part for n, part in enumerate(difference.new) if n not in FORM_AND_STEP
        ]
    return difference.key.partition(".")[0] in {"short_title", "basis", "forms", "provenance"}


def _badly_dated(row: Event, before: Expression, now: Expression, since: dt.date | None, today: dt.date) -> Wrong | None:
    if row.event in NEW_TEXT:
        return None
    made = before.header.adopted or before.header.issued
    why = ""
    if row.on > today:
        why = f"沿革里的{row.event}日期（{row.on}）还没有到。没有发生的事不能登记"
    elif odd := strange(row):
        why = odd
    elif row.event in _ENDINGS and now.ending is Ending.SUPERSEDED and now.valid_to and now.valid_to < (row.effective or row.on):
        why = f"这个文本到{now.valid_to}已经被新文本代替，{row.event}要写在现行文本的沿革里"
    elif made and row.on < made:
        why = f"沿革里的{row.event}日期（{row.on}）早于这个文本的通过日期（{made}）"
    elif since and row.on < since and (row.event in {"勘误", "登记更正"} or not (row.doc_no or row.by or _successor(now))):
        why = f"沿革里的{row.event}日期（{row.on}）早于这个文本记入台账的日期（{since}）"
    return Wrong(line_of(now, f"history.{row.on}"), why, row) if why else None


_ENDINGS = frozenset({"废止", "延期", "部分失效"})
_WHOLE = re.compile("本[\u4e00-\u9fff]{2}(?:同时|一并)?(?:废止|失效|停止|暂停|不再)")
_KEYS = {  # keys of a row besides on, event, doc_no and note
    "勘误": frozenset[str](),
    "登记更正": frozenset({"item"}),
    "废止": frozenset({"effective", "by"}),
    "延期": frozenset({"until"}),
    "部分失效": frozenset({"effective", "by", "item"}),
    "撤回": frozenset({"effective"}),
}
_OVER = re.compile(SURELY)


def strange(row: Event) -> str:
    """What a row says that its event does not."""
    allowed = _KEYS.get(row.event, frozenset({"effective"}))
    more = [key for key in ("effective", "until", "by", "item") if getattr(row, key) and key not in allowed]
    if more:
        return f"{row.event}不写 {'、'.join(more)}，请从这一行删去"
    if (row.event in {"勘误", "登记更正", "延期"} and _OVER.search(row.note)) or (
        row.event == "部分失效" and _WHOLE.search(row.note)
    ):
        return f"{row.event}的说明写了“{row.note}”，{row.event}不能停用制度，请只写改了什么"
    return ""


def _successor(now: Expression) -> str:
    return now.header.repealed.by if now.header.repealed else ""


def _event(
    difference: Difference,
    rows: list[Event],
    before: Expression,
    now: Expression,
    days: tuple[dt.date | None, dt.date],
    house: tuple[tuple[str, ...], str],
) -> tuple[Event | None, str]:
    """The row that covers a difference, and why it does not do so lawfully ("" where it does)."""
    key, (since, today) = difference.key.partition(".")[0], days
    row = _covering(difference, rows)
    if key == "words":
        wrong, right = exchanged(str(difference.old), str(difference.new))
        reasons = disguised(str(difference.old), str(difference.new), wrong, right, *house)
        if _tree(before) != _tree(now):
            reasons.append("改变了条、款、项的编号或者结构")
        other = "" if row else NO_EVENT
        return row, f"这不是勘误：{'；'.join(reasons)}。勘误只改错字、漏字，改内容要写修正" if reasons else other
    if row is None:
        return None, NO_EVENT
    if key == "repealed":
        if difference.old or not isinstance(difference.new, Repealed):
            return row, "已经登记的废止不能改动或者取消"
        return row, repealing(row, difference.new, now, since)
    if key == "expires":
        return row, _extension(difference, row, today)
    if key == "article_status":
        if difference.old or not isinstance(difference.new, tuple):
            return row, "部分失效只能增加，不能改动或者取消"
        return row, ending(row, difference.new, since)
    return row, uncorrected(difference.key, difference.old, difference.new, now)


def _covering(difference: Difference, rows: Iterable[Event]) -> Event | None:
    """The first of ``rows`` that may change what differs, and is about it."""
    key = difference.key.partition(".")[0]
    return next((row for row in rows if key in MAY_CHANGE.get(row.event, ()) and _names(row, difference)), None)


def _names(row: Event, difference: Difference) -> bool:
    """Whether the row is about this difference, as far as rows say."""
    name, _, item = difference.key.partition(".")
    if row.event == "登记更正":
        return row.item in {difference.key, difference.key.rstrip("+"), name}
    if row.event == "部分失效" and isinstance(difference.new, tuple):
        return row.item in {"", item} and (row.effective or row.on) == difference.new[0]
    return name != "history"


def _tree(expression: Expression) -> list[tuple[str, str, bool]]:
    """(三) is （三）."""
    return [(n.eid, unicodedata.normalize("NFKC", n.label), bool(n.heading)) for n in expression.document.walk() if n.eid]


def repealing(row: Event, new: Repealed, now: Expression, since: dt.date | None) -> str:
    """Why a repeal is not lawful, "" where it is. since: the ledger's day of the text, None where it is not recorded."""
    if not (row.doc_no or row.by or new.by):
        return "废止要写决定的文号（doc_no），或者由哪件制度替代（by）"
    if now.act in {row.by, new.by}:
        return "废止的制度不能由自己替代"
    if row.by and new.by and row.by != new.by:
        return f"文件头 repealed 的替代（{new.by}）和沿革里废止的替代（{row.by}）不同"
    if late := _backwards("废止", row, new.on, since):
        return late
    if new.on != (row.effective or row.on):
        return f"文件头 repealed 的日期（{new.on}）和沿革里废止的日期（{row.effective or row.on}）不同"
    return f"废止日期（{new.on}）早于决定日期（{row.on}）。废止不能往前算" if new.on < row.on else ""


def ending(row: Event, new: tuple[dt.date, str], since: dt.date | None) -> str:
    """Why an article may not end so before its act, as ``repealing``. new: the first day without it, what replaces it."""
    first, by = new
    if not (row.doc_no or row.by or by):
        return "部分失效要写决定的文号（doc_no），或者由哪一条替代（by）"
    if first < row.on:
        return f"部分失效的日期（{first}）早于决定日期（{row.on}）。不能往前算"
    return _backwards("部分失效", row, first, since)


def _backwards(event: str, row: Event, first: dt.date, since: dt.date | None) -> str:
    """Whether the day lies where the site has already been published without it, and no reason is given."""
    if not since or first >= since or entered_late(row):
        return ""
    return (
        f"{event}日期（{first}）早于这个文本记入台账的日期（{since}），过去某一天的效力会跟着改变；"
        f"当时确已{event}、现在补录的，在这一行的 note 写“{LATE_ENTRY}”和{LATE_REASON}"
    )


def entered_late(row: Event) -> bool:
    """Whether a row says that it is entered after its day, and why: the placeholder 原因 is no reason."""
    before, said, after = row.note.partition(LATE_ENTRY)
    return bool(said) and len(re.sub(rf"[\W_]|原因|理由|说明|{LATE_REASON}", "", before + after)) > 1


def _extension(difference: Difference, row: Event, today: dt.date) -> str:
    old, new = difference.old, difference.new
    if not isinstance(old, dt.date) or not isinstance(new, dt.date):
        return "有效期不能由延期增加或者取消"
    if new <= old:
        return f"延期只能延长，不能由{old}缩短到{new}"
    if row.until and row.until != new:
        return f"文件头 expires（{new}）和沿革里延期的日期（{row.until}）不同"
    if row.on > old or today > old + LATE:
        return f"有效期到{old}，期满后不能延长，应当重新制定"
    return ""
