"""核对引用: what became, by a given day, of the provision that a draft cites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rulebook.citation.extract import citations
from rulebook.corpus.library import number_key, title_key
from rulebook.corpus.links import full_id, words
from rulebook.corpus.others import somebody_elses
from rulebook.model.act import Act, Expression
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.day import day_words
from rulebook.model.provision import Document
from rulebook.verdict.editions import Edition, edition
from rulebook.verdict.held import Held
from rulebook.verdict.quotation import quoted, says
from rulebook.verdict.standing import Standing, Verdict, bears

VERDICT_WORDS = {
    Verdict.CURRENT: "现行",
    Verdict.AMENDED: "已修改",
    Verdict.REPEALED: "已废止",
    Verdict.ABSENT: "无此条",
    Verdict.NOT_YET: "尚未施行",
    Verdict.UNCHECKED: "未能核对",
}
_NUMBERED = frozenset({CitationKind.INTERNAL, CitationKind.LIST, CitationKind.RANGE})
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


def cited(draft: Document) -> list[Citation]:
    """Every citation in ``draft`` that is not its own affair."""
    return others(draft, citations(draft))


def others(draft: Document, found: Sequence[Citation]) -> list[Citation]:
    """Of ``found`` those of other acts, and numbers that neither ``draft`` has nor any title explains."""
    return [c for c in found if c.title or _titles(c) or (c.kind in _NUMBERED and c.targets and not _own(draft, c))]


def _titles(citation: Citation) -> bool:
    """Whether it is of one of several titles: 该办法第三条 after two of them."""
    return bool(citation.choices) and citation.choices[0].startswith("《")


def _own(draft: Document, citation: Citation) -> bool:
    """Whether a number without a title is one of the draft's own: 第三条 alone is not its 三、, 本通知第三条 is."""
    held = [eid for target in citation.targets if (eid := full_id(target, draft))]
    return bool(held) and not (held[0].startswith("clause_") and citation.text.startswith("第"))


def told(checked: Checked) -> str:
    """What is said of a citation, with what is said of the words quoted for it."""
    if checked.equal is None:
        return checked.message
    words = "引文和条文一致。" if checked.equal else "引文和条文不一致。"
    return checked.message if words in checked.message else checked.message + words


def canonical_table(rows: Sequence[Checked], day: dt.date, today: dt.date) -> str:
    """What the 核验码 of a table is taken over: both days and every row, so that the same draft gives the same code."""
    out = [f"{day.isoformat()} {today.isoformat()}"]
    out.extend(f"{r.citation.line}\t{r.citation.text}\t{VERDICT_WORDS[r.verdict]}\t{told(r)}\t{r.today}" for r in rows)
    return "\n".join(out) + "\n"


class Checker:
    """Judges citations by what a rulebook holds, for one day. today: the day of the reader."""

    def __init__(self, held: Held, day: dt.date, today: dt.date) -> None:
        self.held, self.day, self.now = held, day, today
        self.standing = Standing(held, day, today)
        self._edition: Edition | None = None  # of the citation judged last

    def check(self, found: Sequence[Citation], lines: Sequence[str]) -> Iterator[Checked]:
        """``found`` are what ``cited`` gives, ``lines`` the draft's raw lines."""
        found = [self.held.narrowed(citation) for citation in found]
        before: Checked | None = None
        for index, citation in enumerate(found):
            line = lines[citation.line - 1] if citation.line <= len(lines) else ""
            words_quoted = quoted(line[: _limit(found, index, line)], citation.start, citation.end)
            before = self._one(citation, line, words_quoted, before)
            yield before

    def _one(self, citation: Citation, line: str, words_quoted: str, before: Checked | None) -> Checked:
        if _titles(citation):
            names = "、".join(citation.choices)
            return Checked(citation, Verdict.UNCHECKED, f"“{citation.text}”可以指{names}，请写上题名。", suggestion=names)
        if not citation.title:
            wanted = "、".join(words(target) or target for target in citation.targets[:3])
            return Checked(citation, Verdict.UNCHECKED, f"稿件自己没有{wanted}，也没有写明是哪件文件的。请写上题名。")
        if citation.kind is CitationKind.DOCUMENT_NUMBER:
            return self._number(citation, before.citation if before else None, line)
        ids = self.held.ids(citation.title, self.day)
        numbered = self.held.numbers.get(number_key(citation.title), "") if citation.title.endswith("号") else ""
        if not ids and numbered in self.held.titles:
            ids = [numbered]  # 甲〔2020〕1号第三条: of the text that this number issued
        if len(ids) == 1:
            act = self.held.acts[ids[0]]
            if why := somebody_elses(citation.title, line, citation.end, act):
                told = f"{why}，不能按《{act.header.title}》核对。"
                return Checked(citation, Verdict.UNCHECKED, told, suggestion=act.header.title)
            meant = self._meant(citation, act, line, before)
            if meant is not None and meant.text is None:
                told = f"没有收录《{act.header.title}》{meant.year}年的文本，不能核对。"
                return Checked(citation, Verdict.UNCHECKED, told, act.id)
            issued = meant.text if meant is not None else _numbers(act).get(number_key(citation.title))
            checked = self._act(citation, act, issued)
            text = act.on(self.day)
            if issued and issued.valid_from and issued.valid_from > self.day:
                text = issued
            if not words_quoted or text is None or not checked.eids:
                return checked
            listed = before.eids if before and before.act == act.id and _listed(before.citation, citation, line) else ()
            return self._quotation(checked, act, text, listed, words_quoted)
        if ids:
            names = "、".join(f"《{self.held.title(i)}》" for i in ids)
            return Checked(citation, Verdict.UNCHECKED, f"“{citation.title}”可以指{names}，请写全称。", suggestion=names)
        return self._unknown(citation)

    def _meant(self, citation: Citation, act: Act, line: str, before: Checked | None) -> Edition | None:
        """The text of a year that the draft names beside the title; the members of one list are of one text."""
        found = edition(act, line, citation.start, citation.end)
        listed = found is None and before is not None and before.act == act.id and _listed(before.citation, citation, line)
        self._edition = self._edition if listed else found
        return self._edition

    def _unknown(self, citation: Citation) -> Checked:
        key = title_key(citation.title)
        if key in self.held.basis:
            title, later = self.held.basis[key]
            told = f"登记的情况：{later.rstrip('。')}。" if later else ""
            return Checked(citation, Verdict.UNCHECKED, f"没有收录《{title}》的文本，条号请查官方文本。{told}")
        if key in self.held.registers:
            return Checked(citation, Verdict.UNCHECKED, "这是清单，没有条文可以核对。")
        if citation.title.endswith("号"):
            return self._no_number(citation, number_key(citation.title))
        near = self.held.nearest(citation.title)
        hint = f"是否想引用《{near}》？" if near else ""
        return Checked(citation, Verdict.UNCHECKED, f"没有收录《{citation.title}》，不能核对。{hint}", suggestion=near)

    def _no_number(self, citation: Citation, number: str) -> Checked:
        """A 文号 that issued nothing held."""
        near = _near_number(number, list(self.held.numbers))
        hint = f"是否想引用{near}？" if near else ""
        return Checked(citation, Verdict.UNCHECKED, f"没有收录文号{citation.title}。{hint}", suggestion=near)

    def _number(self, citation: Citation, before: Citation | None, line: str) -> Checked:
        """A 文号 alone, or behind the title that it should belong to."""
        number = number_key(citation.title)
        beside = before if before and before.line == citation.line and 0 <= citation.start - before.end <= 2 else None
        ids = self.held.ids(beside.title, self.day) if beside and not line[beside.end : citation.start].strip("（( ") else []
        if len(ids) == 1:
            act = self.held.acts[ids[0]]
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
        known = self.held.numbers.get(number, "")
        if known in self.held.titles:
            act = self.held.acts[known]
            return self._expression(citation, act, _numbers(act).get(number, act.newest))
        return self._no_number(citation, number)

    def _expression(self, citation: Citation, act: Act, text: Expression) -> Checked:
        """The text that a 文号 issued."""
        name = f"《{text.header.title}》"
        then = act.on(self.day)
        if then is None:
            answer = self.standing.not_in_force(act)
            return Checked(citation, answer.verdict, answer.message, act.id, suggestion=answer.suggestion)
        if then.file == text.file:
            return Checked(citation, Verdict.CURRENT, f"{name}，{self.standing.then()}适用。", act.id)
        if text.valid_from and text.valid_from > self.day:
            return Checked(citation, Verdict.NOT_YET, f"{name}的这一文本{day_words(text.valid_from)}起施行。", act.id)
        number = then.header.doc_no
        return Checked(
            citation,
            Verdict.AMENDED,
            f"{name}已经修改，{self.standing.then()}适用的是{number}印发的文本。",
            act.id,
            suggestion=number,
        )

    def _act(self, citation: Citation, act: Act, issued: Expression | None) -> Checked:
        """issued: the text meant, where the citation names its 文号."""
        text = act.on(self.day)
        if text is None:
            answer = self.standing.not_in_force(act)
            return Checked(citation, answer.verdict, answer.message, act.id, suggestion=answer.suggestion)
        if not citation.targets and not citation.heading:
            return self._whole(citation, act, text, issued)
        if text.header.text == "pending":
            return Checked(citation, Verdict.UNCHECKED, f"《{act.header.title}》的正文没有收录，条号请查印发文件。", act.id)
        named = self.standing.named(act, citation.title)
        answers = (
            [self.standing.heading(act, text, citation.heading)]
            if citation.heading
            else [self.standing.provision(act, text, t, issued or named) for t in citation.targets]
        )
        worst = min(answers, key=lambda a: _WORST.index(a.verdict))
        eids = tuple(a.eid for a in answers if a.eid)
        return Checked(citation, worst.verdict, worst.message, act.id, eids, worst.today, None, worst.suggestion)

    def _whole(self, citation: Citation, act: Act, text: Expression, issued: Expression | None) -> Checked:
        header = text.header
        if issued is not None and issued.file != text.file and issued.valid_from and text.valid_from:
            if issued.valid_from > self.day:
                told = f"《{header.title}》的这一文本{day_words(issued.valid_from)}起施行。"
                return Checked(citation, Verdict.NOT_YET, told, act.id)
            told = f"这一文本已经修改，{self.standing.then()}适用的是{day_words(text.valid_from)}起施行的文本。"
            return Checked(citation, Verdict.AMENDED, told, act.id)
        if not bears(text, citation.title) and not citation.title.endswith("号"):
            return Checked(
                citation, Verdict.AMENDED, f"{self.standing.then()}的题名是《{header.title}》。", act.id, suggestion=header.title
            )
        now = act.on(self.now)
        if self.day < self.now and now and now.file != text.file:
            message = f"{self.standing.then()}适用；此后已经修改，今天适用的是{day_words(now.valid_from)}起施行的文本。"
            return Checked(citation, Verdict.AMENDED, message, act.id)
        return Checked(citation, Verdict.CURRENT, f"{self.standing.then()}适用。", act.id)

    def _quotation(self, checked: Checked, act: Act, text: Expression, listed: tuple[str, ...], words_quoted: str) -> Checked:
        """Whether the quoted words are those of the day; if not, whose they are. listed: cited just before, for the same words."""
        known = text.document.provisions()
        found = [known[eid] for eid in (*checked.eids, *listed) if eid in known]
        if any(says(provision, words_quoted) for provision in found):
            return replace(checked, equal=True)
        whose = self._whose(act, text, words_quoted) if checked.verdict in {Verdict.CURRENT, Verdict.AMENDED} else None
        if whose is None:
            return replace(checked, equal=False)
        verdict, message, hint = whose
        return replace(checked, equal=False, verdict=verdict, message=message, suggestion=hint)

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
                        f"引文是{day_words(other.valid_from)}文本{article.label}的话，{self.standing.then()}的条文不同。",
                        "",
                    )
        return None


def _limit(found: Sequence[Citation], index: int, line: str) -> int:
    """Where the words that may be quoted for a citation end: at the next one, a 文号 in brackets right behind it left out."""
    end = found[index].end
    for after in found[index + 1 :]:
        if after.line != found[index].line:
            break
        bracketed = after.kind is CitationKind.DOCUMENT_NUMBER and not line[end : after.start].strip("（( ")
        if not bracketed:
            return after.start
        end = after.end
    return len(line)


def _listed(before: Citation, citation: Citation, line: str) -> bool:
    """Whether two citations are members of one list: 第三条、第四条."""
    return before.line == citation.line and line[before.end : citation.start].strip() in {
        "、",
        "和",
        "与",
        "及",
        "以及",
        "或",
        "或者",
    }


def _numbers(act: Act) -> dict[str, Expression]:
    """Every 文号 of an act with the text it issued."""
    found = {
        number_key(row.doc_no): e
        for e in act.expressions
        for row in e.header.history
        if row.doc_no and row.effective == e.valid_from
    }
    return found | {number_key(e.header.doc_no): e for e in act.expressions if e.header.doc_no}


def _near_number(number: str, known: Sequence[str]) -> str:
    """The known 文号 that differs only in its word or only in its year; "" where none or more than one does."""
    word, _, rest = number.partition("〔")
    year, _, count = rest.partition("〕")
    split = [(k, *k.replace("〕", "〔").split("〔")) for k in known if k.count("〔") == 1 and k.count("〕") == 1]
    found = [k for k, w, y, c in split if c == count and (w == word) != (y == year)]
    return found[0] if len(found) == 1 else ""
