"""Paragraph styles with what they inherit (basedOn): numbering, outline level, hidden letters, bold, alignment."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rulebook.importer.docx.package import RefusedFileError, W

_OFF = frozenset({"0", "false", "off"})


def value(node: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of a child, None where there is no such child; "" where it has no value."""
    found = node.find(path) if node is not None else None
    return None if found is None else found.get(f"{W}val", "")


def switched(node: etree._Element | None, name: str) -> bool | None:
    """An on/off property such as ``w:b``; None where it is not said."""
    said = value(node, f"{W}{name}")
    return None if said is None else said.lower() not in _OFF


class Styles:
    """The styles of one document."""

    def __init__(self, part: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._names: dict[str, str] = {}
        self._default: dict[str, str] = {}
        for node in part.findall(f"{W}style") if part is not None else ():
            key = node.get(f"{W}styleId", "")
            self._styles.setdefault(key, node)
            self._names[key] = (value(node, f"{W}name") or "").lower()
            if node.get(f"{W}default", "0").lower() not in _OFF:
                self._default.setdefault(node.get(f"{W}type", ""), key)
        self._chains = {key: self._follow(key) for key in self._styles}

    def _follow(self, key: str) -> tuple[str, ...]:
        chain: list[str] = []
        while key in self._styles:
            if key in chain:
                raise RefusedFileError(
                    "D111", f"样式“{self._names[key]}”和它所根据的样式互相循环，文件损坏。请在 WPS 中另存为新的 .docx，再导入。"
                )
            chain.append(key)
            key = value(self._styles[key], f"{W}basedOn") or ""
        return tuple(chain)

    def chain(self, key: str | None, kind: str = "paragraph") -> tuple[str, ...]:
        """Ids of the style and of what it rests on, nearest first; the default style where none is named or known."""
        return self._chains.get(key or "") or self._chains.get(self._default.get(kind, ""), ())

    def name(self, key: str) -> str:
        """The style's name in small letters (``heading 1``, ``toc 2``)."""
        return self._names.get(key, "")

    def nodes(self, key: str | None, part: str, kind: str = "paragraph") -> Iterator[tuple[str, etree._Element]]:
        """``pPr`` or ``rPr`` of the style and of what it rests on, nearest first, each with the style's id."""
        for name in self.chain(key, kind):
            node = self._styles[name].find(f"{W}{part}")
            if node is not None:
                yield name, node

    def numbering_style(self, key: str) -> str | None:
        """The numId of a list style (w:numStyleLink points to such)."""
        node = self._styles.get(key)
        return value(node, f"{W}pPr/{W}numPr/{W}numId") if node is not None else None
