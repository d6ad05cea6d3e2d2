"""Texts made to take long: time grows with their length, not with its square."""

import time

import pytest

from rulebook.citation.extract import citations
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse

N = 3000
# name, text
LONG = [
    ("bold", "**" * N + "第一条 甲"),
    ("tags", "<p>" * N + "第一条 甲" + "</p>" * N),
    ("links", "[" * N + "](a)" * N),
    ("quotes", "# 关于修改《甲》的决定\n\n一、" + "“" * N + "第五条"),
    ("open quotes", "# 关于修改《甲》的决定\n\n" + "一、改为：“甲\n\n" * N),
    ("该办法", "# 题\n\n第一条　" + "《甲办法》。该办法第二条。" * N),
    ("one number", "# 题\n\n" + "第一条　依照第一条。\n\n" * N),
    ("numbers again", "# 题\n\n" + "".join(f"## 第{n}章 甲\n\n第一条　依照第一条、第二章第一条。\n\n" for n in range(1, N // 2))),
    ("wrapped", "# 题\n\n第一条　" + "依照\n第二条" * N),
    ("contents", "# 题\n\n目录\n\n" + "".join(f"第{n}章 甲\n\n" for n in range(1, N)) * 2),
    ("document numbers", "# 题\n\n第一条　依照甲〔2020〕5号" + "、6号" * N),
    ("glued", "# 题\n\n第一条　甲。" + "第二条乙。" * N),
    ("一、 again", "# 通知\n\n" + "一、甲。\n\n依照本通知第一条。\n\n" * N),
    ("chapters not there", "# 题\n\n" + "".join(f"第{n}条　依照第九百章。\n\n" for n in range(1, N))),
    ("running lists", "# 题\n\n第一条　甲：\n\n" + "".join(f"（{to_chinese(n)}）乙\n\n丙\n\n" for n in range(1, N))),
    ("titles", "# 题\n\n第一条　" + "《甲办法" * N + "》" * N + "第一条"),
    ("pages", "茶水办法\n第一条 依照" + "".join(f"第二条\n— {n} —\n茶水办法\n" for n in range(N))),
    ("no 第", "# 题\n\n第一条　" + "劳动合同法39条、40条和" * N),
]


@pytest.mark.parametrize("text", [t[1] for t in LONG], ids=[t[0] for t in LONG])
def test_time_grows_with_the_length(text: str) -> None:
    start = time.process_time()
    citations(parse(text)[0])
    assert time.process_time() - start < 4
