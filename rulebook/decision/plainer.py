"""Instructions about several places at once (合并、分为、对调), said as the plain ones that they come to."""

from __future__ import annotations

import re

from rulebook.decision.places import N
from rulebook.decision.quotes import MARK, split_units
from rulebook.markup.lexer import read_line
from rulebook.markup.numerals import to_int
from rulebook.model.provision import Kind

_ARTICLE = rf"第{N}条(?:之{N})?"
_PLACE = rf"(?:{_ARTICLE})?(?:第{N}款)?(?:第[（(]?{N}[）)]?项)?"
_AND = r"(?:、|和|与|及)"
_QUOTED = rf"{MARK}(?P<q>\d+){MARK}"
_LEAD = r"(?P<lead>^|[，；。])\s*(?:将|把)?"
_BECOMES = r"[，,]?(?:内容)?(?:修改|改)?为?[:：]?"
# 将第五条、第六条合并为一条，作为第五条，修改为：“……”
_JOINED = re.compile(
    rf"{_LEAD}(?P<all>{_PLACE}(?:{_AND}{_PLACE})+)(?:予以)?(?:合并|归并|并)(?:成|为)?(?:一[条款项]|(?P<into>第[^，,{MARK}]{{1,12}}?[条款项]))?"
    rf"(?:[，,]?(?:作为|改为|改作)(?P<to>第[^，,{MARK}]{{1,12}}?[条款项]))?{_BECOMES}{_QUOTED}"
)
# 将第四条分为两条，作为第四条、第五条，修改为：“第四条……” “第五条……”
_PARTED = re.compile(
    rf"{_LEAD}(?P<one>{_ARTICLE})(?:拆分|拆|分|修改为(?=[^，,第]{{1,3}}条)|改为(?=[^，,第]{{1,3}}条))(?:成|为)?(?:[一二三四五六七八九两\d]+条|(?P<into>{_ARTICLE}(?:(?:{_AND}|至){_ARTICLE})+))"
    rf"(?:[，,]?(?:分别)?(?:作为|改为|改作)(?P<to>{_ARTICLE}(?:(?:{_AND}|至){_ARTICLE})+))?{_BECOMES}{_QUOTED}"
)
# 将第七条第一款修改为两款，作为第一款、第二款：“……” “……”
_PARTED_IN = re.compile(
    rf"{_LEAD}(?P<one>{_ARTICLE}(?P<p>第{N}款))(?:修改|改|拆分|拆|分)(?:成|为)(?P<count>[一二三四五六七八九两\d]+)款"
    rf"(?:[，,]?(?:分别)?(?:作为|改为|改作)(?P<to>第{N}款)(?:(?:{_AND}|至)第{N}款)+)?{_BECOMES}{_QUOTED}"
)
# 将第五条第一款、第二款分别修改为：“……”“……”
_EACH = re.compile(
    rf"{_LEAD}(?P<all>{_PLACE}(?:{_AND}{_PLACE})+)分别(?:修改|改)为[:：]?(?P<quotes>(?:{MARK}\d+{MARK}[、和]?){{2,}})"
)
_SWAPPED = re.compile(
    rf"{_LEAD}(?P<a>{_ARTICLE}){_AND}(?P<b>{_ARTICLE})(?:的)?(?:位置|顺序|次序|条序|序号)?(?:互相)?(?:对调|互换|调换|交换)(?:位置|顺序|次序)?"
)


def plainer(text: str, quotes: list[tuple[str, ...]]) -> str:
    """The sentence with such instructions said one by one; those that cannot be stay as they are. quotes: takes what is newly quoted."""
    text = _SWAPPED.sub(r"\g<lead>将\g<a>改为\g<b>，\g<b>改为\g<a>", text)
    text = _EACH.sub(_each, text)
    text = _JOINED.sub(_one_by_one, text)
    text = _PARTED_IN.sub(lambda m: _in_paragraphs(m, quotes), text)
    return _PARTED.sub(lambda m: _in_parts(m, quotes), text)


def _each(match: re.Match[str]) -> str:
    """Each of the places gets its own words, where there are as many."""
    places, quoted = re.split(_AND, match["all"]), re.findall(rf"{MARK}\d+{MARK}", match["quotes"])
    if len(places) != len(quoted) or not all(places):
        return match.group()
    return match["lead"] + "，".join(f"将{place}修改为{words}" for place, words in zip(places, quoted, strict=True))


def _in_paragraphs(match: re.Match[str], quotes: list[tuple[str, ...]]) -> str:
    """The old 款 gets all that is quoted, where that is as many 款 as is said."""
    said = 2 if match["count"] == "两" else to_int(match["count"])
    number = int(match["q"])
    if said != len(quotes[number]) or (match["to"] or match["p"]) != match["p"]:
        return match.group()
    return f"{match['lead']}将{match['one']}修改为{MARK}{number}{MARK}"


def _one_by_one(match: re.Match[str]) -> str:
    """The first of them gets the words, the others are taken out; whole 款 side by side are replaced together."""
    places = re.split(_AND, match["all"])
    article = re.match(_ARTICLE, places[0])
    if any(not place for place in places):
        return match.group()
    full = [
        place if place.startswith("第") and re.match(_ARTICLE, place) else (article.group() if article else "") + place
        for place in places
    ]
    first, quoted = full[0], f"{MARK}{match['q']}{MARK}"
    to = match["to"] or match["into"] or ""
    if all(re.fullmatch(_ARTICLE, place) for place in full):
        becomes = f"改为{to}，" if to and to != first else ""
        return f"{match['lead']}删去{'、'.join(full[1:])}，将{first}{becomes}修改为{quoted}"
    if first.endswith("款"):
        return f"{match['lead']}将{'、'.join(full)}修改为{quoted}"
    paragraph = first[: first.rindex("第")]
    others = [place if re.match(_ARTICLE, places[n]) else paragraph + places[n] for n, place in enumerate(full) if n]
    return f"{match['lead']}删去{'、'.join(others)}，{first}修改为{quoted}"


def _in_parts(match: re.Match[str], quotes: list[tuple[str, ...]]) -> str:
    """The old 条 gets the first of the quoted ones, the others are added behind it; where they do not fit, nothing is changed."""
    pieces = split_units(quotes[int(match["q"])], Kind.ARTICLE)
    opened = [read_line(piece[0], "") for piece in pieces]
    numbers = [line.number[0] for line in opened if line.opens is Kind.ARTICLE and len(line.number) == 1]
    said = [to_int(number) for number in re.findall(rf"第({N})条", match["to"] or match["into"] or "")]
    if len(numbers) != len(pieces) or len(pieces) < 2 or (said and [said[0], said[-1]] != [numbers[0], numbers[-1]]):
        return match.group()
    at = len(quotes)
    quotes.extend(pieces)
    becomes = "" if match["one"] == opened[0].label else f"改为{opened[0].label}，"
    out = [f"{match['lead']}将{match['one']}{becomes}修改为{MARK}{at}{MARK}"]
    out += [f"增加一条，作为{line.label}{MARK}{at + n}{MARK}" for n, line in enumerate(opened) if n]
    return "，".join(out)
