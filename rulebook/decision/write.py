"""修改决定 out of two texts of an act, in the official wording (立法技术规范（试行）), and proved: applied to the old text it gives the new."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from rulebook.decision.apply import apply_decision
from rulebook.decision.quotes import swapped
from rulebook.decision.units import UNIT_NAMES, Parts, Unit, key, parts
from rulebook.decision.words import MOST, inner_edits, quoted
from rulebook.history.align import align
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse
from rulebook.model.provision import DIVISIONS, Document, Kind

_UNENDED = re.compile(r"[^。；：，！？…|>\n]”$")  # quoted words that are no sentence: 题名、章名、条标


@dataclass(frozen=True, slots=True)
class Decision:
    """text: Markdown. whole: the change could only be told by the whole new text (修订). exact: applied, it gives the new text."""

    text: str
    whole: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the decision says besides: who decides, and from when (``2024年1月1日``; "" for the day of issue)."""

    issuer: str = ""
    effective: str = ""
    reissued: str = "印发"


def write_decision(old: Document, new: Document, occasion: Occasion | None = None) -> Decision:
    """The decision that makes ``new`` out of ``old``. Blanks and front matter are no part of it."""
    said = occasion or Occasion()
    if same_words(old, new):
        return Decision("", whole=False, exact=True)
    before, after = parts(old), parts(new)
    # numbers that follow by themselves, else each is said; 移作, else taken out here and put in there
    for moves, each in itertools.product((True, False), (False, True)):
        match = _Match(before, after, old, new, moves=moves)
        if not moves and not match.torn:
            break
        instructions = list(_instructions(match, each=each))
        text = _framed(instructions, old, said, adjusts=not each and _shifts(before, after))
        if instructions and _gives(text, old, new):
            return Decision(text, whole=False, exact=True)
    whole = _framed([_revision(new)], old, said, adjusts=False)
    return Decision(whole, whole=True, exact=_gives(whole, old, new))


def same_words(one: Document, other: Document) -> bool:
    """Whether two texts are the same but for front matter and blanks."""
    return _plain(one) == _plain(other)


def _plain(document: Document) -> list[str]:
    held = parts(document)
    units = [u.kind + u.label + "\n" + u.words for u in (*held.units, *held.annexes)]
    return [key(line) for line in (held.title, *held.notes, *held.preamble, *units)]


def _gives(text: str, old: Document, new: Document) -> bool:
    made, misfits = apply_decision(text, old)
    return not misfits and same_words(parse(made)[0], new)


def _framed(instructions: list[list[str]], old: Document, said: Occasion, *, adjusts: bool) -> str:
    title = old.title
    head = f"{said.issuer}关于修改《{_nested(title)}》的决定"
    out = [f"# {head}", f"{said.issuer}决定对《{title}》作如下修改："]
    for number, sentences in enumerate(instructions, start=1):
        ended = [sentence + ("。" if _UNENDED.search(sentence) else "") for sentence in sentences]
        out.append(f"{to_chinese(number)}、" + "\n\n".join(ended))
    out.append(f"本决定自{said.effective or '印发之日'}起施行。")
    order = "，并对条文顺序作相应调整" if adjusts else ""
    out.append(f"《{title}》根据本决定作相应修改{order}，重新{said.reissued}。")
    return "\n\n".join(out) + "\n"


def _nested(title: str) -> str:
    return title.translate(str.maketrans("《》", "〈〉"))


def _shifts(old: Parts, new: Parts) -> bool:
    """Whether any number of a 章, 条 or 部分 is another one afterwards."""
    return [(u.kind, u.number) for u in old.units if u.kind in UNIT_NAMES] != [
        (u.kind, u.number) for u in new.units if u.kind in UNIT_NAMES
    ]


def _revision(new: Document) -> list[str]:
    body = "".join(line for line in _body(new))
    blocks = tuple(block.strip("\n") for block in re.split(r"\n[^\S\n]*\n", body.replace("\r\n", "\n")) if block.strip())
    return ["全文修改为：" + quoted(blocks)]


def _body(document: Document) -> Iterator[str]:
    held = parts(document)
    yield f"# {held.title}\n\n"
    yield "".join(f"{line}\n\n" for line in (*held.notes, *held.comments, *held.preamble))
    for unit in (*held.units, *held.annexes):
        yield unit.raw.rstrip("\n") + "\n\n"


def _instructions(match: _Match, *, each: bool) -> Iterator[list[str]]:
    """Every instruction, in order of the new text, each as the sentences it takes. each: every new number is said.

    The same words replaced in several 条 are said once, after the others.
    """
    old, new = match.old, match.new
    yield from _head(old, new)
    gone = [u for u in old.units if id(u) not in match.kept and u.kind in UNIT_NAMES]
    place = {id(u): n for n, u in enumerate(old.units)}
    words: list[tuple[str, str, str]] = []
    out: list[list[str] | tuple[str, str, str]] = []  # instructions, and words that wait for others of their kind
    told: set[int] = set()  # added 条 that stand in the quotation of their added 章
    for number, unit in enumerate(new.units):
        if unit.kind not in UNIT_NAMES or id(unit) in told:
            continue
        source = match.back.get(id(unit))
        while gone and source is not None and id(unit) not in match.moved and place[id(gone[0])] < place[id(source)]:
            out.append(_deletion(gone.pop(0)))
        if source is None:
            inside = _inside_added(new.units, number, match) if unit.kind in DIVISIONS else []
            told.update(id(u) for u in inside)
            out.append(_addition(unit, new.units, number, match, inside))
        elif sentences := _changed(source, unit, words, moved=id(unit) in match.moved):
            out.append(sentences)
        elif words and words[-1] not in out:
            out.append(words[-1])
        elif each and source.number != unit.number and source.words == unit.words:
            out.append([f"将{_ref(source)}改为{unit.label if unit.kind in DIVISIONS else _ref(unit)}。"])
    out.extend(_deletion(unit) for unit in gone)
    groups = list(_grouped(words))
    alone = {(refs[0], a, b) for refs, a, b in groups if len(refs) == 1}
    yield from (
        _replacing([one[0]], *one[1:]) if isinstance(one, tuple) else one for one in out if isinstance(one, list) or one in alone
    )
    yield from (_replacing(refs, a, b) for refs, a, b in groups if len(refs) > 1)
    yield from _annexes(old, new)


def _replacing(refs: list[str], old: str, new: str) -> list[str]:
    return [f"将{'、'.join(refs)}中的“{swapped(old)}”修改为“{swapped(new)}”。"]


class _Match:
    """Units that are the same one before and after.

    back: unit of the new text (by its identity) to that of the old. kept: identities of the old ones. moved: new ones that changed place.
    moves: False takes these for other ones; torn: whether there are such.
    """

    def __init__(self, old: Parts, new: Parts, before: Document, after: Document, *, moves: bool) -> None:
        self.old, self.new = old, new
        by_eid = dict(zip((id(a) for a in before.articles()), _of(old, Kind.ARTICLE), strict=True))
        by_eid |= dict(zip((id(a) for a in after.articles()), _of(new, Kind.ARTICLE), strict=True))
        articles = [(by_eid[id(p.old)], by_eid[id(p.new)]) for p in align(before, after) if p.old and p.new]
        articles += _rewritten(_of(old, Kind.ARTICLE), _of(new, Kind.ARTICLE), articles)
        pairs = articles + [
            pair for kind in (*sorted(DIVISIONS), Kind.CLAUSE, Kind.TEXT) for pair in _sequence(_of(old, kind), _of(new, kind))
        ]
        place = {id(u): n for n, u in enumerate(old.units)}
        order = {id(u): n for n, u in enumerate(new.units)}
        articles.sort(key=lambda pair: order[id(pair[1])])
        rising = _rising([place[id(a)] for a, _ in articles])
        self.moved = {id(b) for n, (_, b) in enumerate(articles) if n not in rising}
        steady = [(a, b) for n, (a, b) in enumerate(articles) if n in rising]
        self.torn = not moves and bool(self.moved)
        self.back = {id(b): a for a, b in pairs if moves or id(b) not in self.moved}
        self.moved = self.moved if moves else set()
        for a, b in [pair for pair in pairs if pair[0].kind in DIVISIONS]:
            ahead_old = next((y for x, y in sorted(steady, key=lambda p: place[id(p[0])]) if place[id(x)] > place[id(a)]), None)
            ahead_new = next((y for _, y in steady if order[id(y)] > order[id(b)]), None)
            if ahead_old is not ahead_new:  # other 条 stand below it now: taken out here, put in there
                del self.back[id(b)]
        self.kept = {id(a) for a in self.back.values()}


def _rewritten(old: list[Unit], new: list[Unit], known: list[tuple[Unit, Unit]]) -> list[tuple[Unit, Unit]]:
    """条 of one number and one 条标 that no longer have words in common are still the same one."""
    taken = {id(a) for a, _ in known} | {id(b) for _, b in known}
    left = {(u.number, u.heading): u for u in old if id(u) not in taken and u.heading}
    return [(left[u.number, u.heading], u) for u in new if id(u) not in taken and (u.number, u.heading) in left]


def _rising(places: list[int]) -> set[int]:
    """Indexes of a longest rising run."""
    best: list[int] = []
    before: list[int] = []
    for at, value in enumerate(places):
        options = [k for k in range(at) if places[k] < value]
        chosen = max(options, key=lambda k: best[k], default=-1)
        best.append(1 + (best[chosen] if chosen >= 0 else 0))
        before.append(chosen)
    at, out = max(range(len(places)), key=lambda k: best[k], default=-1), set()
    while at >= 0:
        out.add(at)
        at = before[at]
    return out


def _grouped(words: list[tuple[str, str, str]]) -> Iterator[tuple[list[str], str, str]]:
    seen: dict[tuple[str, str], list[str]] = {}
    for ref, a, b in words:
        seen.setdefault((a, b), []).append(ref)
    for (a, b), found in seen.items():
        yield found, a, b


def _head(old: Parts, new: Parts) -> Iterator[list[str]]:
    if key(old.title) != key(new.title):
        yield [f"将题名修改为：{quoted((new.title,))}"]
    for name, a, b in (("题注", old.notes, new.notes), ("引言", old.preamble, new.preamble)):
        if [key(x) for x in a] != [key(x) for x in b]:
            yield [f"将{name}修改为：{quoted(b)}"] if b else [f"删去{name}。"]


def _of(held: Parts, kind: Kind) -> list[Unit]:
    return [u for u in held.units if u.kind is kind]


def _sequence(old: list[Unit], new: list[Unit]) -> list[tuple[Unit, Unit]]:
    """Units of one kind by their words in order; between them those of one place."""
    matcher = difflib.SequenceMatcher(None, [u.words for u in old], [u.words for u in new], autojunk=False)
    pairs: list[tuple[Unit, Unit]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and j - i == m - k):
            pairs.extend(zip(old[i:j], new[k:m], strict=True))
        elif tag == "replace":
            pairs.extend(
                (a, b) for a, b in zip(old[i:j], new[k:m], strict=False) if Indel.normalized_similarity(a.words, b.words) > 0.4
            )
    return pairs


def _deletion(unit: Unit) -> list[str]:
    name = _ref(unit) + (
        "章名" if unit.kind is Kind.CHAPTER else "节名" if unit.kind is Kind.SECTION else "编名" if unit.kind in DIVISIONS else ""
    )
    return [f"删去{name}。"]


def _ref(unit: Unit) -> str:
    return f"第{to_chinese(unit.number[0])}部分" if unit.kind is Kind.CLAUSE else unit.home + unit.label


def _inside_added(units: tuple[Unit, ...], at: int, match: _Match) -> list[Unit]:
    """Added 条 right below an added 章."""
    out: list[Unit] = []
    for unit in units[at + 1 :]:
        if unit.kind is not Kind.ARTICLE or id(unit) in match.back:
            break
        out.append(unit)
    return out


def _addition(unit: Unit, units: tuple[Unit, ...], at: int, match: _Match, inside: list[Unit]) -> list[str]:
    name, back = UNIT_NAMES[unit.kind], match.back
    lines = _content(unit)
    if unit.kind in DIVISIONS:
        steady = (u for u in units[at + 1 :] if id(u) in back and u.kind in UNIT_NAMES and id(u) not in match.moved)
        following = next((back[id(u)] for u in steady), None)
        where = f"在{_ref(following)}前" if following else ""
        content = (f"{unit.label}　{unit.heading}", *(line for u in inside for line in _numbered(u)))
        return [f"{where}增加一{name}，作为{unit.label}：{quoted(content)}"]
    home = next((u for u in reversed(units[:at]) if u.kind in DIVISIONS), None)
    opens = any(u.kind in DIVISIONS for u in units[at - 1 : at]) or _opens_home(units, at, back)
    where = f"在{_ref(back[id(home)])}中" if home is not None and opens and id(home) in back else ""
    return [f"{where}增加一{name}，作为{_ref(unit)}：{quoted(lines)}"]


def _opens_home(units: tuple[Unit, ...], at: int, back: dict[int, Unit]) -> bool:
    """Whether nothing but added 条 stands between the heading of the 章 and this one."""
    for unit in reversed(units[:at]):
        if unit.kind in DIVISIONS:
            return True
        if id(unit) in back:
            return False
    return False


def _content(unit: Unit) -> tuple[str, ...]:
    heading = f"【{unit.heading}】" if unit.heading and unit.kind is Kind.ARTICLE else ""
    lines = unit.lines or ("",)
    lead = unit.label if unit.kind is Kind.CLAUSE else ""
    return (lead + heading + lines[0], *lines[1:])


def _numbered(unit: Unit) -> tuple[str, ...]:
    first, *rest = _content(unit)
    return (f"{unit.label}　{first}", *rest)


def _changed(old: Unit, new: Unit, words: list[tuple[str, str, str]], *, moved: bool) -> list[str]:
    """What became of one unit; nothing where it only follows the others. words: takes replacements of a few words."""
    same = old.words == new.words
    if old.kind in DIVISIONS:
        name = {Kind.CHAPTER: "章名", Kind.SECTION: "节名"}.get(old.kind, "编名")
        return [] if same else [f"将{_ref(old)}{name}修改为：{quoted((new.heading,))}"]
    to = f"移作{_ref(new)}，" if moved else f"改为{_ref(new)}，" if old.number != new.number else ""
    if same:
        return [f"将{_ref(old)}{to.rstrip('，')}。"] if moved else []
    if old.kind is not Kind.ARTICLE:
        return [f"将{_ref(old)}{to}修改为：{quoted(_content(new))}"]
    edits = list(inner_edits(old, new))
    if not edits or len(edits) > MOST or sum(len(e.new) for e in edits) > 0.7 * len(new.words):
        return [f"将{old.label}{to}修改为：{quoted(_content(new))}"]
    if not to and len(edits) == 1 and edits[0].pair:
        words.append((old.label + edits[0].place, *edits[0].pair))
        return []
    first, *rest = [e.said(old.label) for e in edits]
    if to:
        inner = [e.said("").removeprefix("将") if e.place else e.said("").replace("将中的", "将其中的") for e in edits]
        first, rest = f"将{old.label}{to}{inner[0]}", inner[1:]
    return [first, *rest]


def _annexes(old: Parts, new: Parts) -> Iterator[list[str]]:
    """附件 by their labels."""
    known = {_annex_label(u): u for u in old.annexes}
    for unit in new.annexes:
        label = _annex_label(unit)
        source = known.pop(label, None)
        content = (unit.label, *unit.lines)
        if source is None:
            yield [f"增加一个附件，作为{label}：{quoted(content)}"]
        elif (source.label, source.words) != (unit.label, unit.words):
            yield [f"将{label}修改为：{quoted(content)}"]
    for label in known:
        yield [f"删去{label}。"]


def _annex_label(unit: Unit) -> str:
    found = re.match(r"附[件录表]?[\d一二三四五六七八九十]*", key(unit.label))
    return found.group() if found else unit.label
