"""Whether a correction (勘误) is an amendment in disguise: what words it may not touch.

The whole line is compared before and after, so that 内 in 五日内 counts and 一 in 统一 does not.
Conservative on purpose: what is refused here can still be made as 修正. What passes must be a misprint of a known kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import Indel

from rulebook.lawful.slips.misprint import broken, misprint, spelt
from rulebook.markup.numerals import NUMERAL, to_int

MOST = 10  # characters a correction may put in or take out
_IDIOMS = re.compile(
    "统一|一致|一律|一般|唯一|惟一|同一|一并|一经|一旦|一但|一定|一体|一同|万一|一贯|一起|一切|一直|一线|一些|十分|"
    "相应|对应|反应|响应|适应|供应|效应|应用|应急|应对|应诉|应聘|许可|认可|可能|可靠|可行|可持续|必需|必要|"
    "非常|无论|不仅|不断|不但|未来|或许|而且|暂且|况且|尚且"
)
_UNIT = (
    "个?(?:工作日|自然日|小时|分钟|季度|月|日|天|周|年|届|万元|亿元|元|倍|成|次|名|人|件|份|家|条|款|项|章|节|%|‰)?"
    "(?:以上|以下|以内|以外|以前|以后|之内|之前|之后|内|前|后|上|下)?"
)
_NUMBER = re.compile(rf"([第每逾]?(?:百分之)?)([{NUMERAL}亿半]+|\d+(?:[.,/:-]\d+)*)({_UNIT})")
_TIMES = re.compile(
    "每(?:个工作日|日|天|周|月|季度?|半年|年度?)|按(?:日|周|月|季|年)|当(?:日|天|月|季|年)|次(?:日|月|季|年)|"
    "[上中下]旬|[月季年]底|[月季年]末|年内|立即|即时|及时|随时|定期|不定期|"
    "不?少于|不?低于|不?超过|不?高于|不?多于|不?满|不足|至少|至多|最多|以上|以下|以内"
)
_MODAL = re.compile("不得|不准|不能|不可|不应|不宜|不许|严禁|禁止|必须|应当|应该|可以|允许|有权|有责|须|应|可")
_NEGATION = re.compile("除外|以外|[不未无非勿毋否没免]")
_CHOICE = re.compile("或者|或|并且|且")
_BLANKS = re.compile(r"[ \t\u3000]+")
_TITLE = re.compile("《[^《》]+》")


def disguised(old: str, new: str, wrong: str, right: str, offices: Iterable[str], whole: str = "") -> list[str]:
    """Why the change of ``old`` to ``new`` (one line each) is no correction; empty where it may be one.

    wrong, right: the words that are exchanged. offices: registered names of offices and roles; titles, in 《》. whole: the old text.
    Gives Chinese phrases, such as ``改变了数字、日期或者期限（“5个工作日”→“3个工作日”）``.
    """
    reasons = reordered(spelt(old), spelt(new))
    titles = {name for name in offices if name.startswith("《")}
    names = tuple(name for name in offices if name not in titles)
    other = misprint(old, new, names, whole)
    if reasons and not other:
        reasons = reordered(*broken(old, new, names, whole))
    for what, left, right_side in (
        ("主体", _names(old, names), _names(new, names)),
        ("引用的文件", _TITLE.findall(old), _TITLE.findall(new)),
    ):
        lost, gained = Counter(left) - Counter(right_side), Counter(right_side) - Counter(left)
        known = not set(lost) & titles and all(title in titles or title in whole for title in gained)
        misspelt = not other and (not lost or (what != "主体" and len(lost) == len(gained) and known))  # 机关记委 → 机关纪委
        if (lost or gained) and not misspelt:
            reasons.append(f"改变了{what}{_difference(sorted(lost.elements()), sorted(gained.elements()))}")
    if other and not reasons:
        reasons.append(other)
    put_in, taken_out = _sizes(wrong, right)
    if put_in > MOST or taken_out > MOST:
        reasons.append(f"增加{put_in}个字、删去{taken_out}个字，超过{MOST}个字")
    return reasons


def reordered(old: str, new: str) -> list[str]:
    """What that binds is another one in ``new``: a number, a term, 应当 or 可以, a negation, a choice; as in ``disguised``."""
    before, after = (_IDIOMS.sub("□", _BLANKS.sub("", unicodedata.normalize("NFKC", text))) for text in (old, new))
    reasons = []
    for what, left, right_side in (
        ("数字、日期、金额或者期限", _numbers(before), _numbers(after)),
        ("时间、数量的限定", _TIMES.findall(before), _TIMES.findall(after)),
        ("“应当”“可以”“不得”一类的词", _MODAL.findall(before), _MODAL.findall(after)),
        ("否定词或者例外", _NEGATION.findall(before), _NEGATION.findall(after)),
        ("“或者”“并且”的关系", _CHOICE.findall(before), _CHOICE.findall(after)),
    ):
        if left != right_side:
            reasons.append(f"改变了{what}{_difference(left, right_side)}")
    return reasons


def changed_names(old: str, new: str, names: Iterable[str]) -> list[str]:
    """Registered names of offices and roles that stand no longer there, with what stands for them; as in ``disguised``."""
    left, right_side = Counter(_names(old, names)), Counter(_names(new, names))
    lost, gained = left - right_side, right_side - left
    return [f"改变了主体{_difference(sorted(lost.elements()), sorted(gained.elements()))}"] if lost else []


def exchanged(old: str, new: str) -> tuple[str, str]:
    """The words in which two lines differ: what stood there, what stands there now."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    left, right = old[start:], new[start:]
    same = next((i for i, (a, b) in enumerate(zip(left[::-1], right[::-1], strict=False)) if a != b), min(len(left), len(right)))
    return left[: len(left) - same], right[: len(right) - same]


def _numbers(text: str) -> list[str]:
    """Numbers with what they count, by value: 五日内 and 5日内 are the same."""
    return [lead + str(_value(number)) + unit for lead, number, unit in _NUMBER.findall(text)]


def _value(number: str) -> int | str:
    value = to_int(number)
    return number if value is None else value


def _names(text: str, offices: Iterable[str]) -> list[str]:
    """Registered names in the text, the longest first."""
    names = sorted({name for name in offices if len(name) > 1}, key=len, reverse=True)
    return re.findall("|".join(map(re.escape, names)), text) if names else []


def _difference(left: list[str], right: list[str]) -> str:
    lost, gained = list((Counter(left) - Counter(right)).elements()), list((Counter(right) - Counter(left)).elements())
    if not lost and not gained:
        return "的次序"
    sides = ["、".join(f"“{word}”" for word in side) or "无" for side in (lost, gained)]
    return f"（{sides[0]}→{sides[1]}）"


def _sizes(wrong: str, right: str) -> tuple[int, int]:
    """How many characters are put in and taken out."""
    edits = Indel.editops(wrong, right)
    return sum(e.tag == "insert" for e in edits), sum(e.tag == "delete" for e in edits)
