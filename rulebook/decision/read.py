"""修改决定 read into edits: each instruction in its official wording becomes what it does, with its line.

Wording: 立法技术规范（试行）, and the amending decisions of the 全国人民代表大会常务委员会. Quoted text of several paragraphs
begins each with “ and ends the last with ”; quotation marks inside it are ‘’.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rulebook.decision.quotes import LEADING, MARK, Quotes, Sentence, blocks
from rulebook.markup.lexer import BLANKS
from rulebook.markup.numerals import NUMERAL, to_int
from rulebook.model.provision import Kind

_N = rf"(?:[{NUMERAL}]+|[0-9０-９]+)"
_QUOTED = rf"{MARK}(\d+){MARK}"
_UNITS = {"编": Kind.PART, "分编": Kind.SUBPART, "章": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE, "部分": Kind.CLAUSE}
_REF = re.compile(
    rf"(?:第(?P<c>{_N})[章编](?=第{_N}[节章]))?(?:第(?P<d>{_N})(?P<du>分编|编|章|节|部分)(?:之(?P<dz>{_N}))?)?(?:第(?P<a>{_N})条(?:之(?P<z>{_N}))?)?(?:第(?P<p>{_N})款)?"
    rf"(?:第[（(]?(?P<i>{_N})[）)]?项)?(?:第(?P<o>{_N})目)?(?P<annex>附件{_N}?)?"
)
_WHOLE_TEXT = re.compile(r"全文|正文|各条|(?:本|该)(?:法|条例|办法|规定|细则|制度|规则|规范|规程|章程)")
_CLOSING = re.compile(
    r"本决定自|本决定施行|根据本决定|作相应(?:修改|调整)|重新(?:公布|印发|发布)|序号|条文顺序|现予公布|作(?:如下|以下)(?:补充)?修[改正]|自.{4,14}起施行|决定[:：]?$|"
    r"^(?:作|进行)?(?:如下|以下)"
)
ADJUSTS = re.compile(
    r"(?:条文|章节|条款|条)?(?:的)?(?:顺序|序号)[^。；]{0,12}作?相应(?:调整|修改)|相应(?:调整|修改)[^。；]{0,8}顺序"
)
_TITLES = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")


class Verb(StrEnum):
    """What an edit does."""

    REPLACE = "修改为"
    WORDS = "中的修改为"
    CUT = "删去字词"
    AFTER = "后增加字词"
    BEFORE = "前增加字词"
    ADD = "增加"
    DELETE = "删去"
    RENUMBER = "改为"
    NAME = "名称修改为"
    WHOLE = "全文修改为"


@dataclass(frozen=True, slots=True)
class Ref:
    """A place: (kind, number) of a 章 or 条, with 款, 项 and 目 (0 for none). place: 题名, 题注, 引言, 全文 or a whole 附件, else "".

    parent: number of the 章 that a 节 is named with, 0 for none.
    """

    kind: Kind | None = None
    number: tuple[int, ...] = ()
    paragraph: int = 0
    item: int = 0
    place: str = ""
    text: str = ""
    parent: int = 0
    point: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. line: of the decision. quotes: the quoted texts it needs, each a tuple of paragraphs. count: how many are added.

    target: for ADD what is added (作为第X条); under: the 章 or 条 it is added to (before: in front of), if that is said; for RENUMBER before says that it is moved; last: the last of several.
    """

    verb: Verb
    line: int
    said: str
    refs: tuple[Ref, ...] = ()
    quotes: tuple[tuple[str, ...], ...] = ()
    target: Ref = field(default_factory=Ref)
    under: Ref | None = None
    last: tuple[int, ...] = ()
    before: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence of the decision that was not understood."""

    line: int
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """titles: acts that the decision names as amended. adjusts: it says that the order of the articles is adjusted."""

    titles: tuple[str, ...]
    edits: tuple[Edit, ...]
    adjusts: bool
    unread: tuple[Unread, ...]


def read_decision(text: str, title: str) -> ReadDecision:
    """The edits that a decision makes to the act ``title``. A decision that amends several acts is read in its part for this one."""
    reader = Quotes()
    paragraphs = list(blocks(text))
    sentences = [s for line, block in paragraphs for s in reader.feed(line, block)]
    sentences.extend(reader.end())
    unread = [Unread(reader.opened, "“", "引号没有结束")] if reader.open is not None else []
    named = _named(paragraphs)
    chosen = _section(sentences, title) if len(named) > 1 or not named else sentences
    edits: list[Edit] = []
    context = Ref()
    for sentence in chosen:
        if sentence.starts:
            context = Ref()
        for said in _clauses(sentence.text):
            edit, context = _read(said, sentence.line, context, reader.quotes)
            if isinstance(edit, Unread):
                unread.append(edit)
            elif edit:
                edits.append(edit)
    return ReadDecision(tuple(named), tuple(edits), bool(ADJUSTS.search(text)), tuple(unread))


def _named(paragraphs: list[tuple[int, str]]) -> list[str]:
    """Titles of the acts amended: of the decision's own title, else of what it says before its first instruction."""
    found: list[str] = []
    for _, block in paragraphs:
        if LEADING.match(block):
            break
        if re.search(r"》\s*等", block):
            return []  # several acts, not all named here
        if "修改" in block or "修订" in block:
            for match in _TITLES.finditer(block):
                name = match[1].translate(str.maketrans("〈〉", "《》"))
                if not re.search(r"关于修改|关于修订|修正案", name):
                    found.append(name)
    return list(dict.fromkeys(found))


def _section(sentences: list[Sentence], title: str) -> list[Sentence]:
    """The part of a decision on several acts that stands under the name of this one; all of it where there are no such parts."""
    chosen: list[Sentence] = []
    inside = parted = False
    plain = _plain(title)
    for sentence in sentences:
        heads = (
            _TITLES.findall(sentence.text) if sentence.starts and "修改" in sentence.text and MARK not in sentence.text else []
        )
        if heads:
            inside = any(_plain(head) == plain for head in heads)
            parted = True
        elif inside:
            chosen.append(sentence)
    return chosen if parted else sentences


def _plain(title: str) -> str:
    return re.sub(rf"[《》〈〉{BLANKS}]|中华人民共和国", "", title)


def _clauses(text: str) -> Iterator[str]:
    """A sentence in the parts that each say one thing."""
    joined = re.sub(r"[，,]\s*(?=作为第|作为附件|内容为)", "", text.replace("\n", ""))
    joined = re.sub(rf"其中的?(?={MARK})", "中的", joined)
    joined = re.sub(rf"({MARK}\d+{MARK})(?=原第|第|将|增加|删|在)", r"\1，", joined)
    joined = re.sub(rf"({MARK})[，,、；]?(?:分别)?(?:并)?(?:将)?({MARK}\d+{MARK}(?:修改|改)为)", r"\1、\2", joined)
    for piece in re.split(r"[，；。;,]", joined):
        said = piece.strip(BLANKS)
        if said:
            yield said


def _read(said: str, line: int, context: Ref, quotes: list[tuple[str, ...]]) -> tuple[Edit | Unread | None, Ref]:
    """One clause: what it does, and the place that the next clause may leave out."""
    shown = re.sub(_QUOTED, lambda m: "“" + "".join(quotes[int(m[1])])[:12] + "…”", said)
    if _CLOSING.search(said) and MARK not in said:
        return None, context
    for pattern, make in _GRAMMAR:
        if found := pattern.fullmatch(said):
            edit = make(found, context, quotes)
            if edit is None:
                continue
            edit = replace(edit, line=line, said=shown)
            return edit, _next_context(edit, context)
    if found := re.fullmatch(
        r"(?:将)?原?(第.{1,16}[款项])(?:至第.{1,12}[款项])?(?:相应)?(?:改|作)为第.{1,20}[款项](?:至第.{1,12}[款项])?", said
    ):
        places = refs(found[1], context)  # the number follows from an insertion anyway; what is said next is of this place
        return None, places[0] if places else context
    if MARK not in said and not re.search(r"修改|改为|增加|删[去除]|移[至作]|作为第", said):
        return None, context  # tells nothing to be done
    return Unread(line, shown, "看不懂这句话"), context


def _next_context(edit: Edit, context: Ref) -> Ref:
    ref = edit.refs[0] if edit.refs else context
    if edit.verb is Verb.ADD:
        return edit.under or context
    return ref


def refs(text: str, context: Ref) -> tuple[Ref, ...] | None:
    """``第三条第一款、第五条和第七条第二项`` as places; None where the text is more than that. Later ones inherit what they leave out."""
    out: list[Ref] = []
    for piece in re.split(r"、|和|及|以及|与", text):
        if span := re.fullmatch(rf"第({_N})(条|章|款|项)至第({_N})\2", piece):
            first, last = to_int(span[1]), to_int(span[3])
            if first is None or last is None or not first <= last < first + 500:
                return None
            for number in range(first, last + 1):
                one = _ref(f"第{number}{span[2]}", out[-1] if out else context)
                if one is None:
                    return None
                out.append(one)
            continue
        one = _ref(piece, out[-1] if out else context)
        if one is None:
            return None
        out.append(one)
    return tuple(out)


def _ref(text: str, context: Ref) -> Ref | None:
    plain = re.sub(rf"[{BLANKS}]", "", text)
    plain = re.sub(
        r"^(?:《[^《》]*》|(?:原|本|该)?[\u4e00-\u9fff]{0,20}?(?:法|条例|办法|规定|细则|制度|规则|解释))(?=第|附件)", "", plain
    )
    if plain in {"题名", "名称", "标题", "题目", "题注", "引言", "序言"}:
        return Ref(place={"名称": "题名", "标题": "题名", "题目": "题名", "序言": "引言"}.get(plain, plain), text=plain)
    if _WHOLE_TEXT.fullmatch(plain):
        return Ref(place="全文", text=plain)
    found = _REF.fullmatch(plain)
    if not found or not plain:
        return None
    if found["annex"]:
        return Ref(place="附件", text=plain)
    numbers = {name: to_int(value) or 0 for name, value in found.groupdict().items() if value and name not in {"du", "annex"}}
    paragraph, item, point = numbers.get("p", 0), numbers.get("i", 0), numbers.get("o", 0)
    if "a" in numbers:
        return Ref(Kind.ARTICLE, _number(numbers, "a", "z"), paragraph, item, text=plain, point=point)
    if "d" in numbers:
        return Ref(_UNITS[found["du"]], _number(numbers, "d", "dz"), paragraph, item, text=plain, parent=numbers.get("c", 0))
    if not context.number:
        return None
    if not paragraph and (item or point):
        paragraph = context.paragraph
    if not item and point:
        item = context.item
    return Ref(context.kind, context.number, paragraph, item, text=plain, point=point)


def _number(numbers: dict[str, int], first: str, second: str) -> tuple[int, ...]:
    return (numbers[first], numbers[second]) if second in numbers else (numbers[first],)


def _made(verb: Verb, places: tuple[Ref, ...] | None, quotes: tuple[tuple[str, ...], ...], **more: object) -> Edit | None:
    return Edit(verb, 0, "", places, quotes, **more) if places else None  # type: ignore[arg-type]  # keywords are Edit's own


def _replace(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else ((context,) if context.number or context.place else None)
    if not places or (
        len(places) > 1 and (len({(p.kind, p.number) for p in places}) > 1 or not all(p.paragraph or p.item for p in places))
    ):
        return None
    return _made(Verb.REPLACE, places, (quotes[int(m["q"])],))


def _words(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else (context,)
    numbers = [int(n) for n in re.findall(_QUOTED, m["pairs"])]
    return _made(Verb.WORDS, places, tuple(quotes[n] for n in numbers)) if len(numbers) % 2 == 0 else None


def _cut(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else (context,)
    return _made(Verb.CUT, places, tuple(quotes[int(n)] for n in re.findall(_QUOTED, m["quotes"])))


def _insert(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else (context,)
    return _made(Verb.AFTER if m["side"] == "后" else Verb.BEFORE, places, (quotes[int(m["q"])], quotes[int(m["r"])]))


def _delete(m: re.Match[str], context: Ref, _: list[tuple[str, ...]]) -> Edit | None:
    return _made(Verb.DELETE, refs(m["ref"], context), (), last=(1,) if m["name"] else ())


def _renumber(m: re.Match[str], context: Ref, _: list[tuple[str, ...]]) -> Edit | None:
    places, to = refs(m["ref"], context), _ref(m["to"], context)
    if not places or len(places) > 1 or to is None or places[0].paragraph or places[0].item or places[0].kind is not to.kind:
        return None
    return _made(Verb.RENUMBER, places, (), target=to, before="移" in m.group())


def _name(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else (context,)
    return _made(Verb.NAME, places, (quotes[int(m["q"])],))


def _add(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    under = None
    if m["under"]:
        found = refs(m["under"], context)
        if not found:
            return None
        under = found[0]
    unit = m["unit"]
    if unit in {"款", "项"}:
        under = under or context
        if not under.number:
            return None
    target = _ref(m["to"], under or context) if m["to"] else Ref()
    last = refs(m["last"], context) if m["last"] else ()
    if target is None or last is None:
        return None
    if not target.number and not target.place and unit not in {"款", "项"}:
        target = Ref({"条": Kind.ARTICLE, "附件": None}.get(unit, _UNITS.get(unit)), (), place="附件" if unit == "附件" else "")
    if unit == "款" and not target.paragraph:
        target = Ref(under.kind, under.number, -1) if under else Ref()
    if unit == "项" and not target.item:
        target = Ref(under.kind, under.number, under.paragraph, -1) if under else Ref()
    quoted = (quotes[int(m["q"])],) if m["q"] else ()
    return Edit(Verb.ADD, 0, unit, (), quoted, target, under, last[0].number if last else (), (m["side"] or "").endswith("前"))


def _whole(m: re.Match[str], _: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    return Edit(Verb.WHOLE, 0, "", (), (quotes[int(m["q"])],))


def _add_annex(m: re.Match[str], _: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    return Edit(Verb.ADD, 0, "", (), (quotes[int(m["q"])],), Ref(place="附件", text=m["to"]))


_R = rf"(?P<ref>(?:(?!中的|修改为|改为|增加|删|移至|移作)[^{MARK}])*?)"
_GRAMMAR = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:将|对)?全文(?:作全面修订)?修改为[:：]?{MARK}(?P<q>\d+){MARK}", _whole),
        (rf"增加(?:一个)?(?P<to>附件{_N}?)[:：]?{MARK}(?P<q>\d+){MARK}", _add_annex),
        (rf"(?:将|对|把)?{_R}(?:中)?的?(?:条标|章名|节名|编名|章题|节题|标题)(?:修改|改)为[:：]?{MARK}(?P<q>\d+){MARK}", _name),
        (
            rf"(?:将|对|把)?{_R}中?的?(?P<pairs>(?:{MARK}\d+{MARK}(?:一词|字样)?(?:均|都|统一)?(?:修改|改|更改)为[:：]?{MARK}\d+{MARK}[、和]?)+)",
            _words,
        ),
        (
            rf"(?:将|对|把)?(?:其中)?(?:(?:这一|该)[条款项](?:相应)?)?{_R}(?:相应)?(?:修改|改)为[:：]?{MARK}(?P<q>\d+){MARK}",
            _replace,
        ),
        (
            rf"(?:将|在)?{_R}中?的?{MARK}(?P<q>\d+){MARK}(?:之)?(?P<side>后|前)(?:面)?(?:增加|加上|加)[:：]?{MARK}(?P<r>\d+){MARK}",
            _insert,
        ),
        (rf"(?:将)?(?:删去|删除){_R}中?的?(?P<quotes>(?:{MARK}\d+{MARK}[、和]?)+)", _cut),
        (rf"(?:将)?{_R}中?的?(?P<quotes>(?:{MARK}\d+{MARK}[、和]?)+)(?:删去|删除)", _cut),
        (r"(?:将)?(?:删去|删除)(?P<ref>.+?)(?P<name>章名|节名|编名|标题)?", _delete),
        (r"(?:将)(?P<ref>.+?)(?P<name>章名|节名|编名|标题)?(?:删去|删除)", _delete),
        (
            (
                r"(?:在)?(?:(?P<under>[^增将]*?第[^增]*?)(?P<side>中|之?[后前]|里|末尾|下)?)?(?:分别)?增加(?:[一二两三四五六七八九十\d]+|)个?"
                rf"(?P<unit>条|款|项|编|章|节|部分|附件)(?:[:：]?作为(?P<to>(?:第|附件)[^至{MARK}:：和、]*?)(?:(?:至|和|、)(?P<last>第[^{MARK}:：]*?))?)?[:：]?"
                rf"(?:内容为[:：]?)?(?:{MARK}(?P<q>\d+){MARK})?"
            ),
            _add,
        ),
        (
            rf"(?:将)?(?:原)?(?P<ref>[^{MARK}]+?)(?:移至[^{MARK}]*?)?(?:相应)?(?:改为|改作|作为|移作)(?P<to>第[^{MARK}]+)",
            _renumber,
        ),
    )
)
