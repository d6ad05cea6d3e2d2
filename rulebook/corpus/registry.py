"""Registries (登记表): offices, terms, basis instruments, forms, registers. A missing file switches its checks off."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rulebook.corpus.forms import Forms, load_forms
from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data file: values by column, with the line it stands on."""

    file: str
    line: int
    values: dict[str, Any]

    def get(self, key: str) -> str:
        """The value as text, "" where there is none."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def many(self, key: str) -> tuple[str, ...]:
        """A value that holds several, separated by ； or ; or given as a list."""
        value = self.values.get(key)
        if isinstance(value, list):
            return tuple(str(item) for item in value)
        return tuple(part.strip() for part in str(value or "").replace("；", ";").split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class Register:
    """A register (清单): its description and its rows."""

    slug: str
    meta: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Registries:
    """All registries. An absent one is None."""

    offices: dict[str, Row] | None = None
    terms: dict[str, Row] | None = None
    basis: dict[str, Row] | None = None
    forms: Forms | None = None
    synonyms: tuple[Row, ...] | None = None
    questions: tuple[Row, ...] = ()
    registers: dict[str, Register] = field(default_factory=dict)


def load_registries(root: Path, docs: Path) -> tuple[Registries, list[Finding]]:
    """Read every data file below ``docs``; findings carry paths relative to ``root``."""
    findings: list[Finding] = []

    def table(name: str, key: str) -> dict[str, Row] | None:
        path = docs / name
        if not path.exists():
            return None
        rows = _csv(path, _name(path, root), findings) if path.suffix == ".csv" else _yaml_list(path, _name(path, root), findings)
        return _keyed(rows, key, findings)

    asked = docs / "search" / "questions.csv"
    forms, problems = load_forms(docs / "forms", _name(docs / "forms", root))
    findings.extend(problems)
    registers: dict[str, Register] = {}
    for path in sorted((docs / "registers").glob("*.yml")):
        metas = _yaml_list(path, _name(path, root), findings)
        data = path.with_suffix(".csv")
        rows = _csv(data, _name(data, root), findings) if data.exists() else ()
        if metas:
            registers[path.stem] = Register(path.stem, metas[0], tuple(rows))
    return (
        Registries(
            offices=table("offices/offices.csv", "slug"),
            terms=table("glossary/terms.csv", "term"),
            basis=table("basis/instruments.yml", "id"),
            forms=forms,
            registers=registers,
            synonyms=tuple((table("search/synonyms.csv", "word") or {}).values()),
            questions=_csv(asked, _name(asked, root), findings) if asked.exists() else (),
        ),
        findings,
    )


def _name(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def _csv(path: Path, name: str, findings: list[Finding]) -> tuple[Row, ...]:
    source = read_source(path, name)
    findings.extend(source.findings)
    long = next((n for n, line in enumerate(source.text.split("\n"), start=1) if len(line) > csv.field_size_limit()), 0)
    if long:
        message = f"第{long}行太长（超过{csv.field_size_limit()}个字符）。请检查引号是不是没有成对，或者拆成几行。"
        findings.append(Finding(name, long, 1, "R101", Level.ERROR, message))
        return ()
    reader = csv.reader(io.StringIO(source.text.removeprefix("\ufeff"), newline=""), strict=False)
    rows: list[Row] = []
    head: list[str] = []
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not head:
            head = [cell.strip() for cell in cells]
        elif not any(cells):
            continue
        elif len(cells) != len(head):
            message = f"这一行有 {len(cells)} 格，表头有 {len(head)} 格。请检查是不是多了或者少了逗号、引号。"
            findings.append(Finding(name, line, 1, "R101", Level.ERROR, message, ",".join(cells)[:40]))
        else:
            rows.append(Row(name, line, dict(zip(head, cells, strict=True))))
    return tuple(rows)


def _yaml_list(path: Path, name: str, findings: list[Finding]) -> tuple[Row, ...]:
    source = read_source(path, name)
    findings.extend(source.findings)
    located = yamlmap.load(source.text)
    findings.extend(Finding(name, ln, col, code, Level.ERROR, msg) for ln, col, code, msg in located.problems)
    items = located.value if isinstance(located.value, list) else [located.value]
    listed = isinstance(located.value, list)
    return tuple(
        Row(name, located.place((index,) if listed else ())[0], item)
        for index, item in enumerate(items)
        if isinstance(item, dict)
    )


def _keyed(rows: tuple[Row, ...], key: str, findings: list[Finding]) -> dict[str, Row]:
    out: dict[str, Row] = {}
    for row in rows:
        name = row.get(key)
        if name in out:
            message = f"“{name}”登记了两次（另一处在第{out[name].line}行）。请合并。"
            findings.append(Finding(row.file, row.line, 1, "R102", Level.ERROR, message, name))
        else:
            out[name] = row
    return out
