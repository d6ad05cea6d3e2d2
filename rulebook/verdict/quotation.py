"""Quoted words of a draft (引文): those that stand beside a citation, and whether a provision says them."""

from __future__ import annotations

import re
import unicodedata

from rulebook.model.provision import Provision

_AFTER = re.compile(
    r"[^“”。；！？《》]{0,6}?(?:规定|明确|要求|载明|写明|指出|强调|所称|所列|中的|中|即|为)?[^“”。；！？《》]{0,4}?[：:，,]?\s*“(?P<words>[^”]{2,})(?:”|$)"
)
_BEFORE = re.compile(r"“(?P<words>[^“”]{6,})”[^“”。；！？]{0,4}[（(]\s*$")
_DROP = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_GAP = re.compile(r"…+|\.{3,}|——")
_ENDS = "，。；：、,.;:!?！？"


def quoted(line: str, start: int, end: int) -> str:
    """The words quoted for the citation at ``start`` to ``end`` of ``line``, without their marks; "" where there are none.

    They follow the citation in “ ” in the same sentence, or stand before it where the citation is in brackets.
    """
    after = _AFTER.match(line, end)
    if after:
        return after["words"]
    before = _BEFORE.search(line[:start])
    return before["words"] if before else ""


def says(provision: Provision, words: str) -> bool:
    """Whether ``provision`` says ``words``: width, blanks, the last mark and places left out by …… do not count."""
    whole = _plain(provision.own_words)
    at = 0
    for piece in _GAP.split(words):
        wanted = _plain(piece).strip(_ENDS)
        found = whole.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _plain(text: str) -> str:
    return _DROP.sub("", unicodedata.normalize("NFKC", text))
