"""Reading docs/tasks/tasks.yml: every matter with the lines it stands on, every complaint on its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level
from rulebook.model.matter import Matter

NEW_STAFF = "new-staff"
MATTERS = "tasks"  # what the table of questions calls them
_REASONS = {
    "extra_forbidden": "没有这一项，请删掉或者改正",
    "missing": "缺少这一项，请补上",
    "string_pattern_mismatch": "写法不对（target 写成 seals#用印审批，answer 里的期限写成 **3个工作日**，id 用小写字母）",
    "string_too_short": "不能为空",
    "too_short": "至少写一步",
    "bool_parsing": "只能是 true 或者 false",
    "string_type": "应当是文字",
    "value_error": "这个 id 是固定页面的地址（tasks/new-staff/、tasks/roles/），请换一个",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A matter with its line and the lines of its steps' targets and of its roles."""

    matter: Matter
    line: int
    steps: tuple[int, ...]
    roles: int


@dataclass(frozen=True, slots=True)
class Matters:
    """The whole file; file: its path relative to the root, "" where there is none."""

    file: str = ""
    placed: tuple[Placed, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Matter, ...]:
        """The matters alone, in the order of the file."""
        return tuple(p.matter for p in self.placed)


def load_matters(root: Path, docs: Path) -> Matters:
    """Read the file below ``docs``; nothing where there is none. Never raises on content."""
    path = docs / "tasks" / "tasks.yml"
    if not path.exists():
        return Matters()
    try:
        file = path.relative_to(root).as_posix()
    except ValueError:
        file = path.as_posix()
    source = read_source(path, file)
    located = yamlmap.load(source.text)
    findings = [*source.findings, *(Finding(file, ln, col, code, Level.ERROR, msg) for ln, col, code, msg in located.problems)]
    if not findings and not isinstance(located.value, list):
        message = "这个文件应当是一件一件的事项，每件以“- id: ”开头。请照原来的写法改正。"
        findings.append(Finding(file, 1, 1, "R111", Level.ERROR, message))
    placed = []
    for index, item in enumerate(located.value if isinstance(located.value, list) else []):
        try:
            matter = Matter.model_validate(item)
        except ValidationError as error:
            problems = [p for p in error.errors() if p["type"] != "too_short" or not p["input"]]  # a broken step is told once
            findings.extend(_explain(problem, (index, *problem["loc"]), located, file) for problem in problems)
            continue
        lines = tuple(located.place((index, "steps", n, "target"))[0] for n in range(len(matter.steps)))
        placed.append(Placed(matter, located.place((index,))[0], lines, located.place((index, "roles"))[0]))
    return Matters(file, tuple(placed), tuple(findings))


def _explain(problem: Any, path: tuple[str | int, ...], located: yamlmap.Located, file: str) -> Finding:
    line, column = located.place(path)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "事项")
    given = problem.get("input")
    text = given if isinstance(given, str) else ""
    reason = _REASONS.get(problem["type"], "写法不对，请照同类事项")
    return Finding(file, line, column, "R111", Level.ERROR, f"第{line}行“{name}”：{reason}。", text)
