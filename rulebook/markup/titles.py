"""The title (题名) of a text: under #, in its first lines, or a second one where two rules stand in one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rulebook.markup.lexer import BLANKS, Line, outside
from rulebook.markup.marks import peel
from rulebook.markup.reading import ENDED, WRAPPABLE, Reading, emptied, is_numbered
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, SUBPARAGRAPH, TEXT

_TITLE_TAIL = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|规范|规程|規約|規程|制度|章程|守则|准则|公约|方案|预案|意见|通知|决定|公告|通告|批复|纪要|手册|须知|指南|标准|纲要|规划|"
    r"清单|协议|合同|办法|計畫|計劃|辦法|條例|規則|規定|要點|要求|机制|流程|程序|安排|计划|解释|解答|函|令)(?:[（(〔【][^）)〕】]*[）)〕】]|[》”])*$"
)
# 首页 > 法规 > 正文; 来源：本院　发布时间：2022-03-04: what a web page sets above a text
_PAGE_HEAD = re.compile(
    r"^(?:您?(?:当前|现在|所在)?的?位置[:：]|首页|网站首页|返回|跳转到|登录|English)|[>»›]正文$"
    r"|^(?:(?:信息)?来源|发布(?:日期|时间|机构|单位)|发文(?:日期|机关|字号|单位)|成文日期|生成日期|公开日期|浏览(?:次数|量)|点击(?:数|量)|字号|字体|分享|索引号|名称|标题|文号"
    r"|主题(?:分类|词)|信息分类|公文种类|有效性|时效性|公开(?:方式|形式|属性)|阅读次数)[:：]"
)
# 某部令 · 某局文件 · 关于印发《某办法》的通知: what carries a rule
_CARRIES = re.compile(r"(?:令|文件|公告)$|(?:印发|发布|公布|颁布|转发|下发).*(?:通知|决定|公告)$")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_HEAD, _LEAST = 4, 4  # lines in which a notice begins; characters of a title that is looked for
_OPENERS = DIVISIONS | {ARTICLE, CLAUSE, SUBPARAGRAPH}


def titles(reading: Reading) -> None:
    """The title: under #, or the short first line of the text."""
    lines = reading.lines
    opener = next(
        (n for n, line in enumerate(lines) if line.opens in _OPENERS or (n and line.level and is_numbered(line))),
        len(lines),
    )
    if _carried(reading, opener) or any(line.level and line.opens is HEADING for line in lines[: max(opener, 1)]):
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


def _carried(reading: Reading, opener: int) -> bool:
    """The rule that a notice or an order carries: its title stands in 《》 in the notice, and alone below it.

    The notice stands outside the rule. opener: where the first 章 or 条 stands.
    """
    lines = reading.lines
    annex = next((n for n, line in enumerate(lines[:opener]) if line.opens is ANNEX), opener)
    head = [n for n in range(min(annex, _HEAD)) if _CARRIES.search(_compact(lines[n]))]
    if not head or opener == len(lines):
        return False
    found = [n for n in range(head[0] + 1, annex) if _is_carried(lines, head[0], n)]
    if not found:
        return False
    at = found[-1]
    for line in lines[:at]:
        outside(line)
    reading.guess("制度前面的通知、命令（不是正文）", lines[0].at)
    if not lines[at].level:
        _set_title(reading, 1, at)
    return True


def _is_carried(lines: Sequence[Line], head: int, at: int) -> bool:
    """Whether the line is a title that the lines above it, from ``head`` on, name in 《》."""
    line = lines[at]
    words = _compact(line)
    if line.opens not in {TEXT, HEADING} or not (line.level or _is_title(words)) or not _TITLE_TAIL.search(words):
        return False
    named = [m[1] for above in lines[head:at] for m in _QUOTED.finditer(_compact(above))]
    return not _CARRIES.search(words) and any(words.endswith(one) or one.endswith(words) for one in named if len(one) >= _LEAST)


def _compact(line: Line) -> str:
    """The words of a line without blanks and marks of layout."""
    bare = _bare(line)
    return "".join((bare.heading or bare.words).split())


def _page_head(reading: Reading, opener: int) -> int:
    """How many lines at the beginning are of the page a text was copied from; they stand outside the text."""
    lines, at = reading.lines, 0
    while at < min(opener, len(lines) - 1, 6) and lines[at].opens is TEXT and _PAGE_HEAD.search("".join(lines[at].rest.split())):
        at += 1
    for n in range(at):
        outside(lines[n])
        reading.guess("网页上导航、来源的行（不是正文）", lines[n].at)
    return at


def _bare(line: Line) -> Line:
    """A text line without its marks of layout."""
    peeled = peel(line.rest)
    if peeled is None or peeled.closer:
        return line
    return replace(line, prefix=line.prefix + peeled.before, rest=peeled.words, end=peeled.after + line.end)


def _plain_title(lines: Sequence[Line], dense: bool) -> int:
    """How many of the first lines are the title: 0, 1 or 2."""
    plain = [_bare(line) for line in lines]
    if not _is_title(plain[0].rest):
        return 0
    joined = len(lines) > 1 and lines[1].at == lines[0].at + 1
    if _TITLE_TAIL.search(plain[0].rest.rstrip(BLANKS)) or len(lines) == 1:
        return 1
    second = plain[1]
    if second.opens is TEXT and _is_title(second.rest) and _TITLE_TAIL.search(second.rest.rstrip(BLANKS)):
        return 2
    return int(not joined or dense or second.opens is not TEXT)


def _is_title(words: str) -> bool:
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
        lines[number] = emptied(lines[number])
    lines[begin] = replace(first, opens=HEADING, heading=words, rest="", end=end, level=1)
    reading.note("没有 # 的题名", first.at)


def second_title(reading: Reading) -> None:
    """Two rules in one file: a title that stands before a 第一条 or 第一章 below the articles of another rule."""
    lines = reading.lines
    firsts = [n for n, line in enumerate(lines) if line.number == (1,) and line.opens in WRAPPABLE]
    if len(firsts) < 2:
        return
    above = next(n for n, line in enumerate(lines) if line.opens in WRAPPABLE or line.opens is ANNEX)
    annex = next((n for n, line in enumerate(lines) if line.opens is ANNEX), len(lines))
    for n in firsts:
        line = lines[n - 1]
        if not above < n - 1 < annex or line.opens is not TEXT or line.level:
            continue
        words = line.rest.rstrip(BLANKS)
        if _is_title(words) and _TITLE_TAIL.search(words) and ENDED.search(lines[n - 2].words):
            line.opens, line.heading, line.rest, line.level = HEADING, line.rest, "", 1
            reading.note("没有 # 的题名", line.at)
