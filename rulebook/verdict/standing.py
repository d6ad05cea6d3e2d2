"""What became of one provision by a day: it applies, was amended, moved, repealed, is not there, or comes later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from rulebook.corpus.library import title_key
from rulebook.corpus.links import full_id, words
from rulebook.history.align import plain
from rulebook.history.status import WORDS, act_status
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.day import day_words, last_day_words
from rulebook.model.provision import Document, Kind, Provision
from rulebook.verdict.held import Held


class Verdict(StrEnum):
    """What can be said of a citation for the day asked."""

    CURRENT = "current"
    AMENDED = "amended"
    REPEALED = "repealed"
    ABSENT = "absent"
    NOT_YET = "not_yet"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one provision. eid: where it stands in the text of the day. today: what today's text says there."""

    verdict: Verdict
    message: str
    eid: str = ""
    today: str = ""
    suggestion: str = ""


class Standing:
    """Judges provisions of the acts held, for one day. now: today."""

    def __init__(self, held: Held, day: dt.date, now: dt.date) -> None:
        self.held, self.day, self.now = held, day, now

    def then(self) -> str:
        """The day in words."""
        return "现在" if self.day == self.now else day_words(self.day)

    def not_in_force(self, act: Act) -> Answer:
        """Why no text of the act applied on the day."""
        first = act.expressions[0].valid_from
        if first and first > self.day:
            return Answer(Verdict.NOT_YET, f"《{act.header.title}》{day_words(first)}起施行。")
        if act.header.state != "adopted":
            return Answer(Verdict.UNCHECKED, f"《{act.header.title}》还没有通过。")
        repealed = act.header.repealed
        if act.newest.ending is Ending.REPEALED and repealed:
            successor = self.held.title(repealed.by) if repealed.by else ""
            by = f"，由《{successor}》替代" if successor else "，暂无替代规定"
            return Answer(Verdict.REPEALED, f"《{act.header.title}》{day_words(repealed.on)}起废止{by}。", suggestion=successor)
        word = WORDS[act_status(act, self.day)]
        end = act.newest.valid_to
        return Answer(
            Verdict.REPEALED,
            f"《{act.header.title}》{word}，{last_day_words(end)}。" if end else f"《{act.header.title}》{word}。",
        )

    def provision(self, act: Act, text: Expression, target: str, named: Expression | None) -> Answer:
        """One provision by its number in the text of the day. named: another text of the act that the draft means."""
        if named is not None and named.file != text.file and (own := full_id(target, named.document)):
            if named.valid_from and named.valid_from > self.day:
                told = f"{words(own)}在{day_words(named.valid_from)}起施行的文本里，{self.then()}还没有施行。"
                return Answer(Verdict.NOT_YET, told, own)
            return self.moved_from(act, named, text, own)
        eid = full_id(target, text.document)
        if not eid:
            return self._missing(act, text, target)
        parts = eid.split("__")
        for depth in range(1, len(parts) + 1):  # what it lies in may have ended: the article of a 款
            ended = text.header.article_status.get("__".join(parts[:depth]))
            if ended and ended.repealed <= self.day:
                return Answer(Verdict.REPEALED, f"{words(eid)}{day_words(ended.repealed)}起不再适用。", eid)
        return self.since(act, text, eid)

    def since(self, act: Act, text: Expression, eid: str) -> Answer:
        """A provision that applied on the day; whether it still stands so."""
        provision = text.document.provisions()[eid]
        now = act.on(self.now)
        if self.day >= self.now:
            today = provision.own_words if now is not None and now.file == text.file else ""
            return Answer(Verdict.CURRENT, f"{self.then()}适用。", eid, today)
        if now is None:
            return Answer(Verdict.CURRENT, f"{self.then()}适用；今天{WORDS[act_status(act, self.now)]}。", eid)
        if now.file == text.file:
            return Answer(Verdict.CURRENT, f"{self.then()}适用。", eid, provision.own_words)
        place = self._place(act, text, now, eid)
        if place is None:
            return Answer(Verdict.AMENDED, f"{self.then()}适用；今天的文本已经没有这一条。", eid)
        if place.eid == eid and plain(place) == plain(provision):
            return Answer(Verdict.CURRENT, f"{self.then()}适用，今天仍是这样写。", eid, place.own_words)
        moved_to = f"是{words(place.eid)}" if place.eid != eid else "已经修改"
        hint = words(place.eid) if place.eid != eid else ""
        return Answer(Verdict.AMENDED, f"{self.then()}适用；今天的文本里{moved_to}。", eid, place.own_words, hint)

    def moved_from(self, act: Act, old: Expression, text: Expression, eid: str) -> Answer:
        """A provision of an older or coming text, as the text of the day has it."""
        place = self._place(act, old, text, eid)
        when = f"{day_words(old.valid_from)}文本的{words(eid)}"
        if place is None:
            return Answer(Verdict.ABSENT, f"{when}，{self.then()}的文本里已经没有。")
        same = place.eid == eid and plain(place) == plain(old.document.provisions()[eid])
        moved_to = f"是{words(place.eid)}" if place.eid != eid else "这一条的文字已经修改"
        told = "文字没有变" if same else f"{self.then()}的文本里{moved_to}"
        hint = words(place.eid) if place.eid != eid else ""
        return Answer(Verdict.CURRENT if same else Verdict.AMENDED, f"{when}，{told}。", place.eid, place.own_words, hint)

    def _missing(self, act: Act, text: Expression, target: str) -> Answer:
        """A number that the text of the day does not have."""
        older = [e for e in act.expressions if e.valid_from and text.valid_from and e.valid_from < text.valid_from]
        for old in reversed(older):
            eid = full_id(target, old.document)
            if eid:
                answer = self.moved_from(act, old, text, eid)
                if answer.verdict is not Verdict.ABSENT:
                    return answer
        coming = [e for e in act.expressions if e.valid_from and e.valid_from > self.day]
        for new in coming:
            if eid := full_id(target, new.document):
                return Answer(Verdict.NOT_YET, f"{words(eid)}在{day_words(new.valid_from)}起施行的文本里才有。", eid)
        last, wanted = _last(text.document), words(target) or target
        clause = _clause(text.document, target)
        if clause:
            return Answer(Verdict.UNCHECKED, f"这件文件没有条，是一、二、三分段的。是否想引用{clause}？", suggestion=clause)
        if _gappy(text.document, target) or not last:
            return Answer(Verdict.UNCHECKED, f"收录的文本条号不全，{wanted}不能核对。")
        above = _above(text.document, target)
        if above:
            below = [child.eid for child in text.document.provisions()[above].children if child.eid]
            told = f"最后是{words(below[-1])}" if below else "下面不再分"
            return Answer(Verdict.ABSENT, f"没有{wanted}，{words(above)}{told}，最后一条是{last}。", suggestion=words(above))
        return Answer(Verdict.ABSENT, f"没有{wanted}，最后一条是{last}。", suggestion=last)

    def heading(self, act: Act, text: Expression, heading: str) -> Answer:
        """The article with this 条标 in the text of the day."""
        article = text.article_by_heading(heading)
        if article:
            return self.since(act, text, article.eid)
        for other in reversed(act.expressions):
            if found := other.article_by_heading(heading):
                if other.valid_from and other.valid_from > self.day:
                    return Answer(
                        Verdict.NOT_YET, f"条标“{heading}”在{day_words(other.valid_from)}起施行的文本里才有。", found.eid
                    )
                return self.moved_from(act, other, text, found.eid)
        return Answer(Verdict.ABSENT, f"没有条标为“{heading}”的条。")

    def named(self, act: Act, title: str) -> Expression | None:
        """The text meant where the draft calls the act by a title that only other texts than the day's bear."""
        bearing = [e for e in act.expressions if bears(e, title)]
        then = act.on(self.day)
        return bearing[-1] if bearing and then not in bearing else None

    def _place(self, act: Act, old: Expression, new: Expression, eid: str) -> Provision | None:
        """Where a provision of ``old`` stands in ``new``: the same 款 or 项 of the article that its article became."""
        article, mark, below = eid.partition("__")
        known = new.document.provisions()
        target = known.get(self.held.moves(act, old, new).get(article, article))
        return None if target is None else known.get(f"{target.eid}{mark}{below}", target)


def bears(text: Expression, title: str) -> bool:
    """Whether a text is called so, by its title, short title or an alias."""
    key = title_key(title)
    return any(title_key(name) == key for name in (text.header.title, text.header.short_title, *text.header.aliases) if name)


def _clause(document: Document, target: str) -> str:
    """“三、” where 第三条 is asked of a text without 条; "" where it has 条, or is not so long."""
    piece = target.partition("__")[0]
    if not piece.startswith("art_") or next(document.articles(), None) is not None:
        return ""
    clause = document.provisions().get(piece.replace("art_", "clause_", 1))
    return clause.label if clause else ""


def _last(document: Document) -> str:
    articles = list(document.articles())
    if articles:
        return articles[-1].label
    clauses = [node for node in document.body if node.kind is Kind.CLAUSE]
    return clauses[-1].label.rstrip("、") if clauses else ""


def _above(document: Document, target: str) -> str:
    """The lowest provision of ``target`` that the text has: 第三条 of 第三条第九款; "" where it has not even the article."""
    pieces, found = target.split("__"), ""
    for depth in range(1, len(pieces)):
        found = full_id("__".join(pieces[:depth]), document) or found
    return found


def _gappy(document: Document, target: str) -> bool:
    """Whether the held text skips numbers where ``target`` would stand: then nothing may be said to be absent."""
    piece = target.partition("__")[0]
    wanted = piece.removeprefix("art_").partition("-")[0]
    if not piece.startswith("art_") or not wanted.isdigit():
        return False
    numbers = sorted({a.number[0] for a in document.articles() if a.number})
    return bool(numbers) and numbers[0] <= int(wanted) <= numbers[-1] and int(wanted) not in numbers
