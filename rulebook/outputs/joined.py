"""Our own ES modules as one classic script, for pages that no server sends: a browser loads no module from ``file:``.

Only the spelling that our scripts keep to is known (one import or export a statement, at the start of a line); anything
else is refused, so that what was not understood never reaches a reader.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

_IMPORT = re.compile(r'^import \{ ([\w$, ]+) \} from "(\.[^"\n]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) ([\w$]+))", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{ ([\w$, ]+) \};$", re.MULTILINE)
_ADDRESS = "import.meta.url"
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")  # words, not statements: part("export")
_UNKNOWN = re.compile(r"\b(?:import|export)\b|^(?:[^\s].*=\s*)?await\b", re.MULTILINE)
_NAME = re.compile(r"([\w$]+)(?: as ([\w$]+))?")


class JoinError(ValueError):
    """A script that cannot be joined; the message says where and why, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Module:
    """body: without its import and export statements. needs: path and (name there, name here) of what it imports."""

    path: str
    body: str
    needs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    gives: tuple[tuple[str, str], ...]  # name inside, name outside


def join(entry: str, read: Callable[[str], str]) -> str:
    """The module ``entry`` and all it imports as one script without modules, in the order they would run.

    read: the text of a module by its path; raises KeyError where there is none. Raises JoinError.
    """
    order: dict[str, _Module] = {}
    _visit(entry, read, order, ())
    at = {path: f"${number}" for number, path in enumerate(order)}
    folder = posixpath.dirname(entry)
    parts = [_scope(module, at, order, folder) for module in order.values()]
    return '(function () {\n"use strict";\nconst $here = document.currentScript.src;\n' + "".join(parts) + "})();\n"


def _visit(path: str, read: Callable[[str], str], order: dict[str, _Module], above: tuple[str, ...]) -> None:
    if path in order:
        return
    if path in above:
        raise JoinError(f"脚本互相引入，合不成一个：{'、'.join((*above, path))}。请把共用的部分移到另一个文件。")
    try:
        module = _module(path, read(path))
    except KeyError as error:
        raise JoinError(f"{above[-1] if above else path} 引入的 {path} 不在站点里。请重新生成站点。") from error
    for needed, _ in module.needs:
        _visit(needed, read, order, (*above, path))
    order[path] = module


def _module(path: str, text: str) -> _Module:
    folder = posixpath.dirname(path)
    needs = tuple(
        (posixpath.normpath(posixpath.join(folder, found[2])), _names(path, text, found)) for found in _IMPORT.finditer(text)
    )
    gives = [(name, name) for name in _EXPORT.findall(text)]
    for found in _EXPORTS.finditer(text):
        gives += _names(path, text, found)
    body = _EXPORTS.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    unknown = _UNKNOWN.search(_blank(body))
    if unknown:
        line = body.count("\n", 0, unknown.start()) + 1
        raise JoinError(
            f"{path} 第{line}行：光盘上用不了的写法“{body.splitlines()[line - 1].strip()}”。请改成和别的脚本一样的写法。"
        )
    return _Module(path, body, needs, tuple(gives))


def _blank(body: str) -> str:
    """The body with blanks for its comments, its strings and the one use of ``import`` that is known."""
    plain = _STRING.sub(_blanks, _COMMENT.sub(_blanks, body))
    return plain.replace(_ADDRESS, " " * len(_ADDRESS))


def _blanks(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _names(path: str, text: str, found: re.Match[str]) -> tuple[tuple[str, str], ...]:
    """``a, b as c`` as pairs."""
    pairs = []
    for part in found[1].split(", "):
        name = _NAME.fullmatch(part)
        if name is None:
            line = text.count("\n", 0, found.start()) + 1
            raise JoinError(f"{path} 第{line}行：看不懂“{part}”。请写成 a, b as c 这样。")
        pairs.append((name[1], name[2] or name[1]))
    return tuple(pairs)


def _scope(module: _Module, at: dict[str, str], order: dict[str, _Module], folder: str) -> str:
    """The module as a function that is called once and returns what it exports."""
    lines = []
    for path, names in module.needs:
        missing = [name for name, _ in names if name not in {outside for _, outside in order[path].gives}]
        if missing:
            raise JoinError(f"{module.path}：{path} 里没有 {missing[0]}。请看是不是改过名。")
        lines.append(
            f"const {{ {', '.join(there if there == here else f'{there}: {here}' for there, here in names)} }} = {at[path]};\n"
        )
    address = f'new URL("{posixpath.relpath(module.path, folder or ".")}", $here).href'
    body = module.body.replace(_ADDRESS, address).strip("\n")
    gives = ", ".join(inside if inside == outside else f"{outside}: {inside}" for inside, outside in module.gives)
    return f"// {module.path}\nconst {at[module.path]} = (function () {{\n{''.join(lines)}{body}\nreturn {{ {gives} }};\n}})();\n"
