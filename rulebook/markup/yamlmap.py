"""YAML with the line of every value: PyYAML's node graph turned into plain values of text.

Scalars stay text (``no`` is the word no, ``12:30`` the text 12:30); only true/false, whole numbers
and null are told apart. Duplicate keys are reported, aliases and custom tags are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import yaml

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Located:
    """A loaded value, and for each path in it the 1-based (line, column) of key and value."""

    value: object = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[tuple[int, int, str, str]] = field(default_factory=list)  # line, column, code, message

    def place(self, path: Path) -> tuple[int, int]:
        """Where ``path`` stands, or its nearest ancestor."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


@lru_cache(maxsize=512)
def load(text: str) -> Located:
    """Read one YAML document; problems are listed, never raised. The answer is shared: not to be changed."""
    out = Located()
    try:
        loader = yaml.CSafeLoader(text) if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = "这里的写法不是有效的 YAML。常见原因：冒号后面少了空格，缩进不齐，引号没有成对，用了 Tab。"
        out.problems.append((line, column, "H102", message))
        return out
    if node is not None:
        out.value = _plain(node, (), out, 0)
    return out


def _plain(node: yaml.Node, path: Path, out: Located, depth: int) -> object:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    out.places.setdefault(path, (line, column))
    if depth > 12:
        out.problems.append((line, column, "H103", "文件头嵌套太深。请照同类文件的写法。"))
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), out, depth + 1) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, out, depth)
    return None


def _mapping(node: yaml.MappingNode, path: Path, out: Located, depth: int) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if key in result:
            message = f"“{key}”写了两次。请只留一个。"
            out.problems.append((line, column, "H104", message))
            continue
        out.places[(*path, key)] = (line, column)
        result[key] = _plain(value_node, (*path, key), out, depth + 1)
        out.places[(*path, key)] = (line, column)
    return result


def _scalar(node: yaml.ScalarNode) -> object:
    value = str(node.value)
    if node.style is None:
        if value in {"", "~", "null"}:
            return None
        if value in {"true", "false"}:
            return value == "true"
        if value.isascii() and value.lstrip("-").isdigit() and (value == "0" or not value.lstrip("-").startswith("0")):
            return int(value)
    return value
