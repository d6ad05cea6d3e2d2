"""Whose provision a reference means: its own text's, that of the law named beside it, or of one named before."""

from __future__ import annotations

import re

from rulebook.citation.find import RANK, Reference
from rulebook.citation.grammar import INHERIT, LIST_LINK
from rulebook.citation.named import Named, name_before
from rulebook.citation.resolve import (
    ARTICLE,
    Level,
    Resolved,
    absolute,
    bare_base,
    base_of,
    inherit,
    kind_of,
    widen,
)
from rulebook.citation.scopes import Scope
from rulebook.citation.state import Line, Text, said_before
from rulebook.markup.numerals import annex_number
from rulebook.model.citation import CitationKind

_OF_LEAD = re.compile(r"^(?:违反|有|属于)$")  # （一）违反第三项规定的: of the article that the words before the list name
_SENTENCE = re.compile(r"[。；！？]")
# …第八条规定：“…。”第九条规定: the same text goes on after its quoted words.
_QUOTED = re.compile(r"[^“”。；]{0,12}[：，:,]?“[^“”]{0,600}”[，、；。]?(?:和|以及|及|其)?$")
_QUOTES = re.compile(r"(?:规定|明确|指出|要求|为|称)?[：:，,]?“[^”]*$")
# 《甲办法》第三条规定：“…: what is quoted speaks for that text
_SPEAKS = re.compile(
    r"《(?P<title>[^《》“”]{2,60})》(?:（[^（）]{0,30}）)?(?:第[^，。；：“”《》]{1,30}|中|里)?(?:还|也|又|明确|就此)?(?:规定|明确|要求|指出|载明|写明|写道|写的是|强调|称)[：:，,]?$"
)
_QUOTE = 600  # characters of a quotation that are looked at
_OF_NUMBER = re.compile(
    r"(?P<no>号令|[号令])(?:文件|文|通知|通报|批复|复函|函|意见|决定|公告|令|办法|规定)?(?:的|中的?|里的?|之|规定的?)?$"
)
# 会议提出三条意见：第一条是…，第二条是…; 讲了三条。第一条，…
_LISTS = re.compile(
    r"(?<![第零一二三四五六七八九十百千\d])[两二三四五六七八九十几\d][条项款点]"
    r"(?:(?:意见|要求|措施|建议|体会|原则|纪律|经验|工作|标准|任务|内容|理由|办法|做法)[^，。；：]{0,12}[。：，]|[。：])"
)
_LISTED = re.compile(r"，|：|就?是(?!关于|指|对|否|为)|要(?!求)")
# 第三条（登记）、第四条（归位）: what a number is about stands between two of a list
_NAMED_ASIDE = re.compile(r"^(?:（[^（）]{1,20}）|〔[^〔〕]{1,20}〕|“[^“”]{1,20}”)")
# 第三条规定登记，第四条规定归位: both of one text
_SAYS = re.compile(r"(?P<verb>规定|明确|要求|指出|载明|设定)[^。；：“”]{1,40}[，；]$")
# 依照《甲办法》第三条第一款，第五条第二款的规定: a list with commas; 第三条，第五条不适用 may be of this text
_LISTS_ON = re.compile(r"(?:之|的)?(?:规定|要求)?(?:[。；、）]|办理|执行|处理|$)")
# 《甲办法》第十条（现第十二条）: today's number of the same text
_NOW = re.compile(r"（(?:即|现行?为?|今|现已?改为|已?调整为|(?:修订|修正|修改)后为?)的?")
# 《甲办法》第三条的规定，与第四条不一致
_WITH = re.compile(r"，(?:与|同|和|跟)$")
_COMPARED = re.compile(r"(?:的?规定)?(?:不?一致|不?相?同|[有相]?抵触|有?冲突|矛盾|重复|衔接)")
_NEAR = 16  # citations further back are not what 上述 means
_ABOVE = re.compile(r"(?:上述|前述|以上|上列)$")
_THAT_UNIT = re.compile(r"(?:该|同|上述|前述)(?P<unit>[条款])$")


def read_reference(reference: Reference, line: Line, text: Text, covered: list[tuple[int, int]]) -> None:
    """Resolve one reference and add its citation to the line."""
    words = line.cleaned.text
    start, end = reference.start, reference.end
    if words.endswith("法例", 0, start) or _is_label(reference, line, text) or _is_ordinance(reference, words):
        return
    quoted = text.amending and (text.depth > 0 or words.count("“", 0, start) > words.count("”", 0, start))
    if quoted and reference.relative:
        return
    between = words[line.end : start] if line.end >= 0 else ""
    if line.end >= 0 and _SENTENCE.search(between):
        line.foreign = "" if "。" in between else line.foreign
    named = _name(reference, line, text)
    if named is None and (reference.bare or _is_listed(reference, words)):
        return
    if named is None and line.title and _compares(reference, line, between):
        choices = tuple(f"{name}{words[start:end]}" for name in (f"《{line.title}》", f"《{text.names.own}》"))
        line.emit(start, end, CitationKind.INTERNAL, "", choices=choices)
        covered.append((start, end))
        return
    linked = line.end >= 0 and named is None and bool(LIST_LINK.fullmatch(_NAMED_ASIDE.sub("", between)))
    inherits = line.end >= 0 and named is None and not reference.relative and bool(INHERIT.fullmatch(between))
    if named and len(named.choices) > 1:
        choices = tuple(f"《{title}》" for title in named.choices)
        line.emit(named.start, end, CitationKind.EXTERNAL_LAW, "", choices=choices)
        covered.append((named.start, end))
    if (named and named.unknown) or ((linked or inherits) and line.unknown and not reference.relative):
        line.levels, line.title, line.end, line.unknown = absolute(reference), "", end, True
        return
    line.unknown = False
    found = _meaning(reference, line, text, named, between, joined=linked or inherits)
    if found is None:
        return
    _emit(reference, line, text, named, found, linked=linked)
    covered.append((named.start if named else start, end))
    _remember(reference, line, text, named, found, quoted=quoted)


def _compares(reference: Reference, line: Line, between: str) -> bool:
    """《甲办法》第三条的规定，与第四条不一致: of that text, or of this one."""
    if reference.relative or not _WITH.search(between) or not _COMPARED.match(line.cleaned.text, reference.end):
        return False
    here = [ids for rank, ids in absolute(reference) if rank == ARTICLE]
    return bool(here) and all(piece in line.place.scope.local for piece in here[0])


def _name(reference: Reference, line: Line, text: Text) -> Named | None:
    """The name that stands before the reference."""
    if reference.relative:
        return None
    words, start = line.cleaned.text, reference.start
    named = name_before(words, start, text.names, lambda: said_before(line, start, text))
    if line.numbers and (after := _OF_NUMBER.search(words, max(0, start - 12), start)) and after.end("no") in line.numbers:
        return Named(start, line.numbers[after.end("no")])  # x司办〔2021〕10号文件第三条
    if named is None and _ABOVE.search(words, max(0, start - 2), start):
        rank, pieces = absolute(reference)[0]
        if rank == ARTICLE and said_before(line, start, text):
            near = [c.title for c in line.out[-_NEAR:] if c.title and c.targets and c.targets[0].partition("__")[0] == pieces[0]]
            return Named(start, near[-1] if near else "", unknown=not near)
    return None if named and text.amending and (named.unknown or named.annex) else named


def _is_listed(reference: Reference, words: str) -> bool:
    """会议提出三条意见：第一条是…: points of a talk, which are counted."""
    return (
        not reference.relative
        and len(reference.parts) == 1
        and _LISTED.match(words, reference.end) is not None
        and (reference.start == 0 or words[reference.start - 1] in "。；：，！？")
        and _LISTS.search(words, 0, reference.start) is not None
    )


def _remember(
    reference: Reference, line: Line, text: Text, named: Named | None, found: tuple[Resolved, str], *, quoted: bool
) -> None:
    """What the next references may go on with."""
    resolved, title = found
    line.levels, line.title, line.end = resolved.levels, title, reference.end
    if not quoted:
        text.last = resolved.levels
    if not text.listed:
        text.lead.append((resolved.levels, title))
    if named:
        line.foreign = "" if named.own else title
        if title and line.cleaned.text[reference.start - 1] != "》":
            line.bare.append((reference.start, title))
    elif title:
        line.foreign = title


def _emit(
    reference: Reference, line: Line, text: Text, named: Named | None, found: tuple[Resolved, str], *, linked: bool
) -> None:
    resolved, title = found
    if linked and line.out and line.out[-1].kind in {CitationKind.INTERNAL, CitationKind.EXTERNAL_LAW}:
        line.out[-1] = line.out[-1]._replace(kind=CitationKind.LIST)
    kind = kind_of(title=title, resolved=resolved, listed=linked)
    if reference.relative == "本" and not reference.parts:
        kind = CitationKind.SELF
    begin = named.start if named else reference.start
    targets = resolved.targets(None if title else text.document)
    if not title and "項" in line.raw:
        targets = tuple(_paragraph_of(target, text) for target in targets)
    choices: tuple[str, ...] = ()
    if [target for target in targets if target[:2] in {"", "__"}]:  # a number that two articles bear
        pieces = [piece for rank, ids in absolute(reference) if rank == ARTICLE for piece in ids]
        choices = text.scopes.bearers(pieces[0], line.place.scope) if pieces and not title else ()
        targets = ()
    line.emit(begin, reference.end, kind, title, targets, choices=choices)


def _paragraph_of(target: str, text: Text) -> str:
    """第一條第一項 in traditional script may mean the first 款."""
    other = target.replace("__subpara_", "__para_", 1)
    known = text.document.provisions()
    return other if target not in known and other in known else target


def _is_ordinance(reference: Reference, words: str) -> bool:
    """第179章《…条例》: the number of an ordinance in another legal system."""
    return (
        reference.parts[:1] != ()
        and reference.parts[0].unit == "章"
        and words.startswith("《", reference.end)
        and words[reference.start + 1].isdigit()
    )


def _is_label(reference: Reference, line: Line, text: Text) -> bool:
    """“第一百二十条之一 …: the number of a new article inside replacement text; or one that begins an article here."""
    words = line.cleaned.text
    if reference.start and not text.amending and not text.glued:
        return False
    a, b = line.cleaned.span(reference.start, reference.end)
    if (line.number, line.column + a) in text.glued:
        return True
    blank = b >= len(line.raw) or line.raw[b].isspace()
    if line.place.annex and reference.start == 0 and blank:
        return True
    first = reference.parts[0] if reference.start == 0 and len(reference.parts) == 1 and not reference.relative else None
    if first and first.unit == "款" and first.numbers == ((line.place.paragraph,),) and (blank or line.raw[b] in "：:、"):
        return True
    if not text.amending:
        return False
    quoted = reference.start > 0 and words[reference.start - 1] == "“"
    return (reference.start == 0 or quoted) and blank


def _meaning(
    reference: Reference, line: Line, text: Text, named: Named | None, between: str, *, joined: bool
) -> tuple[Resolved, str] | None:
    """Levels and title of one reference; None where it means nothing here."""
    levels = absolute(reference)
    relative = bool(reference.relative)
    title = ""
    own = False  # the numbers are those of this text
    if relative:
        base = base_of(reference, line.place)
        if base is None or _speaker(reference, line, text):
            return None
        levels = (*base, *levels)
    elif named:
        title, own = named.title, named.own
        if named.own and text.amending:
            title, own = text.amended, False
        elif named.own and (speaker := _speaker(reference, line, text)):
            title, own = speaker, False
    elif joined and line.levels:
        levels, title = inherit(levels, line.levels), line.title
        own = not title and reference.parts[0].unit in _COUNTED_HERE
    else:
        found = _alone(reference, levels, line, text, between)
        if found is None:
            return None
        levels, title, relative = found
        own = not title and not relative
    is_range = (
        bool(reference.upto)
        or (bool(reference.parts) and reference.parts[-1].is_range)
        or (reference.counted and not reference.parts)
    )
    scope = line.place.scope if not title else Scope()
    if named and named.annex and levels[0][0] != ARTICLE:
        return None
    if own and levels[0][0] <= ARTICLE:
        here = _local(levels, line, text, named)
        if here is None:
            return None
        levels, scope = here
    if reference.upto:
        levels = widen(levels, reference.upto, scope)
    return Resolved(levels, is_range, relative and not joined), title


def _speaker(reference: Reference, line: Line, text: Text) -> str:
    """The other text whose quoted words hold the reference; "" where none is quoted there."""
    words, start = line.cleaned.text, reference.start
    at = words.rfind("“", max(0, start - _QUOTE), start)
    if text.amending or at < 0 or words.find("”", at, start) >= 0:
        return ""
    found = _SPEAKS.search(words, max(0, at - 140), at)
    return text.names.full(found["title"]) if found else ""


_COUNTED_HERE = frozenset({"编", "分编", "章", "节", "条"})


def _local(levels: tuple[Level, ...], line: Line, text: Text, named: Named | None) -> tuple[tuple[Level, ...], Scope] | None:
    """The levels with the ids that their numbers have in this text: art_3 as annex_1__art_3, clause_3, art_3_2."""
    scopes, place = text.scopes, line.place
    scope = place.scope
    if named and named.annex:
        number = annex_number(named.annex)
        names = [f"annex_{number}"] if number else list(scopes.annexes)
        if len(names) != 1 or names[0] not in scopes.annexes:
            return None
        scope = scopes.annexes[names[0]]
    elif place.annex and place.annex in scopes.annexes and scopes.body and named and named.own:
        kind = line.cleaned.text[named.start + 1 : named.start + 12]
        scope = scopes.main if any(text.names.own.endswith(kind[:n]) for n in range(1, len(kind) + 1)) else scope
    division = next((ids[0] for rank, ids in levels if rank in _CHAPTERS), "")
    out: list[Level] = []
    for rank, ids in levels:
        if rank != ARTICLE:
            out.append((rank, ids))
            continue
        pieces = tuple(scopes.named(piece, scope, division) for piece in ids)
        if place.annex in scopes.annexes and not named and any(p not in scope.local for p in ids):
            return None  # a number of the body, or none
        out.append((rank, pieces))
    if scope.clauses:
        out = [level for level in out if level[0] != _PARAGRAPH]
    return tuple(out), scope


_CHAPTERS = frozenset({RANK["章"], RANK["节"]})
_PARAGRAPH = RANK["款"]


def _alone(
    reference: Reference, levels: tuple[Level, ...], line: Line, text: Text, between: str
) -> tuple[tuple[Level, ...], str, bool] | None:
    """A reference with nothing adjacent that says whose it is: levels, title, and whether it is of its own article."""
    if text.amending:
        if levels[0][0] > ARTICLE:
            levels = inherit(levels, text.last)
        return levels, text.amended, False
    if levels[0][0] <= ARTICLE and (speaker := _speaker(reference, line, text)):
        return levels, speaker, False
    words = line.cleaned.text
    that = _THAT_UNIT.search(words, max(0, reference.start - 4), reference.start)
    if that:  # 该条第二款
        return (inherit(levels, line.levels), line.title, False) if line.levels and not line.unknown else None
    if line.end >= 0 and "“" in between and (_QUOTED.fullmatch(between) or _QUOTES.fullmatch(between)):
        if line.unknown:
            return None
        return inherit(levels, line.levels), line.title, False
    if levels[0][0] > ARTICLE:
        return _below_article(reference, levels, line, text)
    says = _SAYS.match(between) if line.title or line.unknown else None
    if says and words.startswith(says["verb"], reference.end):
        return None if line.unknown else (levels, line.title, False)
    if line.title and ((between == "，" and _LISTS_ON.match(words, reference.end)) or _NOW.fullmatch(between)):
        return levels, line.title, False
    if text.table:
        return levels, text.table, False
    if line.foreign and levels[0][0] == ARTICLE:
        scope = line.place.scope  # a text of 一、二、 calls them no 条
        own = not scope.clauses and all(piece in scope.local for piece in levels[0][1])
        if text.court or not own:
            return levels, line.foreign, False
    return levels, "", False


def _below_article(
    reference: Reference, levels: tuple[Level, ...], line: Line, text: Text
) -> tuple[tuple[Level, ...], str, bool] | None:
    """A bare 第一款 or 第（一）项."""
    if text.listed and len(text.lead) == 1 and _OF_LEAD.search(line.cleaned.text, 0, reference.start):
        above, title = text.lead[0]
        return inherit(levels, above), title, not title
    known = text.document.provisions()
    base = bare_base(reference, levels, line.place, known)
    stands = base and "__".join(ids[-1] for _, ids in (*base, levels[0])) in known
    if base and (stands or not line.levels):
        return base + levels, "", True
    if line.levels and not line.unknown:
        return inherit(levels, line.levels), line.title, False
    return None
