"""Keys of the header that are no legal facts: they may be changed at any time, and whoever reviews it is shown how (L325).

Pages, citations and the search take names, order and links from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from rulebook.corpus.header_lines import line_of
from rulebook.lawful.compared import few
from rulebook.lawful.facts import said
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header, NoDuty, SeeAlso

_PLAIN = ("category", "order", "review_by", "stage", "duties_checked")
_FEW = 4  # changes shown
_Value = TypeVar("_Value")


def changed(pairs: Iterable[tuple[Expression, Expression]]) -> Iterator[Finding]:
    """A warning for each key that is changed. pairs: a text on the main branch, and the same, or the one after it, now."""
    for before, text in pairs:
        now, old = text.header, before.header
        if text.header.state != "adopted" or before.header.state != "adopted":
            continue
        changes = [*_plain(now, old), *_aliases(now, old), *_links(now, old), *_reasons(now, old)]
        for key, group in groupby(changes, key=lambda change: change[0]):
            every = [words for _, words in group]
            message = f"文件头 {key} {few(every, _FEW)}。页面、检索会跟着变。请核对；写错了的请改回去。"
            yield Finding(text.file, line_of(text, key), 1, "L325", Level.WARNING, message, key)


def _plain(now: Header, old: Header) -> Iterator[tuple[str, str]]:
    for key in _PLAIN:
        was, is_now = getattr(old, key), getattr(now, key)
        if was != is_now:
            yield key, f"由“{said(was)}”改成“{said(is_now)}”"


def _aliases(now: Header, old: Header) -> Iterator[tuple[str, str]]:
    for verb, names in (("多了", _without(now.aliases, old.aliases)), ("少了", _without(old.aliases, now.aliases))):
        if names:
            yield "aliases", f"{verb}“{'、'.join(names)}”"


def _links(now: Header, old: Header) -> Iterator[tuple[str, str]]:
    gone, new = _without(old.see_also, now.see_also), _without(now.see_also, old.see_also)
    for link in gone:
        other = next((one for one in new if one.article == link.article), None)
        moved = next((one for one in new if (one.target, one.note) == (link.target, link.note)), None)
        if moved and _renumbers(now, old):
            new.remove(moved)
        elif other:
            new.remove(other)
            yield "see_also", f"由 {_link(link)} 改成 {_link(other)}"
        else:
            yield "see_also", f"少了 {_link(link)}"
    yield from (("see_also", f"多了 {_link(link)}") for link in new)


def _reasons(now: Header, old: Header) -> Iterator[tuple[str, str]]:
    gone, new = _without(old.no_duty, now.no_duty), _without(now.no_duty, old.no_duty)
    for one in gone:
        moved = next((other for other in new if other.reason == one.reason), None)
        if moved and _renumbers(now, old):
            new.remove(moved)
        else:
            yield "no_duty", f"少了 {_reason(one)}"
    yield from (("no_duty", f"多了 {_reason(one)}") for one in new)


def _renumbers(now: Header, old: Header) -> bool:
    """Whether it is another text: its articles may bear other numbers, which R117 compares."""
    return now.effective != old.effective


def _without(values: Sequence[_Value], others: Sequence[_Value]) -> list[_Value]:
    return [value for value in values if value not in others]


def _link(link: SeeAlso) -> str:
    return f"{link.article}→{link.target}" + (f"（{link.note}）" if link.note else "")


def _reason(one: NoDuty) -> str:
    return f"{one.article}（{one.reason}）"
