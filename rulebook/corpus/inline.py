"""项 and 目 written inside a line (第一条　…：（一）…；（二）…。): no provisions of their own, yet a citation may name them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.model.provision import Provision

_ITEM = re.compile(rf"(?:^|(?<=[：:；;。，,、\n\s]))[（(](?P<n>[{ORDINAL}]{{1,3}})[）)](?![项款、和或与及至到])")
_FIGURE = re.compile(
    r"(?:^|(?<=[：:；;。，,、\n\s]))(?:(?P<n>\d{1,2})[.．、](?!\d)|[（(](?P<b>\d{1,2})[）)](?![项目款、和或与及至到])|(?P<c>[①-⑳]))"
)
_FIRST_RING = 0x2460  # ①


def inline_holder(pieces: list[str], names: Mapping[str, Provision]) -> str:
    """Id of the 款 or 项 whose own words count up to the 项 or 目 that ``pieces`` end in; "" where there is not just one."""
    depth = len(pieces)
    while depth and pieces[depth - 1].startswith(("subpara_", "point_")):
        depth -= 1
    if depth == len(pieces) or not depth or not pieces[0].startswith("art_"):
        return ""
    above = "__".join(pieces[:depth])
    holders = [name for name in names if name.startswith(f"{above}__para_") and name.count("__") == 1] if depth == 1 else [above]
    found = [name for name in [_holder(holder, pieces[depth:], names) for holder in holders] if name]
    return found[0] if len(found) == 1 else ""


def _holder(above: str, below: list[str], names: Mapping[str, Provision]) -> str:
    """The provision in or below ``above`` whose words count up to what is left of ``below``; "" where none does."""
    while len(below) > 1 and f"{above}__{below[0]}" in names:
        above, below = f"{above}__{below[0]}", below[1:]
    return above if above in names and _counts(names[above].text, below) else ""


def _counts(words: str, below: list[str]) -> bool:
    """Whether the words count, one after another, up to each number of ``below``."""
    for piece in below:
        wanted = piece.partition("_")[2]
        if not wanted.isdigit():
            return False
        item = piece.startswith("subpara_")
        reached = _reached(words, _ITEM) if item else _reached(words, _FIGURE)
        if item and len(below) == 1:  # 第一项 may be written 1. or ①
            reached = max(reached, _reached(words, _FIGURE))
        if reached < max(2, int(wanted)):
            return False
    return True


def _reached(words: str, pattern: re.Pattern[str]) -> int:
    """How far the numbers in ``words`` count from one."""
    last = 0
    for match in pattern.finditer(words):
        named = match.groupdict()
        ring = named.get("c")
        number = ord(ring) - _FIRST_RING + 1 if ring else to_int(named.get("n") or named.get("b") or "")
        if number == last + 1:
            last = number
    return last
