"""Words by which one act ends another, or articles of it: 《××办法》同时废止."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.markup.numerals import NUMERAL
from rulebook.markup.over import ENDS
from rulebook.model.act import Expression
from rulebook.model.header import Header

_SENTENCE = re.compile(r"[。；！？\n]")
_PIECE = (  # all that may stand between a title and its end: other titles, numbers in brackets, 同时, 自…起
    r"、|，|和|及|与|以及|等|《[^《》]+》|（[^（）条款章节]*）|同时|同步|即行|即|予以|一并|全部|相应|均|也|都|"
    r"自(?:本[\u4e00-\u9fff]{2,4}(?:施行|印发|发布|公布)?之日|\d{4}年\d{1,2}月\d{1,2}日|[零〇一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)起"
)
_BETWEEN = f"(?:{_PIECE})*"
_MANY = 60  # pieces: acts that one sentence ends, and what stands between them
_ARTICLE = rf"第[{NUMERAL}\d]+条(?:之[{NUMERAL}]+)?(?:第[{NUMERAL}\d]+款)?(?:第?（[{NUMERAL}]+）项)?"
_NAMED = (
    r"(?:《(?P<title>[^《》]{2,60})》(?:（(?P<given>[^（）]*〔\d{4}〕\d+号)）)?"
    r"|(?P<number>[^\s，。；、：（）《》〔〕]{1,12}〔\d{4}〕\d+号)(?:文件|文)?)"
    rf"(?:(?:的|中的?)?(?P<articles>{_ARTICLE}(?:(?:、|和|及|至)?{_ARTICLE})*)(?:的?规定)?)?"
)
_ENDED = re.compile(  # what is named may be one of several: the rest is only looked at
    rf"{_NAMED}(?=(?P<rest>(?:{_ARTICLE}|{_PIECE}){{0,{_MANY}}}(?:已经?|业已)?(?:{ENDS})(?=[。；，、）]|$)))"
)
_ENDS_FIRST = re.compile(
    rf"(?:^|[，、；]|起|同时|原|一并|予以|现)(?P<verb>{ENDS})(?P<these>(?:《[^《》]+》|（[^（）]*）|{_ARTICLE}|、|和|及|以及)+)(?=[。；，]|$)"
)
_ONE = re.compile(_NAMED)
_DAY = r"自(\d{4})年(\d{1,2})月(\d{1,2})日起"
_FROM, _SINCE = re.compile(_DAY), re.compile(rf"{_DAY}，?(?:原|现|由)?$")
_WHERE = re.compile(r"(?:的|情况下|情形下|期间|(?<!之)时)，")  # on a condition
_QUOTED = re.compile("《[^《》]*》")
_PROPOSED = re.compile(r"建议|草案|请示|考虑|讨论|提出|如果|如需")  # anywhere before it
_NOT = re.compile(r"拟(?!定)|是否|可以|[不未没]|除外")  # in its own clause
_AFTER_ALL = re.compile(r"保留|继续|暂缓|暂不|[不未没]")  # behind it


def abolishes(text: Expression, repealed: Header) -> bool:
    """Whether the words of ``text`` (not its header) say that the act of this title, or short title, is repealed."""
    name = "|".join(re.escape(title) for title in {repealed.title, repealed.name})
    said = re.compile(
        f"《(?:{name})》{_BETWEEN}废止(?=[。；，、）]|$)|(?:^|，|、|起|同时|原)废止(?:《[^《》]+》(?:、|和|及|以及)?)*《(?:{name})》(?=[。；，、]|$)"
    )
    for node in text.document.walk():
        for sentence in _SENTENCE.split(node.text):
            found = said.search(sentence)
            if not found:
                continue
            if _meant(sentence[: found.start()], sentence[found.end() :]):
                return True
    return False


def _meant(before: str, after: str) -> bool:
    """Whether the rest of the sentence lets the words stand as a decision."""
    before, after = _QUOTED.sub("", before), _QUOTED.sub("", after)
    return not (_PROPOSED.search(before) or _NOT.search(before.rpartition("，")[2]) or _AFTER_ALL.search(after))


@dataclass(frozen=True, slots=True)
class Ended:
    """What a text ends. articles: as printed, "" for the whole; number: 文号 where one is given; day: where one is named."""

    line: int
    words: str
    title: str
    number: str
    articles: tuple[str, ...]
    day: dt.date | None


def endings(text: Expression, names: re.Pattern[str] | None = None) -> Iterator[Ended]:
    """Acts and articles that the words of ``text`` end, by the names they are given there; whose they are is not asked.

    names: what is a name even without 《》.
    """
    for node in text.document.walk() if re.search(ENDS, text.raw) else ():
        for sentence in _SENTENCE.split(node.text) if re.search(ENDS, node.text) else ():
            yield from _endings(node.line, names.sub(r"《\g<name>》", sentence) if names else sentence)


def _endings(line: int, sentence: str) -> Iterator[Ended]:
    for found in _ENDED.finditer(sentence):
        before, end = sentence[: found.start()], found.end("rest")
        if _meant(before, sentence[end:]) and not _WHERE.search(before):
            yield _ended(line, found, sentence[found.start() : end], _FROM.search(found["rest"]) or _SINCE.search(before))
    for found in _ENDS_FIRST.finditer(sentence):
        before = sentence[: found.start()]
        if _meant(before, sentence[found.end() :]) and not _WHERE.search(before):
            day = _SINCE.search(sentence[: found.start("verb")])
            for one in _ONE.finditer(found["these"]):
                yield _ended(line, one, found.group(), day)


def _ended(line: int, found: re.Match[str], words: str, since: re.Match[str] | None) -> Ended:
    try:
        day = dt.date(*map(int, since.groups())) if since else None
    except ValueError:
        day = None
    articles = tuple(re.findall(_ARTICLE, found["articles"] or ""))
    return Ended(line, words, found["title"] or "", found["number"] or found["given"] or "", articles, day)
