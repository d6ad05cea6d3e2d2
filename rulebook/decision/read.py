"""修改决定 read into edits: each instruction in its official wording becomes what it does, with its line.

Wording: 立法技术规范（试行）, and the amending decisions of the 全国人民代表大会常务委员会. Quoted text of several paragraphs
begins each with “ and ends the last with ”; quotation marks inside it are ‘’.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rulebook.decision.places import UNITS, N, Ref, ref, refs
from rulebook.decision.plainer import plainer
from rulebook.decision.quotes import LEADING, MARK, Quotes, Sentence, blocks
from rulebook.markup.lexer import BLANKS
from rulebook.markup.numerals import to_int
from rulebook.model.provision import Kind

_QUOTED = rf"{MARK}(\d+){MARK}"
_CLOSING = re.compile(
    r"本决定自|本决定施行|根据本决定|作相应(?:修改|调整)|重新(?:公布|印发|发布)|序号|条文顺序|现予公布|作(?:如下|以下)(?:补充)?修[改正]|自.{4,14}起施行|决定[:：]?$|"
    r"^(?:作|进行)?(?:如下|以下)"
)
ADJUSTS = re.compile(
    r"(?:条文|章节|条款|条)?(?:的)?(?:顺序|序号)[^。；]{0,12}作?相应(?:调整|修改)|相应(?:调整|修改)[^。；]{0,8}顺序"
)
# Words that tell something to be done: what is not understood of them is told, never left out.
_DOES = re.compile(
    r"修改|改为|增加|删[去除]|移[至作到入]|作为第"
    r"|第[^，；。]{1,30}[编章节条款项目].{0,12}(?:合并|并入|归并|分为|分成|拆[分为]|对调|互换|调换|交换|调整?[到至为]|移动|单列|单独|另列|替换|换成|取消|撤销|恢复|提前|后移|前移)"
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
    COUNTS = "款、项改为"
    MOVE = "款、项移作"
    NAME = "名称修改为"
    WHOLE = "全文修改为"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. line: of the decision. quotes: the quoted texts it needs, each a tuple of paragraphs. count: how many are added.

    target: for ADD what is added (作为第X条); under: the 章 or 条 it is added to (before: in front of), if that is said; for RENUMBER before says that it is moved, under the 条 beside which; last: the last of several; targets: for COUNTS the number that each of refs has afterwards.
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
    targets: tuple[Ref, ...] = ()
    count: int = 1


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
        for said in _clauses(plainer(sentence.text.replace("\n", ""), reader.quotes)):
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
    joined = re.sub(rf"({MARK}\d+{MARK})(?:[一二两三四五六七八九十]+个?字|字样|一词)", r"\1", joined)
    joined = re.sub(rf"({MARK}\d+{MARK})(?=原第|第|将|增加|删[去除](?![，；。;,]|$)|在|同时)", r"\1，", joined)
    joined = re.sub(rf"({MARK})[，,、；]?(?:分别)?(?:并)?(?:将)?({MARK}\d+{MARK}(?:修改|改)为)", r"\1、\2", joined)
    for piece in re.split(r"[，；。;,]", joined):
        said = re.sub(r"^(?:并|同时|另)(?=将|把|对第|删|增|在|第)", "", piece.strip(BLANKS))
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
            edit = dataclasses.replace(edit, line=line, said=shown)
            return edit, _next_context(edit, context)
    if MARK not in said and not _DOES.search(said) and not refs(said, context):
        return None, context  # tells nothing to be done
    return Unread(line, shown, "看不懂这句话"), context


def _next_context(edit: Edit, context: Ref) -> Ref:
    if edit.verb is Verb.ADD:
        return edit.under or context
    return edit.refs[0] if edit.refs else context


def _made(verb: Verb, places: tuple[Ref, ...] | None, quotes: tuple[tuple[str, ...], ...], **more: object) -> Edit | None:
    return Edit(verb, 0, "", places, quotes, **more) if places else None  # type: ignore[arg-type]  # keywords are Edit's own


def _replace(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else _here(context)
    if not places or (
        len(places) > 1 and (len({(p.kind, p.number) for p in places}) > 1 or not all(p.paragraph or p.item for p in places))
    ):
        return None
    return _made(Verb.REPLACE, places, (quotes[int(m["q"])],))


def _here(context: Ref) -> tuple[Ref, ...] | None:
    """The place that a clause leaves out; None where none was named before."""
    return (context,) if context.number or context.place else None


def _words(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else _here(context)
    numbers = [int(n) for n in re.findall(_QUOTED, m["pairs"])]
    return _made(Verb.WORDS, places, tuple(quotes[n] for n in numbers)) if len(numbers) % 2 == 0 else None


def _cut(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else _here(context)
    return _made(Verb.CUT, places, tuple(quotes[int(n)] for n in re.findall(_QUOTED, m["quotes"])))


def _insert(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else _here(context)
    return _made(Verb.AFTER if m["side"] == "后" else Verb.BEFORE, places, (quotes[int(m["q"])], quotes[int(m["r"])]))


def _delete(m: re.Match[str], context: Ref, _: list[tuple[str, ...]]) -> Edit | None:
    return _made(Verb.DELETE, refs(m["ref"], context), (), last=(1,) if m["name"] else ())


def _renumber(m: re.Match[str], context: Ref, _: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context)
    if not places:
        return None
    if places[0].paragraph or places[0].item:
        home = refs(m["into"], places[0]) if m["into"] else None
        near = home[0] if home else places[0]
        to = refs(m["to"], dataclasses.replace(near, item=0) if home or not places[0].item else near) or ()
        return _lower(places, to, moves="移" in m.group())
    target = ref(m["to"], context)
    if len(places) > 1 or target is None or target.paragraph or target.item or places[0].kind is not target.kind:
        return None
    beside = refs(re.sub(r"之?[后前]$", "", m["into"]), context) if m["into"] else None
    return _made(Verb.RENUMBER, places, (), target=target, before="移" in m.group(), under=beside[0] if beside else None)


def _lower(places: tuple[Ref, ...], to: tuple[Ref, ...], *, moves: bool) -> Edit | None:
    """第二款改为第三款: the new number of a 款 or 项 of the same 条; of another one, it is moved there."""
    pairs = list(zip(places, to, strict=False))
    if len(places) != len(to) or any(bool(a.item) != bool(b.item) or a.point or b.point for a, b in pairs):
        return None
    if any(a.number == b.number and not b.paragraph and not b.item for a, b in pairs):
        return None
    if (
        all(a.number == b.number and (not a.item or a.paragraph == b.paragraph or not b.paragraph) for a, b in pairs)
        and not moves
    ):
        return Edit(Verb.COUNTS, 0, "", places, targets=to)
    return Edit(Verb.MOVE, 0, "", places, target=to[0]) if len(places) == 1 else None


def _name(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    places = refs(m["ref"], context) if m["ref"] else _here(context)
    if not places and not m["ref"]:
        places = refs(m["word"], context)  # 标题 of no 章 or 条 is the act's
    return _made(Verb.NAME, places, (quotes[int(m["q"])],))


def _add(m: re.Match[str], context: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    under = None
    if m["under"]:
        found = refs(m["under"], context)
        if not found:
            return None
        under = found[0]
    unit = m["unit"]
    if unit == "目":
        return _add_point(m, under or context, quotes)
    if unit in {"款", "项"}:
        under = under or context
        if not under.number:
            return None
        if (m["side"] or "")[-1:] not in {"前", "后"}:  # in it, not beside it
            under = dataclasses.replace(under, item=0, paragraph=under.paragraph if unit == "项" else 0)
    target = ref(m["to"], under or context) if m["to"] else Ref()
    last = refs(m["last"], context) if m["last"] else ()
    if target is None or last is None:
        return None
    if not target.number and not target.place and unit not in {"款", "项"}:
        target = Ref({"条": Kind.ARTICLE, "附件": None}.get(unit, UNITS.get(unit)), (), place="附件" if unit == "附件" else "")
    if unit == "款" and not target.paragraph:
        target = Ref(under.kind, under.number, -1) if under else Ref()
    if unit == "项" and not target.item:
        target = Ref(under.kind, under.number, under.paragraph, -1) if under else Ref()
    quoted = (quotes[int(m["q"])],) if m["q"] else ()
    before = (m["side"] or "").endswith("前")
    return Edit(
        Verb.ADD, 0, unit, (), quoted, target, under, last[0].number if last else (), before, count=to_int(m["count"]) or 1
    )


def _add_point(m: re.Match[str], under: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    """第四条第二项增加一目，作为第三目: into the 项 that is named."""
    target = ref(m["to"], under) if m["to"] else dataclasses.replace(under, point=-1)
    if (
        target is None
        or not target.item
        or not target.point
        or m["last"]
        or m["side"]
        or not m["q"]
        or m["count"] not in {"", "一", "1"}
    ):
        return None
    return Edit(Verb.ADD, 0, "目", (), (quotes[int(m["q"])],), target, under)


def _whole(m: re.Match[str], _: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    return Edit(Verb.WHOLE, 0, "", (), (quotes[int(m["q"])],))


def _add_annex(m: re.Match[str], _: Ref, quotes: list[tuple[str, ...]]) -> Edit | None:
    return Edit(Verb.ADD, 0, "", (), (quotes[int(m["q"])],), Ref(place="附件", text=m["to"]))


_R = rf"(?P<ref>(?:(?!中的|修改为|改为|增加|删|移至|移作|调整为)[^{MARK}])*?)"
_GRAMMAR = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:将|对)?全文(?:作全面修订)?修改为[:：]?{MARK}(?P<q>\d+){MARK}", _whole),
        (rf"增加(?:一个)?(?P<to>附件{N}?)[:：]?{MARK}(?P<q>\d+){MARK}", _add_annex),
        (
            rf"(?:将|对|把)?{_R}(?:中)?的?(?P<word>条标|章名|节名|编名|章题|节题|标题)(?:修改|改)为[:：]?{MARK}(?P<q>\d+){MARK}",
            _name,
        ),
        (
            rf"(?:将|对|把)?{_R}中?的?(?P<pairs>(?:{MARK}\d+{MARK}(?:均|都|统一)?(?:修改|改|更改)为[:：]?{MARK}\d+{MARK}[、和]?)+)",
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
                r"(?:在)?(?:(?P<under>[^增将]*?第[^增]*?)(?P<side>中|之?[后前]|里|末尾|下)?)?(?:分别)?增加(?P<count>[一二两三四五六七八九十\d]+|)个?"
                rf"(?P<unit>条|款|项|目|编|章|节|部分|附件)(?:[:：]?作为(?P<to>(?:第|附件)[^至{MARK}:：和、]*?)(?:(?:至|和|、)(?P<last>第[^{MARK}:：]*?))?)?[:：]?"
                rf"(?:内容为[:：]?)?(?:{MARK}(?P<q>\d+){MARK})?"
            ),
            _add,
        ),
        (
            rf"(?:将)?(?:原)?(?P<ref>[^{MARK}]+?)(?:移[至到入](?P<into>[^{MARK}]*?)|单列(?:为|成)?一条|单独(?:列为|作为|成)一?条)?(?:相应)?(?:修改为|改为|改作|作为|移作|调整为)(?P<to>第[^{MARK}]+)",
            _renumber,
        ),
    )
)
