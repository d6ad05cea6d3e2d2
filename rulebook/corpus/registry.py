"""Registries (登记表): offices, terms, basis instruments, forms, registers. A missing file switches its checks off."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz import process

from rulebook.corpus.forms import Forms, load_forms
from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level


@functools.lru_cache(maxsize=4096)
def several(words: str) -> tuple[str, ...]:
    """Parts of a value that holds several, separated by ； or ;."""
    return tuple(part.strip() for part in words.replace("；", ";").split(";") if part.strip())


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
        return several(str(value)) if value else ()


@dataclass(frozen=True, slots=True)
class Register:
    """A register (清单): its description and its rows."""

    slug: str
    meta: Row
    rows: tuple[Row, ...]

    def anchors(self) -> tuple[str, ...]:
        """Each row's anchor, its number or a mark of its words: a row put before it does not change it."""
        seen: Counter[str] = Counter()
        out = []
        for row in self.rows:
            anchor = f"row_{row.get('no') or _mark(json.dumps(row.values, ensure_ascii=False, sort_keys=True, default=str))}"
            seen[anchor] += 1
            out.append(anchor if seen[anchor] == 1 else f"{anchor}_{seen[anchor]}")
        return tuple(out)


def term_anchor(term: str) -> str:
    """The anchor of a term of the glossary, whatever stands before it."""
    return f"term_{_mark(term)}"


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Registries:
    """All registries. An absent one is None."""

    offices: dict[str, Row] | None = None
    terms: dict[str, Row] | None = None
    basis: dict[str, Row] | None = None
    forms: Forms | None = None
    synonyms: tuple[Row, ...] | None = None
    style: tuple[Row, ...] | None = None
    different: tuple[Row, ...] = ()  # pairs of articles whose figures differ, and why
    questions: tuple[Row, ...] = ()
    receipts: tuple[Row, ...] | None = None
    registers: dict[str, Register] = field(default_factory=dict)

    def office_name(self, slug: str, day: dt.date | None) -> str:
        """What an office was called on ``day`` (None: now), by its ``former`` names; its slug where it is not registered."""
        row = (self.offices or {}).get(slug)
        if row is None:
            return slug
        then = [name for name, until in former_names(row) if day and until and day <= until]
        return then[0] if then else row.get("name")

    def names_by_office(self) -> dict[str, str]:
        """What each office and role is called now, by its slug."""
        return {slug: row.get("name") for slug, row in (self.offices or {}).items()}

    def office_id(self, wanted: str) -> str:
        """The slug of the office or role that is meant by its slug, name or another name; "" where none is."""
        known = (self.offices or {}).items()
        return next((slug for slug, row in known if wanted in (slug, row.get("name"), *row.many("aliases"))), "")

    def named_on(self, day: dt.date) -> Registries:
        """The same with every office called as it was on ``day``."""
        rows = {slug: _renamed(row, self.office_name(slug, day)) for slug, row in (self.offices or {}).items()}
        return replace(self, offices=rows if self.offices is not None else None)

    def office_names(self) -> frozenset[str]:
        """Names and other names of all offices and roles."""
        rows = (self.offices or {}).values()
        return frozenset(name for row in rows for name in (row.get("name"), *row.many("aliases")) if name)

    def basis_titles(self) -> frozenset[str]:
        """Titles and short titles of registered instruments, in 《》."""
        rows = (self.basis or {}).values()
        return frozenset(f"《{name}》" for row in rows for name in (row.get("title"), *row.many("short_titles")) if name)


def former_names(row: Row) -> list[tuple[str, dt.date | None]]:
    """Former names with the last day each was used, earliest first: ``政治部 2019-03-31；人事科 2015-12-31``; None: no such day."""
    found: list[tuple[str, dt.date | None]] = []
    for part in row.many("former"):
        name, _, day = part.rpartition(" ")
        try:
            found.append((name.strip(), dt.date.fromisoformat("-".join(n.zfill(2) for n in re.findall(r"\d+", day)) or day)))
        except ValueError:
            found.append((part, None))
    return sorted(found, key=lambda pair: pair[1] or dt.date.max)


def _renamed(row: Row, name: str) -> Row:
    return row if name == row.get("name") else replace(row, values={**row.values, "name": name})


TABLES = {  # below docs/: what a row is known by, and the columns that must be there
    "offices/offices.csv": ("slug", ("slug", "name")),
    "glossary/terms.csv": ("term", ("term", "definition")),
    "search/synonyms.csv": ("word", ("word", "means")),
    "style/words.csv": ("find", ("find", "kind", "reason")),
    "basis/instruments.yml": ("id", ()),
}
RECEIPTS = ("act", "code", "office", "read", "staff", "on")  # 学习回执: numbers by office, no names of persons
QUESTIONS = ("act", "heading", "asked")
DIFFERENT = ("one", "other", "because")
_LATER = frozenset(
    {"note", "ended", "successor", "former"}
)  # columns that few rows fill: empty cells at a row's end may be left out
_QUOTED = re.compile(r'(?:^|,)(?P<cell>"(?:[^"]|"")*"[^",\r\n][^,\r\n]*)')  # a cell that goes on behind its closing quote


def load_registries(root: Path, docs: Path) -> tuple[Registries, list[Finding]]:
    """Read every data file below ``docs``; findings carry paths relative to ``root``.

    A file that cannot be used is told once and left out: what needs it is not checked.
    """
    findings: list[Finding] = []

    def table(name: str) -> dict[str, Row] | None:
        path, (key, needs) = docs / name, TABLES[name]
        if not path.exists():
            return None
        called = _name(path, root)
        rows = _csv(path, called, needs, findings) if path.suffix == ".csv" else _yaml_list(path, called, findings)
        return None if rows is None else _keyed(rows, key, findings)

    asked = docs / "search" / "questions.csv"
    receipts = docs / "receipts" / "receipts.csv"
    different = docs / "style" / "different.csv"
    forms, problems = load_forms(docs / "forms", _name(docs / "forms", root))
    findings.extend(problems)
    return (
        Registries(
            offices=table("offices/offices.csv"),
            terms=table("glossary/terms.csv"),
            basis=table("basis/instruments.yml"),
            forms=forms,
            registers=_registers(root, docs, findings),
            synonyms=tuple((table("search/synonyms.csv") or {}).values()),
            style=None if (words := table("style/words.csv")) is None else tuple(words.values()),
            different=tuple(_csv(different, _name(different, root), DIFFERENT, findings) or ()) if different.exists() else (),
            questions=(_csv(asked, _name(asked, root), QUESTIONS, findings) or ()) if asked.exists() else (),
            receipts=_csv(receipts, _name(receipts, root), RECEIPTS, findings) if receipts.exists() else None,
        ),
        findings,
    )


def _registers(root: Path, docs: Path, findings: list[Finding]) -> dict[str, Register]:
    registers: dict[str, Register] = {}
    for path in sorted((docs / "registers").glob("*.yml")):
        name, data = _name(path, root), path.with_suffix(".csv")
        metas = _yaml_list(path, name, findings)
        if metas is None:
            continue
        if len(metas) != 1:
            message = "清单的说明文件要写 slug、title、columns 等，一个文件一份清单。请照同类文件补齐。"
            findings.append(Finding(name, 1, 1, "R105", Level.ERROR, message))
            continue
        (meta,) = metas
        columns = _columns(meta, findings)
        rows = _csv(data, _name(data, root), columns, findings) if data.exists() else ()
        if not data.exists() and columns:
            message = f"清单的行不见了：没有 {_name(data, root)}。两个文件要同名，请恢复，或者把两个一起改名、删去。"
            findings.append(Finding(name, 1, 1, "R104", Level.ERROR, message))
        registers[path.stem] = Register(path.stem, meta, rows or ())
    for data in sorted((docs / "registers").glob("*.csv")):
        if not data.with_suffix(".yml").exists():
            name = _name(data, root)
            message = f"这份清单没有说明文件 {data.with_suffix('.yml').name}，不会显示。两个文件要同名，请补上或者改名。"
            findings.append(Finding(name, 1, 1, "R104", Level.ERROR, message))
    return registers


def _columns(meta: Row, findings: list[Finding]) -> tuple[str, ...]:
    """The keys of the columns that a register's description names."""
    listed = meta.values.get("columns") or []
    named = listed if isinstance(listed, list) else [listed]
    if not all(isinstance(column, dict) and column.get("key") and column.get("name") for column in named):
        message = "columns 每一项写成 {key: 列名, name: 显示的名字}。"
        findings.append(Finding(meta.file, meta.line, 1, "R105", Level.ERROR, message))
        return ()
    if not meta.get("title"):
        findings.append(Finding(meta.file, meta.line, 1, "R105", Level.ERROR, "清单的说明文件缺少“title”。请补上。"))
    return tuple(str(column["key"]) for column in named)


def _name(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def _csv(path: Path, name: str, needs: Sequence[str], findings: list[Finding]) -> tuple[Row, ...] | None:
    source = read_source(path, name)
    findings.extend(source.findings)
    if source.findings:
        return None
    long = next((n for n, line in enumerate(source.text.split("\n"), start=1) if len(line) > csv.field_size_limit()), 0)
    if long:
        message = f"第{long}行太长（超过{csv.field_size_limit()}个字符）。请检查引号是不是没有成对，或者拆成几行。"
        findings.append(Finding(name, long, 1, "R101", Level.ERROR, message))
        return None
    findings.extend(_typed_quotes(source.text, name))
    reader = csv.reader(io.StringIO(source.text.removeprefix("\ufeff"), newline=""), strict=False)
    rows: list[Row] = []
    head: list[str] = []
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not head:
            head = [cell.strip() for cell in cells]
            wrong = _head(head, needs)
            if wrong:
                findings.append(Finding(name, line, 1, "R103", Level.ERROR, wrong, ",".join(head)[:40]))
                return None
        elif not any(cells):
            continue
        elif len(cells) < len(head) and set(head[len(cells) :]) <= _LATER:
            rows.append(Row(name, line, dict(zip(head, [*cells, *[""] * len(head)], strict=False))))
        elif len(cells) != len(head):
            message = f"这一行有 {len(cells)} 格，表头有 {len(head)} 格。请检查是不是多了或者少了逗号、引号。"
            findings.append(Finding(name, line, 1, "R101", Level.ERROR, message, ",".join(cells)[:40]))
        else:
            rows.append(Row(name, line, dict(zip(head, cells, strict=True))))
    if not head and needs:
        findings.append(Finding(name, 1, 1, "R103", Level.ERROR, f"这个文件是空的。第一行是表头：{','.join(needs)}。请恢复。"))
        return None
    return tuple(rows)


def _typed_quotes(text: str, name: str) -> Iterator[Finding]:
    """Cells that begin with a quoted word: the reader would take the marks for its own."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _QUOTED.search(line) if '"' in line and line.count('"') % 2 == 0 else None
        if found:
            message = f"第{number}行这一格用了英文引号（{found['cell'][:20]}），引号会丢。请改成中文引号“”。"
            yield Finding(name, number, found.start("cell") + 1, "R101", Level.ERROR, message, found["cell"][:40])


def _head(head: list[str], needs: Sequence[str]) -> str:
    """What is wrong with the first line of a table, "" where nothing is."""
    absent = [name for name in needs if name not in head]
    if not absent:
        twice = sorted({name for name in head if name and head.count(name) > 1})
        return f"表头里“{twice[0]}”写了两次。请只留一列。" if twice else ""
    for mark, called in (("\t", "Tab"), (";", "分号"), ("，", "中文逗号")):
        if len(head) == 1 and mark in head[0]:
            return f"这个表用{called}分列，应当用英文逗号。请在 WPS 里另存为“CSV（逗号分隔）”，编码选 UTF-8。"
    if len(absent) == len(needs):
        return f"第一行不是表头。表头要有：{','.join(needs)}。请把表头那一行补回来，列名照原来的写。"
    near = process.extractOne(absent[0], [name for name in head if name not in needs], score_cutoff=60)
    hint = f"“{near[0]}”是不是写错了？" if near else "请补上这一列，列名照原来的写。"
    return f"表头少了{'、'.join(f'“{name}”' for name in absent)}。{hint}"


def _yaml_list(path: Path, name: str, findings: list[Finding]) -> tuple[Row, ...] | None:
    source = read_source(path, name)
    findings.extend(source.findings)
    located = yamlmap.load(source.text)
    findings.extend(Finding(name, ln, col, code, Level.ERROR, msg) for ln, col, code, msg in located.problems)
    if source.findings or (located.problems and located.value is None):
        return None
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
        if not name:
            findings.append(Finding(row.file, row.line, 1, "R101", Level.ERROR, f"这一行没有写“{key}”。请补上，或者删去这一行。"))
        elif name in out:
            message = f"“{name}”登记了两次（另一处在第{out[name].line}行）。请合并。"
            findings.append(Finding(row.file, row.line, 1, "R102", Level.ERROR, message, name))
        else:
            out[name] = row
    return out
