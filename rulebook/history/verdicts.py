"""核对引用: what became, by a given day, of the provision that a draft cites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rulebook.citation.extract import citations
from rulebook.corpus.library import Library, build_library, title_key
from rulebook.corpus.links import full_id, words
from rulebook.corpus.load import Corpus
from rulebook.history.align import plain
from rulebook.history.article_history import moved
from rulebook.history.quotation import quoted, says
from rulebook.history.redline import Row, compare
from rulebook.history.status import WORDS, act_status
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.day import day_words
from rulebook.model.header import doc_no_key
from rulebook.model.provision import Document, Kind, Provision


class Verdict(StrEnum):
    """What can be said of a citation for the day asked."""

    CURRENT = "current"
    AMENDED = "amended"
    REPEALED = "repealed"
    ABSENT = "absent"
    NOT_YET = "not_yet"
    UNCHECKED = "unchecked"


VERDICT_WORDS = {
    Verdict.CURRENT: "现行",
    Verdict.AMENDED: "已修改",
    Verdict.REPEALED: "已废止",
    Verdict.ABSENT: "无此条",
    Verdict.NOT_YET: "尚未施行",
    Verdict.UNCHECKED: "未能核对",
}
_WORST = (Verdict.ABSENT, Verdict.REPEALED, Verdict.NOT_YET, Verdict.AMENDED, Verdict.UNCHECKED, Verdict.CURRENT)


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation of a draft with what is said of it.

    act: id of the act, "" where unknown. eids: the provisions in the text of the day.
    today: what today's text says there, "" where there is none. message: one sentence for the reader.
    equal: whether the quoted words are those of the day's text, None where nothing is quoted.
    suggestion: the right title, number or 文号, "" where there is none to offer.
    """

    citation: Citation
    verdict: Verdict
    message: str
    act: str = ""
    eids: tuple[str, ...] = ()
    today: str = ""
    equal: bool | None = None
    suggestion: str = ""

    @property
    def target(self) -> str:
        """``act#art_5;act#art_6``; the act alone where no provision is named; "" where it is not known."""
        return ";".join(f"{self.act}#{eid}" for eid in self.eids) if self.eids else self.act


@dataclass(frozen=True, slots=True)
class _Answer:
    verdict: Verdict
    message: str
    eid: str = ""
    today: str = ""
    suggestion: str = ""


class Checker:
    """Judges citations against one rulebook on one day."""

    def __init__(self, corpus: Corpus, day: dt.date, today: dt.date) -> None:
        self.corpus, self.day, self.now = corpus, day, today
        self.library: Library = build_library(corpus)
        self._rows: dict[tuple[str, str], Sequence[Row]] = {}
        self._moves: dict[tuple[str, str], dict[str, Provision | None]] = {}

    def check(self, draft: Document, lines: Sequence[str]) -> Iterator[Checked]:
        """Every citation of another act in ``draft``; ``lines`` are its raw lines. Its citations of itself are its own affair."""
        found = [c for c in citations(draft) if c.title]
        for index, citation in enumerate(found):
            line = lines[citation.line - 1] if citation.line <= len(lines) else ""
            after = found[index + 1] if index + 1 < len(found) else None
            limit = after.start if after and after.line == citation.line else len(line)
            yield self._one(citation, line, limit, found[index - 1] if index else None)

    def _one(self, citation: Citation, line: str, limit: int, before: Citation | None) -> Checked:
        if citation.kind is CitationKind.DOCUMENT_NUMBER:
            return self._number(citation, before, line)
        ids = sorted(self.library.find_act(citation.title) & self.corpus.acts.keys())
        if len(ids) == 1:
            words_quoted = quoted(
                line[: max(limit, citation.end)] if "“" in line[citation.end : limit] else line, citation.start, citation.end
            )
            return self._act(citation, self.corpus.acts[ids[0]], words_quoted)
        if ids:
            names = "、".join(f"《{self.corpus.acts[i].header.title}》" for i in ids)
            return Checked(citation, Verdict.UNCHECKED, f"“{citation.title}”可以指{names}，请写全称。", suggestion=names)
        return self._unknown(citation)

    def _unknown(self, citation: Citation) -> Checked:
        known = self.library.find_basis(citation.title)
        if known:
            row = (self.corpus.registries.basis or {})[min(known)]
            later = row.get("later")
            told = f"登记的情况：{later}。" if later else ""
            return Checked(citation, Verdict.UNCHECKED, f"没有收录《{row.get('title')}》的文本，条号请查官方文本。{told}")
        if self.library.find_act(citation.title):
            return Checked(citation, Verdict.UNCHECKED, "这是清单，没有条文可以核对。")
        key = self.library.nearest(citation.title)
        near = next(
            (
                a.header.title
                for a in self.corpus.acts.values()
                for e in a.expressions
                if key and title_key(e.header.title) == key
            ),
            key,
        )
        hint = f"是否想引用《{near}》？" if near else ""
        return Checked(citation, Verdict.UNCHECKED, f"没有收录《{citation.title}》，不能核对。{hint}", suggestion=near)

    def _number(self, citation: Citation, before: Citation | None, line: str) -> Checked:
        """A 文号 alone, or behind the title that it should belong to."""
        number = doc_no_key(citation.title)
        beside = before if before and before.line == citation.line and 0 <= citation.start - before.end <= 2 else None
        ids = (
            self.library.find_act(beside.title) & self.corpus.acts.keys()
            if beside and line[beside.end : citation.start].strip("（( ") == ""
            else set()
        )
        if len(ids) == 1:
            act = self.corpus.acts[next(iter(ids))]
            own = _numbers(act)
            if number not in own:
                right = act.shown(self.day).header.doc_no
                said = (
                    f"《{act.header.title}》的文号是{right}，不是{citation.text}。"
                    if right
                    else f"《{act.header.title}》没有登记文号。"
                )
                return Checked(citation, Verdict.UNCHECKED, said, act.id, suggestion=right)
            return self._expression(citation, act, own[number])
        known = self.library.numbers.get(number)
        if known and known[0] in self.corpus.acts:
            act = self.corpus.acts[known[0]]
            return self._expression(citation, act, _numbers(act).get(number, act.newest))
        near = _near_number(number, list(self.library.numbers))
        hint = f"是否想引用{near}？" if near else ""
        return Checked(citation, Verdict.UNCHECKED, f"没有收录文号{citation.text}。{hint}", suggestion=near)

    def _expression(self, citation: Citation, act: Act, text: Expression) -> Checked:
        """The text that a 文号 issued."""
        name = f"《{text.header.title}》"
        then = act.on(self.day)
        if then is None:
            answer = self._not_in_force(act)
            return Checked(citation, answer.verdict, answer.message, act.id)
        if then.file == text.file:
            return Checked(citation, Verdict.CURRENT, f"{name}，{self._then()}适用。", act.id)
        if text.valid_from and text.valid_from > self.day:
            return Checked(citation, Verdict.NOT_YET, f"{name}的这一文本{day_words(text.valid_from)}起施行。", act.id)
        number = then.header.doc_no
        return Checked(
            citation, Verdict.AMENDED, f"{name}已经修改，{self._then()}适用的是{number}印发的文本。", act.id, suggestion=number
        )

    def _act(self, citation: Citation, act: Act, words_quoted: str) -> Checked:
        text = act.on(self.day)
        if text is None:
            answer = self._not_in_force(act)
            return Checked(citation, answer.verdict, answer.message, act.id, today=self._now(act), suggestion=answer.suggestion)
        if text.header.text == "pending":
            return Checked(citation, Verdict.UNCHECKED, f"《{act.header.title}》的正文没有收录，条号请查印发文件。", act.id)
        if not citation.targets and not citation.heading:
            return self._whole(citation, act, text)
        answers = (
            [self._heading(act, text, citation.heading)]
            if citation.heading
            else [self._provision(act, text, t, citation) for t in citation.targets]
        )
        worst = min(answers, key=lambda a: _WORST.index(a.verdict))
        eids = tuple(a.eid for a in answers if a.eid)
        if not words_quoted:
            return Checked(citation, worst.verdict, worst.message, act.id, eids, worst.today, None, worst.suggestion)
        return self._quotation(citation, act, text, worst, eids, words_quoted)

    def _whole(self, citation: Citation, act: Act, text: Expression) -> Checked:
        header = text.header
        names = {title_key(n) for n in (header.title, header.short_title, *header.aliases) if n}
        if title_key(citation.title) not in names:
            return Checked(
                citation, Verdict.AMENDED, f"{self._then()}的题名是《{header.title}》。", act.id, suggestion=header.title
            )
        now = act.on(self.now)
        if self.day < self.now and now and now.file != text.file:
            message = f"{self._then()}适用；此后已经修改，今天适用的是{day_words(now.valid_from)}起施行的文本。"
            return Checked(citation, Verdict.AMENDED, message, act.id)
        return Checked(citation, Verdict.CURRENT, f"{self._then()}适用。", act.id)

    def _not_in_force(self, act: Act) -> _Answer:
        first = act.expressions[0].valid_from
        if first and first > self.day:
            return _Answer(Verdict.NOT_YET, f"《{act.header.title}》{day_words(first)}起施行。")
        if act.header.state != "adopted":
            return _Answer(Verdict.UNCHECKED, f"《{act.header.title}》还没有通过。")
        repealed = act.header.repealed
        if act.newest.ending is Ending.REPEALED and repealed:
            successor = self.corpus.acts.get(repealed.by) if repealed.by else None
            by = f"，由《{successor.header.title}》替代" if successor else "，暂无替代规定"
            name = successor.header.title if successor else ""
            return _Answer(Verdict.REPEALED, f"《{act.header.title}》{day_words(repealed.on)}起废止{by}。", suggestion=name)
        word = WORDS[act_status(act, self.day)]
        end = act.newest.valid_to
        return _Answer(
            Verdict.REPEALED,
            f"《{act.header.title}》{word}，{day_words(end)}后不再适用。" if end else f"《{act.header.title}》{word}。",
        )

    def _provision(self, act: Act, text: Expression, target: str, citation: Citation) -> _Answer:
        """One provision by its number in the text of the day."""
        named = self._named(act, citation)
        if named is not None and named.file != text.file and (own := full_id(target, named.document)):
            return self._moved_from(act, named, text, own)
        eid = full_id(target, text.document)
        if not eid:
            return self._missing(act, text, target)
        article = eid.partition("__")[0]
        ended = text.header.article_status.get(article)
        if ended and ended.repealed <= self.day:
            return _Answer(Verdict.REPEALED, f"{words(eid)}{day_words(ended.repealed)}起不再适用。", eid)
        return self._since(act, text, eid)

    def _since(self, act: Act, text: Expression, eid: str) -> _Answer:
        """A provision that applied on the day; whether it still stands so."""
        provision = text.document.provisions()[eid]
        now = act.on(self.now) if self.day < self.now else text
        if now is None:
            return _Answer(Verdict.CURRENT, f"{self._then()}适用；今天{WORDS[act_status(act, self.now)]}。", eid)
        if now.file == text.file:
            return _Answer(Verdict.CURRENT, f"{self._then()}适用。", eid, provision.own_words)
        place = self._place(act, text, now, eid)
        if place is None:
            return _Answer(Verdict.AMENDED, f"{self._then()}适用；今天的文本已经没有这一条。", eid)
        if place.eid == eid and plain(place) == plain(provision):
            return _Answer(Verdict.CURRENT, f"{self._then()}适用，今天仍是这样写。", eid, place.own_words)
        moved_to = f"是{words(place.eid)}" if place.eid != eid else "已经修改"
        hint = words(place.eid) if place.eid != eid else ""
        return _Answer(Verdict.AMENDED, f"{self._then()}适用；今天的文本里{moved_to}。", eid, place.own_words, hint)

    def _moved_from(self, act: Act, old: Expression, text: Expression, eid: str) -> _Answer:
        """A provision of an older or coming text, as the text of the day has it."""
        place = self._place(act, old, text, eid)
        when = f"{day_words(old.valid_from)}文本的{words(eid)}"
        if place is None:
            return _Answer(Verdict.ABSENT, f"{when}，{self._then()}的文本里已经没有。")
        same = place.eid == eid and plain(place) == plain(old.document.provisions()[eid])
        told = "文字没有变" if same else f"{self._then()}的文本里是{words(place.eid)}"
        hint = words(place.eid) if place.eid != eid else ""
        return _Answer(Verdict.CURRENT if same else Verdict.AMENDED, f"{when}，{told}。", place.eid, place.own_words, hint)

    def _missing(self, act: Act, text: Expression, target: str) -> _Answer:
        """A number that the text of the day does not have."""
        older = [e for e in act.expressions if e.valid_from and text.valid_from and e.valid_from < text.valid_from]
        for old in reversed(older):
            eid = full_id(target, old.document)
            if eid:
                answer = self._moved_from(act, old, text, eid)
                if answer.verdict is not Verdict.ABSENT:
                    return answer
        coming = [e for e in act.expressions if e.valid_from and e.valid_from > self.day]
        for new in coming:
            if eid := full_id(target, new.document):
                return _Answer(Verdict.NOT_YET, f"{words(eid)}在{day_words(new.valid_from)}起施行的文本里才有。", eid)
        last = _last(text.document)
        if _gappy(text.document, target) or not last:
            return _Answer(Verdict.UNCHECKED, f"收录的文本条号不全，{words(target) or target}不能核对。")
        return _Answer(Verdict.ABSENT, f"没有{words(target) or target}，最后一条是{last}。", suggestion=last)

    def _heading(self, act: Act, text: Expression, heading: str) -> _Answer:
        article = text.article_by_heading(heading)
        if article:
            return self._since(act, text, article.eid)
        for other in reversed(act.expressions):
            if found := other.article_by_heading(heading):
                if other.valid_from and other.valid_from > self.day:
                    return _Answer(
                        Verdict.NOT_YET, f"条标“{heading}”在{day_words(other.valid_from)}起施行的文本里才有。", found.eid
                    )
                return self._moved_from(act, other, text, found.eid)
        return _Answer(Verdict.ABSENT, f"没有条标为“{heading}”的条。")

    def _quotation(
        self, citation: Citation, act: Act, text: Expression, worst: _Answer, eids: tuple[str, ...], words_quoted: str
    ) -> Checked:
        """Whether the quoted words are those of the day; if not, whose they are."""
        known = text.document.provisions()
        found = [known[eid] for eid in eids if eid in known]
        if any(says(provision, words_quoted) for provision in found):
            return Checked(citation, worst.verdict, worst.message, act.id, eids, worst.today, True, worst.suggestion)
        verdict, message, hint = worst.verdict, worst.message, worst.suggestion
        if found and verdict in {Verdict.CURRENT, Verdict.AMENDED}:
            verdict, message, hint = self._whose(act, text, words_quoted) or (verdict, f"{message}引文和条文不一致。", hint)
        return Checked(citation, verdict, message, act.id, eids, worst.today, False, hint)

    def _whose(self, act: Act, text: Expression, words_quoted: str) -> tuple[Verdict, str, str] | None:
        """The article that says the quoted words: another one of this text, or one of another text."""
        for article in text.document.articles():
            if says(article, words_quoted):
                return Verdict.AMENDED, f"引文是{article.label}的话，不是所引的条。", article.label
        for other in act.expressions:
            for article in other.document.articles() if other.file != text.file else ():
                if says(article, words_quoted):
                    return (
                        Verdict.AMENDED,
                        f"引文是{day_words(other.valid_from)}文本{article.label}的话，{self._then()}的条文不同。",
                        "",
                    )
        return None

    def _named(self, act: Act, citation: Citation) -> Expression | None:
        """The text meant where the draft calls the act by a title that only other texts than the day's bear."""
        key = title_key(citation.title)
        bearing = [
            e
            for e in act.expressions
            if key in {title_key(n) for n in (e.header.title, e.header.short_title, *e.header.aliases) if n}
        ]
        then = act.on(self.day)
        return bearing[-1] if bearing and then not in bearing else None

    def _place(self, act: Act, old: Expression, new: Expression, eid: str) -> Provision | None:
        """Where a provision of ``old`` stands in ``new``: the same 款 or 项 of the article that its article became."""
        key = (old.file, new.file)
        if key not in self._moves:
            self._moves[key] = moved(act, old, new, self._compared)
        article, mark, below = eid.partition("__")
        known = new.document.provisions()
        target = self._moves[key].get(article, known.get(article))
        if target is None:
            return None
        return known.get(f"{target.eid}{mark}{below}", target)

    def _compared(self, old: Expression, new: Expression) -> Sequence[Row]:
        key = (old.file, new.file)
        if key not in self._rows:
            self._rows[key] = compare(old.document, new.document)
        return self._rows[key]

    def _now(self, act: Act) -> str:
        return WORDS[act_status(act, self.now)]

    def _then(self) -> str:
        return "现在" if self.day == self.now else f"{day_words(self.day)}"


def _numbers(act: Act) -> dict[str, Expression]:
    """Every 文号 of an act with the text it issued."""
    found = {
        doc_no_key(row.doc_no): e
        for e in act.expressions
        for row in e.header.history
        if row.doc_no and row.effective == e.valid_from
    }
    return found | {doc_no_key(e.header.doc_no): e for e in act.expressions if e.header.doc_no}


def _near_number(number: str, known: Sequence[str]) -> str:
    """The known 文号 that differs only in its word or only in its year; "" where none or more than one does."""
    word, _, rest = number.partition("〔")
    year, _, count = rest.partition("〕")
    split = [(k, *k.replace("〕", "〔").split("〔")) for k in known if k.count("〔") == 1 and k.count("〕") == 1]
    found = [k for k, w, y, c in split if c == count and (w == word) != (y == year)]
    return found[0] if len(found) == 1 else ""


def _last(document: Document) -> str:
    articles = list(document.articles())
    if articles:
        return articles[-1].label
    clauses = [node for node in document.body if node.kind is Kind.CLAUSE]
    return clauses[-1].label.rstrip("、") if clauses else ""


def _gappy(document: Document, target: str) -> bool:
    """Whether the held text skips numbers where ``target`` would stand: then nothing may be said to be absent."""
    piece = target.partition("__")[0]
    wanted = piece.removeprefix("art_").partition("-")[0]
    if not piece.startswith("art_") or not wanted.isdigit():
        return False
    numbers = sorted({a.number[0] for a in document.articles() if a.number})
    return bool(numbers) and numbers[0] <= int(wanted) <= numbers[-1] and int(wanted) not in numbers
