"""Front matter changed as text: one key or one list item at a time, every other byte stays (comments, order, quotes).

Each function takes the YAML between the fences and gives it back changed. Places come from the YAML
reader's own marks, so values may be written in any style; where no safe edit is possible it raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import yaml

from rulebook.markup.source import split_header
from rulebook.model.header import Header

_ORDER = tuple(Header.model_fields)
_PLAIN = re.compile(r"[\w〔〕（）《》“”‘’、，。；：—·％％/.+ -]*[\u4e00-\u9fff][\w〔〕（）《》“”‘’、，。；：—·％/.+ -]*")
_DATE_OR_ID = re.compile(r"\d{4}-\d{2}-\d{2}|[a-z]+[-_][a-z0-9_-]+|(?!true$|false$|null$)[a-z]{4,}")
_SPACE = re.compile(r"\s+")


class HeaderEditError(ValueError):
    """The header is written in a way that cannot be changed without rewriting it; the message says what to do."""


def scalar(value: str) -> str:
    """A value as YAML that reads back as the same text: plain where that is safe, else in double quotes."""
    text = _SPACE.sub(" ", value).strip()
    plain = _DATE_OR_ID.fullmatch(text) or _PLAIN.fullmatch(text)
    return text if plain and text[0] not in "-.+ " else json.dumps(text, ensure_ascii=False)


def flow(values: Mapping[str, str]) -> str:
    """``{on: 2021-11-10, event: 勘误}``; empty values are left out."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in values.items() if value) + "}"


def with_header(raw: str, header: str) -> str:
    """The whole file with another header between its fences."""
    source = split_header(raw, "")
    if source.header is None:
        raise HeaderEditError("文件没有文件头。")
    start = source.head.index("\n") + 1
    return raw[:start] + header + raw[start + len(source.header) :]


def put(header: str, key: str, value: str) -> str:
    """Set a top-level key to one line of YAML; a new key goes to its usual place."""
    found = _entry(header, key)
    if found is None:
        return _insert(header, key, f"{key}: {value}")
    name, node = found
    if isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"} and _end(node, header) > node.start_mark.index:
        return header[: node.start_mark.index] + value + header[_end(node, header) :]
    start, end = name.start_mark.index, max(_end(node, header), name.end_mark.index + 1)
    return header[:start] + f"{key}: {value}" + header[end:]


def drop(header: str, key: str) -> str:
    """Take a top-level key with its value out."""
    found = _entry(header, key)
    if found is None:
        return header
    name, node = found
    return header[: name.start_mark.index] + header[_line_end(header, max(_end(node, header), name.end_mark.index)) :]


def append(header: str, key: str, item: str) -> str:
    """Add an item, one line of YAML, to a list; the list is made where there is none."""
    newline = _newline(header)
    found = _entry(header, key)
    if found is None:
        return _insert(header, key, f"{key}:{newline}  - {item}")
    name, node = found
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        at = _line_end(header, _end(node, header))
        return header[:at] + f"{' ' * node.start_mark.column}- {item}{newline}" + header[at:]
    if isinstance(node, yaml.SequenceNode):
        at = _end(node.value[-1], header) if node.value else node.end_mark.index - 1
        return header[:at] + (", " if node.value else "") + item + header[at:]
    if isinstance(node, yaml.ScalarNode) and node.value == "":
        at = _line_end(header, name.end_mark.index)
        return header[:at] + f"  - {item}{newline}" + header[at:]
    raise HeaderEditError(f"文件头的 {key} 不是一行一项的写法。请改成一行一项再试。")


BY_ARTICLE = ("duties", "no_duty", "see_also", "article_status", "basis_checked")  # keys whose items name articles


def remap(header: str, key: str, numbers: Mapping[str, str], gone: AbstractSet[str]) -> str:
    """Let the ``article`` of every item under ``key`` follow ``numbers`` (old id to new); items of articles ``gone`` go.

    In a mapping (``article_status``) the keys are the articles.
    """
    found = _entry(header, key)
    if found is None or not isinstance(found[1], yaml.CollectionNode):
        return header
    node = found[1]
    edits: list[tuple[int, int, str]] = []
    kept = 0
    for place, start, last in _articles(node):
        eid, sign, inner = place.value.partition("__")
        if eid in gone:
            if node.flow_style:
                raise HeaderEditError(f"文件头 {key} 里 {eid} 的一项要去掉。请先把 {key} 改成一行一项再试。")
            at = header.rfind("\n", 0, start) + 1
            edits.append((at, _line_end(header, _end(last, header)), ""))
            continue
        kept += 1
        if eid in numbers:
            edits.append((place.start_mark.index, place.end_mark.index, numbers[eid] + sign + inner))
    if not kept:
        return drop(header, key)
    for start, end, text in sorted(edits, reverse=True):
        header = header[:start] + text + header[end:]
    return header


def _articles(node: yaml.CollectionNode) -> list[tuple[yaml.ScalarNode, int, yaml.Node]]:
    """Each article named below ``node``: its scalar, where its item starts, the item's last node."""
    if isinstance(node, yaml.MappingNode):
        return [(k, k.start_mark.index, v) for k, v in node.value if isinstance(k, yaml.ScalarNode)]
    out = []
    for item in node.value:
        pairs = item.value if isinstance(item, yaml.MappingNode) else []
        out += [(v, item.start_mark.index, item) for k, v in pairs if k.value == "article" and isinstance(v, yaml.ScalarNode)]
    return out


def _root(header: str) -> yaml.MappingNode:
    root = yaml.compose(header, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise HeaderEditError("文件头不是一行一个“键: 值”的写法。请照同类文件改写再试。")
    return root


def _entry(header: str, key: str) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    return next(((name, node) for name, node in _root(header).value if name.value == key), None)


def _insert(header: str, key: str, text: str) -> str:
    """Put a new key behind the nearest key that usually stands before it."""
    before = set(_ORDER[: _ORDER.index(key)])
    names = [(name, node) for name, node in _root(header).value if name.value in before]
    name, node = max(names, key=lambda pair: _ORDER.index(pair[0].value))
    at = _line_end(header, max(_end(node, header), name.end_mark.index))
    return header[:at] + text + _newline(header) + header[at:]


def _end(node: yaml.Node, header: str) -> int:
    """Where the last character of a value stands, comments and blank lines behind it left out."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(part, header) for part in (last if isinstance(last, tuple) else (last,)))
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return len(header[: node.end_mark.index].rstrip())
    return int(node.end_mark.index)


def _line_end(header: str, at: int) -> int:
    found = header.find("\n", at)
    return len(header) if found < 0 else found + 1


def _newline(header: str) -> str:
    return "\r\n" if "\r\n" in header else "\n"
