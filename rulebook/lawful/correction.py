"""登记更正: what may be put right in what is registered beside the words, and only as the words say."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from rulebook.duty.recurrence import Anchored, Frequency, Length, Periodic, Triggered, Unit, parse
from rulebook.lawful.facts import OF_DUTY
from rulebook.markup.numerals import NUMERAL, to_int
from rulebook.markup.quantities import quantities
from rulebook.model.act import Expression
from rulebook.model.header import Approved, Duty
from rulebook.model.provision import Provision

_WIDER = ("党委", "中层以上", "全体")
_UNITS = {Unit.HOURS: "小时", Unit.DAYS: "[日天]", Unit.WORKDAYS: "个?工作日", Unit.MONTHS: "个?月"}
OFTEN = {  # words of an article that say so
    Frequency.WEEKLY: "每周|每星期|按周|逐周",
    Frequency.MONTHLY: "每月|按月|月度|逐月",
    Frequency.QUARTERLY: "每季|季度|按季|逐季",
    Frequency.HALFYEARLY: "半年",
    Frequency.YEARLY: "每年|年度|全年|按年|逐年|年终|年底|年初|年末",
}
_BEFORE = dt.timedelta(days=60)  # a committee may have agreed so long before a text is adopted
_OTHERWISE = re.compile(r"半年|\d年|\d周|星期|季度|[次当][日天]")  # a length that a recurrence counts in another unit
_GIVES_UP = re.compile("不再|不用|不必|无需|不需|免[于予除]|取消|停止|可以|视情|酌情|适当|自愿|自行(?:刻制|处理|决定)")
_WHEN = re.compile(r"每(?:周|月|季度?|半年|年)|\d{1,2}月\d{1,2}日|\d+个?(?:工作日|小时|日|天|月)(?:以?内|以?前)")
_LINKS = frozenset("自从收到接起后前内以之日时于在每按、，；（）")  # characters that only link a day to what it is counted from
_SENTENCE = re.compile("[。；;]")  # as they stand, and as ``plain`` writes them
_CLAUSE = re.compile("[。；;，,：:]")
_ALIKE = 0.7  # of two clauses, one of which stands for the other
_DATE = re.compile(r"(\d{1,2})月(\d{1,2})日")


def uncorrected(key: str, old: object, new: object, now: Expression) -> str:
    """Why a change of what is registered under ``key`` is none that 登记更正 may make, "" where it may."""
    if key == "audience" and (new not in _WIDER or _WIDER.index(str(new)) > _WIDER.index(str(old))):
        return f"读者范围不能由登记更正从{old}放宽到{new}"
    if key == "security" and old and not new:
        return "密级不能由登记更正取消"
    if key == "provenance.kind" and new == "published":
        return "本局的制度不能登记成公开法律法规"
    if key == "history" and isinstance(old, tuple) and isinstance(new, tuple) and Counter(old) - Counter(new):
        return "沿革的行可以补、可以改正，不能由登记更正删去"
    if key == "approved" and isinstance(new, Approved) and new.on:
        made, issued = now.header.adopted or now.header.issued, now.header.issued or now.header.adopted
        if made and issued and not made - _BEFORE <= new.on <= issued:
            return f"审议日期（{new.on}）不在通过、印发日期（{made}、{issued}）前后"
    if key.startswith("duties."):
        was = old if isinstance(old, tuple) else ()
        return _as_said(was, new, now) or same_thing(was, new, now) if isinstance(new, tuple) else dropped(was, now)
    return ""


def _words_of(eid: str, now: Expression) -> str:
    article = now.document.provisions().get(eid)
    return plain(f"{article.label}{article.heading}{article.own_words}") if article else ""


def same_thing(old: tuple[str, ...], duty: tuple[str, ...], now: Expression) -> str:
    """Why a duty says of who does what, and where, what its article does not, "" where it says it.

    old, duty: the facts of a duty as ``facts.legal`` gives them; old is empty where there was none.
    """
    (eid, who, _, what, *_), said = duty, _words_of(duty[0], now)
    gives_up = _GIVES_UP.search(what)
    if gives_up and gives_up.group() not in said and not (old and gives_up.group() in old[3]):
        return f"职责写“{what}”，{eid} 没有“{gives_up.group()}”"
    if not old:
        return ""
    form = OF_DUTY.index("form")
    if old[form] and duty[form] != old[form] and f"《{old[form]}》" in said:
        return f"职责的表格由“{old[form]}”改成“{duty[form] or '无'}”，{eid} 写着《{old[form]}》"
    if plain(old[1]) in _words_of(old[0], now) and plain(who) not in said:
        moved = f"职责“{what}”的“{who}”不在 {eid} 的字句里"
        return moved if who == old[1] else f"职责由“{old[1]}”改成“{who}”，{eid} 写的是“{old[1]}”"
    if eid != old[0] and _shared(what, said) < _shared(what, _words_of(old[0], now)):
        return f"职责“{what}”是 {old[0]} 的，不是 {eid} 的"
    return ""


def _shared(words: str, said: str) -> int:
    """How many pairs of characters of ``words`` stand in the article."""
    return sum(words[n : n + 2] in said for n in range(len(words) - 1))


def dropped(old: tuple[str, ...], now: Expression) -> str:
    """Why a duty may not be taken out: its article still says when, and no other duty of the article is of that time."""
    article, said = old[0].partition("__")[0], _words_of(old[0], now)
    if article in [item.article.partition("__")[0] for item in now.header.no_duty]:
        return ""
    others = [duty for duty in now.header.duties if duty.article.partition("__")[0] == article]
    known = {key for duty in others for key in _times(duty.recurrence, duty.deadline, said)}
    own = [words for key, words in _times(old[-2], old[-1], said).items() if key not in known]
    left = own if others else _WHEN.findall(said)
    if left:
        return f"{old[0]} 还写着“{left[0]}”，职责“{old[3]}”不能由登记更正删去；不派事的写进 no_duty 并说明理由"
    return ""


def _times(recurrence: str, deadline: str, said: str) -> dict[str, str]:
    """The periods and days of a duty that its article says: as compared, in words."""
    there = {q.key: said[q.start : q.end] for q in quantities(said)}
    out = {key: there[key] for key in _keys(recurrence, deadline) if key in there}
    read = parse(recurrence)
    often = re.search(OFTEN[read.frequency], said) if isinstance(read, Periodic) else None
    return {**out, **({often.group(): often.group()} if often else {})}


def _keys(recurrence: str, deadline: str) -> set[str]:
    """What a duty says of lengths, days and times, as compared."""
    return {q.key for q in quantities(f"{deadline}；{_lengths(recurrence)}")}


def went_with(old: Duty, new: Duty, before: Provision, article: Provision) -> bool:
    """Whether a new text took the time of a duty out of a sentence of its article, and says there what the duty says now."""
    was, now = (plain(one.own_words) for one in (before, article))
    lost, gained = ("。".join(set(_SENTENCE.split(a)) - set(_SENTENCE.split(b))) for a, b in ((was, now), (now, was)))
    keys, others = _keys(old.recurrence, old.deadline), _keys(new.recurrence, new.deadline)
    left, there = ({q.key for q in quantities(words)} for words in (lost, gained))
    gone, missing = (keys - others) & (left - there), (others - keys) - there
    often = [read.frequency if isinstance(read, Periodic) else None for read in (parse(old.recurrence), parse(new.recurrence))]
    if often[0] is not often[1]:
        said = [[read and bool(re.search(OFTEN[read], words)) for words in (lost, gained)] for read in often]
        gone |= {often[0].value} if often[0] and said[0] == [True, False] else set()
        missing |= {often[1].value} if often[1] and not said[1][1] else set()
    return bool(gone) and not missing


def of_other_clause(old: Duty, new: Duty, before: Provision, article: Provision) -> str:
    """The clause that said when a duty is due, as the new text has it, where the duty takes its time from elsewhere; else "".

    Only where one clause said so, and one stands in its place with another time. A duty that kept its time had it from the
    clause that says its deadline word for word.
    """
    was, now = ([part for part in _CLAUSE.split(plain(one.own_words)) if part] for one in (before, article))
    keys, others = _keys(old.recurrence, old.deadline), _keys(new.recurrence, new.deadline)
    if keys == others:
        held = [part for part in was if old.deadline and plain(old.deadline) in part]
    else:
        held = [part for part in was if (keys - others) & {q.key for q in quantities(part)}]
    if len(held) != 1 or held[0] in now or (keys != others and not others - keys):
        return ""
    best = max(now, key=lambda part: Indel.normalized_similarity(held[0], part), default="")
    said = {q.key for q in quantities(best)}
    alike = bool(best) and best not in was and Indel.normalized_similarity(held[0], best) >= _ALIKE
    return best if alike and said and not said & others else ""


def _sentence(what: str, said: str) -> str:
    """The sentence of the article that a duty is of: the one that shares most with what it says, "" where none does."""
    best = max(_SENTENCE.split(said), key=lambda sentence: _shared(what, sentence))
    return best if _shared(what, best) else ""


def _says(said: str, deadline: str) -> bool:
    """Whether the words of a deadline stand in the article, in whatever order 收到后3日内 and 自收到之日起3日内 put them."""
    there = {q.key for q in quantities(said)}
    own = [q.key for q in quantities(deadline)]
    return deadline in said or (bool(own) and set(own) <= there and all(c in said or c in _LINKS for c in deadline))


def _as_said(old: tuple[str, ...], duty: tuple[str, ...], now: Expression) -> str:
    """The term of a duty stands in the words of its article, and nothing that stands there is dropped."""
    eid, *_, recurrence, deadline = duty
    article = now.document.provisions().get(eid)
    said = plain(f"{article.label}{article.own_words}") if article else ""
    before = old[-1] if old else ""
    if before and not deadline:
        return f"职责的期限“{before}”不能由登记更正删去"
    if deadline and deadline != before and not _says(said, plain(deadline)):
        return f"职责的期限“{deadline}”不在 {eid} 的字句里，不能由登记更正改动"
    if old and recurrence == old[-2] and deadline == before:
        return ""
    own = _sentence(duty[3], said)
    held, given = ({q.key for q in quantities(words)} for words in (own, f"{deadline}；{_lengths(recurrence)}"))
    was = {q.key for q in quantities(f"{before}；{_lengths(old[-2])}")} if old else set()
    if was and was <= held and (other := sorted(given - held)):
        return f"职责的期限改成了“{'、'.join(other)}”，它不在写这项职责的那一句里"
    if old and recurrence == old[-2]:
        return ""
    wrong = next(_not_said(recurrence, old[-2] if old else recurrence, said), "")
    return f"职责的期限（{recurrence}）和 {eid} 的字句不合：{wrong}。不能由登记更正改动" if wrong else ""


def _lengths(recurrence: str) -> str:
    """The lengths that a recurrence counts, and how many times, in words."""
    read = parse(recurrence)
    words = [f"{read.times}次"] if isinstance(read, Periodic) and read.times > 1 else []
    lengths: tuple[Length | None, ...] = ()
    if isinstance(read, Triggered):
        lengths = (*read.within, *read.before, *read.after)
    elif isinstance(read, Anchored):
        lengths = (read.before, read.after)
    elif isinstance(read, Periodic):
        lengths = (read.within,)
    words += [f"{length.amount}{_UNITS[length.unit].strip('[]天').replace('?', '')}" for length in lengths if length]
    return "；".join(words)


def out_of_words(recurrence: str, before: str, article: Provision) -> str:
    """What a recurrence says that its article does not, though the article still says what it was ``before``; "" where nothing."""
    said, read, was = plain(f"{article.label}{article.own_words}"), parse(recurrence), parse(before)
    if recurrence == before or next(_not_said(before, before, said), ""):
        return ""
    if isinstance(read, Triggered) and isinstance(was, Triggered) and _OTHERWISE.search(said):
        return ""
    return next(_not_said(recurrence, before, said), "")


def _not_said(recurrence: str, before: str, said: str) -> Iterator[str]:
    read, was = parse(recurrence), parse(before)
    if isinstance(read, Triggered):
        lengths: tuple[Length, ...] = (*read.within, *read.before, *read.after)
        for length in lengths:
            if not re.search(rf"(?<!\d){length.amount}{_UNITS[length.unit]}", said):
                yield f"条文没有{length.amount}{_UNITS[length.unit].strip('[]').replace('?', '')[:3]}"
        if not lengths and isinstance(was, Triggered) and (was.within or was.before or was.after):
            yield "条文的期限没有了"
        if isinstance(was, Periodic):
            yield "定期的变成了遇事才办的"
    elif isinstance(read, Periodic):
        if not re.search(OFTEN[read.frequency], said):
            yield "条文没有这样的频次"
        dates = [(int(month), int(day)) for month, day in _DATE.findall(said)]
        months, days = (
            {month for month, _ in dates},
            {day for _, day in dates} | {int(d) for d in re.findall(r"(\d{1,2})日", said)},
        )
        old = was if isinstance(was, Periodic) else Periodic(read.frequency)
        if months & set(old.months) - set(read.months):
            yield "条文里的日期少了"
        if months and set(read.months) - months - set(old.months):
            yield "条文没有这几个月"
        if read.day != old.day and read.day not in days:
            yield "条文没有这一天"
        if read.times < old.times:
            yield "次数少了"
    elif recurrence != before:
        yield "要核对条文，按修正办"


def plain(text: str) -> str:
    """Without blanks, numbers in digits."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(f"[{NUMERAL}]+", lambda found: str(to_int(found[0]) or found[0]), text)
