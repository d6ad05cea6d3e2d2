"""The name (题名、简称) that stands immediately before a reference, and which text it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rulebook.citation.grammar import HOUSE_KINDS, OWN, TITLE
from rulebook.citation.names import NO_STATUTE, Names, plain

_TAIL = re.compile(rf"(?:法典|宪法|法|通则|总则|分则|党章|{HOUSE_KINDS})$")
_LAST = frozenset(kind[-1] for kind in ("法", "法典", "通则", "党章", *HOUSE_KINDS.split("|")))  # what a name ends in
_SURE_TAIL = ("法", "法典", "条例", "细则", "公约", "通则")
# 该办法 · 同法 · 上述规定: the title last named that ends so
_THAT = re.compile(rf"(?:该|(?<!合)同|上述|前述|前列|此)(?P<noun>法典|法|通则|{HOUSE_KINDS})$")
# 《某法》及其实施条例 · 《某法》实施细则
_BELOW = re.compile(r"(?P<its>及其|和其|以及其|及)?(?P<kind>实施条例|实施细则|实施办法|实施意见|实施规则|实施规定|配套规定)$")
_THAT_LAW = re.compile(rf"(?:该|(?<!合)同|上述|前述)(?P<noun>法典|法|{HOUSE_KINDS})$")
# 本校章程, 本局办法: of the house, and no more this text than its title says
_HOUSE = re.compile(
    rf"本(?P<house>公司|单位|协会|学会|中心|集团|街道|支部|党委|党组|校|院|局|司|所|会|社|厂|店|馆|区|市|县|省|村|镇|委|部|厅|园|站|队|班|组)(?P<rest>[\u4e00-\u9fff]*?(?:{HOUSE_KINDS}))$"
)
_SENTENCE_MARK = re.compile(r"[。，；：！？“”]")
_KNOWN_END = re.compile(r"[法典例则章定程度]")
_WITHIN_ENDS = frozenset("文则任”编分章之里内中定列称的版本稿前后原新现行〕①②③④⑤⑥⑦⑧⑨⑩")
_NAME_ENDS = frozenset("》）") | _LAST
_BARE_KIND = re.compile(rf"(?:法|{HOUSE_KINDS})$")
_ANNEX = re.compile(r"附(?:件|录|表)(?P<n>[零一二三四五六七八九十\d]{1,3}|[A-Z]|)(?:《[^《》]*》)?(?:的|中的?|所列的?)?$")
_STRONG = re.compile(
    r"依照|根据|按照|违反|适用|依据|符合|执行|参照|触犯|构成|属于|修改|关于|以及|或者|不服|规定的|所指的|分别|按|犯|(?<![国所私享])有(?!关)|和|及|与|或|由|将|在|除|经|依|的|是|为|即|因|按|并|对|以|据|照|至|把|同|增加|删去|遵守|遵照|遵循|援引|参见|详见|比照"
)
# What may stand between the name of a text and a number in it: 《甲办法》附则第九条, 公务员法中的第三条, 民法典合同编第三章
# 《甲办法》2020年版第三条, 《甲办法》原第三条, 《甲办法》〔2〕第三条
_WITHIN = re.compile(
    r"(?:〔\d{1,3}〕|[①-⑳])?(?:(?:(?:19|20)\d\d年?)?(?:修订|修正|修改|试行|最新|新|旧|老)?[版本稿]的?)?(?:(?:修订|修正|修改)[前后]的?|原|新|现行?)?"
    r"(?:正文|[“]?(?:总则|分则|附则|罚则|法律责任)[”]?(?:部分|一章)?|(?:总则|分则|通则|[\u4e00-\u9fff]{1,6})编)?"
    r"(?:之|里|内|中|规定|所列|所称|(?:关于[^，。；：《》]{1,20})?(?:中|里|规定|所列|所称|所述)?的)?$"
)
# 原第三条, 修订前的第三条, 现行第三条: a number of an earlier text, or of today's where two are compared
_FORMER = r"(?<![草高平中还])原|现行|(?:修订|修正|修改|调整|变更)(?:以|之)?前的?"
# 旧法第三条, 上位法第三条, 原办法第三条: what nobody can look up by this name
_SOME_TEXT = rf"(?:原|旧|新|老|现行|上位|下位|母|以前的?|过去的?)(?:{HOUSE_KINDS})"
# 判决书第二项; 教材第二章: no rules
_NO_RULE = re.compile(r"(?:判决书|裁定书|决定书|通知书|调解书)$")
_NO_LAW = r"(?:教材|课本|报告|论文|讲义|教程|小说|著作|剧本|课程|文章|图书|专著)(?:的|中的?|里的?)?"
_PAPERS = frozenset("书表单册稿")  # 本表第二项: this text only where it is called so
_QUOTE_PAIRS = {"”": "“", "」": "「", "』": "『", "〉": "〈", "＞": "＜", ">": "<", '"': '"'}
_DESIGNATION = r"[A-Za-z0-9]|\d号"  # GB/T 9704—2012第7条, 主任令第3号第二条
_OTHER = re.compile(rf"(?:{_DESIGNATION}|{_FORMER}|{_SOME_TEXT}|{_NO_LAW})$")
_OF_KIND = re.compile(r"(?:法|法典|条例|办法|细则|规则|章程|准则|守则|公约)$")
_NUMBERED_ASIDE = re.compile(r"[一二三四五六七八九十]{1,3}$")  # 刑法修正案（十一）
_ASIDE = re.compile(r"称|〔|号|^(?:试行|暂行|(?:19|20)\d\d年?(?:修正|修订|公布|本))$")
# 方法第三条, 依法第三条: no law is called so; 商法第三条 is another one than this
_NO_LAW_BEFORE = frozenset("办方做用算看想说执司立守违依合非无设枉书魔语文句手章疗戏技战兵刀拳写打读画针乘除加减")
_NO_NAME = re.compile(
    r"(?:同时|应当|可以|必须|仍然?|还|均|也|都|分别|但是?|如果|此外|除外|另外|其中|[之以]外|该|这|那|了|过|见|到|[新旧老前后时的]|实施|贯彻|落实|施行|修订|制定|超出|出现|规定)$"
)
_LETTERS = re.compile(r"[A-Za-z]{1,8}$")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,30}$")


class Named(NamedTuple):
    """The name before a reference. start: where it begins (the reference's start where it is apart).

    title: "" where it is the text itself. annex: 附件二第一条 means an article there.
    unknown: another text than this one, and nobody can say which. choices: the titles it could be, where there are several.
    """

    start: int
    title: str
    own: bool = False
    annex: str = ""
    unknown: bool = False
    choices: tuple[str, ...] = ()


Said = Sequence[tuple[str, str]]  # titles named before in this article, with the sentence each stands in; the last is nearest


def name_before(text: str, end: int, names: Names, said: Callable[[], Said] = tuple) -> Named | None:
    """The name that stands immediately before ``end``, None where there is none.

    said: gives the titles named before, asked only where a word refers to one (该办法).
    """
    if not end:
        return None
    last = text[end - 1]
    if last in "》（：":
        return _beside(text, end, names)
    if last == "）":
        return _apart(text, end, names, said)
    if last in _QUOTE_PAIRS and (quoted := _quoted(text, end, names)) is not None:
        return quoted
    if last in _WITHIN_ENDS and (within := _inside(text, end, names, said)) is not None:
        return within
    if (annex := _annexed(text, end, names, said)) is not None:
        return annex
    if _OTHER.search(text, max(0, end - 8), end):
        return Named(end, "", unknown=True)
    if last in {"其", "中"} and (its := _its(text, end, said)) is not None:
        return its
    if last not in _LAST or not (_TAIL.search(text, max(0, end - 4), end) or OWN.search(text, max(0, end - 12), end)):
        return None
    below = _BELOW.search(text, max(0, end - 8), end)
    if below and (named := _below(text, below, names, said)) is not None:
        return named
    that = _THAT.search(text, max(0, end - 8), end)
    if that:
        return _said(that["noun"], that.start(), said())
    own = OWN.search(text, max(0, end - 12), end)
    if own:
        title = names.short.get(plain(text[own.start() : end]), "")
        other = not title and last in _PAPERS and not plain(names.own).endswith(last)
        return Named(own.start(), title, own=not title and not other, unknown=other)
    return _bare(text, end, names)


def _its(text: str, end: int, said: Callable[[], Said]) -> Named | None:
    """其第五条 is of the title last named; 其中第五条 of that one or of this text."""
    if text[end - 1] == "其" and text[max(0, end - 2) : end - 1] in {"及", "和", "、", "，", "。", "；", "按", "照", "据", "反"}:
        return _said("", end - 1, said())
    return Named(end, "", unknown=True) if text[max(0, end - 2) : end] == "其中" and said() else None


def _annexed(text: str, end: int, names: Names, said: Callable[[], Said]) -> Named | None:
    """附件二 before 第一条: an annex of this text, or of one that is named before it."""
    near = max(0, end - 40)
    if text.find("附", near, end) < 0 or (annex := _ANNEX.search(text, near, end)) is None:
        return None
    start = annex.start()
    whose = name_before(text, start, names, said) if text[start - 1 : start] in _NAME_ENDS else None
    if whose is not None and not whose.own:  # 《甲办法》附件第三条
        return Named(start, "", unknown=True)
    return Named(start, "", own=True, annex=annex["n"] or "0")


def _beside(text: str, end: int, names: Names) -> Named | None:
    """《甲办法》第三条; 《甲办法》（第三条、第五条）."""
    if text[end - 1] == "》":
        return _titled(text, end, names)
    titled = _titled(text, end - 1, names) if text[end - 2 : end - 1] == "》" else None
    return titled and Named(end, titled.title, titled.own, unknown=titled.unknown)


def _titled(text: str, end: int, names: Names) -> Named | None:
    """《某办法》 that ends at ``end``. 本《办法》, and a 《办法》 that nobody defined, mean this text or the one title that ends so."""
    match = next((m for m in TITLE.finditer(text, max(0, end - 120), end) if m.end() == end), None)
    if match is None:
        return None
    key = plain(match["title"])
    if not _BARE_KIND.fullmatch(key) or key in names.short:
        title = names.full(match["title"])
        return Named(match.start(), title, own=not title)
    here = plain(names.own).split("（")[0].endswith(key)
    before = text[match.start() - 1 : match.start()]
    if before == "本":
        return Named(match.start() - 1, "", own=here, unknown=not here)
    start = match.start() - (before == "该")
    others = names.ending(key)
    if not others:
        return Named(start, "" if here else match["title"], own=here)
    if here or len(others) > 1:
        return Named(start, "", unknown=True, choices=(*others, *([names.own] if here else [])))
    return Named(start, others[0])


def _quoted(text: str, end: int, names: Names) -> Named | None:
    """“甲局办法”第三条, 〈甲局办法〉第三条: a title in other marks; None where the marks hold no title."""
    start = text.rfind(_QUOTE_PAIRS[text[end - 1]], max(0, end - 60), end - 1)
    inner = text[start + 1 : end - 1].strip("<>")
    if start < 0 or _SENTENCE_MARK.search(inner) or not _TAIL.search(inner) or inner in {"总则", "分则"}:
        return None
    title = names.full(inner)
    return Named(start, title, own=not title)


def _inside(text: str, end: int, names: Names, said: Callable[[], Said]) -> Named | None:
    """《甲办法》附则第九条, 公务员法中第三条: a part of the text named before."""
    at = max(0, end - 40)
    stop = text.rfind("》", at, end) + 1
    if stop and text.startswith("（", stop) and (close := text.find("）", stop, end)) > 0:
        stop = close + 1
    if stop and _WITHIN.fullmatch(text, stop, end):
        before = name_before(text, stop, names, said)
        return Named(end, before.title, before.own, unknown=before.unknown) if before else None
    other = 0
    for match in _KNOWN_END.finditer(text, at, end - 1):
        if (
            not _WITHIN.fullmatch(text, match.end(), end)
            or (run := _RUN.search(text, max(0, match.end() - 30), match.end())) is None
        ):
            continue
        words = run.group()
        for start in range(len(words) - 1):
            if names.knows(words[start:]):
                title = names.full(words[start:])
                return Named(run.start() + start if text[end - 1] in {"编", "则"} else end, title, own=not title)
        if _OF_KIND.search(words):
            other = match.end()
    named = name_before(text, other, names, said) if other and text[end - 1] != "编" else None  # 丙条例的第六条
    return named and Named(end, named.title, named.own, unknown=named.unknown)


def _said(noun: str, start: int, said: Said) -> Named:
    """该办法: the nearest title that ends so, if its sentence has just one."""
    found: list[str] = []
    where = ""
    for title, sentence in reversed(said):
        if found and sentence != where:
            break
        if not plain(title).split("（")[0].endswith(noun) and not plain(title).endswith(noun):
            continue
        if plain(title) not in map(plain, found):
            found.insert(0, title)
        where = sentence
    if len(found) != 1:
        return Named(start, "", unknown=True, choices=tuple(found))
    return Named(start, found[0])


def _below(text: str, below: re.Match[str], names: Names, said: Callable[[], Said]) -> Named | None:
    """《某法》及其实施条例: the rules that implement the law named before."""
    end = below.start()
    if below["its"] and text[end - 1 : end] not in {"》", "）"} and not _TAIL.search(text, max(0, end - 4), end):
        return None
    if not below["its"] and text[end - 1 : end] != "》" and not _THAT_LAW.search(text, max(0, end - 8), end):
        return None
    base = name_before(text, end, names, said)
    if base is None or base.unknown or base.annex:
        return Named(below.start("kind"), "", unknown=True) if below["its"] else None
    title = f"{base.title or names.own}{below['kind']}"
    start = below.start("kind") if below["its"] else base.start
    if plain(title) == plain(names.own):
        return Named(start, "", own=True)
    return Named(start, names.seen.get(plain(title), title))


def _apart(text: str, end: int, names: Names, said: Callable[[], Said]) -> Named | None:
    """《某法》（以下简称…）第九条, 公务员法（2018年修订）第五条: brackets part name and number."""
    open_ = _opening(text, end)
    if open_ <= 0:
        return None
    inner = text[open_ + 1 : end - 1]
    numbered = bool(_NUMBERED_ASIDE.match(inner))
    if text[open_ - 1] != "》" and not numbered and not _ASIDE.search(inner):
        return None
    before = name_before(text, open_, names, said)
    if before is None or before.annex:
        return None
    if numbered and text[open_ - 1] != "》" and not before.own and not before.unknown:
        return Named(before.start, f"{before.title}（{inner}）")
    return Named(end, before.title, before.own, unknown=before.unknown)


def _opening(text: str, end: int) -> int:
    """Where the bracket that closes before ``end`` opens, -1 where nowhere near."""
    depth = 0
    for at in range(end - 1, max(-1, end - 120), -1):
        depth += (text[at] == "）") - (text[at] == "（")
        if not depth:
            return at
    return -1


def _bare(text: str, end: int, names: Names) -> Named | None:
    """A name without 《》: one that this text or everybody uses, a statute, or a rule of some house."""
    run = _RUN.search(text, max(0, end - 30), end)
    if not run:
        return Named(end, "", unknown=True) if text[end - 1] in _PAPERS else None
    base, words = run.start(), run.group()
    known = next((start for start in range(len(words) - 1) if names.knows(words[start:])), -1)
    if known >= 0 and not (_BARE_KIND.fullmatch(words, known) and _goes_back(words, known)):
        title = names.full(words[known:])
        return Named(base + known, title, own=not title)
    if _NO_RULE.search(words):
        return Named(end, "", unknown=True)
    house = _HOUSE.search(words)
    if house:
        own = plain(names.own).endswith(house["house"] + house["rest"])
        return Named(base + house.start(), "", own=own, unknown=not own)
    cut = 0
    for stop in _STRONG.finditer(words, 0, len(words) - 1):
        if stop.group() in {"对", "以", "同"} and stop.start() - cut > 0 and stop.start() != cut:
            continue
        cut = stop.end()
    name = words[cut:]
    if not cut and (letters := _LETTERS.search(text, max(0, base - 8), base)) is not None:  # WTO协定第三条
        base, name = letters.start(), letters.group() + name
    if _BARE_KIND.fullmatch(name):  # 按规定第三条, 条例第三条
        # 关于请假的规定, 实施《某法》办法 are others
        here = plain(names.own).endswith(name) and words[max(0, cut - 1) : cut] != "的" and text[max(0, base + cut - 1)] != "》"
        return None if here else Named(base + cut, "", unknown=True)
    if name.startswith(("号", "该", "本", "其", "上述", "前述", "有关", "相关", "各", "所", "这", "那", "某", "任何")):
        return Named(base + cut, "", unknown=True)
    if name.endswith(NO_STATUTE) and not name.endswith("办法"):
        return Named(base + cut, "", unknown=True) if name.endswith(("方法", "做法", "用法", "算法")) else None
    if len(name) < 3 and not (len(name) == 2 and name[-1] == "法" and name[0] not in _NO_LAW_BEFORE):
        return None
    return Named(base + cut, names.full(name))


def _goes_back(words: str, start: int) -> bool:
    """Whether the kind at ``start`` is the end of a longer name: 信访工作条例, not 同时依照条例."""
    cut = 0
    for stop in _STRONG.finditer(words, 0, start):
        cut = stop.end()
    return start - cut >= 2 and not _NO_NAME.search(words, cut, start)
