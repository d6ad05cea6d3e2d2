"""Who signed a text and when (落款), the 版记, and what web pages set below it: lines that are no 款."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rulebook.markup.lexer import BLANKS, Line, outside
from rulebook.model.provision import TEXT

_DAY = r"(?:[12]\d{3}|[二一][〇○零O0一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_DATE = re.compile(rf"{_DAY}(?:印发|施行)?|[12]\d{{3}}年\d{{1,2}}月|[12]\d{{3}}[-./－．]\d{{1,2}}[-./－．]\d{{1,2}}")
_ISSUED = re.compile(rf"[^。；，：]{{2,30}}{_DAY}(?:印发?|印制|发布)")  # 某局办公室　2021年5月3日印发, in the 版记
CLOSING = re.compile(
    r"[（(](?:此页无正文|共印\d{1,5}份|此件[^（）()]{0,12}|联系人[^（）()]{0,40})[）)]|(?:抄送|抄报|主题词|印发)[:：].{1,80}"
    # what web pages and messages set below a text
    r"|(?:[【\[(（]?(?:打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部)?|收藏|纠错)[】\])）]?[|｜、]?)+"
    r"|(?:责任编辑|编辑|审核|校对|来源|稿源|供稿|上一[篇条]|下一[篇条]|相关(?:链接|阅读|文章)|分享到|原文链接|浏览次数|阅读原文)[:：][^。]{0,60}"
    r"|(?:版权所有|主办单位?|承办单位?|技术支持|网站标识码|网站地图|联系我们)[:：|｜ ]?.{0,60}|.{0,40}(?:ICP备|公网安备).{0,60}"
    r"|[甲乙丙]方[（(:：].{0,40}(?:盖章|签字|签章|签名).{0,40}"
    r"|[\[〔]\^?\d{1,2}[\]〕].{1,200}"  # notes under the text
    r"|(?:扫一扫|扫码|长按)[^。]{0,20}|[-—]*(?:END|end|完)[-—]*|(?:点赞|在看|分享|收藏|转发|阅读原文)+"
)
_SIGNED = re.compile(
    r"[^。；，：！？;:!?]{2,30}(?:局|厅|部|委|办|办公室|委员会|党组|党委|支部|政府|院|处|科|公司|协会|学会|中心|村|社区|街道|会|组|队|校|大学|章)?"
)
_SIGNERS = 4  # offices that sign one text
_ENDED = ("。", "；", "！", "？", "…", "”", ";", "）", "：", ":")


def _signers(lines: Sequence[Line], stop: int) -> int:
    """How many lines above ``stop`` name who signed: 某局 ⏎ 某委, below a line that ends a sentence; 0 where none does."""
    count = 0
    while count < _SIGNERS and count < stop - 1:
        line = lines[stop - count - 1]
        words = "".join(line.words.split())
        if line.opens is not TEXT or line.level or len(words) > 30 or not _SIGNED.fullmatch(words):
            return 0
        count += 1
        if lines[stop - count - 1].words.rstrip(BLANKS).endswith(_ENDED):
            return count
    return 0


def signature(lines: list[Line], main: int, note: Callable[[str, int], None]) -> None:
    """某局 ⏎ 2021年5月3日 at the end: who signed and when is no 款."""
    at = main
    while at > 1 and lines[at - 1].level < 0:  # a list of annexes
        at -= 1
    dated = False
    first = at
    while first > 1 and main - first < 12:
        line = lines[first - 1]
        words = "".join(line.words.split())
        if line.opens is not TEXT or line.level:
            break
        if CLOSING.fullmatch(words) or _ISSUED.fullmatch(words):
            first -= 1
        elif _DATE.fullmatch(words):
            dated = True
            first -= 1
        elif dated and (signers := _signers(lines, first)):
            first -= signers
            dated = False
        else:
            break
    for n in range(first, at):
        outside(lines[n])
    if first < at:
        note("落款和印发说明（不是款）", lines[first].at)
