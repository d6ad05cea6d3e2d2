"""The format of a rulebook's folder, as ``mkdocs.yml`` states it, and the way from an older one to the one this engine reads.

Format 1 is the first that is stated; a rulebook that states none is of format 0. A step is added here, and ``FORMAT`` raised,
whenever files of a rulebook have to be written in another way for the engine to read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FORMAT = 1
SETTINGS = "mkdocs.yml"
_PLUGIN = re.compile(r"^(?P<indent> *)- rulebook(?P<colon>:?)[ \t]*$", re.MULTILINE)
_STATED = re.compile(r"^(?P<indent> +)format:[ \t]*(?P<number>\d{1,4})[ \t]*(?:#.*)?$", re.MULTILINE)


class FormatError(ValueError):
    """A folder that cannot be moved; the message is a Chinese sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Step:
    """From ``start`` to the next format. told: what it changes. move: new words of files by path, from those in the folder."""

    start: int
    told: str
    move: Callable[[Path], dict[str, str]]


def stated(root: Path) -> int | None:
    """The format that the folder states, 0 where it states none, None where it is no rulebook's folder."""
    path = root / SETTINGS
    if not path.is_file():
        return None
    words = path.read_text(encoding="utf-8", errors="replace")
    plugin = _PLUGIN.search(words)
    found = _STATED.search(words, plugin.end()) if plugin else None
    return int(found["number"]) if found else 0


def refused(root: Path) -> str:
    """Why this engine must not touch the folder, "" where it may."""
    number = stated(root) or 0
    if number <= FORMAT:
        return ""
    return (
        f"这份制度汇编的格式是{number}，这套程序只认到{FORMAT}：它是用更新的程序写的，旧程序会读错。"
        "请先更新程序（git pull && make setup，或者换新的安装包），再运行。"
    )


def behind(root: Path) -> str:
    """What to do where the folder is of an older format, "" where it is not."""
    number = stated(root)
    if number is None or number >= FORMAT:
        return ""
    return f"提醒：这份制度汇编的格式是{number}，程序用的是{FORMAT}。请运行 rulebook migrate，看过改了什么再提交。"


def _state_it(root: Path) -> dict[str, str]:
    words = (root / SETTINGS).read_text(encoding="utf-8")
    return {SETTINGS: with_format(words, 1)}


def with_format(words: str, number: int) -> str:
    """Settings that state this format. Raises FormatError where the plugin is not named on a line of its own."""
    plugin = _PLUGIN.search(words)
    if plugin is None:
        raise FormatError(f"{SETTINGS} 的 plugins 里没有单独一行的“- rulebook”。请照说明写好，再运行。")
    if _STATED.search(words, plugin.end()):
        return _STATED.sub(lambda found: f"{found['indent']}format: {number}", words, count=1)
    line = f"{plugin['indent']}- rulebook:\n{plugin['indent']}    format: {number}"
    return words[: plugin.start()] + line + words[plugin.end() :]


STEPS = (Step(0, f"{SETTINGS} 写明格式（format: 1）", _state_it),)
