"""Words as they were and as they are: what is gone, what is new, which belong together, and how a message shows a few of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from rulebook.lawful.slips.disguise import changed_names, reordered
from rulebook.markup.over import OVER

ENDED = re.compile(OVER)
_CLAUSE = re.compile(r"[。；\n]")
_SAME = 0.5  # likeness from which a clause is another one in new words
_SHOWN = 40  # characters of what is quoted


def clauses(words: str) -> list[str]:
    """Stretches of words between stops, without bold marks."""
    return [clause for clause in _CLAUSE.split(words.replace("**", "")) if clause.strip()]


def gone_and_new(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """What is gone and what is new, each as often as it is."""
    return list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())


def paired(lost: list[str], gained: list[str]) -> list[tuple[str, str]]:
    """Each clause that is gone with the one that stands for it now; where one is gone and one is new, they are such."""
    if len(lost) == len(gained) == 1:
        return [(lost[0], gained[0])]
    out, free = [], list(gained)
    for old in lost:
        best = max(free, key=lambda new: Indel.normalized_similarity(old, new), default="")
        if best and Indel.normalized_similarity(old, best) >= _SAME:
            out.append((old, best))
            free.remove(best)
    return out


def reasons_told(old: str, new: str, names: Iterable[str]) -> list[str]:
    """What binds that a clause says otherwise than it did, and by which words it says now that something is over."""
    reasons = [*reordered(old, new), *changed_names(old, new, names)]
    if ended := sorted(set(ENDED.findall(new)) - set(ENDED.findall(old))):
        reasons.append(f"多了“{'、'.join(ended)}”")
    return reasons


def short(words: str, most: int = _SHOWN) -> str:
    """The first ``most`` characters of what is quoted in a message."""
    return words if len(words) <= most else f"{words[:most]}……"


def few(said: Sequence[str], most: int, of: str = "处", between: str = "；") -> str:
    """The first ``most`` of what is told in one message, and how many there are in all: 甲；乙；丙等5处."""
    return between.join(said[:most]) + (f"等{len(said)}{of}" if len(said) > most else "")
