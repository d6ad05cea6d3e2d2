"""Front matter to :class:`Header`: all findings at once, each on its line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import ValidationError
from rapidfuzz import process

from rulebook.markup import yamlmap
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header

FORBIDDEN = {
    "render_macros": "文件头不能关闭宏的检查，请删掉这一行。",
    "render_by_default": "文件头不能关闭宏的检查，请删掉这一行。",
    "template": "页面样子由站点决定，请删掉这一行。",
}


def read_header(raw: str, file: str, first_line: int = 2) -> tuple[Header | None, tuple[Finding, ...]]:
    """Read the YAML ``raw`` that starts at ``first_line`` of ``file``.

    Returns the header, or None where it cannot be used, and every finding.
    """
    located = yamlmap.load(raw)
    offset = first_line - 1
    findings = [
        Finding(file, line + offset, column, code, Level.ERROR, message) for line, column, code, message in located.problems
    ]
    if located.problems and located.value is None:
        return None, tuple(findings)
    if not isinstance(located.value, dict):
        message = "文件头是空的，或者不是“键: 值”的写法。请照同类文件补齐 id、title 等。"
        findings.append(Finding(file, first_line, 1, "H105", Level.ERROR, message))
        return None, tuple(findings)
    values = _drop_forbidden(located, file, offset, findings)
    try:
        header = Header.model_validate(values)
    except ValidationError as error:
        findings.extend(_explain(item, located, file, offset) for item in error.errors())
        return None, tuple(findings)
    findings.extend(_dates(header, located, file, offset))
    return header, tuple(findings)


def _drop_forbidden(located: yamlmap.Located, file: str, offset: int, findings: list[Finding]) -> dict[str, object]:
    values = dict(located.value) if isinstance(located.value, dict) else {}
    for key, message in FORBIDDEN.items():
        if key in values:
            line, column = located.place((key,))
            findings.append(Finding(file, line + offset, column, "H106", Level.ERROR, message, key))
            del values[key]
    return {key: value for key, value in values.items() if value is not None}


def _explain(item: Any, located: yamlmap.Located, file: str, offset: int) -> Finding:
    """Turn one pydantic error into a Chinese finding on its line."""
    path = tuple(part for part in item["loc"] if part != "[key]")
    line, column = located.place(path)
    name = str(path[-1]) if path else ""
    kind = item["type"]
    suggestion = ""
    given = item.get("input")
    text = str(given) if isinstance(given, str | int | bool) else ""
    if kind == "extra_forbidden":
        near = process.extractOne(name, _known_keys(path), score_cutoff=60)
        suggestion = str(near[0]) if near else ""
        message = f"文件头里没有“{name}”这一项。" + (f"是否想写“{suggestion}”？" if near else "请删掉，或者看“文件头各项”说明。")
        return Finding(file, line + offset, column, "H110", Level.ERROR, message, name, suggestion)
    if kind == "missing":
        message = f"文件头缺少“{name}”。请补上。"
        return Finding(file, line + offset, column, "H111", Level.ERROR, message, name)
    if kind == "value_error":
        reason = str(item["msg"]).removeprefix("Value error, ")
        return Finding(file, line + offset, column, "H112", Level.ERROR, f"“{name}”写的是“{text}”：{reason}。", text)
    if kind == "literal_error":
        allowed = "、".join(part.strip("'") for part in str(item["ctx"]["expected"]).replace(" or ", ", ").split(", "))
        near = process.extractOne(text, allowed.split("、"), score_cutoff=50)
        suggestion = str(near[0]) if near else ""
        message = f"“{name}”写的是“{text}”，只能是：{allowed}。"
        return Finding(file, line + offset, column, "H113", Level.ERROR, message, text, suggestion)
    message = f"“{name}”的值“{text}”写法不对。请照同类文件的写法改。"
    return Finding(file, line + offset, column, "H114", Level.ERROR, message, text)


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    if len(path) <= 1:
        return list(Header.model_fields)
    schema = Header.model_json_schema()
    keys: list[str] = []
    for definition in schema.get("$defs", {}).values():
        keys.extend(definition.get("properties", {}))
    return keys


def _dates(header: Header, located: yamlmap.Located, file: str, offset: int) -> list[Finding]:
    """Dates must stand in the order of life: adopted ≤ issued ≤ … and effective before the end."""
    pairs: list[tuple[str, dt.date | None, str, dt.date | None, str]] = [
        ("adopted", header.adopted, "issued", header.issued, "印发日期早于通过日期"),
        ("adopted", header.adopted, "effective", header.effective, "施行日期早于通过日期"),
        ("effective", header.effective, "expires", header.expires, "有效期最后一天早于施行日期"),
        ("effective", header.effective, "repealed", header.repealed.on if header.repealed else None, "废止日期早于施行日期"),
    ]
    found = []
    for _, earlier, key, later, words in pairs:
        if earlier and later and later < earlier:
            line, column = located.place((key,))
            message = f"{words}（{later.isoformat()} 早于 {earlier.isoformat()}）。请核对印发文件。"
            found.append(Finding(file, line + offset, column, "H120", Level.ERROR, message, later.isoformat()))
    return found
