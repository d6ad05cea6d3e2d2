"""Roles (角色): whose duties a person in a role has besides their own, from ``docs/offices/roles.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Role:
    """A role and the slugs whose duties it has, its own first. line: where it stands in the file.

    excludes: groups whose duties it had before and has no more, for a reason that stands in the file.
    """

    slug: str
    includes: tuple[str, ...]
    line: int
    excludes: tuple[str, ...] = ()


def load_roles(docs: Path, file: str) -> tuple[tuple[Role, ...], tuple[Finding, ...]]:
    """The roles in the order of the file, none where there is no file. ``file`` names it in findings."""
    path = docs / "offices" / "roles.yml"
    if not path.exists():
        return (), ()
    source = read_source(path, file)
    located = yamlmap.load(source.text)
    findings = [*source.findings]
    findings += [Finding(file, line, column, code, Level.ERROR, message) for line, column, code, message in located.problems]
    if not findings and not isinstance(located.value, list):
        message = "这个文件应当是一行一个角色，写成 - {role: 岗位id, includes: [兼有其职责的id]}。"
        findings.append(Finding(file, 1, 1, "R110", Level.ERROR, message))
    roles = []
    for index, item in enumerate(located.value if isinstance(located.value, list) else []):
        line, column = located.place((index,))
        includes = item.get("includes", []) if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(item.get("role"), str) or not isinstance(includes, list):
            message = "每一项写成 {role: 岗位id, includes: [兼有其职责的id]}。"
            findings.append(Finding(file, line, column, "R110", Level.ERROR, message))
            continue
        roles.append(_role(item, line))
    return tuple(roles), tuple(findings)


def read_roles(text: str) -> tuple[Role, ...]:
    """The roles in the text of such a file, as far as they can be read."""
    located = yamlmap.load(text)
    items = located.value if isinstance(located.value, list) else []
    lines = (located.place((n,))[0] for n in range(len(items)))
    return tuple(
        _role(item, line)
        for item, line in zip(items, lines, strict=True)
        if isinstance(item, dict) and isinstance(item.get("role"), str)
    )


def _role(item: Mapping[str, Any], line: int) -> Role:
    includes, without = item.get("includes"), item.get("excludes")
    slug = str(item["role"])
    named = (str(i) for i in includes) if isinstance(includes, list) else ()
    reasons = without if isinstance(without, dict) else {}
    return Role(slug, (slug, *named), line, tuple(str(key) for key, reason in reasons.items() if reason))
