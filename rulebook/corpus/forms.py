"""Reading docs/forms/*.yml: the forms of each act, every complaint on its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level
from rulebook.model.form import Form

_REASONS = {
    "extra_forbidden": "没有这一项，请删掉或者改正",
    "missing": "缺少这一项，请补上",
    "string_pattern_mismatch": "id 用小写字母、数字和短横",
    "string_too_short": "不能为空",
    "literal_error": "只能是 half、third、full（宽度）或者 portrait、landscape（方向）",
}


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form with its act and the place it is written at."""

    act: str
    form: Form
    file: str
    line: int

    @property
    def path(self) -> str:
        """Address of its page, relative to the site's root."""
        return f"forms/{self.act}/{self.form.id}/"


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, by act."""

    by_act: Mapping[str, tuple[PlacedForm, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[PlacedForm]:
        """Every form, act after act."""
        for forms in self.by_act.values():
            yield from forms

    def get(self, act: str, name: str) -> PlacedForm | None:
        """The form of ``act`` with this name."""
        return next((placed for placed in self.by_act.get(act, ()) if placed.form.name == name), None)

    def names(self, act: str) -> tuple[str, ...]:
        """Names of the forms of ``act``."""
        return tuple(placed.form.name for placed in self.by_act.get(act, ()))


def load_forms(folder: Path, prefix: str) -> tuple[Forms | None, list[Finding]]:
    """Read the folder, None where it is absent. prefix: the folder as sources are named. Never raises on content."""
    if not folder.is_dir():
        return None, []
    by_act: dict[str, tuple[PlacedForm, ...]] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yml")):
        file = f"{prefix}/{path.name}"
        source = read_source(path, file)
        located = yamlmap.load(source.text)
        findings += source.findings
        findings += [Finding(file, ln, col, code, Level.ERROR, message) for ln, col, code, message in located.problems]
        if source.findings or (located.problems and located.value is None):
            continue
        value = located.value if isinstance(located.value, dict) else {}
        act, items = str(value.get("act", "")), value.get("forms")
        if act != path.stem or not isinstance(items, list):
            message = f"文件开头写 act: {path.stem}（与文件名相同），下面是 forms 列表。"
            findings.append(Finding(file, located.place(("act",))[0], 1, "F201", Level.ERROR, message))
            continue
        placed = []
        for index, item in enumerate(items):
            try:
                placed.append(PlacedForm(act, Form.model_validate(item), file, located.place(("forms", index))[0]))
            except ValidationError as error:
                findings += [_explain(problem, ("forms", index, *problem["loc"]), located, file) for problem in error.errors()]
        by_act[act] = tuple(placed)
    return Forms(by_act), findings


def _explain(problem: Any, path: tuple[str | int, ...], located: yamlmap.Located, file: str) -> Finding:
    line, column = located.place(path)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "表格")
    reason = _REASONS.get(problem["type"], "")
    if not reason:
        reason = str(problem.get("ctx", {}).get("error", "")) or "写法不对，请照同类表格"
    return Finding(file, line, column, "F201", Level.ERROR, f"第{line}行“{name}”：{reason}。", str(problem.get("input", ""))[:40])
