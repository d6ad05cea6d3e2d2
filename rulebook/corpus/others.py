"""Whether a short title means a text of somebody else (市局《印章管理规定》), or one that is only a draft."""

from __future__ import annotations

import re

from rulebook.corpus.library import title_key
from rulebook.model.act import Act

# Who issued it, right before 《: 市司法局印发的《…》, 上级《…》
_BODY = re.compile(
    r"(?P<body>上级(?:机关|部门|单位)?|国务院|国家|中央|中办|国办|全国|外单位|兄弟单位|他们|他局|对方|其他单位|别的单位"
    r"|[\u4e00-\u9fffA-Za-z]{0,10}?(?:局|厅|部|委|署|院|政府|公司|大学|学校|街道|集团))"
    r"(?:的|(?:统一|联合)?(?:印发|发布|制定|下发|出台|颁布|公布|修订)的?|现行的?|文件)?$"
)
_STOP = re.compile(
    r".*(?:根据|按照|依照|依据|违反|参照|参考|执行|遵守|适用|关于|以及|或者|对照|学习|由|对|将|向|按|依|照|和|及|与|或|见|是|把|在)"
)
_OURS = frozenset({"局", "区局", "县局", "部", "委", "院"})
_DRAFT = re.compile(r"^[（(][^（）()]{0,12}(?:草案|征求意见稿|讨论稿|送审稿|修订稿|初稿|草稿)[^（）()]{0,6}[）)]")


def somebody_elses(title: str, line: str, end: int, act: Act) -> str:
    """Why the 《title》 before ``end`` is no text of ``act``, which it is short for; "" where nothing says so."""
    full = any(title_key(text.header.title) == title_key(title) for text in act.expressions)
    at = line.rfind(f"《{title}》", 0, end)
    if at < 0:
        return ""
    if _DRAFT.match(line[at + len(title) + 2 :]):
        return "写的是还没有通过的稿子"
    match = None if full else _BODY.search(line[max(0, at - 24) : at])
    if match is None:
        return ""
    body = _STOP.sub("", match["body"])
    ours = not body or body in _OURS or body[0] in "本我各" or any(body in text.header.title for text in act.expressions)
    return "" if ours else f"前面写的是“{body}”"
