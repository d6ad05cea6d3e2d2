"""Lines of a rule text, each with what it opens (行的种类). One pass, no look-ahead; context.py looks around."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rulebook.markup.marks import ATTRIBUTES, ENTITY, MARKED, RULE, TAG_LINE, peel
from rulebook.markup.numerals import ORDINAL, annex_number, to_int
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, POINT, SUBPARAGRAPH, TEXT, Kind
from rulebook.model.units import KINDS

BLANKS = " \t\u3000\u00a0\u200b\ufeff"
INVISIBLE = re.compile(  # characters that are not seen and that break searches and citations
    r"[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f"
    r"\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb]"  # Default_Ignorable_Code_Point, controls
)
_RULES = "-=*_—─━＿~～－–"
_PAGE = re.compile(r"[-—–－─]+\s*\d{1,4}\s*[-—–－─]+|第\s*\d{1,4}\s*页(?:[ ，,/／]*共?\s*\d{1,4}\s*页)?")
# White space but for line ends, and the zero-width space, as a class takes them: \s without some is slower.
_WHITE = "\t\v\f\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000"
_OPENS_BLANK = frozenset(f"{BLANKS}{_RULES}<>`")
_NO_WORDS = re.compile(r">+|`{3,}[A-Za-z]*")  # an empty quoted line, the fence around pasted text
_SPACE = f"[{_WHITE}]"
_NUM = rf"(?:[{ORDINAL}]+|[0-9０-９]+)"
# 第十二条之一; a blank inside the number (第一百二十八 条) is a slip of the source that still opens an article.
_ARTICLE = re.compile(
    rf"(?P<label>[第笫]{_SPACE}?(?P<n>{_NUM}){_SPACE}?(?:(?:之|[-－](?=[0-9０-９]))(?P<y>{_NUM}))?[条條](?:{_SPACE}?之{_SPACE}?(?P<z>{_NUM}))?)(?P<gap>{_SPACE}*(?:[：:、.．](?=[^第\s]|{_SPACE}+\S){_SPACE}*)?)(?:【(?P<heading>[^】\n]*)】)?"
)
# 【第一条】, （第一条）: the number in brackets of its own
_ENCLOSED_ARTICLE = re.compile(
    rf"(?P<open>[【（(])(?P<inner>第{_NUM}[条條](?:之{_NUM})?)(?P<close>[】）)]{_SPACE}*)(?=[^\s，。；、的规所])"
)
# —— 第一章 总则 ——
_RULED = re.compile(
    r"(?P<open>[—–─━~～=]{1,12}[ \t\u3000]*)(?P<inner>第.{1,40}?)(?P<close>[ \t\u3000]*[—–─━~～=]{1,12}[ \t\u3000]*)$"
)
# 【第一章 总则】, 【第一章】总则
_ENCLOSED_DIVISION = re.compile(
    r"(?P<open>[【〔\[『「])(?P<inner>第[^【】〔〕\[\]『』「」\n]{2,40})(?P<close>[】〕\]』」][ \t\u3000]*)(?P<name>[^。；，：:;,]{0,20})$"
)
_NOT_ARTICLE = re.compile(
    r"(?:[两兩一二三四五六七八九十]款|第[^条條]{0,12}[款项項]|规定|的规定|所列|至第|、第|和第|或者第|以及第|款|第[^条條]{0,12}章)"
)
_UNIT = rf"(?P<label>第{_SPACE}?(?P<n>{_NUM}){_SPACE}?(?P<unit>分编|分編|编|編|部分|篇|章|节|節)(?:之(?P<z>{_NUM}))?)"
_SEPARATED = rf"(?P<gap>{_SPACE}*(?:[：:、.．](?!第){_SPACE}*)?)"
_DIVISION = re.compile(rf"{_UNIT}{_SEPARATED}(?P<name>.*)")
# Without #, as it comes out of a word processor: alone on its line, a heading without the marks of a sentence.
_NAME = r"(?:[^。；，：:;,.|！？!?]|(?<=\d)\.(?=\d)){1,40}"
_BARE_DIVISION = re.compile(rf"{_UNIT}{_SEPARATED}(?P<name>{_NAME})?$")
# Without a blank after the number the words must not go on like a sentence: 第二章规定的情形.
_RUNS_ON = re.compile(r"(?:规定|所|的|第|至|和|与|及|或|、|中|以|之|内|[条节節款项])")
_ITEM = re.compile(rf"(?P<label>[（(〔]{_SPACE}?(?P<n>[{ORDINAL}]{{1,4}}){_SPACE}?[）)〕]|[㈠-㈩])")
# （三）项所列, （一）至（二）项: words that cite an item and open none. 项目 and 款项 are other words.
_NOT_ITEM = re.compile(
    r"(?:项(?!目)|款(?!项)|(?:至|、|和|与|及|或者?|以及)?[（(][零一二三四五六七八九十]{1,3}[）)][^。；]{0,12}?项(?!目))"
)
_POINT = re.compile(
    r"(?P<label>(?P<n>[0-9０-９]{1,3})[.．、])(?![0-9])"
    r"|(?P<label2>[（(](?P<n2>[0-9０-９]{1,3})[）)]|(?P<n3>[0-9０-９]{1,3})[）)])"
    r"|(?P<label3>[①-⑳⑴-⒇⒈-⒛❶-❿])"
    r"|(?P<label4>(?P<n4>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.．、]?(?=[ \t\u3000\u00a0]|[\u4e00-\u9fff]))"
)
_CIRCLED = {"①": 0x2460, "⑴": 0x2474, "⒈": 0x2488, "❶": 0x2776}
_HALF_ITEM = re.compile(rf"(?P<label>(?P<n>[{ORDINAL}]{{1,4}})[）)])")  # 一）
_CLAUSE = re.compile(rf"(?P<label>(?P<n>[{ORDINAL}]{{1,4}})[、.．])")
_ANNEX = re.compile(
    rf"(?P<label>附{_SPACE}*(?:件|录|表)?{_SPACE}*(?P<n>[0-9０-９{ORDINAL}]{{1,3}}|[A-Z])?){_SPACE}*(?P<rest>[:：].*)?$"
    rf"|附{_SPACE}*(?:件|录|表){_SPACE}*(?P<n2>[0-9０-９{ORDINAL}]{{1,3}}|[A-Z]){_SPACE}+[^。；，、：]{{1,30}}$"
)
_NAMED_ANNEX = re.compile(r"附(?:件|录|表)(?P<n>)(?P<n2>)[ \t\u3000]+[^。；，、：]{1,30}")  # ## 附录　电话
UNITS = {word: kind for word, kind in KINDS.items() if kind in DIVISIONS}
UNITS |= {"編": Kind.PART, "部分": Kind.PART, "篇": Kind.PART, "分編": Kind.SUBPART, "節": Kind.SECTION}
_LOOSE = frozenset({"部分", "篇"})  # 第二部分人员: these words stand in sentences


@dataclass(slots=True)
class Line:
    """A line with its end, split into prefix, label, gap, heading and rest; in build.py the provision that it opens.

    opens: the kind of provision the line opens; TEXT where it opens none.
    end: marks that close the line, and its line end.
    level: number of # of a Markdown heading, 0 for a plain line.
    around: what stands before and after the heading: ("【", "】").
    style: of a point, from 1. over （1） to ① and 1.1: which may stand inside which.
    at: 1-based number in the file, 0 for a line without words; base: offset of its first character in the raw line.
    marked: HTML or Markdown marks were read as such.
    column: offset of ``rest`` in the raw line, below: what hangs from it, once it stands in the tree.
    """

    opens: Kind
    number: tuple[int, ...]
    prefix: str
    label: str
    gap: str
    heading: str
    rest: str
    end: str
    level: int = 0
    around: tuple[str, str] = ("", "")
    style: int = 0
    at: int = 0
    base: int = 0
    marked: bool = False
    column: int = 0
    below: list[Line] = field(default_factory=list, init=False)

    @property
    def bracketed(self) -> bool:
        """Whether the 条标 stands in 【】."""
        return self.around[0] == "【"

    @property
    def words(self) -> str:
        """The line without prefix and end, as it stands."""
        before, after = self.around
        return self.label + self.gap + before + self.heading + after + self.rest


def blank(prefix: str, end: str) -> Line:
    """A line without words."""
    return Line(TEXT, (), prefix, "", "", "", "", end)


def _number(words: str, sub: str | None = None) -> tuple[int, ...]:
    """十二 and 之一 as (12, 1); () where the words are no number."""
    value = to_int(words)
    if value is None:
        return ()
    tail = to_int(sub) if sub else None
    return (value,) if tail is None else (value, tail)


def is_blank(raw: str) -> bool:
    """Whether a line holds no words: blanks, a rule between parts (---), HTML tags alone, the number of a page."""
    if raw[0] not in _OPENS_BLANK and not raw[0].isspace() and raw[-1] != "页":
        return False
    words = raw.strip(BLANKS)
    return (
        not words
        or (words[0] in _RULES and RULE.fullmatch(words) is not None)
        or ((words[0] in _RULES or words[-1] == "页") and _PAGE.fullmatch(words) is not None)
        or (words[0] == "<" and TAG_LINE.fullmatch(raw.lstrip(BLANKS)) is not None)
        or _NO_WORDS.fullmatch(words) is not None
        or not words.strip()
    )


def read_line(raw: str, end: str, at: int = 0) -> Line:
    """Classify one line (without its line end)."""
    return _MARKED.get(raw[:1], _plain)(raw, "", end, at)


def _indented(raw: str, _prefix: str, end: str, at: int) -> Line:
    stripped = raw.lstrip(BLANKS)
    return _MARKED.get(stripped[:1], _plain)(stripped, raw[: len(raw) - len(stripped)], end, at)


def _read(stripped: str, prefix: str, end: str, at: int) -> Line:
    """As read_line, for a line without marks of layout."""
    return _READERS.get(stripped[:1], _plain)(stripped, prefix, end, at)


def _item(stripped: str, prefix: str, end: str, at: int) -> Line:
    match = _ITEM.match(stripped)
    label, words = match.group("label", "n") if match else ("", "")
    if number := _number(words or label):
        if _NOT_ITEM.match(stripped, len(label)):
            return _plain(stripped, prefix, end, at)
        return _opened(SUBPARAGRAPH, number, label, stripped, prefix, end, at)
    if _ENCLOSED_ARTICLE.match(stripped) or stripped[0] == "〔":
        return _bracketed(stripped, prefix, end, at)
    return _point(stripped, prefix, end, at)


def _enclosed(match: re.Match[str], stripped: str, prefix: str, end: str, at: int) -> Line:
    """【第一条】…: the brackets go to prefix and gap."""
    line = _ordinal(match["inner"], prefix + match["open"], end, at)
    line.gap, line.rest = match["close"], stripped[match.end() :]
    return line


def _bracketed(stripped: str, prefix: str, end: str, at: int) -> Line:
    match = _ENCLOSED_ARTICLE.match(stripped)
    if match:
        return _enclosed(match, stripped, prefix, end, at)
    whole = _ENCLOSED_DIVISION.match(stripped)
    line = _plain_division(whole["inner"], prefix + whole["open"], "", at) if whole else None
    if whole is None or line is None or (whole["name"] and line.heading):
        return _plain(stripped, prefix, end, at)
    if whole["name"]:  # 【第一章】总则
        line.gap, line.heading, line.end = line.gap + line.end + whole["close"], whole["name"], end
    else:
        line.end += whole["close"] + end
    line.marked = True
    return line


def _ruled(stripped: str, prefix: str, end: str, at: int) -> Line:
    """A 章 between dashes."""
    match = _RULED.match(stripped)
    line = _plain_division(match["inner"], prefix + match["open"], "", at) if match else None
    if match is None or line is None:
        return _plain(stripped, prefix, end, at)
    line.end += match["close"] + end
    line.marked = True
    return line


def _clause(stripped: str, prefix: str, end: str, at: int) -> Line:
    match = _CLAUSE.match(stripped)
    number = _number(match["n"]) if match else ()
    if match and number:
        return _opened(CLAUSE, number, match["label"], stripped, prefix, end, at)
    half = _HALF_ITEM.match(stripped)
    if half and (number := _number(half["n"])) and not _NOT_ITEM.match(stripped, half.end()):
        return _opened(SUBPARAGRAPH, number, half["label"], stripped, prefix, end, at)
    return _plain(stripped, prefix, end, at)


def _annex(stripped: str, prefix: str, end: str, at: int) -> Line:
    match = _ANNEX.match(stripped.rstrip())
    if match:
        return Line(ANNEX, _annex_number(match), prefix, "", "", "", stripped, end, at=at)
    return _plain(stripped, prefix, end, at)


def _plain(words: str, prefix: str, end: str, at: int) -> Line:
    return Line(TEXT, (), prefix, "", "", "", words, end, 0, ("", ""), 0, at)


def _annex_number(match: re.Match[str]) -> tuple[int, ...]:
    value = annex_number(match["n"] or match["n2"] or "")
    return (value,) if value else ()


def _point(stripped: str, prefix: str, end: str, at: int) -> Line:
    """1. · （1） · 1） · ① · 1.1: numbered lines below the 项."""
    match = _POINT.match(stripped)
    if match is None:
        return _plain(stripped, prefix, end, at)
    label = match.group()
    if match["n4"]:
        number = tuple(int(piece) for piece in match["n4"].split("."))
        style = 3 + len(number)
    elif match["label3"]:
        first = max(start for start in _CIRCLED.values() if start <= ord(label))
        number, style = (ord(label) - first + 1,), 3 if first in {0x2460, 0x2776} else 2 if first == _CIRCLED["⑴"] else 1
    else:
        number, style = _number(match["n"] or match["n2"] or match["n3"]), 1 if match["n"] else 2
    if not number:
        return _plain(stripped, prefix, end, at)
    line = _opened(POINT, number, label, stripped, prefix, end, at)
    line.style = style
    return line


def _ordinal(stripped: str, prefix: str, end: str, at: int) -> Line:
    """An article, or a division without #; plain where the line only begins with such words."""
    match = _ARTICLE.match(stripped)
    if match is None:
        return _plain_division(stripped, prefix, end, at) or _plain(stripped, prefix, end, at)
    label, n, y, z, gap, heading = match.groups()
    number = _number(n, y or z)  # 第一百二十之一条
    stop = match.end()
    if number and (gap or heading is not None or not _NOT_ARTICLE.match(stripped, stop)):
        around = ("", "") if heading is None else ("【", "】")
        return Line(ARTICLE, number, prefix, label, gap, heading or "", stripped[stop:], end, 0, around, 0, at)
    return _plain(stripped, prefix, end, at)


def _plain_division(stripped: str, prefix: str, end: str, at: int) -> Line | None:
    """第二章　附则 or 第二章附则, alone on its line."""
    words = stripped.rstrip(BLANKS)
    division = _BARE_DIVISION.match(words)
    if division is None or not (number := _number(division["n"], division["z"])):
        return None
    label, gap, name = division.group("label", "gap", "name")
    if name and not gap and (_RUNS_ON.match(name) or len(name) > 20 or division["unit"] in _LOOSE):
        return None
    return Line(UNITS[division["unit"]], number, prefix, label, gap, name or "", "", stripped[len(words) :] + end, at=at)


def _opened(kind: Kind, number: tuple[int, ...], label: str, stripped: str, prefix: str, end: str, at: int) -> Line:
    rest = stripped[len(label) :]
    body = rest.lstrip(BLANKS)
    if kind is SUBPARAGRAPH and body[:1] in {"、", ".", "．"}:  # （一）、
        body = body[1:].lstrip(BLANKS)
    return Line(kind, number, prefix, label, rest[: len(rest) - len(body)], "", body, end, 0, ("", ""), 0, at)


def _marked(stripped: str, prefix: str, end: str, at: int) -> Line:
    """A line behind marks of layout (``**``, ``<p>``, ``- ``, ``[``), which go to its prefix and its end."""
    if TAG_LINE.fullmatch(stripped):
        return blank(prefix + stripped, end)
    if (entity := ENTITY.match(stripped)) is not None:
        line = _read(stripped[entity.end() :], prefix + entity.group(), end, at)
        line.marked = True
        return line
    peeled = peel(stripped)
    if peeled is None:
        return _plain(stripped, prefix, end, at)
    before, words, after = peeled.before, peeled.words, peeled.after
    if (blanks := ENTITY.match(words)) is not None:
        before, words = before + blanks.group(), words[blanks.end() :]
    line = _heading(f"{'#' * peeled.level} {words}", "", "", at) if peeled.level else _read(words, "", "", at)
    if line.opens is not TEXT and not line.heading and (blanks := ENTITY.match(line.rest)) is not None:
        line.gap, line.rest = line.gap + blanks.group(), line.rest[blanks.end() :]
    if peeled.level:
        line.prefix = line.prefix[peeled.level + 1 :]
    if line.opens is TEXT and not peeled.tagged:
        return _plain(stripped, prefix, end, at)
    line.prefix, line.end, line.marked = prefix + before + line.prefix, line.end + after + end, True
    if peeled.closer:
        _bold_heading(line, peeled.closer)
    return line


def _bold_heading(line: Line, closer: str) -> None:
    """**第一条 押金** words, **第一条** words: where the bold words end, the 条标 or the number ends."""
    if line.opens is ARTICLE and line.heading and line.rest.startswith(closer):
        rest = line.rest[len(closer) :]
        body = rest.lstrip(BLANKS)
        line.around = (line.around[0], line.around[1] + line.rest[: len(line.rest) - len(body)])
        line.rest = body
        return
    name, found, rest = line.rest.partition(closer)
    if not found:
        return
    body = rest.lstrip(BLANKS)
    marks = closer + rest[: len(rest) - len(body)]
    if not name.strip(BLANKS):
        line.gap, line.rest = line.gap + name + marks, body
    elif line.opens is ARTICLE and not line.heading and is_name(name):
        line.heading, line.around, line.rest = name, ("", marks), body


def as_text(line: Line) -> Line:
    """The line, now as words that open nothing."""
    if line.opens is TEXT and not line.gap:  # it is so already
        return line
    line.rest = line.words
    line.opens, line.number, line.label, line.gap, line.heading, line.around = TEXT, (), "", "", "", ("", "")
    return line


def outside(line: Line) -> None:
    """Make the line one that stands outside all provisions."""
    line.opens, line.number, line.level = HEADING, (), -1


_SENTENCE = re.compile(r"[。；，：！？;:!?|]")


def is_name(words: str) -> bool:
    """Whether words can be a 条标: short, without the marks of a sentence."""
    return 0 < len(words) <= 30 and not _SENTENCE.search(words)


def _heading(stripped: str, before: str, end: str, at: int) -> Line:
    """A line that begins with # after ``before``, which holds blanks of any kind."""
    level = len(stripped) - len(stripped.lstrip("#"))
    rest = stripped[level:].lstrip(" \t\u3000\u00a0")
    prefix = before + stripped[: len(stripped) - len(rest)]
    marked, closer = False, ""
    if rest[-1:] == "}" and (attributes := ATTRIBUTES.search(rest)) is not None and attributes.start():
        rest, end = rest[: attributes.start()], attributes.group() + end
    if rest[:1] in MARKED and rest and (peeled := peel(rest)) is not None:
        prefix, rest, end, marked, closer = prefix + peeled.before, peeled.words, peeled.after + end, True, peeled.closer
    article = _ordinal(rest, "", end, at) if rest[:1] in {"第", "笫"} else None
    if article and article.opens is ARTICLE:
        article.prefix, article.level, article.marked = prefix + article.prefix, level, marked
        if closer:
            _bold_heading(article, closer)
        return article
    division = _DIVISION.match(rest)
    if division and (number := _number(division["n"], division["z"])):
        label, gap, name = division.group("label", "gap", "name")
        return Line(UNITS[division["unit"]], number, prefix, label, gap, name, "", end, level, ("", ""), 0, at, marked=marked)
    if (annex := _ANNEX.match(rest.strip()) or _NAMED_ANNEX.fullmatch(rest.strip())) is not None:
        return Line(ANNEX, _annex_number(annex), prefix, "", "", "", rest, end, level, ("", ""), 0, at, marked=marked)
    return Line(HEADING, (), prefix, "", "", rest, "", end, level, ("", ""), 0, at, marked=marked)


# What a line is read as, by its first character.
_READERS = {
    "#": _heading,
    "附": _annex,
    **dict.fromkeys("【『「", _bracketed),
    **dict.fromkeys("—–─━~～=", _ruled),
    **dict.fromkeys("第笫", _ordinal),
    **dict.fromkeys("（(〔㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", _item),
    **dict.fromkeys(ORDINAL, _clause),
    **{chr(code): _point for low, high in ("09", "０９", "①⑳", "⑴⒛", "❶❿") for code in range(ord(low), ord(high) + 1)},
}
_MARKED = _READERS | dict.fromkeys(MARKED, _marked) | dict.fromkeys(BLANKS, _indented)
