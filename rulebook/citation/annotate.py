"""Fourth step: words and spans to HTML with links. Nothing else is put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link over text[start:end]."""

    start: int
    end: int
    href: str
    attributes: Mapping[str, str]


def annotate(text: str, anchors: Sequence[Anchor]) -> str:
    """``text`` escaped, with a link for each anchor. An anchor that overlaps an earlier one is dropped."""
    out: list[str] = []
    position = 0
    for anchor in sorted(anchors, key=lambda a: (a.start, -a.end)):
        if anchor.start < position or anchor.end > len(text) or anchor.end <= anchor.start:
            continue
        out.append(escape(text[position : anchor.start], quote=False))
        marks = "".join(f' {name}="{escape(value)}"' for name, value in anchor.attributes.items())
        words = escape(text[anchor.start : anchor.end], quote=False)
        out.append(f'<a href="{escape(anchor.href)}"{marks}>{words}</a>')
        position = anchor.end
    out.append(escape(text[position:], quote=False))
    return "".join(out)
