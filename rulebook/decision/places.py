"""Places of a text as a 修改决定 names them: 第三条第一款第二项, 第二章, 附件1, 题名."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rulebook.markup.lexer import BLANKS
from rulebook.markup.numerals import NUMERAL, to_int
from rulebook.model.provision import Kind

N = rf"(?:[{NUMERAL}]+|[0-9０-９]+)"
UNITS = {"编": Kind.PART, "分编": Kind.SUBPART, "章": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE, "部分": Kind.CLAUSE}
_REF = re.compile(
    rf"(?:第(?P<c>{N})[章编](?=第{N}[节章]))?(?:第(?P<d>{N})(?P<du>分编|编|章|节|部分)(?:之(?P<dz>{N}))?)?(?:第(?P<a>{N})条(?:之(?P<z>{N}))?)?(?:第(?P<p>{N})款)?"
    rf"(?:第[（(]?(?P<i>{N})[）)]?项)?(?:第(?P<o>{N})目)?(?P<annex>附件{N}?)?"
)
_WHOLE_TEXT = re.compile(r"全文|正文|各条|(?:本|该)(?:法|条例|办法|规定|细则|制度|规则|规范|规程|章程)")


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


def refs(text: str, context: Ref) -> tuple[Ref, ...] | None:
    """``第三条第一款、第五条和第七条第二项`` as places; None where the text is more than that. Later ones inherit what they leave out."""
    out: list[Ref] = []
    for piece in re.split(r"、|和|及|以及|与", text):
        if span := re.fullmatch(
            rf"(?P<head>.*)第[（(]?(?P<from>{N})[）)]?(?P<unit>条|章|款|项)至第[（(]?(?P<to>{N})[）)]?(?P=unit)", piece
        ):
            first, last = to_int(span["from"]), to_int(span["to"])
            if first is None or last is None or not first <= last < first + 500:
                return None
            for number in range(first, last + 1):
                one = ref(f"{span['head']}第{number}{span['unit']}", out[-1] if out else context)
                if one is None:
                    return None
                out.append(one)
            continue
        one = ref(piece, out[-1] if out else context)
        if one is None:
            return None
        out.append(one)
    return tuple(out)


def ref(text: str, context: Ref) -> Ref | None:
    """One place; what it leaves out is that of ``context``. None where the text is none."""
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
        return Ref(UNITS[found["du"]], _number(numbers, "d", "dz"), paragraph, item, text=plain, parent=numbers.get("c", 0))
    if not context.number:
        return None
    if not paragraph and (item or point):
        paragraph = context.paragraph
    if not item and point:
        item = context.item
    return Ref(context.kind, context.number, paragraph, item, text=plain, point=point)


def _number(numbers: dict[str, int], first: str, second: str) -> tuple[int, ...]:
    return (numbers[first], numbers[second]) if second in numbers else (numbers[first],)
