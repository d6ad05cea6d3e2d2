"""Words by which one act ends another: 《××办法》同时废止."""

from __future__ import annotations

import re

from rulebook.model.act import Expression
from rulebook.model.header import Header

_SENTENCE = re.compile(r"[。；！？\n]")
_BETWEEN = (  # all that may stand between a title and its end: other titles, numbers in brackets, 同时, 自…起
    r"(?:、|，|和|及|与|以及|等|《[^《》]+》|（[^（）条款章节]*）|同时|同步|即行|即|予以|一并|全部|相应|均|也|都|"
    r"自(?:本[\u4e00-\u9fff]{2,4}(?:施行|印发|发布|公布)?之日|\d{4}年\d{1,2}月\d{1,2}日|[零〇一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)起)*"
)
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
            before, after = (_QUOTED.sub("", part) for part in (sentence[: found.start()], sentence[found.end() :]))
            if not (_PROPOSED.search(before) or _NOT.search(before.rpartition("，")[2]) or _AFTER_ALL.search(after)):
                return True
    return False
