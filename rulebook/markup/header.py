"""Front matter to :class:`Header`: all findings at once, each on its line."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from rulebook.markup import yamlmap
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header

FORBIDDEN = {
    "render_macros": "文件头不能关闭宏的检查，请删掉这一行。",
    "render_by_default": "文件头不能关闭宏的检查，请删掉这一行。",
    "template": "页面样子由站点决定，请删掉这一行。",
}

PAGE_KEYS = ("title", "description")

_ID, _ARTICLE = r"^[a-z0-9][", r"^(art|chp|se"  # how the patterns of an identifier and of a provision's id begin
_PATTERNS = {_ID: "只能用小写字母、数字和短横，例如 three-provisions", _ARTICLE: "条号写成 art_6，第十二条之一写成 art_12-1"}
_SHAPES = {
    "string_type": "应当只写一段文字；数字请加上英文双引号",
    "string_too_short": "不能为空，请补上，或者删掉这一行",
    "tuple_type": "应当是列表，写成 [甲, 乙]，或者每项一行、前面加“- ”",
    "dict_type": "应当写成 {键: 值}，或者下一行缩进两格写“键: 值”",
    "model_type": "应当写成 {键: 值}，或者下一行缩进两格写“键: 值”",
    "int_type": "应当是整数",
    "int_parsing": "应当是整数",
    "bool_type": "只能是 true 或者 false",
    "bool_parsing": "只能是 true 或者 false",
    "date_type": "日期写成 2021-04-02 这样",
}
_OF_OFFICES = frozenset({"office", "body", "interpreter"})
_HEAD_END = re.compile(r"^(?:---|\.\.\.|#.*)\s*$", re.MULTILINE)
_LINE = re.compile(r"(\w+)\s*[:：]\s*(\S.*)")
_STUCK = re.compile(r"[a-z_]+\s*(?:：|:\S)")  # a key that swallowed its value


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
    slips = list(_slips(values, located, file, offset))
    if slips:
        return None, (*findings, *slips)
    try:
        header = Header.model_validate(values)
    except ValidationError as error:
        items = error.errors()
        strange = {item["loc"][:-1] for item in items if item["type"] == "extra_forbidden" and len(item["loc"]) > 1}
        told = (item for item in items if item["type"] != "missing" or item["loc"][:-1] not in strange)  # a key misspelt is told
        findings.extend(_explain(item, located, file, offset) for item in told)
        return None, tuple(findings)
    findings.extend(_dates(header, located, file, offset))
    return header, tuple(findings)


def check_page_header(raw: str, file: str, first_line: int = 2) -> Iterator[Finding]:
    """Findings on the header of an ordinary page, which may have a title and a description."""
    located = yamlmap.load(raw)
    offset = first_line - 1
    for line, column, code, message in located.problems:
        yield Finding(file, line + offset, column, code, Level.ERROR, message)
    values = located.value if isinstance(located.value, dict) else {}
    if located.value is not None and not isinstance(located.value, dict):
        yield Finding(
            file, first_line, 1, "H105", Level.ERROR, "文件头不是“键: 值”的写法。可以写 title（题名），也可以整个删掉。"
        )
    for key, value in values.items():
        line, column = located.place((key,))
        if key in FORBIDDEN:
            yield Finding(file, line + offset, column, "H106", Level.ERROR, FORBIDDEN[key], key)
        elif key not in PAGE_KEYS:
            message = (
                f"普通页面的文件头没有“{key}”这一项，只有{'、'.join(PAGE_KEYS)}。请删掉；要写成制度，请照同类文件补齐文件头。"
            )
            yield Finding(file, line + offset, column, "H110", Level.ERROR, message, key)
        elif not isinstance(value, str):
            message = f"“{key}”应当是文字；数字请加上英文双引号。"
            yield Finding(file, line + offset, column, "H114", Level.ERROR, message, str(value))


def salvage_header(text: str, act_id: str, title: str) -> Header:
    """What can still be read of the header of ``text``, so that others that refer to the act find it."""
    plain = text.removeprefix("\ufeff").lstrip().removeprefix("---")
    head = _HEAD_END.split(plain, maxsplit=1)[0]
    located = yamlmap.load(head)
    given = located.value if isinstance(located.value, dict) else {}
    lines = (match.groups() for match in map(_LINE.fullmatch, head.splitlines()) if match)
    values: dict[str, object] = {"id": act_id, "title": title}
    for key, value in (given or {key: yamlmap.load(words).value for key, words in lines}).items():
        with contextlib.suppress(ValidationError):
            Header.model_validate(values | {key: value})
            values[key] = value
    return Header.model_validate(values)


def _drop_forbidden(located: yamlmap.Located, file: str, offset: int, findings: list[Finding]) -> dict[str, object]:
    values = dict(located.value) if isinstance(located.value, dict) else {}
    for key, message in FORBIDDEN.items():
        if key in values:
            line, column = located.place((key,))
            findings.append(Finding(file, line + offset, column, "H106", Level.ERROR, message, key))
            del values[key]
    return {key: value for key, value in values.items() if value is not None}


def _slips(values: dict[str, object], located: yamlmap.Located, file: str, offset: int) -> Iterator[Finding]:
    """Rows typed so that YAML reads something else: each told once, by its cause."""
    for key, rows in values.items():
        listed = [((key, n), row) for n, row in enumerate(rows)] if isinstance(rows, list) else [((key,), rows)]
        for path, row in listed:
            if not isinstance(row, dict):
                continue
            message = ""
            stuck = next((str(name) for name, value in row.items() if value is None and _STUCK.match(str(name))), "")
            if stuck:
                message = f"“{stuck[:24]}”里的冒号要用英文的，后面空一格，各项用英文逗号隔开，写成 {{on: 2026-12-01, event: 废止}} 这样。"
            elif cut := next((str(name) for name, value in row.items() if value is None and not str(name).isascii()), ""):
                stuck = cut
                message = f"“{cut[:24]}”前面的英文逗号把值断开了。请改成中文逗号，或者给整个值加上英文双引号。"
            elif key != "history" and {"on", "event"} <= set(row):
                message = f"这像是沿革的一行，却写在 {key} 下面。请在它上面加一行 history:，已有 history 的移到那里的最后。"
            if message:
                line, column = located.place(path)
                yield Finding(file, line + offset, column, "H110", Level.ERROR, message, stuck or key)


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
        suggestion = _meant(name, path)
        message = f"文件头{'里' if len(path) == 1 else f' {path[0]} 里'}没有“{name}”这一项。" + (
            f"是否想写“{suggestion}”？" if suggestion else "请删掉，或者看“文件头各项”说明。"
        )
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
    if kind == "string_pattern_mismatch" and name in _OF_OFFICES and not text.isascii():
        reason = "这里写 id，不写名称；科室、会议、岗位的 id 是 docs/offices/offices.csv 的第一列"
    elif kind == "string_pattern_mismatch":
        reason = _PATTERNS.get(str(item.get("ctx", {}).get("pattern", ""))[:12], "写法不对，请照同类文件")
    else:
        reason = _SHAPES.get(kind, "写法不对，请照同类文件")
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), name)
    written = f"写的是“{text}”" if text else "这样写读不懂"
    return Finding(file, line + offset, column, "H114", Level.ERROR, f"“{name}”{written}：{reason}。", text)


def _meant(name: str, path: tuple[Any, ...]) -> str:
    """The key that is meant by a misspelt one, or by a Chinese word: 题名 is ``title``, as the schema explains it."""
    known = _known(path)
    if not name.isascii():
        whole = next((key for key, words in known.items() if re.split("[，：（ ]", words)[0] == name), "")
        return whole or next((key for key, words in known.items() if words.startswith(name) or name in words), "")
    near = process.extractOne(name, list(known), score_cutoff=60)
    return str(near[0]) if near else ""


def _known(path: tuple[str | int, ...]) -> dict[str, str]:
    """The keys that may stand at ``path``, with what the schema says of each."""
    model: Any = Header
    for part in path[:-1]:
        if isinstance(part, str) and model is not None:
            field = model.model_fields.get(part)
            model = next((m for m in _models(field.annotation) if field), None) if field else None
    fields = model.model_fields if model is not None else {}
    return {key: field.description or "" for key, field in fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside ``tuple[Event, ...]``, ``Approved | None`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


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
