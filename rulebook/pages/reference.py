"""Tables for the guide that are drawn from the program: the keys of the front matter, the codes of findings."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator
from html import escape

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rulebook.checks.codes import CODES, FAMILIES, Code
from rulebook.model.header import Header


def header_table() -> str:
    """Every key of the front matter (文件头): what it says, how it is written; keys of its parts below it."""
    rows = "".join(
        f'<tr id="key-{name}"><td><code>{name}</code></td><td>{escape(field.description or "")}</td><td>{_written(field)}</td></tr>'
        for name, field in Header.model_fields.items()
    )
    return f'<table class="rb-tbl"><thead><tr><th>键</th><th>写什么</th><th>写法</th></tr></thead><tbody>{rows}</tbody></table>'


def _written(field: FieldInfo) -> str:
    need = "必须写。" if field.is_required() else ""
    parts = list(_parts(field.annotation))
    part = next((kind for kind in parts if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    choices = [
        str(value) for kind in parts if typing.get_origin(kind) is typing.Literal for value in typing.get_args(kind) if value
    ]
    if part:
        inner = "；".join(
            f"<code>{name}</code> {escape(inside.description or '')}{'（必须写）' if inside.is_required() else ''}"
            for name, inside in part.model_fields.items()
        )
        several = typing.get_origin(field.annotation) is tuple
        return f"{need}{'一段一项' if several else '一项'}：{inner}"
    if choices:
        return f"{need}{'、'.join(f'<code>{escape(choice)}</code>' for choice in choices)}"
    if dt.date in parts:
        return f"{need}日期，如 2021-10-13"
    if typing.get_origin(field.annotation) is tuple:
        return f"{need}[甲, 乙]"
    if typing.get_origin(field.annotation) is dict:
        return f"{need}{{art_8: art_9}}"
    if bool in parts:
        return f"{need}<code>true</code>，不写就是没有"
    return f"{need}{'整数' if int in parts else '文字'}"


def _parts(annotation: object) -> Iterator[object]:
    """The kinds that an annotation is made of, from the outside in."""
    yield annotation
    if typing.get_origin(annotation) is not typing.Literal:
        for inner in typing.get_args(annotation):
            yield from _parts(inner)


def codes_table() -> str:
    """Every code of a finding by family: what it means, a wrong and a right example."""
    out = []
    for letter, family in FAMILIES.items():
        rows = "".join(_row(code) for code in CODES.values() if code.code.startswith(letter))
        if rows:
            head = "<tr><th>编号</th><th>什么事</th><th>这样写不对</th><th>这样写</th></tr>"
            out.append(f'<h2>{letter}　{family}</h2><table class="rb-tbl"><thead>{head}</thead><tbody>{rows}</tbody></table>')
    return "".join(out)


def _row(code: Code) -> str:
    wrong, right = (escape(words).replace("\n", "<br>") for words in (_seen(code.wrong), code.right))
    return (
        f'<tr id="{code.code.lower()}"><td>{code.code}</td><td>{escape(code.meaning)}</td><td>{wrong}</td><td>{right}</td></tr>'
    )


def _seen(words: str) -> str:
    """Characters that cannot be seen are named."""
    named = {"\u200b": "〔零宽空格〕", "\u00a0": "〔不换行空格〕", "\ufffd": "〔读不出的字〕"}
    return "".join(named.get(ch, ch) for ch in words)
