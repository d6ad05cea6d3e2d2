"""Tree to text (写回): the inverse of parse, from the tree alone."""

from __future__ import annotations

from rulebook.model.provision import Document, Provision


def unparse(document: Document) -> str:
    """The whole file as it stood."""
    nodes = (*document.head, *document.body, *document.annexes)
    return ("\ufeff" if document.bom else "") + document.front_matter + "".join(words_of(node) for node in nodes)


def words_of(node: Provision) -> str:
    """One node and what is below it, as it stood."""
    before, after = node.around
    own = node.prefix + node.label + node.gap + before + node.heading + after + node.text + node.trail
    return own + "".join(words_of(child) for child in node.children)
