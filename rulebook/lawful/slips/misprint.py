"""The closed list of what a misprint (错字、漏字) is: anything else is a change of the text.

A slip of a character sounds or looks like the right one, stood in no word and stands in one now.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein, Opcode

from rulebook.lawful.slips.typed import WIDE, ends_in_de, put_in, retyped, written_twice
from rulebook.lawful.slips.vocabulary import (
    AGAIN,
    BINDING,
    FUNCTION,
    LONGEST,
    RARE,
    TOO_NEAR,
    belongs,
    common,
    cut,
    look_alikes,
    sounds,
    stands,
    torn,
    uses,
    windows,
    word_at,
)
from rulebook.markup.numerals import NUMERAL, to_int

SLIPS = 3  # in one line
_LIKELIER = 100  # times that a word is used more than what looks like it (自己, 自已)
_PAIR = 2  # characters of the shortest word
_VARIANTS = frozenset(
    {("帐", "账"), ("査", "查"), ("惟", "唯"), ("它", "他"), ("划", "画"), ("象", "像"), ("需", "须"), ("帖", "贴")}
)
_PERIOD = "目前|[上本今去]|[0-9零〇一二三四五六七八九十]{1,4}[年月]"
_WORKDAY = "个工作日"
_WORKDAYS = re.compile(rf"(?<=[{NUMERAL}\d])(?:个作日|工作日|(?:个工日|个工作)(?=[以之]?[内前后]))")  # 5个工日内
_MISUSED = tuple(  # both are words: the wrong one, as it stands where only the right one can be meant
    (re.compile(pattern), right)
    for pattern, right in (
        (
            "登陆(?=[^前后时，。；]{0,6}(?:系统|平台|账[号户]|网[站页]|邮箱|客户端|小程序))|(?<=系统|平台|账号|账户|凭据|密码)登陆",
            "登录",
        ),
        (f"截止(?={_PERIOD})", "截至"),
        ("反应(?=问题|意见|诉求|情况)", "反映"),
        ("部份", "部分"),
        ("一但(?!是)", "一旦"),
        ("既使", "即使"),
        ("以经(?![济费营办过])", "已经"),
        ("积及(?=配合|参加|主动|履行|推进)", "积极"),
        ("年未(?=总结|考核|前|底|，)", "年末"),
        ("遗露", "遗漏"),
        ("交结(?=手续|工作|清单|材料)", "交接"),
        ("座落", "坐落"),
        ("(?<=[，。；、,;])方面(?=群众|企业|当事人|职工|办事)", "方便"),
        ("(?<![不必获取难值懂记所心应认只])得(?=[，,](?:由|经|应当|可以|不得|按照|责令|予以|给予))", "的"),
        ("按装(?![订置载])", "安装"),
        ("按排(?![名班序列位队])", "安排"),
    )
)
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_LOOKS, _NEAR = (
    frozenset(pair for group in look_alikes(kind) for pair in itertools.permutations(group, 2)) for kind in ("like", "near")
)  # near: put right only where neither the dictionary nor another place of the text knows the old pair
_A_WORD = 3.5  # natural logarithm: 销假 3.7
_USUAL = 50  # a word that is used so often stands for itself
_OF_THE_HOUSE = 20  # times that a word stands in the texts, from which it needs no dictionary
_STOPS = frozenset("，、；：。")  # one for another; the full stop only where a line ends
_BRACKETS = re.compile(r"[()（）《》〈〉【】\[\]“”‘’\"']+")
_HALVES = dict(zip(")）》〉】]”’", "(（《〈【[“‘", strict=True))


def misprint(old: str, new: str, names: Iterable[str] = (), whole: str = "") -> str:
    """Why the change of a line is no misprint put right, as a Chinese phrase; "" where it is one.

    names: words beside the dictionary: registered names of offices and roles. whole: the old text the line stands in.
    """
    if dressed := Counter(filter(_dressed, new)) - Counter(filter(_dressed, old)):
        return f"换进了“{''.join(dressed)}”，和一般的字、数字样子不同，意思也会读错"
    before, after = (unicodedata.normalize("NFKC", text) for text in (old, new))
    if before == after:
        return ""
    known = frozenset(names)
    if not _WORKDAYS.search(after):
        before = _WORKDAYS.sub(_WORKDAY, before)
    before, slips = retyped(before, after, known, whole)
    for edit in Levenshtein.opcodes(before, after):
        lost, gained = before[edit.src_start : edit.src_end], after[edit.dest_start : edit.dest_end]
        if edit.tag == "equal" or _same_number(lost, gained):
            continue
        if not (lost + gained).strip():
            if gained and _HAN.fullmatch(
                before[max(0, edit.src_start - 1) : edit.src_start] + after[edit.dest_end : edit.dest_end + 1]
            ):
                return "在字和字之间加了空格，检索和核对会找不到"
            continue
        if _stops((before, edit.src_start, lost), (after, edit.dest_start, gained), known):
            continue
        if _BRACKETS.fullmatch(lost + gained) and not _paired(before) and _paired(after):
            continue
        if not _slips(edit, before, after, known, whole):
            what = f"“{lost}”→“{gained}”" if lost and gained else f"加了“{gained}”" if gained else f"删了“{lost}”"
            return f"不是明显的错字、漏字、重字或者标点（{what}）"
        slips += max(len(lost) if gained else 1, len(gained))  # one slip, however much was written again
    return f"一行改了{slips}个字，超过{SLIPS}个" if slips > SLIPS else ""


def _slips(edit: Opcode, before: str, after: str, names: frozenset[str], whole: str) -> bool:
    """Whether what differs at one place is a slip of characters."""
    at, to = edit.src_start, edit.dest_start
    if edit.tag == "replace":
        pairs = ((at + step, to + step) for step in range(edit.src_end - at))
        return all(_character(before, a, after, b, names, whole) for a, b in pairs)
    if edit.tag == "insert":
        place = (before, at, after, to, after[to : edit.dest_end])
        return _completes(*place, names) or put_in(*place, whole)
    lost = before[at : edit.src_end]
    return _twice(before, at, lost) or written_twice(before, after, to, lost, whole)


def _character(old: str, at: int, new: str, to: int, names: frozenset[str], whole: str) -> bool:
    """Whether one character for another is a slip."""
    if _misused(old, at, new[to]) or ends_in_de(old, at, new[to], whole):
        return True
    word = _slip(old, at, new, to, names, whole)
    return word is not None and not _used(old, at, whole, names, (new, to, word))


def broken(old: str, new: str, names: Iterable[str] = (), whole: str = "") -> tuple[str, str]:
    """Both lines with □ for each word that was none in ``old`` and is one in ``new``: what is left can be compared.

    Words on which a rule turns, and numbers, stay as they are. Only for a change that is a ``misprint`` put right.
    """
    known = frozenset(names)
    before, after = (list(unicodedata.normalize("NFKC", text)) for text in (old, new))
    lines = "".join(before), "".join(after)
    for edit in Levenshtein.opcodes(*lines):
        if edit.tag != "replace":
            continue
        for at, to in zip(range(edit.src_start, edit.src_end), range(edit.dest_start, edit.dest_end), strict=True):
            start, end = _slip(lines[0], at, lines[1], to, known, whole) or (to, to)
            shift = at - to
            while end - 1 > to and lines[1][end - 1] in BINDING:
                end -= 1
            while start < to and to_int(lines[1][start]) is not None:
                start += 1
            if not any(
                c in BINDING or to_int(c) is not None for c in lines[0][start + shift : end + shift] + lines[1][start:end]
            ):
                before[start + shift : end + shift] = after[start:end] = ["□"] * (end - start)
    return "".join(before), "".join(after)


def _dressed(character: str) -> bool:
    """Whether a character is another one in a shape of its own (⁵ ⑤ ½), which is more than its width. Blanks are compared as such."""
    made = unicodedata.decomposition(character)
    return (
        made.startswith("<") and not character.isspace() and not made.startswith(("<wide>", "<narrow>")) and character not in "…‥"
    )


def _paired(text: str) -> bool:
    """Whether every bracket and quotation mark has its other half."""
    open_ones: list[str] = []
    for mark in _BRACKETS.findall(text):
        for one in mark:
            if one in "\"'":
                return False
            if one not in _HALVES:
                open_ones.append(one)
            elif not open_ones or open_ones.pop() != _HALVES[one]:
                return False
    return not open_ones


def _stops(before: tuple[str, int, str], after: tuple[str, int, str], names: frozenset[str]) -> bool:
    """One mark for another inside a line, away from the names of offices; a full stop at its end; a mark written twice.

    before, after: the line, where they differ, and what stands there.
    """
    (old, at, lost), (new, to, gained) = before, after
    if (lost, gained) == (".", "。") and not old[at + 1 :].strip():
        return True
    old, lost, new, gained = (text.translate(WIDE) for text in (old, lost, new, gained))
    if (lost, gained, old[at - 1 : at]) == ("。", "，", "的") and old[at + 1 :].strip():
        return True  # 办理业务的。不适用: what a condition governs follows
    if not lost and gained == "。":
        return not new[to + 1 :].strip()
    if lost and not gained:
        doubled = lost[0] in _STOPS and len(set(lost)) == 1 and lost[0] in {old[at - 1 : at], old[at + len(lost) :][:1]}
        return doubled or (lost in _STOPS and old[at + 1 : at + 2] == "。" and not old[at + 2 :].strip())
    if len(lost) != 1 or len(gained) != 1 or not {lost, gained} <= _STOPS:
        return lost == gained != ""
    if old[at + 1 :].strip() and ({"。", "："} & {lost, gained} or old[max(0, at - 1)] in "的者时后前"):  # 的，is a condition
        return False
    return not any(name and (old[:at].endswith(name) or old[at + 1 :].startswith(name)) for name in names)


def _same_number(lost: str, gained: str) -> bool:
    """五 and 5."""
    value = to_int(lost)
    return value is not None and value == to_int(gained)


def _slip(old: str, at: int, new: str, to: int, names: frozenset[str], whole: str) -> tuple[int, int] | None:
    """Where in ``new`` the word stands that one character for another, alike in sound or looks, puts right; None: it is no slip.

    What only sounds alike and makes a word of two characters must stand in the text elsewhere, and what it replaces nowhere:
    half of the short words of an office are in no dictionary (复评, 收票, 补查).
    """
    wrong, right = old[at], new[to]
    if wrong == right:
        return to, to
    if (wrong, right) in _VARIANTS:
        return (to, to) if word_at(new, to, names, 1) else None
    if (wrong, right) not in _LOOKS | _NEAR and not sounds(wrong) & sounds(right):
        return None
    if any({old[a:b], new[a + to - at : b + to - at]} <= TOO_NEAR for a, b in windows(old, at)):
        return None
    for start, end in windows(new, to):
        becomes = new[start:end]
        shift = at - to
        if becomes not in names and becomes not in uses():
            continue
        alone = _alone(old, new, start, end, shift, names)
        was = "" if alone else word_at(old, at, names, RARE)
        if not alone and torn(old, start + shift, end + shift, names):
            continue
        if (
            end - start == _PAIR
            and (wrong, right) not in _LOOKS
            and not _house_word(becomes, old[start + shift : end + shift], whole, names)
            and not ((wrong, right) in _NEAR and _unheard(becomes, old[start + shift : end + shift], whole))
        ):
            continue
        if becomes in names and len(becomes) > len(was) > 0:
            return start, end
        likelier = (wrong, right) in _LOOKS and uses().get(becomes, 0) > _LIKELIER * uses().get(was, 0)
        if likelier and len(becomes) == len(was or becomes):
            return start, end
        bound = wrong in FUNCTION and end - start == _PAIR  # half of a word, as 配和, only where all else speaks for it
        if was or (bound and not (alone and stands(becomes, whole, AGAIN) == AGAIN)):
            return None
        return start, end
    return None


def _unheard(right: str, wrong: str, whole: str) -> bool:
    """Whether ``right`` is a usual word, and ``wrong`` is in no dictionary and stands once."""
    return uses().get(right, 0) >= _USUAL and wrong not in uses() and whole.count(wrong) < 2


def _house_word(right: str, wrong: str, whole: str, names: frozenset[str]) -> bool:
    """Whether the text writes ``right`` somewhere and ``wrong`` only once. What no dictionary knows (办结), it writes often."""
    known = right in whole and belongs(right, names, _A_WORD)
    return (known or whole.count(right) >= _OF_THE_HOUSE) and not _written(wrong, whole, 2, names, right)


def _written(pair: str, whole: str, often: int, names: frozenset[str], right: str) -> bool:
    """Whether the text writes so, that often; where ``right`` is a word beyond doubt, what parts of two words make does not count."""
    return whole.count(pair) >= often and (not belongs(right, names) or stands(pair, whole, often) == often)


def spelt(text: str) -> str:
    """The text with the words of the closed list written rightly."""
    for pattern, word in _MISUSED:
        text = pattern.sub(word, text)
    return _WORKDAYS.sub(_WORKDAY, text)


def _misused(old: str, at: int, right: str) -> bool:
    """Whether the character at ``at`` belongs to a word that is wrong where it stands, and ``right`` puts it right."""
    return any(
        found.start() <= at < found.end() and word[at - found.start()] == right
        for pattern, word in _MISUSED
        for found in pattern.finditer(old)
    )


def _used(old: str, at: int, whole: str, names: frozenset[str], becomes: tuple[str, int, tuple[int, int]]) -> bool:
    """Whether the text writes so again and again: what is no word of the dictionary may be one of the office (提任)."""
    new, to, span = becomes
    right = new[slice(*span)]
    inside = range(span[0] + at - to, span[1] + at - to)
    if not belongs(right, names):
        inside = range(len(old))  # else what stands beside it counts as well
    pairs = (old[first : first + 2] for first in (at - 1, at) if first in inside and first + 1 in inside)
    return any(_HAN.fullmatch(pair) and _written(pair, whole, AGAIN, names, right) for pair in pairs)


def _alone(old: str, new: str, start: int, end: int, shift: int, names: frozenset[str]) -> bool:
    """Whether the new line, cut into words, has ``new[start:end]``, and the old line single characters in its place."""
    if (start, end) not in cut(new, names) or not belongs(new[start:end], names):
        return False
    return all(last - first == 1 for first, last in cut(old, names) if first < end + shift and last > start + shift)


def _twice(old: str, at: int, lost: str) -> bool:
    """What is taken out stands beside itself: 的的, 登记登记. A doubled word (常常) is no misprint."""
    if lost.isascii() or any(character in _STOPS for character in lost):
        return False
    doubled = lost in {old[at - len(lost) : at] if at >= len(lost) else "", old[at + len(lost) : at + 2 * len(lost)]}
    first = next((a for a in (at, at - len(lost)) if a >= 0 and old[a : a + 2 * len(lost)] == lost + lost), at)
    before, after = first + len(lost), first + len(lost)
    ends = any(common(old[before - n : before]) for n in range(2, LONGEST + 1) if n <= before)
    begins = old[after + 1 : after + 2] != "的" and any(common(old[after : after + n]) for n in range(2, LONGEST + 1))
    if len(lost) == 1 and ((begins and (ends or lost in FUNCTION)) or not (begins or ends or lost in FUNCTION)):
        return False  # 附件/件数, 共产党/党内, 自/自查; 账账相符
    whole_word = any(common(old[before - n : before]) for n in range(3, LONGEST + 1) if n <= before)  # 残疾人人
    return (
        doubled
        and (whole_word or not common(lost + lost))
        and not any(character.isdigit() or to_int(character) is not None for character in lost)
    )


def _completes(old: str, at: int, new: str, to: int, gained: str, names: frozenset[str]) -> bool:
    """One character makes a word of three or more out of what was none: 意识态 → 意识形态; 签 → 签字."""
    if len(gained) != 1:
        return False
    if gained == "字" and new[to - 1 : to] == "签":
        return True
    if gained in FUNCTION:
        return False
    for start, end in windows(new, to):
        rest = new[start:to] + new[to + 1 : end]
        whole = end - start > 2 and (common(new[start:end]) or new[start:end] in names)
        if whole and not (common(rest) or rest in names) and not torn(old, at - (to - start), at + (end - to - 1), names):
            return True
    return False
