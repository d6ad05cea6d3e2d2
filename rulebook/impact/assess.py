"""From two states of a rulebook to what the change between them brings about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from pydantic import BaseModel
from rapidfuzz import process
from rapidfuzz.distance import Indel

from rulebook.corpus.links import words
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Registries
from rulebook.history.align import plain
from rulebook.history.alike import ALIKE, tells
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.redline import Row, compare
from rulebook.history.status import WORDS, Status, act_status
from rulebook.impact.model import ActChange, Figure, Similar, Upper, Watch
from rulebook.impact.rests import Rests, label
from rulebook.markup.quantities import quantities
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.provision import Provision

_WATCHED = ("处罚", "罚款", "收费", "许可", "审批", "免责", "免予", "权限", "委托", "授权", "不承担责任", "强制")
_FACTS = {
    "title": "题名",
    "doc_no": "文号",
    "adopted": "通过日期",
    "issued": "印发日期",
    "effective": "施行日期",
    "expires": "有效期",
    "repealed": "废止",
    "office": "责任科室",
    "audience": "读者范围",
    "approved": "审议",
    "article_status": "条款状态",
}


class Assessor:
    """Compares ``old`` with ``new`` as of ``day``. Both are read whole once."""

    def __init__(self, old: Corpus, new: Corpus, day: dt.date) -> None:
        self.old, self.new, self.day = old, new, day
        self.rests = Rests(new)
        self.articles = [
            (act.id, act.header.title, article, plain(article))
            for act in new.acts.values()
            if act.header.collection != "law"
            for article in act.shown(day).document.articles()
        ]

    def changes(self) -> Iterator[ActChange]:
        """Every text that is not as it was, in 汇编 order; those that are gone last."""
        for act in self.new.acts.values():
            before = self.old.acts.get(act.id)
            known = {e.key: e for e in before.expressions} if before else {}
            for text in act.expressions:
                same = known.get(text.key)
                if same is None or same.raw != text.raw:
                    yield self._change(act, text, same, before)
        for act in self.old.acts.values():
            now = self.new.acts.get(act.id)
            kept = {e.key for e in now.expressions} if now else set()
            for text in act.expressions:
                if text.key not in kept:
                    yield self._gone(act, text)

    def upper(self) -> Iterator[Upper]:
        """Which articles have to be compared with their upper articles again since this change, and which no longer."""
        before, now = Rests(self.old).upper(self.day), self.rests.upper(self.day)
        yield from (row for key, row in now.items() if before.get(key) != row)
        yield from (
            dataclasses.replace(row, fresh=False) for key, row in before.items() if key not in now and key[0] in self.new.acts
        )

    def _change(self, act: Act, text: Expression, same: Expression | None, before: Act | None) -> ActChange:
        earlier = same or self._earlier(act, text, before)
        rows = tuple(r for r in compare(earlier.document, text.document) if r.label != "unchanged") if earlier else ()
        if earlier is None:
            rows = tuple(Row(None, a, "inserted") for a in text.document.articles())
        return ActChange(
            act.id,
            text.header.title,
            text.file,
            _kind(text, same),
            text.key,
            code(fingerprint(earlier)) if earlier else "",
            code(fingerprint(text)),
            WORDS[act_status(act, self.day)],
            tuple(self._seen(act, text, same)),
            rows if earlier else (),
            tuple(self._facts(earlier, text)) if earlier else (),
            tuple(self.rests.on(act, text, rows if earlier else ())),
            tuple(missing(text)),
            tuple(figures(rows)) if earlier else (),
            tuple(watch(rows)),
            tuple(self._similar(act, rows)),
        )

    def _facts(self, before: Expression, now: Expression) -> Iterator[tuple[str, str, str]]:
        for key, name in _FACTS.items():
            old, new = getattr(before.header, key), getattr(now.header, key)
            if old != new:
                yield name, _said(old, self.old.registries), _said(new, self.new.registries)

    def _earlier(self, act: Act, text: Expression, before: Act | None) -> Expression | None:
        """The text that this one follows: what stood before it, also where it was frozen by the same change."""
        older = [e for e in act.expressions if e.valid_from and text.valid_from and e.valid_from < text.valid_from]
        if older:
            return older[-1]
        return before.newest if before else None

    def _gone(self, act: Act, text: Expression) -> ActChange:
        rows = tuple(Row(a, None, "deleted") for a in text.document.articles())
        touched = tuple(self.rests.on(act, text, rows))
        seen = ("读者不再看得到这个文本，它的固定地址也没有了。",)
        return ActChange(
            act.id,
            text.header.title,
            text.file,
            "文件没有了",
            text.key,
            code(fingerprint(text)),
            "",
            "",
            seen,
            (),
            (),
            touched,
            (),
            (),
            (),
            (),
        )

    def _seen(self, act: Act, text: Expression, same: Expression | None) -> Iterator[str]:
        """What a reader sees when."""
        start, end = text.valid_from, text.valid_to
        if start and start > self.day:
            now = act.on(self.day)
            yield f"{day_words(start)}起读者看到这个文本" + (
                f"；此前看到{day_words(now.valid_from)}的文本。"
                if now and now is not text
                else f"；此前显示“{WORDS[Status.UPCOMING]}”。"
            )
        elif text.in_force(self.day):
            yield "发布后读者马上看到。"
        else:
            yield "这是过去的文本，只在时点查询和固定地址上看到。"
        if end and (same is None or same.valid_to != end):
            yield f"适用到{day_words(end)}。"

    def _similar(self, act: Act, rows: Sequence[Row]) -> Iterator[Similar]:
        """Provisions of other acts that say nearly what a changed or new article says."""
        others = [(i, title, article, said) for i, title, article, said in self.articles if i != act.id and tells(said)]
        choices = [said for *_, said in others]
        for row in rows:
            if row.new is None or not tells(own := plain(row.new)):
                continue
            for _, likeness, at in process.extract(own, choices, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=3):
                other, title, article, _ = others[at]
                yield Similar(row.new.label, other, title, article.label, round(likeness, 2))


def _kind(text: Expression, same: Expression | None) -> str:
    """The last event that the text names and that was not there before."""
    known = set(same.header.history) if same else set()
    events = [row.event for row in text.header.history if row not in known]
    if events:
        return events[-1]
    if same is None:
        return "新文本"
    return "正文" if same.document != text.document else "文件头"


def _said(value: object, registries: Registries) -> str:
    """A value of the header for a reader: an office by its name."""
    if value in (None, "", (), {}):
        return "—"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, BaseModel):
        return "　".join(_said(part, registries) for part in value.model_dump().values() if part)
    if isinstance(value, dict):
        return "；".join(f"{words(key)} {_said(part, registries)}" for key, part in value.items())
    return registries.office_name(str(value), None)


def missing(text: Expression) -> Iterator[str]:
    """What an adopted text lacks of its adoption, in words."""
    header = text.header
    if header.collection == "law" or header.state != "adopted":
        return
    for there, name in (
        (header.approved, "审议（approved）"),
        (header.doc_no, "文号（doc_no）"),
        (header.adopted, "通过日期（adopted）"),
        (header.issued, "印发日期（issued）"),
    ):
        if not there:
            yield f"{name}未登记"


def figures(rows: Sequence[Row]) -> Iterator[Figure]:
    """Figures that an article lost and gained, paired in order within their kind."""
    for row in rows:
        before, after = _counts(row.old), _counts(row.new)
        for kind in dict.fromkeys([*before, *after]):
            lost = [q for q in before.get(kind, []) if q not in after.get(kind, [])]
            gained = [q for q in after.get(kind, []) if q not in before.get(kind, [])]
            for n in range(max(len(lost), len(gained))):
                yield Figure(label(row), kind, lost[n] if n < len(lost) else "", gained[n] if n < len(gained) else "")


def _counts(article: Provision | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    text = article.own_words if article else ""
    for quantity in quantities(text):
        found.setdefault(quantity.kind, []).append(text[quantity.start : quantity.end])
    return found


def watch(rows: Sequence[Row]) -> Iterator[Watch]:
    """Words of power, money and duty that an article gained or lost."""
    for row in rows:
        old = row.old.own_words if row.old else ""
        new = row.new.own_words if row.new else ""
        for word in _WATCHED:
            if new.count(word) != old.count(word):
                yield Watch(label(row), word, _around(new if word in new else old, word))
        if old.count("应当") > new.count("应当") and new.count("可以") > old.count("可以"):
            yield Watch(label(row), "“应当”变“可以”", _around(new, "可以"))
        if old and old.count("不得") > new.count("不得"):
            yield Watch(label(row), "少了“不得”", _around(old, "不得"))


def _around(text: str, word: str) -> str:
    at = text.find(word)
    flat = text.replace("\n", "")
    return flat[max(0, at - 12) : at + 20]
