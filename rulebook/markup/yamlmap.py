"""YAML with the line of every value: PyYAML's node graph turned into plain values of text.

Scalars stay text (``no`` is the word no, ``12:30`` the text 12:30); only true/false, whole numbers
and null are told apart. Duplicate keys are reported, aliases and custom tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

Path = tuple[str | int, ...]


class _Nodes(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # which of them, PyYAML's own build decides
    """Reads nodes alone. What kind of value a scalar is, :func:`_scalar` says: PyYAML's own guess is not asked for."""

    def resolve(self, *_: object) -> str:
        """No tag."""
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Nothing is kept of where a node stands."""

    def ascend_resolver(self) -> None:
        """As above."""


_DEEP = 200
_LONG = 300_000  # characters; the longest file of a rulebook has a tenth of that
_NESTED = re.compile(r"[-?:] +[-?:] +[-?:] ")  # collections that begin on one line
_OPENED = ("while parsing a flow", "while scanning a quoted scalar", "while scanning a simple key")
_CAUSES = (
    (re.compile(r"^\s*(?:- )?[a-z_]+\s*："), "冒号是中文的“：”，请改成英文冒号加一个空格"),
    (re.compile(r"^\s*(?:- )?\w+:[^\s/]"), "冒号后面少了空格，请补一个空格"),
    (re.compile(r"^ *\t"), "缩进用了 Tab，请改成空格"),
    (re.compile(r":\s+[*&%@`]"), "值的第一个字符是特殊符号，请给整个值加上英文双引号"),
    (re.compile(r"[{\[][^\]}]*，"), "括号里用了中文逗号，请改成英文逗号"),
    (re.compile(r"[｛｝]"), "花括号是中文的，请改成英文的 { 和 }"),
    (
        re.compile(r"(?:^\s*(?:- )?|[{,]\s*)\w+: *(\"[^\"]*\"|'[^']*') *[^\s#,}\]\"']"),
        "值里用了英文引号。请改成中文引号“”；要保留英文引号的，整个值用英文单引号括起来，如 title: '…'",
    ),
)


@dataclass(slots=True)
class Located:
    """A loaded value, and for each path in it the 1-based (line, column) of key and value."""

    value: object = None
    seen: set[int] = field(default_factory=set)  # nodes read: one that comes again is an alias
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
    if len(text) > _LONG:
        out.problems.append((1, 1, "H103", f"有 {len(text)} 个字符，太长了（最多 {_LONG} 个）。请拆成几个文件，或者改用清单。"))
        return out
    if _very_deep(text):
        out.problems.append((1, 1, "H103", "套得太多层。请照同类文件的写法。"))
        return out
    try:
        node = _Nodes(text).get_single_node()
    except yaml.YAMLError as error:
        line, column, reason = _mistake(error, text.splitlines())
        out.problems.append((line, column, "H102", f"这里的写法读不懂：{reason}。"))
        return out
    if node is not None:
        out.value = _plain(node, (), out, 0)
    if any(code == "H108" for _, _, code, _ in out.problems):
        out.value = None
    return out


def _very_deep(text: str) -> bool:
    """Whether nesting would exhaust the stack of the YAML reader; its events, which need no stack, are counted."""
    if text.count("[") + text.count("{") < _DEEP and not _NESTED.search(text) and " " * _DEEP not in text:
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEP:
                return True
    except yaml.YAMLError:
        return False
    return False


def _mistake(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int, str]:
    """Where the mistake was made (what was opened and not closed, not where reading stopped) and what it probably is."""
    opened = getattr(error, "context", None) or ""
    begun = opened.startswith(_OPENED)
    mark = getattr(error, "context_mark" if begun else "problem_mark", None)
    if mark is None:
        return 1, 1, "有不能用的字符，请删掉看不见的字符"
    line = min(mark.line, max(len(lines) - 1, 0))
    words = lines[line] if lines else ""
    column = mark.column + 1 if line == mark.line else 1
    for number in range(line, -1, -1):  # a key with a Chinese colon reads as words that go on until the next key
        if _CAUSES[0][0].search(lines[number]) and not begun:
            return number + 1, 1, _CAUSES[0][1]
    reason = next((reason for pattern, reason in _CAUSES if pattern.search(words)), "")
    if "quoted scalar" in opened:
        reason = "引号没有成对，请补上英文引号"
    elif not reason and "flow" in opened:
        reason = "括号没有成对，或者括号里没有用英文逗号隔开，请补上"
    elif not reason and "mapping values" in str(getattr(error, "problem", "")):
        reason = "值里有冒号，请给整个值加上英文双引号；或者这一行缩进多了空格"
        if words.lstrip().startswith("- "):
            reason = "上面一行已经写了值，这里不能再写“- ”一行。沿革的一行要写在 history: 下面，没有 history 的先加一行 history:"
    return line + 1, column, reason or "常见原因是缩进不齐、引号没有成对、少了“键: 值”的冒号，请照同类文件改"


def _plain(node: yaml.Node, path: Path, out: Located, depth: int) -> object:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    out.places.setdefault(path, (line, column))
    if id(node) in out.seen:
        message = "这里的“&名”在后面用“*名”引来，这样写不收。请在用到的地方照写一遍，删掉这两个记号。"
        if not any(code == "H108" for _, _, code, _ in out.problems):
            out.problems.append((line, column, "H108", message))
        return None
    out.seen.add(id(node))
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
    if not node.style:  # plain; the C reader says ""
        if value in {"", "~", "null"}:
            return None
        if value in {"true", "false"}:
            return value == "true"
        if value.isascii() and value.lstrip("-").isdigit() and (value == "0" or not value.lstrip("-").startswith("0")):
            return int(value)
    return value
