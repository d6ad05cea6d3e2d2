"""What was typed wrongly, as the texts of the house show.

Another word that sounds alike (喝茶 for 核查), characters that changed places (定规), one left out (之日10个), one written twice.
The right word is one that the house writes, and fits between its neighbours as elsewhere; the wrong one stands nowhere else,
and is no word of a law, or never stands so. Where both may be meant nothing is a slip.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from rulebook.lawful.slips.vocabulary import AGAIN, BINDING, FUNCTION, LONGEST, TOO_NEAR, common, cut, sounds, stands, torn
from rulebook.markup.numerals import to_int

WIDE = str.maketrans(",;:()", "，；：（）")  # marks as the texts write them
_PAIR = 2
_NEAR = 2  # characters between two changes of one word
_ALWAYS = 10  # times that the house writes a character so
_OFTEN = 2  # times that the house writes a character with its neighbours
_HAN = re.compile("[\u4e00-\u9fff]+")
_ITEM = re.compile("[（(][一二三四五六七八九十]+[）)]")
_VERBS = frozenset("审报办查批交收送核签发领借还退存阅管用定评选调停扣罚记填写谈听看")  # what rules order in one character
_LISTED = frozenset("、和与及等，。；")  # after a part of an enumeration
_OWN_KIND = re.compile("([\u4e00-\u9fff]{2,4})。")  # 制定办法。


def retyped(old: str, new: str, names: frozenset[str], whole: str) -> tuple[str, int]:
    """``old`` with the words that were typed wrongly as in ``new``, and how many.

    names: of offices, roles and texts. whole: what the house writes, the old line among it.
    """
    out, done = old, 0
    was, now = old.translate(WIDE), new.translate(WIDE)
    for a, b, c, d in reversed(list(_regions(was, now))):
        for start, end in _around(now, c, d):
            first, last = a - (c - start), b + (end - d)
            if first >= 0 and _slip((was, first, last), (now, start, end), names, whole):
                out, done = out[:first] + new[start:end] + out[last:], done + 1
                break
    return out, done


def _regions(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two lines differ; what lies so near that it may be one word is one place."""
    held: tuple[int, int, int, int] | None = None
    for edit in Levenshtein.opcodes(old, new):
        if edit.tag == "equal":
            continue
        if held and edit.src_start - held[1] < _NEAR:
            held = (held[0], edit.src_end, held[2], edit.dest_end)
            continue
        if held:
            yield held
        held = (edit.src_start, edit.src_end, edit.dest_start, edit.dest_end)
    if held:
        yield held


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of two to four characters that hold a place, shortest first."""
    for size in range(max(_PAIR, end - start), LONGEST):
        yield from ((first, first + size) for first in range(max(0, end - size), start + 1) if first + size <= len(text))


def _slip(was: tuple[str, int, int], now: tuple[str, int, int], names: frozenset[str], whole: str) -> bool:
    """Whether the words at a place of the old line are those of the new one, typed wrongly. was, now: line, from, to."""
    (old, first, last), (new, start, end) = was, now
    wrong, right = old[first:last], new[start:end]
    if not _HAN.fullmatch(wrong + right) or not common(right) or stands(right, whole, AGAIN) < AGAIN:
        return False
    if any(not f <= start < end <= e for f, e in cut(new, names) if f < end and e > start):
        return False  # no word of the new line
    if len(wrong) + 1 == len(right) == _PAIR:
        return _left_out((old, first), now, names, whole)
    turned = wrong == right[::-1]
    bound = any(to_int(c) is not None or (c in BINDING and not turned) for c in set(wrong) ^ set(right) or set(wrong))
    if len(wrong) != len(right) or bound:
        return False
    parts = [(f, e) for f, e in cut(old, names) if f < last and e > first]
    if wrong in names or {wrong, right} <= TOO_NEAR or (len(wrong) > _PAIR and common(wrong)) or stands(wrong, whole, 2) > 1:
        return False
    if any(f < first or e > last for f, e in parts) or not (turned or _alike(wrong, right)):
        return False
    if turned and not common(wrong):
        return True
    return _fits(new, start, end, whole, wrong in law_words(), bool(_keys(wrong) & _keys(right)))


def _fits(line: str, start: int, end: int, whole: str, meant: bool, heard: bool) -> bool:
    """Whether the house writes a word with what stands beside it: the more of that, the less the wrong word shows itself.

    meant: the wrong word is one of laws; heard: both words sound the same.
    """
    left, right = line[max(0, start - _PAIR) : end], line[start : end + _PAIR]
    if meant:
        return whole.count(line[max(0, start - _PAIR) : end + _PAIR]) >= AGAIN
    if heard:
        return any(whole.count(part) for part in (left, right) if len(part) == end - start + _PAIR)
    return whole.count(line[max(0, start - 1) : end + 1]) > 0


def _alike(wrong: str, right: str) -> bool:
    """Whether two words are typed alike: the same sounds, or one letter of the pinyin for another."""
    keys = itertools.product(_keys(wrong), _keys(right))
    return any(Levenshtein.distance(one, other, score_cutoff=1) <= 1 for one, other in keys)


def _keys(word: str) -> set[str]:
    """What is typed for a word."""
    return {"".join(parts) for parts in itertools.product(*map(sounds, word))}


def _left_out(was: tuple[str, int], now: tuple[str, int, int], names: frozenset[str], whole: str) -> bool:
    """One character of a word is missing: what is left stands alone nowhere, and the house writes no other one there."""
    (old, at), (new, start, _end) = was, now
    left = old[at]
    to = start + (new[start] == left)
    gained = new[to]
    if (
        gained in {new[to - 1 : to], new[to + 1 : to + 2]}
        or {left, gained} & (FUNCTION | BINDING)
        or left in _VERBS
        or any(to_int(c) is not None for c in (left, gained))
    ):
        return False
    if torn(old, at, at + 1, names) or not _never_alone(left, whole, names):
        return False
    around = (new[max(0, to - 1) : to], new[to + 1 : to + 2])
    if not all(around):
        return False
    there = re.findall(f"(?={re.escape(around[0])}([\u4e00-\u9fff]){re.escape(around[1])})", whole)
    return len(there) >= _OFTEN and set(there) == {gained}


@lru_cache(maxsize=1024)
def _never_alone(character: str, whole: str, names: frozenset[str]) -> bool:
    """Whether a character is always part of a word, but at one place."""
    alone = 0
    for found in re.finditer(re.escape(character), whole):
        at = found.start()
        spans = ((f, f + size) for size in range(2, LONGEST + 1) for f in range(max(0, at - size + 1), at + 1))
        alone += not any(whole[f:e] in names or common(whole[f:e]) for f, e in spans)
        if alone > 1:
            return False
    return True


def written_twice(old: str, new: str, to: int, lost: str, whole: str) -> bool:
    """Whether a character that stood beside itself is taken out, and the house writes what is left."""
    if len(lost) != 1 or lost in FUNCTION | BINDING or not _HAN.fullmatch(lost) or to_int(lost) is not None:
        return False
    at = next((n for n in (to - 1, to) if new[n : n + 1] == lost and n >= 0), -1)
    if at < 0 or whole.count(old) > 1:
        return False
    parts = (new[max(0, at - 2) : at + 2], new[max(0, at - 1) : at + 3])
    return any(whole.count(part) >= _OFTEN for part in parts if _HAN.fullmatch(part) and len(part) > _PAIR + 1)


def put_in(old: str, at: int, new: str, to: int, gained: str, whole: str) -> bool:
    """Whether what the house always writes was left out: 制定办法; 的 of a 项 in its row; 姓名事由; 之日10个工作日."""
    old, new = old.translate(WIDE), new.translate(WIDE)
    after = old[at:]
    if gained == "本":
        kind = _OWN_KIND.match(after)
        return bool(kind) and old[:at].endswith("，制定") and whole.count(f"本{kind[1] if kind else ''}") >= AGAIN
    if gained == "的":
        phrase = new[to - 4 : to + 2]
        return (after in {"；", "。"} and _of_a_row(old, whole)) or (
            after[:1] == "，"
            and bool(_HAN.fullmatch(phrase[:-1]))
            and phrase in whole
            and whole.count(new[to - 4 : to] + "，") < _OFTEN
        )
    left, right = new[max(0, to - _PAIR) : to], new[to + 1 : to + 1 + _PAIR]
    if len(gained) == 1 and _HAN.fullmatch(gained) and gained not in FUNCTION | BINDING and to_int(gained) is None:
        return _formula(left, gained, right, whole)
    return (
        gained == "、"
        and new[to + 1 + _PAIR :][:1] in _LISTED
        and common(left)
        and common(right)
        and f"{left}、{right}" in whole
        and whole.count(left + right) < _OFTEN
    )


def _formula(left: str, gained: str, right: str, whole: str) -> bool:
    """Whether the house always writes a character between two pairs of others (之日起10个), and never nothing or another one."""
    there = Counter(re.findall(f"(?={re.escape(left)}(.?){re.escape(right)})", whole))
    others = sum(there.values()) - there[gained]
    return len(left) == len(right) == _PAIR and there[gained] >= _ALWAYS and others == 1  # the place itself


def ends_in_de(old: str, at: int, right: str, whole: str) -> bool:
    """Whether 的 is put for a character that ends a 项 (得, 德), where all others of its row end in 的."""
    return right == "的" and old[at + 1 :] in {"；", "。", ";"} and _of_a_row(old.translate(WIDE), whole)


def _of_a_row(line: str, whole: str) -> bool:
    """Whether a line is a 项, and all others of its row, two at least, end in 的."""
    lines = whole.split("\n")
    at = lines.index(line) if line in lines else -1
    if at < 0 or not _ITEM.match(line):
        return False
    before = itertools.takewhile(_ITEM.match, reversed(lines[:at]))
    others = [*before, *itertools.takewhile(_ITEM.match, lines[at + 1 :])]
    return len(others) >= _OFTEN and all(re.search("的[；。]$", other) for other in others)


@lru_cache(maxsize=1)
def law_words() -> frozenset[str]:
    """Words of two characters that laws use (bench/law_words.py)."""
    return frozenset(Path(__file__).with_name("law_words.txt").read_text(encoding="utf-8").split())
