"""Macro calls found without building (M4xx): a page may print the result of a known macro, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError
from rapidfuzz import process

from rulebook.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Signature:
    """What a macro takes: its parameters in order, how many must be given, and one example."""

    parameters: tuple[str, ...]
    required: int
    example: str


MACROS: dict[str, Signature] = {
    "article": Signature(("target", "text"), 1, '{{ article("three-provisions#如实填报") }}'),
    "rule": Signature(("act", "text"), 1, '{{ rule("three-provisions") }}'),
    "basis": Signature(("instrument", "text"), 1, '{{ basis("civil-servant-law") }}'),
    "term": Signature(("name",), 1, '{{ term("三重一大") }}'),
    "register": Signature(("slug", "text"), 1, '{{ register("responsibility-list") }}'),
    "rules_table": Signature(("collection", "category", "office", "status"), 0, '{{ rules_table(category="内控") }}'),
    "cited_by": Signature(("target",), 1, '{{ cited_by("three-provisions") }}'),
    "recent_changes": Signature(("most",), 0, "{{ recent_changes(5) }}"),
    "picture": Signature(("name",), 1, '{{ picture("collections") }}'),
    "flow": Signature(("act", "chapter"), 2, '{{ flow("leader-instructions", "第二章") }}'),
    "header_keys": Signature((), 0, "{{ header_keys() }}"),
    "finding_codes": Signature((), 0, "{{ finding_codes() }}"),
    "count": Signature(("what",), 1, '{{ count("mechanism") }}'),
}
_MOST_CALLS = 200


def check_macros(text: str, file: str, first_line: int = 1) -> Iterator[Finding]:
    """Findings on every Jinja construct in ``text``, which starts at ``first_line`` of ``file``."""
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return
    offset = first_line - 1
    try:
        tree = Environment(autoescape=True).parse(text)
    except RecursionError:
        yield Finding(
            file, first_line, 1, "M401", Level.ERROR, f"大括号套得太多层。宏不能套宏，写法例：{MACROS['article'].example}"
        )
        return
    except TemplateSyntaxError as error:
        line = error.lineno + offset
        message = f"第{line}行：宏没有写完整（括号、引号或者大括号没有成对）。写法例：{MACROS['article'].example}"
        yield Finding(file, line, 1, "M401", Level.ERROR, message)
        return
    if "{#" in text:
        line = text[: text.index("{#")].count("\n") + first_line
        message = f"第{line}行：“{{#”会把后面的字都当作注释。写锚点请用 {{: #id }}，中间留空格。"
        yield Finding(file, line, 1, "M402", Level.ERROR, message, "{#")
    for number, words in enumerate(text.split("\n"), start=first_line):
        if "{%" in words:
            message = f"第{number}行：页面里不能写 {{% … %}}。只能调用宏：{'、'.join(MACROS)}。"
            yield Finding(file, number, words.index("{%") + 1, "M403", Level.ERROR, message, "{%")
    calls = 0
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            continue
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData | nodes.Const):  # words, or words in quotation marks
                continue
            calls += 1
            yield from _call(part, file, offset)
    if calls > _MOST_CALLS:
        yield Finding(file, first_line, 1, "M404", Level.ERROR, f"一页里宏用了 {calls} 次，超过 {_MOST_CALLS} 次。请拆成几页。")


def _call(node: nodes.Expr, file: str, offset: int) -> Iterator[Finding]:
    line = node.lineno + offset
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        message = f"第{line}行：大括号里只能调用宏，不能写变量、属性或者算式。可用的宏：{'、'.join(MACROS)}。"
        yield Finding(file, line, 1, "M405", Level.ERROR, message)
        return
    name = node.node.name
    signature = MACROS.get(name)
    if signature is None:
        near = process.extractOne(name, list(MACROS), score_cutoff=50)
        hint = f"是否想写“{near[0]}”？" if near else f"可用的宏：{'、'.join(MACROS)}。"
        yield Finding(
            file, line, 1, "M406", Level.ERROR, f"第{line}行：没有“{name}”这个宏。{hint}", name, str(near[0]) if near else ""
        )
        return
    constant = all(isinstance(a, nodes.Const) for a in (*node.args, *(k.value for k in node.kwargs)))
    if node.dyn_args or node.dyn_kwargs or not constant:
        yield Finding(
            file,
            line,
            1,
            "M407",
            Level.ERROR,
            f"第{line}行：宏“{name}”的参数只能是写明的文字或者数字。例：{signature.example}",
            name,
        )
        return
    given = {*signature.parameters[: len(node.args)], *(k.key for k in node.kwargs)}
    unknown = [k.key for k in node.kwargs if k.key not in signature.parameters]
    missing = [p for p in signature.parameters[: signature.required] if p not in given]
    if unknown or missing or len(node.args) > len(signature.parameters):
        message = f"第{line}行：宏“{name}”的参数不对。例：{signature.example}"
        yield Finding(file, line, 1, "M408", Level.ERROR, message, name)


def calls(text: str) -> Iterator[tuple[str, tuple[object, ...], dict[str, object], int]]:
    """The well-formed calls in ``text``: name, arguments, keywords, line (1-based in ``text``)."""
    try:
        tree = Environment(autoescape=True).parse(text)
    except (TemplateSyntaxError, RecursionError):
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MACROS:
            args = tuple(a.value for a in call.args if isinstance(a, nodes.Const))
            keywords = {k.key: k.value.value for k in call.kwargs if isinstance(k.value, nodes.Const)}
            yield call.node.name, args, keywords, call.lineno
