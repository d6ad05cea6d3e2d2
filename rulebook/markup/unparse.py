"""Tree to text (写回): the inverse of parse, from the tree alone."""

from __future__ import annotations

from rulebook.model.provision import Document, Kind, Provision


def unparse(document: Document) -> str:
    """The whole file as it stood."""
    nodes = (*document.head, *document.body, *document.annexes)
    return ("\ufeff" if document.bom else "") + document.front_matter + "".join(_text(node) for node in nodes)


def _text(node: Provision) -> str:
    heading = node.heading
    if node.kind is Kind.ARTICLE and heading:
        heading = f"【{heading}】"
    own = node.prefix + node.label + node.gap + heading + node.text + node.trail
    return own + "".join(_text(child) for child in node.children)
