"""What is said beside a text must be in it: periods of duties, forms and matters, the term, what it repeals.

R116: a duty or step names a period, date or amount that its article does not, a form one that its act does not; an error
only in the act's own header, for a form or step may wait for a text to come, and only where it is certain. H215: 有效期 in the words without
``expires``.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.matters import load_matters
from rulebook.duty.recurrence import Frequency, Malformed, Periodic, Triggered, Unit, parse
from rulebook.lawful.correction import OFTEN
from rulebook.markup.numerals import to_int
from rulebook.markup.quantities import quantities
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.form import Form
from rulebook.model.header import Duty
from rulebook.model.provision import Provision

_UNITS = {Unit.DAYS: "日", Unit.WORKDAYS: "工作日", Unit.HOURS: "小时", Unit.MONTHS: "个月"}
_TERM = re.compile(
    r"有效期(?!满|届满|内|限?从其)[^。]{0,12}?(?:至|为|[0-9一二两三四五六七八九十]+年)|(?:试行期|本[\u4e00-\u9fff]{2,4}(?:自[^，。；]{2,20}起)?，?试行)[^。，；]{0,6}?[0-9一二两三四五六七八九十半]+(?:年|个月)"
)
_LAST = re.compile(r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月[底末]")  # 4月底: by 4月30日
_KEPT = re.compile(r"保存[^。，；]{0,8}[0-9一二三四五六七八九十]+年")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
RESTATED = frozenset({"期限", "日期", "金额", "比例"})  # kinds that are restated; 一次, 一式三份 are one's own words
_COMMON_YEAR = 2023  # February has 28 days
_LENGTH = re.compile(r"(?P<value>\d+)(?P<unit>日|工作日|小时|个月)")
_EVERY = {
    Frequency.WEEKLY: "每个?(?:周|星期)",
    Frequency.MONTHLY: "每个?月",
    Frequency.QUARTERLY: "每个?季度?",
    Frequency.HALFYEARLY: "每半年",
}
_MONTHS = re.compile("[0-9一二三四五六七八九十]月|年[末底终初内]|次年")
_LOOSE = re.compile(r"[月季年]末|[月年]底|当日|末月")


def check_agreement(corpus: Corpus) -> Iterator[Finding]:
    """Findings on the newest text of each act of our own, and on forms and matters that rest on it."""
    for act in corpus.acts.values():
        text = act.newest
        if is_published(text) or text.header.text == "pending":
            continue
        yield from _duties(text)
        yield from _term(text)
    yield from _forms(corpus)
    yield from _matters(corpus)


def _duties(text: Expression) -> Iterator[Finding]:
    known = text.document.provisions()
    for duty in text.header.duties:
        article = known.get(duty.article)
        if article is None:
            continue
        there = keys_of(article.own_words)
        said = [q for q in terms_of(duty.deadline) if q not in there]
        missing = [*said, *(q for q in _counted(duty.recurrence, article) if q not in there and q not in said)]
        if missing:
            message = (
                f"职责 {duty.id} 写的“{'、'.join(shown(q) for q in missing)}”在{article.label}里没有。"
                f"{_moved(text, duty.article, missing)}请照条文改 deadline 和 recurrence，或者核对条号；条文里已经没有这件事的，删去这一项职责。"
            )
            line = line_of(text, "id", duty.id)
            against = any(_contradicts(q, words) for q in missing for words in (article.own_words, duty.deadline))
            level = Level.ERROR if said or against else Level.WARNING  # else it may be the nearest that can be counted
            yield Finding(text.file, line, 1, "R116", level, message, duty.deadline or duty.recurrence)
        elif other := _against(duty, article):
            message = f"职责 {duty.id} 的 recurrence 写“{duty.recurrence}”，{other}。请照条文改，或者核对条号。"
            yield Finding(text.file, line_of(text, "id", duty.id), 1, "R116", Level.ERROR, message, duty.recurrence)


def _moved(text: Expression, eid: str, missing: Iterable[str]) -> str:
    """Where the one other article says it, that the duty may have gone there."""
    articles = (a for a in text.document.articles() if a.eid != eid.partition("__")[0])
    others = [a for a in articles if set(missing) <= keys_of(a.own_words)]
    return f"{others[0].label}写着，职责是那一条的，article 改成 {others[0].eid}；不是的，" if len(others) == 1 else ""


def _against(duty: Duty, article: Provision) -> str:
    """What a recurrence contradicts though its quantities stand in the article; "" where nothing."""
    counted = _counted(duty.recurrence, article)
    if len(counted) == 1 and _contradicts(counted[0], duty.deadline):
        return f"deadline 写“{duty.deadline}”"
    often = _more_often(duty.recurrence, article)
    return f"{article.label}写的是“{often}”" if often else ""


def _contradicts(key: str, words: str) -> bool:
    """Whether ``words`` name one period in the unit of ``key``, or in its likeness (日, 工作日), and it is another one."""
    read = _LENGTH.fullmatch(key)
    periods = [q for q in quantities(words) if q.kind == "期限"] if read else []
    same = [q for q in periods if read and q.unit == read["unit"]]
    alike = [q for q in periods if read and {q.unit, read["unit"]} == {"日", "工作日"} and q.value == read["value"]]
    return (len(same) == 1 and same[0].key != key) or (not same and len(alike) == 1)


def _more_often(recurrence: str, article: Provision) -> str:
    """How often the article says, where that is all it says of it and the recurrence comes round less often."""
    read, words = parse(recurrence), article.own_words
    if not isinstance(read, Periodic) or re.search(OFTEN[read.frequency], words) or _MONTHS.search(words):
        return ""
    said = {frequency: found.group() for frequency, every in _EVERY.items() if (found := re.search(every, words))}
    in_year = len(read.months) or read.frequency.yearly * read.times
    return next((every for often, every in said.items() if len(said) == 1 and often.yearly > in_year), "")


def terms_of(words: str) -> list[str]:
    """Quantities of ``words`` as compared, each once; days of one year are none."""
    return list(dict.fromkeys(q.key for q in quantities(words) if q.kind != "日子"))


@lru_cache(maxsize=4096)  # an article has several duties, and a preview asks again after every saved edit
def keys_of(words: str) -> frozenset[str]:
    """Quantities of the words of an article; a date also as its month and its day alone."""
    keys: set[str] = set()
    for found in quantities(words):
        keys.add(found.key)
        if found.unit == "月日":
            in_month, on = found.value.split("-")
            keys |= {f"{in_month}月", f"{on}日"}
    for last in _LAST.finditer(words):
        month = to_int(last["month"]) or 0
        if month in range(1, 13):
            day = calendar.monthrange(_COMMON_YEAR, month)[1]
            keys |= {f"{month}-{day}月日", f"{day}日"}
    return frozenset(keys)


def _counted(recurrence: str, article: Provision) -> list[str]:
    """The lengths and days a recurrence counts."""
    read = parse(recurrence)
    if isinstance(read, Malformed):
        return []
    if isinstance(read, Triggered):
        return [f"{length.amount}{_UNITS[length.unit]}" for length in (*read.within, *read.before, *read.after)]
    if isinstance(read, Periodic) and read.day and read.day > 0 and not _LOOSE.search(article.own_words):
        return [f"{read.day}日"]
    return []


def _term(text: Expression) -> Iterator[Finding]:
    if text.header.expires or not ("有效期" in text.raw or "试行" in text.raw):
        return
    for node in text.document.walk():
        found = _TERM.search(node.text) if node.eid else None
        if found:
            message = f"第{node.line}行写了“{found.group()}”，文件头没有 expires。请在文件头写 expires: 有效期最后一天。"
            yield Finding(text.file, node.line, 1, "H215", Level.WARNING, message, found.group())
            return


def _forms(corpus: Corpus) -> Iterator[Finding]:
    for act_id, placed in corpus.registries.forms.by_act.items() if corpus.registries.forms else ():
        act = corpus.acts.get(act_id)
        if not act or act.newest.header.text == "pending":
            continue
        said = [(form, key, words) for form in placed for key, text in _words_of(form.form) if (words := terms_of(text))]
        articles = tuple(act.newest.document.articles()) if said else ()
        there = _keys(articles)
        kept = frozenset(
            q for article in articles for found in _KEPT.finditer(article.own_words) for q in terms_of(found.group())
        )
        for form, key, words in said:
            if key == "keep" and not kept:  # then another act says how long
                continue
            missing = [q for q in words if q not in (kept if key == "keep" and q.endswith("年") else there)]
            if missing:
                message = (
                    f"表格“{form.form.name}”的 {key} 写的“{'、'.join(map(shown, missing))}”在这件制度里没有。"
                    f"{since(act, missing)}请照条文改。"
                )
                yield Finding(form.file, form.line, 1, "R116", Level.WARNING, message, "、".join(missing))


def _words_of(form: Form) -> Iterator[tuple[str, str]]:
    """What a form says of terms: its key, the words."""
    yield "when", form.when
    yield "keep", form.keep
    yield "to", form.to


def since(act: Act, missing: Sequence[str]) -> str:
    """From when the words are wrong, where the text before the newest still said so."""
    before = act.expressions[-2] if len(act.expressions) > 1 else None
    if before is None or not set(missing) <= frozenset[str]().union(*(keys_of(a.own_words) for a in before.document.articles())):
        return ""
    return f"{day_words(before.valid_to)}以前的文本是这样写的，{day_words(act.newest.valid_from)}起不是，到那天"


def _matters(corpus: Corpus) -> Iterator[Finding]:
    matters = load_matters(corpus.root, corpus.docs)
    for placed in matters.placed:
        matter = placed.matter
        acts = [corpus.acts.get(step.target.partition("#")[0]) for step in matter.steps]
        held = [act.expressions if act and act.newest.header.text != "pending" else () for act in acts]
        articles = [
            [a for text in texts if (a := text.article_by_heading(step.target.partition("#")[2]))]
            for step, texts in zip(matter.steps, held, strict=True)
        ]
        there = _keys(itertools.chain.from_iterable(articles))
        for step, line, act, texts in zip(matter.steps, placed.steps, acts, held, strict=True):
            article = texts[-1].article_by_heading(step.target.partition("#")[2]) if texts else None
            missing = [q for q in terms_of(step.within) if article and q not in keys_of(article.own_words)]
            if act and article and missing:
                message = f"事项“{matter.title}”的 within 写的“{'、'.join(map(shown, missing))}”在{article.label}里没有。{since(act, missing)}请照条文改，或者核对 target。"
                yield Finding(matters.file, line, 1, "R116", Level.WARNING, message, step.within)
            for key, words in (("what", step.what), ("only", step.only), ("to", step.to)):
                yield from _matter(matters.file, line, (matter.title, key, words), there, "各步依据的条")
        whole = _keys(a for texts in held for text in texts for a in text.document.articles())
        strong = "；".join(_STRONG.findall(matter.answer))
        yield from _matter(matters.file, placed.line, (matter.title, "answer", strong), there, "各步依据的条")
        rest = _STRONG.sub("", matter.answer)
        yield from _matter(matters.file, placed.line, (matter.title, "answer", rest), whole, "各步依据的制度")


def _keys(articles: Iterable[Provision]) -> frozenset[str]:
    return frozenset[str]().union(*(keys_of(article.own_words) for article in articles))


def _matter(file: str, line: int, said: tuple[str, str, str], there: frozenset[str], where: str) -> Iterator[Finding]:
    """said: the matter, the key, its words. there: what stands in ``where``; nothing where no text is held."""
    title, key, words = said
    sure = {q.key for q in quantities(words) if q.kind in RESTATED}
    missing = [q for q in terms_of(words) if q in sure and q not in there]
    if there and missing:
        message = (
            f"事项“{title}”的 {key} 写的“{'、'.join(map(shown, missing))}”在{where}里没有。请照条文改，或者补上写着它的一步。"
        )
        yield Finding(file, line, 1, "R116", Level.WARNING, message, words)


def shown(key: str) -> str:
    """``6-25月日`` as 6月25日."""
    if key.endswith("月日"):
        month, day = key.removesuffix("月日").split("-")
        return f"{month}月{day}日"
    return key.replace("工作日", "个工作日")
