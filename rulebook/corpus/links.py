"""From a citation to the provision it means, or to a finding that says what is wrong with it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from rulebook.corpus.inline import inline_holder
from rulebook.corpus.library import Library, number_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.others import somebody_elses
from rulebook.markup.numerals import to_chinese
from rulebook.model.act import Act, Expression
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Document, Provision
from rulebook.model.units import UNITS

_WORDS = {kind.value: word for kind, word in UNITS.items()}
_MODEL = ("x区", "中共x市x区")  # so model texts write their district, whoever issues them
_DECISION = re.compile(r"关于(?:修改|修正|修订|废止)〈[^〈〉]+〉.{0,20}的决定$")  # what changed an act of ours is no act itself


class Target(StrEnum):
    """What a citation leads to."""

    ACT = "act"
    REGISTER = "register"
    BASIS = "basis"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CitationLink:
    """A citation with its target.

    eids: full element ids in the cited expression (``art_6__para_1``); () for the act as a whole.
    expression: the cited expression that was newest on the citing text's date, None unless kind is ACT.
    """

    citation: Citation
    source: Expression
    kind: Target
    id: str = ""
    expression: Expression | None = None
    eids: tuple[str, ...] = ()
    finding: Finding | None = None


def words(eid: str) -> str:
    """An element id in words: ``art_12-1__para_2`` → 第十二条之一第二款."""
    out = ""
    for piece in eid.split("__"):
        name, _, number = piece.partition("_")
        head, _, tail = number.partition("-")
        if name == "annex" and head.isdigit():
            out += f"附件{to_chinese(int(head))}"
        elif name in _WORDS and head.isdigit():
            shown = f"（{to_chinese(int(head))}）" if name == "subpara" else to_chinese(int(head))
            out += f"第{shown}{_WORDS[name]}" + (f"之{to_chinese(int(tail))}" if tail.isdigit() else "")
    return out


def link_all(corpus: Corpus, library: Library) -> Iterator[CitationLink]:
    """Every citation of every expression, resolved. Those of a text are kept with the library until they could mean another place."""
    for expression in corpus.expressions():
        held = library.linked.get(expression.file)
        if held is None or not held.stands(expression, corpus.acts):
            asked = _Asked(corpus.acts)
            seen = dataclasses.replace(corpus, acts=asked)
            links = tuple(link(citation, expression, seen, library) for citation in expression.citations)
            held = library.linked[expression.file] = _Linked(expression, asked.answers, links)
        yield from held.links


class _Asked(Mapping[str, Act]):
    """Acts by id. answers: whatever was asked for, and what there was."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        self._acts = acts
        self.answers: dict[str, Act | None] = {}

    def __getitem__(self, act_id: str) -> Act:
        self.answers[act_id] = self._acts.get(act_id)
        return self._acts[act_id]

    def __iter__(self) -> Iterator[str]:
        self.answers |= self._acts
        return iter(self._acts)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Linked:
    """The links of a text. acts: by id, those that resolving them looked at, None where there was none."""

    source: Expression
    acts: Mapping[str, Act | None]
    links: tuple[CitationLink, ...]

    def stands(self, source: Expression, acts: Mapping[str, Act]) -> bool:
        """Whether resolving them again would give the same. Files that were not read again are the same objects, which is quick."""
        return self.source == source and all(acts.get(act_id) == act for act_id, act in self.acts.items())


def link(citation: Citation, source: Expression, corpus: Corpus, library: Library) -> CitationLink:
    """Resolve one citation of ``source``."""
    if citation.kind is CitationKind.DOCUMENT_NUMBER:
        return _by_number(citation, source, corpus, library)
    if citation.choices:
        return _two_things(citation, source)
    if not citation.title:
        return _within(citation, source, source, source.act)
    if citation.title.endswith("号") and citation.targets:
        return _in_numbered(citation, source, corpus, library)
    ids = library.find_act(citation.title)
    if source.act in ids:
        return _within(citation, source, source, source.act)
    if len(ids) > 1:
        ids = _of_that_day(ids, source, corpus)
    if len(ids) > 1:
        finding = _finding(
            citation, source, "C103", f"“{citation.title}”有 {len(ids)} 件制度都叫这个名字：{'、'.join(sorted(ids))}。请写全称。"
        )
        return CitationLink(citation, source, Target.UNKNOWN, finding=finding)
    if ids:
        return _of_others(citation, source, corpus, next(iter(ids))) or _in_act(citation, source, corpus, next(iter(ids)))
    known = library.find_basis(citation.title)
    if known:
        return CitationLink(citation, source, Target.BASIS, min(known), eids=citation.targets)
    return _unknown(citation, source, library)


def _of_others(citation: Citation, source: Expression, corpus: Corpus, act_id: str) -> CitationLink | None:
    """A text of somebody else that is called like the short title of ours (市局《印章管理规定》): no link. None where it is ours."""
    act = corpus.acts.get(act_id)
    if act is None or act.header.collection == "law":
        return None
    why = somebody_elses(citation.title, _lines(source.raw)[citation.line - 1], citation.end, act)
    if not why:
        return None
    message = (
        f"第{citation.line}行：{why}，没有链接到本汇编的《{act.header.title}》。"
        "别的机关的文件请写全称，并登记为上位依据；指的是本局这一件的，去掉前面的机关名称。"
    )
    finding = _finding(citation, source, "C103", message, act.header.title, Level.WARNING)
    return CitationLink(citation, source, Target.UNKNOWN, finding=finding)


@lru_cache(maxsize=2)
def _lines(raw: str) -> list[str]:
    """The lines of the text whose citations are resolved now."""
    return raw.split("\n")


def _of_that_day(ids: frozenset[str], source: Expression, corpus: Corpus) -> frozenset[str]:
    """Of acts with one name (废止后重新制定) the one that was in force when the citing text took effect; all where none or several were."""
    day = source.header.effective or source.header.issued
    then = {i for i in ids if day and i in corpus.acts and corpus.acts[i].on(day)}
    return frozenset(then) if len(then) == 1 else ids


def _in_act(citation: Citation, source: Expression, corpus: Corpus, act_id: str) -> CitationLink:
    act = corpus.acts.get(act_id)
    if act is None:
        return CitationLink(citation, source, Target.REGISTER, act_id)
    cited = _meant(act, source)
    first = act.expressions[0].header
    made = first.issued or first.adopted
    date = source.header.issued or source.header.effective
    if made and date and date < made and not is_published(source):
        message = (
            f"第{citation.line}行：《{citation.title}》{day_words(made)}才印发，本件{day_words(date)}印发时还没有它。"
            "请改写成“按照本局关于××的规定”，用 see_also 加编者链接。"
        )
        finding = _finding(citation, source, "C110", message)
        return CitationLink(citation, source, Target.ACT, act_id, cited, citation.targets, finding)
    if citation.heading and cited.header.text == "held" and not cited.article_by_heading(citation.heading):
        later = next((e for e in act.expressions if e.article_by_heading(citation.heading)), None)
        if later:
            return _later(citation, source, later)
    return _within(citation, source, cited, act_id)


def _later(citation: Citation, source: Expression, later: Expression) -> CitationLink:
    """The heading stands only in a text that took effect after the citing one."""
    article = later.article_by_heading(citation.heading)
    when = day_words(later.valid_from) if later.valid_from else "以后"
    message = f"第{citation.line}行：《{citation.title}》{when}施行的文本才有“{citation.heading}”，本件印发时还没有。请核对。"
    finding = _finding(citation, source, "C105", message, level=Level.WARNING)
    eids = (article.eid,) if article else ()
    return CitationLink(citation, source, Target.ACT, later.act, later, eids, finding)


def _meant(act: Act, source: Expression) -> Expression:
    """The expression that was in force, or newest, when the citing text took effect."""
    day = source.header.effective or source.header.issued
    if day is None:
        return act.newest
    known = [e for e in act.expressions if (e.header.issued or e.header.effective or day) <= day]
    return (known or list(act.expressions))[-1]


def _within(citation: Citation, source: Expression, cited: Expression, act_id: str) -> CitationLink:
    """Check the provisions against the cited text."""
    if cited.header.text == "pending":
        return CitationLink(citation, source, Target.ACT, act_id, cited, ())
    if citation.heading:
        return _by_heading(citation, source, cited, act_id)
    eids = tuple([full_id(target, cited.document) for target in citation.targets])
    missing = next((t for t, eid in zip(citation.targets, eids, strict=True) if not eid), None)
    if missing is None:
        return CitationLink(citation, source, Target.ACT, act_id, cited, tuple(e for e in eids if e))
    finding = _dangling(citation, source, cited, missing)
    return CitationLink(citation, source, Target.ACT, act_id, cited, tuple(e for e in eids if e), finding)


def full_id(target: str, cited: Document) -> str:
    """The full id of ``target`` in the cited text: a 项 without its 款 is looked for in the first 款 that has it.

    For a 项 or 目 inside a line, the id of what has the line.
    """
    if target in cited.provisions():
        return target
    if target not in cited.full_ids:  # the same few are asked of a text again and again
        cited.full_ids[target] = _full_id(target, cited)
    return cited.full_ids[target]


def _full_id(target: str, cited: Document) -> str:
    names = cited.provisions()
    pieces = target.split("__")
    if pieces[0].startswith("art_"):
        if len(pieces) > 1 and not pieces[1].startswith("para_"):
            rest = "__".join(pieces[1:])
            for para in range(1, 30):
                candidate = f"{pieces[0]}__para_{para}__{rest}"
                if candidate in names:
                    return candidate
                if f"{pieces[0]}__para_{para}" not in names:
                    break
        return _numbered_otherwise(pieces, names) or inline_holder(pieces, names)
    tail = f"__{target}"
    places = cited.divisions() if pieces[-1].startswith(("part_", "subpart_", "chp_", "sec_")) else names
    return next((name for name in places if name.endswith(tail)), "")


def _numbered_otherwise(pieces: list[str], names: Mapping[str, Provision]) -> str:
    """第二项 where the items are written （2） or 2. and the article has no （二）."""
    article = pieces[0]
    if not pieces[-1].startswith("subpara_") or any(name.startswith(f"{article}__") and "subpara_" in name for name in names):
        return ""
    wanted = pieces[-1].replace("subpara_", "point_")
    above = "__".join(pieces[:-1])
    found = [
        name for name in names if name.startswith(f"{above}__") and name.endswith(f"__{wanted}") and name.count("point_") == 1
    ]
    return found[0] if len(found) == 1 else ""


def _by_heading(citation: Citation, source: Expression, cited: Expression, act_id: str) -> CitationLink:
    article = cited.article_by_heading(citation.heading)
    if article:
        return CitationLink(citation, source, Target.ACT, act_id, cited, (article.eid,))
    headings = {a.heading: a for a in cited.document.articles() if a.heading}
    best = process.extractOne(citation.heading, list(headings), scorer=fuzz.ratio, score_cutoff=40)
    hint = f"是否想引用（{best[0]}），即{headings[best[0]].label}？" if best else "请核对条标。"
    message = f"第{citation.line}行：《{cited.header.title}》没有条标为“{citation.heading}”的条。{hint}"
    finding = _finding(citation, source, "C104", message, str(best[0]) if best else "")
    return CitationLink(citation, source, Target.ACT, act_id, cited, (), finding)


def _dangling(citation: Citation, source: Expression, cited: Expression, missing: str) -> Finding:
    """《××》没有第二十五条，最后一条是第二十二条。是否想引用第二十二条？."""
    name = f"《{cited.header.name}》" if cited.act != source.act else "本件"
    wanted = words(missing) or missing
    pieces = missing.split("__")
    known = cited.document.provisions()
    if pieces[0].startswith("art_") and pieces[0] in known:
        parent = pieces[0]
        for depth in range(2, len(pieces) + 1):
            candidate = full_id("__".join(pieces[:depth]), cited.document)
            if not candidate:
                break
            parent = candidate
        last = next((child.eid for child in reversed(known[parent].children) if child.eid), "")
        hint = (
            f"，{words(parent)}最后是{words(last)[len(words(parent)) :]}。是否想引用{words(last)}？"
            if last
            else f"，{words(parent)}下面不再分。是否想引用{words(parent)}？"
        )
        suggestion = words(last) if last else words(parent)
    else:
        articles = list(cited.document.articles())
        if not articles:
            return _finding(citation, source, "C102", f"第{citation.line}行：{name}没有{wanted}。请核对。")
        number = _number(pieces[0])
        nearest = min(articles, key=lambda a: abs((a.number or (0,))[0] - number))
        hint = f"，最后一条是{articles[-1].label}。是否想引用{nearest.label}？"
        suggestion = nearest.label
    return _finding(citation, source, "C102", f"第{citation.line}行：{name}没有{wanted}{hint}", suggestion)


def _number(piece: str) -> int:
    digits = piece.partition("_")[2].partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def _by_number(citation: Citation, source: Expression, corpus: Corpus, library: Library) -> CitationLink:
    known = library.numbers.get(number_key(citation.title or citation.text))
    if not known:
        return CitationLink(citation, source, Target.UNKNOWN)
    act = corpus.acts.get(known[0])
    if act is None:
        return CitationLink(citation, source, Target.REGISTER, known[0])
    expression = next((e for e in act.expressions if e.key == known[1]), act.newest)
    return CitationLink(citation, source, Target.ACT, act.id, expression)


def _in_numbered(citation: Citation, source: Expression, corpus: Corpus, library: Library) -> CitationLink:
    """x司办〔2021〕10号第三条: an article of the act that this number issued."""
    found = _by_number(citation, source, corpus, library)
    if found.kind is not Target.ACT or found.expression is None:
        return found
    return _within(citation, source, found.expression, found.id)


def _two_things(citation: Citation, source: Expression) -> CitationLink:
    """A number that several articles bear, or one of several titles: no link, and all are offered."""
    if citation.choices[0].startswith("《"):
        told = "，也可能指".join(citation.choices)
        message = f"第{citation.line}行：“{citation.text}”可能指{told}，没有做链接。请写上题名。"
        finding = _finding(citation, source, "C106", message, level=Level.WARNING)
        return CitationLink(citation, source, Target.UNKNOWN, "", None, (), finding)
    lines = [p.line for eid in citation.choices if (p := source.document.provisions().get(eid)) is not None]
    where = "，也可能指".join(f"第{line}行的" for line in lines)
    message = f"第{citation.line}行：“{citation.text}”可能指{where}，没有做链接。请写明哪一章，或者把条连续编号。"
    finding = _finding(citation, source, "C106", message, level=Level.WARNING)
    return CitationLink(citation, source, Target.ACT, source.act, source, (), finding)


def _unknown(citation: Citation, source: Expression, library: Library) -> CitationLink:
    """A title nobody knows. Our own text naming an unknown act of the bureau is an error; other titles, and decisions, are information."""
    own = citation.title.startswith((*library.issuers, *_MODEL)) or bool(citation.heading)
    own = own and not _DECISION.search(citation.title)
    near = library.nearest(citation.title) if not is_published(source) else ""
    hint = f"是否想引用《{near}》？" if near else "请核对题名，或者在上位依据里登记。"
    if own:
        finding = _finding(citation, source, "C101", f"第{citation.line}行：没有找到《{citation.title}》。{hint}", near)
    else:
        message = f"第{citation.line}行：《{citation.title}》没有登记，不能成为链接。{hint}"
        finding = _finding(citation, source, "C120", message, near, Level.INFO)
    return CitationLink(citation, source, Target.UNKNOWN, finding=finding)


def _finding(
    citation: Citation, source: Expression, code: str, message: str, suggestion: str = "", level: Level = Level.ERROR
) -> Finding:
    return Finding(source.file, citation.line, citation.start + 1, code, level, message, citation.text, suggestion)
