"""Pure changes of a tree: take an article out, give one another number."""

from __future__ import annotations

import dataclasses

from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import Document, Kind, Provision


def remove(document: Document, eid: str) -> Document:
    """The document without the provision ``eid``; unchanged where there is none."""
    return dataclasses.replace(document, body=_without(document.body, eid))


def _without(nodes: tuple[Provision, ...], eid: str) -> tuple[Provision, ...]:
    return tuple(node._replace(children=_without(node.children, eid)) for node in nodes if node.eid != eid)


def renumber(document: Document, eid: str, number: tuple[int, ...]) -> Document:
    """The document with the article ``eid`` carrying another number; its label and the ids below follow."""
    return dataclasses.replace(document, body=tuple(_renumber(node, eid, number) for node in document.body))


def _renumber(node: Provision, eid: str, number: tuple[int, ...]) -> Provision:
    if node.eid == eid and node.kind is Kind.ARTICLE:
        label = f"第{to_chinese(number[0])}条" + (f"之{to_chinese(number[1])}" if len(number) > 1 else "")
        new = f"{Kind.ARTICLE.value}_{'-'.join(map(str, number))}"
        return _rename(node, eid, new)._replace(number=number, label=label)
    return node._replace(children=tuple(_renumber(child, eid, number) for child in node.children))


def _rename(node: Provision, old: str, new: str) -> Provision:
    eid = new + node.eid[len(old) :] if node.eid.startswith(old) else node.eid
    return node._replace(eid=eid, children=tuple(_rename(child, old, new) for child in node.children))
