"""Correction of a misprint (勘误) in one expression: the words change, the meaning must not."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from rulebook.change.find import find_act
from rulebook.change.plan import Change, ChangeRefused, rewritten
from rulebook.corpus.library import known_names, words_elsewhere
from rulebook.corpus.load import Corpus
from rulebook.lawful.facts import written
from rulebook.lawful.slips.disguise import disguised
from rulebook.markup import header_edit
from rulebook.markup.numerals import to_int
from rulebook.markup.parse import parse
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_ARTICLE = re.compile(r"(?:art_|第)?([零〇一二两三四五六七八九十百千\d]+)条?(?:(?:之|-)([一二三四五六七八九十\d]+))?")
_MARKS = re.compile(r"[\W_]+")
_HOLDERS = DIVISIONS | {Kind.ARTICLE, Kind.CLAUSE, Kind.ANNEX}


@dataclass(frozen=True, slots=True)
class Correction:
    """误 and 正, and why. article: 第十五条, 15 or art_15; expression: effective date of the text meant, None for the newest."""

    on: dt.date
    wrong: str
    right: str
    note: str
    article: str = ""
    expression: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the wrong words stand: offset in the raw text, its line before and after, the article's label."""

    offset: int
    label: str
    old: str
    new: str


def correct(corpus: Corpus, act_id: str, correction: Correction, today: dt.date) -> tuple[Change, Place]:
    """Plan the correction; refuses what is no correction, or is not found exactly once.

    Whether the meaning stays is asked by the caller, who shows ``Place``.
    """
    act = find_act(corpus, act_id)
    expression = _expression(act, correction.expression)
    name = f"《{act.header.title}》"
    _sound(correction, expression, name)
    place = _place(expression, correction, name)
    names = known_names(corpus)
    whole = f"{written(expression)}\n{words_elsewhere(corpus.acts.values(), act.id)}"
    reasons = disguised(place.old, place.new, correction.wrong, correction.right, names, whole)
    raw = expression.raw[: place.offset] + correction.right + expression.raw[place.offset + len(correction.wrong) :]
    document = parse(raw, expression.file)[0]
    if _shape(document) != _shape(expression.document):
        reasons.append("改变了条、款、项的编号或者结构")
    if _emptied(place):
        reasons.append("删去了整段")
    if reasons:
        raise ChangeRefused(
            f"这不是勘误：{'；'.join(reasons)}。勘误只改错字、漏字，不改内容。要改内容，请按修改程序办：rulebook amend {act.id}。"
        )
    row = {"on": correction.on.isoformat(), "event": "勘误", "note": _words(place.label, correction)}
    text = rewritten(expression, raw, lambda header: header_edit.append(header, "history", header_edit.flow(row)), {"history"})
    return Change({expression.file: text}, tuple(_notes(act, expression, correction, today))), place


def _expression(act: Act, effective: dt.date | None) -> Expression:
    if effective is None:
        return act.newest
    found = next((e for e in act.expressions if e.header.effective == effective), None)
    if found is None:
        known = "、".join(e.key for e in act.expressions)
        raise ChangeRefused(f"《{act.header.title}》没有{day_words(effective)}施行的文本，有的是：{known}。请核对 --expression。")
    return found


def _sound(correction: Correction, expression: Expression, name: str) -> None:
    header = expression.header
    if header.text == "pending":
        raise ChangeRefused(f"{name}的正文还没有录入（text: pending），没有字可以勘误。请先录入正文。")
    if not correction.wrong.strip() or correction.wrong == correction.right:
        raise ChangeRefused("--from 要写错的字，--to 写正的字，两者不能一样，--from 不能是空的。")
    if not correction.note.strip():
        raise ChangeRefused("请用 --note 写明勘误的来由，例如“排印错误”。")
    if any("\n" in text or "\r" in text for text in (correction.wrong, correction.right)):
        raise ChangeRefused("勘误不能增加、删去或者合并段落。要改段落，请按修改程序办（rulebook amend）。")
    issued = header.issued or header.adopted
    if issued and correction.on < issued:
        raise ChangeRefused(f"勘误日期（{correction.on}）早于{name}这个文本的印发日期（{issued}）。请核对 --on。")


def _place(expression: Expression, correction: Correction, name: str) -> Place:
    """The one place of the wrong words in the body, or in the article named."""
    document, lines = expression.document, expression.raw.split("\n")
    first, last = document.front_matter_lines + 1, len(lines)
    where = f"{name}正文"
    if correction.article:
        article, last = _span(document, correction.article, last, name)
        first, where = article.line, f"{name}{article.label}"
    found: list[tuple[int, int]] = []
    offset = 0
    for number, line in enumerate(lines, start=1):
        if first <= number <= last:
            found.extend((number, offset + at.start()) for at in re.finditer(f"(?={re.escape(correction.wrong)})", line))
        offset += len(line) + 1
    if not found:
        raise ChangeRefused(f"{where}里没有“{correction.wrong}”。请照原文抄写 --from，连标点一起核对。")
    if len(found) > 1:
        numbers = "、".join(f"第{n}行" for n in dict.fromkeys(n for n, _ in found))
        raise ChangeRefused(
            f"{where}里“{correction.wrong}”有{len(found)}处（{expression.file} {numbers}）。请把 --from 写长一些，或者用 --article 指明哪一条。"
        )
    number, start = found[0]
    if number == document.title_line:
        raise ChangeRefused(f"{name}的题名同时写在文件头里，勘误命令不改题名。题名印错的，请把正文题名和文件头 title 一起改。")
    line = lines[number - 1].rstrip("\r")
    at = start - sum(len(text) + 1 for text in lines[: number - 1])
    new = line[:at] + correction.right + line[at + len(correction.wrong) :]
    return Place(start, _label(document, number), line, new)


def _holders(document: Document) -> list[Provision]:
    return [node for node in document.walk() if node.kind in _HOLDERS]


def _span(document: Document, wanted: str, last: int, name: str) -> tuple[Provision, int]:
    """The article meant and its last line."""
    match = _ARTICLE.fullmatch(wanted.strip())
    number = tuple(to_int(part) or 0 for part in match.groups() if part) if match else ()
    holders = _holders(document)
    for index, node in enumerate(holders):
        if node.kind is Kind.ARTICLE and node.number == number:
            return node, holders[index + 1].line - 1 if index + 1 < len(holders) else last
    articles = [node.label for node in holders if node.kind is Kind.ARTICLE]
    hint = f"最后一条是{articles[-1]}。" if articles else "这件制度不分条。"
    raise ChangeRefused(f"{name}没有“{wanted}”，{hint}请核对 --article。")


def _label(document: Document, line: int) -> str:
    """The article, clause or annex a line belongs to."""
    before = [node for node in _holders(document) if node.line <= line]
    if not before or before[-1].kind in DIVISIONS:
        return ""
    node = before[-1]
    return node.text.strip() if node.kind is Kind.ANNEX else node.label.rstrip("、.．")


def _shape(document: Document) -> list[tuple[str, str, bool]]:
    return [
        (node.eid, unicodedata.normalize("NFKC", node.label), bool(node.heading))
        for node in document.walk()
        if node.eid or node.kind is Kind.HEADING
    ]


def _emptied(place: Place) -> bool:
    """Nothing but a number and marks is left of the line."""
    words = _MARKS.sub("", re.sub(r"^\s*(?:第\S+?条|[（(]\S{1,3}[）)]|\d+[.．、]|[一二三四五六七八九十]+、)", "", place.new))
    return not words


def _words(label: str, correction: Correction) -> str:
    """第十五条“销价”更正为“销假”（排印错误）."""
    done = f"更正为“{correction.right}”" if correction.right else "删去"
    return f"{label}“{correction.wrong}”{done}（{correction.note.strip()}）"


def _notes(act: Act, expression: Expression, correction: Correction, today: dt.date) -> list[str]:
    notes = []
    if correction.on > today:
        notes.append(f"勘误日期（{correction.on}）还没有到，请核对。")
    others = [
        e.key for e in act.expressions if e.file != expression.file and e.header.text == "held" and correction.wrong in e.raw
    ]
    if others:
        notes.append(
            f"《{act.header.title}》的{'、'.join(others)}文本里也有“{correction.wrong}”，需要的话另行勘误（--expression）。"
        )
    return notes
