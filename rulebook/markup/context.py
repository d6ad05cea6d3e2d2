"""What the lines around a line tell about it: titles, contents, headings on two lines, 条标, wrapped lines.

Each step takes the lines in order and gives them back; what it read in a form of its own it notes, so that
one finding can say what was read as what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rulebook.markup.contents import contents
from rulebook.markup.forms import bare_number, neighbours
from rulebook.markup.lexer import BLANKS, Line, as_text, is_name, outside, read_line
from rulebook.markup.marks import peel
from rulebook.markup.paging import off_pages
from rulebook.markup.quotes import unclosed
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, POINT, SUBPARAGRAPH, TEXT

_AMENDING = re.compile(r"修正案|关于修改|关于修订|修改的决定")
_TITLE_TAIL = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|规范|规程|規約|規程|制度|章程|守则|准则|公约|方案|预案|意见|通知|决定|公告|通告|批复|纪要|手册|须知|指南|标准|纲要|规划|"
    r"清单|协议|合同|办法|計畫|計劃|辦法|條例|規則|規定|要點|要求|机制|流程|程序|安排|计划|解释|解答|函|令)(?:[（(〔【][^）)〕】]*[）)〕】]|[》”])*$"
)
# A line that ends so goes on: 依照 ⏎ 第三条.
_OPEN_END = re.compile(
    r"(?:[，、（《“]|依照|按照|根据|违反|适用|参照|符合|依|按|见|和|与|及|或|或者|以及|至|到|本法|本办法|本规定|本条例|本章程|的|在|对|由|》|款|项|条|章|节)$"
)
_GOES_ON = re.compile(r"(?:规定|的|所|第|和|与|及|至|、|或)")
_NUMBERED_HEADING = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:\.\d{1,2})*[、.．\s])"
)
_BRACKETED = re.compile(r"(?P<open>[（(〔\[])(?P<name>[^（）()〔〕\[\]。；，：\d]{2,16})(?P<close>[）)〕\]][ \t\u3000]*)")
_NAMED = re.compile(r"(?P<name>[^\s。；，：、（）()“”]{2,12})(?P<blank>[ \t]*\u3000+[ \t]*|[ \t]{1,8})(?=\S)")
_NARROWEST = 14  # characters of a line of print
_NUMERALS = frozenset("一二三四五六七八九十百")
_GLUED_HEADING = re.compile(
    r"(?P<head>第[零〇一二三四五六七八九十百\d]{1,4}[章节][ \t\u3000]*[^第。；，：、\s]{1,20}[ \t\u3000]*)第[零〇一二三四五六七八九十百\d]{1,6}条[ \t\u3000]*(?![ \t\u3000]|规定|的|所|、|和|至|第|$)"
)
_OPENING = frozenset("【〔[（(")
_NAME_BEFORE = re.compile(
    r"[【〔\[（(][^【】〔〕\[\]（）()\d]{1,20}[】〕\]）)][ \t\u3000]*(?=第[零〇一二三四五六七八九十百\d]{1,6}条)"
)
# 首页 > 法规 > 正文; 来源：本院　发布时间：2022-03-04: what a web page sets above a text
_PAGE_HEAD = re.compile(
    r"^(?:您?(?:当前|现在|所在)?的?位置[:：]|首页|网站首页|返回|跳转到|登录|English)|[>»›]正文$"
    r"|^(?:(?:信息)?来源|发布(?:日期|时间|机构|单位)|发文(?:日期|机关|字号|单位)|成文日期|生成日期|公开日期|浏览(?:次数|量)|点击(?:数|量)|字号|字体|分享|索引号|名称|标题|文号"
    r"|主题(?:分类|词)|信息分类|公文种类|有效性|时效性|公开(?:方式|形式|属性)|阅读次数)[:：]"
)
_ENDED = re.compile(r"[。；：！？;:!?…”）)]\s*$")


@dataclass(slots=True)
class Reading:
    """Lines as read in their context.

    title: the line of a division under one # that is the title all the same, 0 where there is none.
    dense: no blank lines stand between the paragraphs, so each line that ends a sentence ends a paragraph.
    unclosed: lines with a “ that nothing closes.
    notes: forms that are not those of a source file: words of the form → numbers of the lines.
    guesses: likewise, what only the lines around it explain, so that a person should look.
    """

    lines: list[Line]
    title: int = 0
    dense: bool = False
    unclosed: frozenset[int] = frozenset()
    notes: dict[str, list[int]] = field(default_factory=dict)
    guesses: dict[str, list[int]] = field(default_factory=dict)

    def note(self, form: str, line: int) -> None:
        """Remember that ``line`` was read as ``form`` says."""
        self.notes.setdefault(form, []).append(line)

    def guess(self, form: str, line: int) -> None:
        """Remember that ``line`` was read as ``form`` says because of the lines around it."""
        self.guesses.setdefault(form, []).append(line)


def in_context(lines: list[Line], *, even_quotes: bool = False) -> Reading:
    """The lines as the builder wants them. even_quotes: there are as many “ as ”."""
    reading = Reading(lines)
    if not lines:
        return reading
    blank = lines[-1].at - lines[0].at + 1 - len(lines)
    reading.dense = len(lines) >= 3 and blank * 5 < len(lines)
    _glued_heading(reading)
    _names_before(reading)
    _titles(reading)
    off_pages(lines, reading.note)
    for index in contents(lines):
        outside(lines[index])
    _two_lines(reading)
    _wrapped(reading)
    amending = any(_AMENDING.search(line.words) for line in lines[:3])
    if not amending:
        _second_title(reading)
    neighbours(lines, reading.note, reading.guess, amending=amending)
    kinds = [line.opens for line in lines]
    main = kinds.index(ANNEX) if ANNEX in kinds else len(lines)
    articles = [n for n, kind in enumerate(kinds) if kind is ARTICLE]
    if not articles or articles[0] >= main:
        _clause_headings(reading, main)
    else:
        for n, line in enumerate(lines):
            if n and line.level and _is_numbered(line):
                line.style = 1
    if not amending:
        _article_headings(reading, articles)
    _note_marks(reading)
    _split_items(reading, articles)
    if not even_quotes:
        reading.unclosed = unclosed([(line.at, line.words) for line in reading.lines])
    return reading


def _titles(reading: Reading) -> None:
    """The title: under #, or the short first line of the text."""
    lines = reading.lines
    opener = next(
        (n for n, line in enumerate(lines) if line.opens in _OPENERS or (n and line.level and _is_numbered(line))),
        len(lines),
    )
    if any(line.level and line.opens is HEADING for line in lines[: max(opener, 1)]):
        return
    begin = _page_head(reading, opener)
    first = lines[begin]
    if first.opens is TEXT and not first.level:
        sure = opener < len(lines) or (len(lines) > 1 and bool(_TITLE_TAIL.search(_bare(first).rest.rstrip(BLANKS))))
        taken = _plain_title(lines[begin : begin + 3], reading.dense) if sure else 0
        if taken:
            _set_title(reading, taken, begin)
            return
    ones = [line for line in lines if line.level == 1]
    if len(ones) == 1 and ones[0].opens in DIVISIONS:
        reading.title = ones[0].at


def _page_head(reading: Reading, opener: int) -> int:
    """How many lines at the beginning are of the page a text was copied from; they stand outside the text."""
    lines, at = reading.lines, 0
    while at < min(opener, len(lines) - 1, 6) and lines[at].opens is TEXT and _PAGE_HEAD.search("".join(lines[at].rest.split())):
        at += 1
    for n in range(at):
        outside(lines[n])
        reading.guess("网页上导航、来源的行（不是正文）", lines[n].at)
    return at


def _is_numbered(line: Line) -> bool:
    """## 一、管辖: a heading with a number that is none of a 章."""
    return line.opens is HEADING and line.level > 0 and bool(_NUMBERED_HEADING.match(line.heading))


_OPENERS = DIVISIONS | {ARTICLE, CLAUSE, SUBPARAGRAPH}


def _bare(line: Line) -> Line:
    """A text line without its marks of layout."""
    peeled = peel(line.rest)
    if peeled is None or peeled.closer:
        return line
    return replace(line, prefix=line.prefix + peeled.before, rest=peeled.words, end=peeled.after + line.end)


def _plain_title(lines: Sequence[Line], dense: bool) -> int:
    """How many of the first lines are the title: 0, 1 or 2."""
    plain = [_bare(line) for line in lines]
    if not is_title(plain[0].rest):
        return 0
    joined = len(lines) > 1 and lines[1].at == lines[0].at + 1
    if _TITLE_TAIL.search(plain[0].rest.rstrip(BLANKS)) or len(lines) == 1:
        return 1
    second = plain[1]
    if second.opens is TEXT and is_title(second.rest) and _TITLE_TAIL.search(second.rest.rstrip(BLANKS)):
        return 2
    return int(not joined or dense or second.opens is not TEXT)


def is_title(words: str) -> bool:
    """Whether words can be a title: one short line without the marks of a sentence, in no bracket."""
    plain = words.strip(BLANKS)
    return 2 <= len(plain) <= 60 and not re.search(r"[。；，：！？;!?|<>]|^[（(【\[\-*]|目\s*录$", plain)


def _set_title(reading: Reading, count: int, begin: int) -> None:
    lines = reading.lines
    first = _bare(lines[begin])
    words, end = first.rest, first.end
    for number in range(begin + 1, begin + count):
        line = _bare(lines[number])
        words, end = words + end + line.prefix + line.rest, line.end
        lines[number] = _gone(lines[number])
    lines[begin] = replace(first, opens=HEADING, heading=words, rest="", end=end, level=1)
    reading.note("没有 # 的题名", first.at)


def _gone(line: Line) -> Line:
    """What is left of a line whose words went to the one above: nothing."""
    return replace(line, opens=TEXT, number=(), prefix="", label="", gap="", heading="", rest="", end="", level=0, at=0)


def _two_lines(reading: Reading) -> None:
    """第一章 ⏎ 借用: number and name of a division on two lines."""
    lines, gone = reading.lines, set()
    for n, line in enumerate(lines[:-1]):
        if line.opens not in DIVISIONS or line.heading or n in gone:
            continue
        below = lines[n + 1]
        after = lines[n + 2] if n + 2 < len(lines) else None
        wraps = after is not None and after.opens is TEXT and after.at == below.at + 1 and not reading.dense
        named = below.opens is TEXT or (below.opens is HEADING and line.level and below.level >= line.level)
        if not named or wraps or not is_name((below.heading or below.rest).strip(BLANKS)):
            continue
        line.gap += line.rest + line.end + below.prefix
        line.heading, line.rest, line.end = below.heading or below.rest, "", below.end
        gone.add(n + 1)
        reading.note("号和名分两行的章、节", line.at)
    for n in sorted(gone, reverse=True):
        del lines[n]


def _wrapped(reading: Reading) -> None:
    """A line that begins with a number because the words before it were wrapped there."""
    lines = reading.lines
    for n, line in enumerate(lines):
        if line.opens not in _WRAPPABLE or line.level or not n:
            continue
        above = lines[n - 1]
        if line.at != above.at + 1 or above.level or above.opens in DIVISIONS or above.opens is ANNEX or not above.rest:
            continue
        words = above.rest.rstrip(BLANKS)
        long = len(words) >= 24 and not _ENDED.search(words) and not line.gap
        if (_OPEN_END.search(words) and len(words) > 2) or (long and _GOES_ON.match(line.rest or line.heading)):
            as_text(line)
            reading.note("折行（与上一行连着读）", line.at)


_WRAPPABLE = DIVISIONS | {ARTICLE}


def _clause_headings(reading: Reading, main: int) -> None:
    """## 一、范围 in a text without 条 opens a clause. main: how many lines there are before the first annex."""
    lines = reading.lines
    for index, line in enumerate(lines[:main]):
        if not line.level or not _is_numbered(line):
            continue
        inner = read_line(line.heading, line.end, line.at)
        inner = bare_number(inner) or inner
        if inner.opens in {CLAUSE, SUBPARAGRAPH, POINT}:
            inner.prefix = line.prefix + inner.prefix
            lines[index] = inner
            reading.note("写在 # 后的一、（一）", line.at)


def _article_headings(reading: Reading, articles: Sequence[int]) -> None:
    """条标 written without 【】: by ###, in （）, before a blank, or on a line of its own."""
    lines = reading.lines
    shapes: dict[str, list[int]] = {}
    for n in articles:
        line = lines[n]
        if line.heading:
            continue
        below = lines[n + 1] if n + 1 < len(lines) else None
        for shape in _shapes(line, below, lines[n + 2] if n + 2 < len(lines) else None):
            shapes.setdefault(shape, []).append(n)
    if "name line" in shapes:
        shapes["name line"] = [n for n in shapes["name line"] if not _fills_line(lines, n)]
    for shape, found in shapes.items():
        if shape == "number alone":
            for n in found:
                reading.note("单独一行的条号", lines[n].at)
            continue
        few = shape != "heading" and (len(found) < 2 or len(found) * 10 < len(articles) * 6)
        if few:
            continue
        for n in found:
            line = lines[n]
            if line.heading:
                continue
            _take_heading(lines, n, shape)
            reading.note("没有写在【】里的条标", line.at)


def _fills_line(lines: Sequence[Line], n: int) -> bool:
    """Whether the line is as wide as the widest, so that its words were wrapped: 第一条 租用应当提前 ⏎ 申请."""
    words, below = len(lines[n].words), lines[n + 1]
    joined = below.opens is TEXT and below.at == lines[n].at + 1 and words >= _NARROWEST
    return joined and all(len(line.rest) <= words + 3 for line in lines)


def _shapes(line: Line, below: Line | None, after: Line | None) -> list[str]:
    """The ways in which the article may bear a 条标."""
    out = []
    rest = line.rest.strip(BLANKS)
    follows = below is not None and below.opens is TEXT and not below.level and not below.rest.startswith(("|", "<"))
    if not rest:
        if follows:
            out.append("number alone")
            if below is not None and is_name(below.rest) and after is not None and after.opens is TEXT and not after.level:
                out.append("own line")
        return out
    if line.level:
        if below is not None and is_name(rest) and (follows or below.opens in {SUBPARAGRAPH, POINT}):
            out.append("heading")
        return out
    bracketed = _BRACKETED.match(line.rest)
    if bracketed and bracketed["name"][0] not in _NUMERALS and (line.rest[bracketed.end() :] or follows):
        out.append("bracketed")
    elif _NAMED.match(line.rest) and line.gap:
        out.append("named")
    elif (follows and below is not None and is_name(rest) and len(rest) <= 20 and _ENDED.search(below.rest)) or (
        below is not None and below.opens in {SUBPARAGRAPH, POINT} and below.number == (1,) and is_name(rest) and len(rest) <= 6
    ):
        out.append("name line")
    return out


def _take_heading(lines: list[Line], index: int, shape: str) -> None:
    line = lines[index]
    if shape == "bracketed" and (found := _BRACKETED.match(line.rest)):
        line.heading, line.around, line.rest = found["name"], (found["open"], found["close"]), line.rest[found.end() :]
    elif shape == "named" and (found := _NAMED.match(line.rest)):
        line.heading, line.around, line.rest = found["name"], ("", found["blank"]), line.rest[found.end() :]
    elif shape == "own line":
        name = lines[index + 1]
        lines[index + 1] = _gone(name)
        line.gap += line.rest + line.end + name.prefix
        line.heading, line.rest, line.end = name.rest, "", name.end
    else:
        words = line.rest.rstrip(BLANKS)
        line.heading, line.around, line.rest = words, ("", line.rest[len(words) :]), ""


def _glued_heading(reading: Reading) -> None:
    """第一章　总则第一条　为…: a 章 and its first 条 in one line are two lines."""
    if not any(line.opens is TEXT and line.rest[:1] == "第" for line in reading.lines):
        return
    out: list[Line] = []
    for line in reading.lines:
        plain = line.opens is TEXT and not line.level and line.rest[:1] == "第"
        found = _GLUED_HEADING.match(line.rest) if plain else None
        upper = read_line(found["head"], "", line.at) if found else line
        lower = read_line(line.rest[found.end("head") :], line.end, line.at) if found else line
        if found is None or upper.opens not in DIVISIONS or lower.opens is not ARTICLE:
            out.append(line)
            continue
        upper.prefix, upper.base = line.prefix, line.base
        lower.base = line.base + len(line.prefix) + found.end("head")
        out.extend((upper, lower))
        reading.note("与章名写在一行的条", line.at)
    reading.lines[:] = out


def _names_before(reading: Reading) -> None:
    """【登记】第一条　…: a 条标 in front of the number is a line of its own."""
    found = {
        n: match
        for n, line in enumerate(reading.lines)
        if line.opens is TEXT and line.rest[:1] in _OPENING and (match := _NAME_BEFORE.match(line.rest))
    }
    if len(found) < 2:
        return
    out: list[Line] = []
    for n, line in enumerate(reading.lines):
        match = found.get(n)
        lower = read_line(line.rest[match.end() :], line.end, line.at) if match else line
        if match is None or lower.opens is not ARTICLE:
            out.append(line)
            continue
        lower.base = line.base + len(line.prefix) + match.end()
        line.opens, line.heading, line.rest, line.end, line.level, line.style = HEADING, match.group(), "", "", 2, 1
        out.extend((line, lower))
        reading.note("写在条号前面的条标", line.at)
    reading.lines[:] = out


def _second_title(reading: Reading) -> None:
    """Two rules in one file: a title that stands before a 第一条 or 第一章 below the articles of another rule."""
    lines = reading.lines
    firsts = [n for n, line in enumerate(lines) if line.number == (1,) and line.opens in _WRAPPABLE]
    if len(firsts) < 2:
        return
    above = next(n for n, line in enumerate(lines) if line.opens in _WRAPPABLE or line.opens is ANNEX)
    annex = next((n for n, line in enumerate(lines) if line.opens is ANNEX), len(lines))
    for n in firsts:
        line = lines[n - 1]
        if not above < n - 1 < annex or line.opens is not TEXT or line.level:
            continue
        words = line.rest.rstrip(BLANKS)
        if is_title(words) and _TITLE_TAIL.search(words) and _ENDED.search(lines[n - 2].words):
            line.opens, line.heading, line.rest, line.level = HEADING, line.rest, "", 1
            reading.note("没有 # 的题名", line.at)


def _split_items(reading: Reading, articles: Sequence[int]) -> None:
    """第二条　（一）巳: an item right after the number is a line of its own."""
    for index in reversed(articles):
        line = reading.lines[index]
        if line.rest[:1] not in {"（", "(", "㈠"}:
            continue
        inner = read_line(line.rest, line.end, line.at)
        if inner.opens is SUBPARAGRAPH and inner.number == (1,):
            inner.base = line.base + len(line.prefix) + len(line.words) - len(line.rest)
            line.rest = line.end = ""
            reading.lines[index : index + 1] = [line, inner]
            reading.note("条号后面直接写的项", line.at)


def _note_marks(reading: Reading) -> None:
    for line in reading.lines:
        if line.marked and line.level >= 0 and line.opens is not TEXT:
            reading.note("粗体、HTML 等排版记号里的条、章、项", line.at)
