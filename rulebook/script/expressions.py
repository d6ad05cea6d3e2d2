"""Expressions of Python as expressions of JavaScript. What differs in meaning (truth, equality, slices) goes through the runtime."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Sequence

from rulebook.script.names import Known, Module, UnknownError, js_name
from rulebook.script.patterns import literal

_BUILTINS = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "chr",
        "dict",
        "divmod",
        "enumerate",
        "frozenset",
        "int",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "min",
        "next",
        "ord",
        "range",
        "reversed",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
    ]
)
# Methods of strings, lists, dictionaries, sets: asked of a value whose kind is known only when the script runs.
_BUILT_IN = frozenset(
    [
        "add",
        "append",
        "count",
        "copy",
        "decode",
        "discard",
        "endswith",
        "extend",
        "find",
        "fromkeys",
        "format",
        "get",
        "index",
        "insert",
        "isascii",
        "isdigit",
        "isspace",
        "items",
        "join",
        "keys",
        "lower",
        "lstrip",
        "partition",
        "pop",
        "remove",
        "removeprefix",
        "removesuffix",
        "replace",
        "reverse",
        "rfind",
        "rpartition",
        "rstrip",
        "setdefault",
        "sort",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "translate",
        "update",
        "upper",
        "values",
    ]
)
_MODULES = {
    ("re", "compile"): "$re_compile",
    ("re", "search"): "search",
    ("re", "match"): "match",
    ("re", "split"): "split",
    ("re", "sub"): "sub",
    ("re", "fullmatch"): "fullmatch",
    ("unicodedata", "normalize"): "$normalize",
    ("dataclasses", "replace"): "$replace",
    ("dt", "timedelta"): "$timedelta",
    ("itertools", "accumulate"): "$accumulate",
}
_FROM = {
    ("bisect", "bisect_left"): "$bisect_left",
    ("bisect", "bisect_right"): "$bisect_right",
    ("types", "MappingProxyType"): "$same",
    ("dataclasses", "replace"): "$replace",
    ("rapidfuzz", "process"): "$process",
    ("rapidfuzz", "fuzz"): "$fuzz",
}
_COMPARE = {
    ast.Eq: "$eq({0}, {1})",
    ast.NotEq: "!$eq({0}, {1})",
    ast.Lt: "$lt({0}, {1})",
    ast.LtE: "!$lt({1}, {0})",
    ast.Gt: "$lt({1}, {0})",
    ast.GtE: "!$lt({0}, {1})",
    ast.In: "$in({0}, {1})",
    ast.NotIn: "!$in({0}, {1})",
}
_BINARY = {ast.Add: "$add", ast.Sub: "$sub", ast.Mult: "$mul", ast.BitOr: "$union", ast.BitAnd: "$both", ast.FloorDiv: "$div"}
_TRUE_CALLS = frozenset({"startswith", "endswith", "isdigit", "isspace", "isascii", "any", "all", "bool"})


class Expressions:
    """Writes the expressions of one module."""

    def __init__(self, known: Known, module: Module) -> None:
        self.known, self.module = known, module
        self.count = 0

    def fresh(self) -> str:
        """A name that nothing else bears."""
        self.count += 1
        return f"${self.count}"

    def unknown(self, node: ast.AST) -> UnknownError:
        """The refusal of a construction."""
        return UnknownError(node, self.module.name)

    def write(self, node: ast.expr) -> str:
        """One expression."""
        method: Callable[[ast.expr], str] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise self.unknown(node)
        return method(node)

    def test(self, node: ast.expr) -> str:
        """As a condition, with Python's truth."""
        if isinstance(node, ast.BoolOp):
            sign = " || " if isinstance(node.op, ast.Or) else " && "
            return f"({sign.join(self.test(value) for value in node.values)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"!{self.test(node.operand)}"
        words = self.write(node)
        return words if _is_bool(node) else f"$t({words})"

    def many(self, nodes: Sequence[ast.expr]) -> str:
        """Values one after another."""
        return ", ".join(self.write(node) for node in nodes)

    def _constant(self, node: ast.Constant) -> str:
        value = node.value
        if value is None or isinstance(value, bool | str | int):
            return json.dumps(value, ensure_ascii=False)
        raise self.unknown(node)

    def _name(self, node: ast.Name) -> str:
        name = node.id
        if name in _BUILTINS and name not in self.module.functions:
            return f"${name}"
        there = self.module.imports.get(name)
        if there and there in _FROM:
            return _FROM[there]
        if there and there[0] not in self.known.modules:  # something of a library that the runtime does not have
            raise self.unknown(node)
        return js_name(name)

    def _attribute(self, node: ast.Attribute) -> str:
        if node.attr in self.known.methods and isinstance(node.ctx, ast.Load):  # maybe a method that is handed on
            return f"$bound({self.write(node.value)}, {json.dumps(node.attr)})"
        return f"{self.write(node.value)}.{node.attr}"

    def _tuple(self, node: ast.Tuple | ast.List) -> str:
        return f"[{self.many(node.elts)}]"

    _list = _tuple

    def _starred(self, node: ast.Starred) -> str:
        return f"...{self.write(node.value)}"

    def _set(self, node: ast.Set) -> str:
        return f"$set([{self.many(node.elts)}])"

    def _dict(self, node: ast.Dict) -> str:
        pairs = []
        for key, value in zip(node.keys, node.values, strict=True):
            pairs.append(f"[{self.write(key)}, {self.write(value)}]" if key else f"...{self.write(value)}.items()")
        return f"$dict([{', '.join(pairs)}])"

    def _joinedstr(self, node: ast.JoinedStr) -> str:
        pieces = []
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                if value.format_spec or value.conversion != -1:
                    raise self.unknown(value)
                pieces.append(f"$str({self.write(value.value)})")
            else:
                pieces.append(self.write(value))
        return f"({' + '.join(pieces)})" if len(pieces) > 1 else pieces[0] if pieces else '""'

    def _boolop(self, node: ast.BoolOp) -> str:
        if all(_is_bool(value) for value in node.values):
            return self.test(node)
        name = "$or" if isinstance(node.op, ast.Or) else "$and"
        out = self.write(node.values[-1])
        for value in reversed(node.values[:-1]):
            out = f"{name}({self.write(value)}, () => {out})"
        return out

    def _unaryop(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            return self.test(node)
        if isinstance(node.op, ast.USub):
            return f"-{self.write(node.operand)}"
        raise self.unknown(node)

    def _binop(self, node: ast.BinOp) -> str:
        name = _BINARY.get(type(node.op))
        if name is None:
            raise self.unknown(node)
        return f"{name}({self.write(node.left)}, {self.write(node.right)})"

    def _compare(self, node: ast.Compare) -> str:
        out, left = [], self.write(node.left)
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.write(right_node)
            if isinstance(operator, ast.Is | ast.IsNot):
                sign = "==" if isinstance(operator, ast.Is) else "!="
                sign += "" if right == "null" else "="
                out.append(f"{left} {sign} {right}")
            else:
                out.append(_COMPARE[type(operator)].format(left, right))
            left = right
        if not all(_is_pure(middle) for middle in node.comparators[:-1]):  # it is written twice
            raise self.unknown(node)
        return f"({' && '.join(out)})"

    def _ifexp(self, node: ast.IfExp) -> str:
        return f"({self.test(node.test)} ? {self.write(node.body)} : {self.write(node.orelse)})"

    def _namedexpr(self, node: ast.NamedExpr) -> str:
        return f"({js_name(node.target.id)} = {self.write(node.value)})"

    def _subscript(self, node: ast.Subscript) -> str:
        whole = self.write(node.value)
        if isinstance(node.slice, ast.Slice):
            return f"$slice({whole}, {self.bounds(node.slice)})"
        return f"$get({whole}, {self.write(node.slice)})"

    def bounds(self, node: ast.Slice) -> str:
        """Beginning, end and step of a slice."""
        return ", ".join("null" if part is None else self.write(part) for part in (node.lower, node.upper, node.step))

    def _lambda(self, node: ast.Lambda) -> str:
        names = ", ".join(js_name(arg.arg) for arg in node.args.args)
        return f"(({names}) => {self.write(node.body)})"

    def target(self, node: ast.expr) -> str:
        """What is assigned to, where it is a name, an attribute or a pattern of such."""
        if isinstance(node, ast.Tuple | ast.List):
            return f"[{', '.join(self.target(inner) for inner in node.elts)}]"
        if isinstance(node, ast.Starred):
            return f"...{self.target(node.value)}"
        if isinstance(node, ast.Name | ast.Attribute):
            return self.write(node)
        raise self.unknown(node)

    def _loops(self, generators: Sequence[ast.comprehension], body: str) -> str:
        out = body
        for one in reversed(generators):
            tests = "".join(f"if (!{self.test(test)}) continue; " for test in one.ifs)
            out = f"for (const {self.target(one.target)} of {self.write(one.iter)}) {{ {tests}{out} }}"
        return out

    def _listcomp(self, node: ast.ListComp) -> str:
        name = self.fresh()
        loops = self._loops(node.generators, f"{name}.push({self.write(node.elt)});")
        return f"(() => {{ const {name} = []; {loops} return {name}; }})()"

    def _setcomp(self, node: ast.SetComp) -> str:
        name = self.fresh()
        loops = self._loops(node.generators, f"{name}.add({self.write(node.elt)});")
        return f"(() => {{ const {name} = $set(); {loops} return {name}; }})()"

    def _dictcomp(self, node: ast.DictComp) -> str:
        name = self.fresh()
        loops = self._loops(node.generators, f"{name}.put({self.write(node.key)}, {self.write(node.value)});")
        return f"(() => {{ const {name} = $dict(); {loops} return {name}; }})()"

    def _generatorexp(self, node: ast.GeneratorExp) -> str:
        return f"(function* () {{ {self._loops(node.generators, f'yield {self.write(node.elt)};')} }})()"

    def _yield(self, node: ast.Yield) -> str:
        return f"yield {self.write(node.value) if node.value else 'null'}"

    def _yieldfrom(self, node: ast.YieldFrom) -> str:
        return f"yield* {self.write(node.value)}"

    def _call(self, node: ast.Call) -> str:
        if isinstance(node.func, ast.Name):
            return self._call_name(node, node.func.id)
        if isinstance(node.func, ast.Attribute):
            return self._call_method(node, node.func)
        return f"{self.write(node.func)}({self._arguments(node, None)})"

    def _call_name(self, node: ast.Call, name: str) -> str:
        found = self.known.parameters(self.module, name)
        words = self.write(node.func)
        if found:
            new = "new " if found[0] == "class" else ""
            return f"{new}{words}({self._arguments(node, found[1])})"
        if node.keywords and words.startswith("$"):
            options = ", ".join(f"{k.arg}: {self.write(k.value)}" for k in node.keywords)
            return (
                f"{words}([{self.many(node.args)}], {{ {options} }})"
                if name in {"min", "max"}
                else (f"{words}({', '.join((self.many(node.args), f'{{ {options} }}'))})")
            )
        if name in {"min", "max"}:
            return f"{words}([{self.many(node.args)}])"
        return f"{words}({self._arguments(node, None)})"

    def _call_method(self, node: ast.Call, func: ast.Attribute) -> str:
        name = func.attr
        if isinstance(func.value, ast.Name) and (helper := _MODULES.get((func.value.id, name))):
            return self._call_library(node, helper)
        if name == "_replace":
            return f"$replace({self.write(func.value)}, {self._options(node)})"
        holder = self.write(func.value)
        if name in _BUILT_IN and not node.keywords:
            return f"$c({', '.join((holder, json.dumps(name), *map(self.write, node.args)))})"
        if holder.startswith("$") and node.keywords:
            return f"{holder}.{name}({self.many(node.args)}, {self._options(node)})"
        parameters = self.known.methods.get(name, [None])[0] if node.keywords else None
        return f"{holder}.{js_name(name) if name == 'match$' else name}({self._arguments(node, parameters)})"

    def _call_library(self, node: ast.Call, helper: str) -> str:
        if helper == "$replace":
            return f"{helper}({self.write(node.args[0])}, {self._options(node)})"
        if helper.startswith("$"):
            return f"{helper}({', '.join([*map(self.write, node.args), *([self._options(node)] if node.keywords else [])])})"
        first = node.args[0]
        if not isinstance(first, ast.Constant) or node.keywords:
            raise self.unknown(node)
        arguments = list(node.args[1:])
        flags = 0
        if helper in {"search", "match", "fullmatch"} and len(arguments) == 2:  # words and flags
            flags = getattr(re, ast.unparse(arguments.pop()).removeprefix("re."))
        return f"{literal(re.compile(str(first.value), flags))}.{helper}({self.many(arguments)})"

    def _options(self, node: ast.Call) -> str:
        return f"{{ {', '.join(f'{k.arg}: {self.write(k.value)}' for k in node.keywords)} }}"

    def _arguments(self, node: ast.Call, parameters: Sequence[str] | None) -> str:
        """Arguments in the order of the parameters; those left out are undefined, so that the default counts."""
        out = [self.write(arg) for arg in node.args]
        if node.keywords:
            if parameters is None or any(isinstance(arg, ast.Starred) for arg in node.args):
                raise self.unknown(node)
            named = {k.arg: self.write(k.value) for k in node.keywords}
            if not named.keys() <= set(parameters):
                raise self.unknown(node)
            rest = list(parameters[len(out) :])
            while rest[-1] not in named:
                rest.pop()
            out.extend(named.get(name, "undefined") for name in rest)
        return ", ".join(out)


def _is_pure(node: ast.expr) -> bool:
    """Whether it may be asked twice."""
    calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call | ast.NamedExpr | ast.Yield)]
    return all(isinstance(call, ast.Call) and ast.unparse(call.func) in {"len", "ord", "int"} for call in calls)


def _is_bool(node: ast.expr) -> bool:
    if isinstance(node, ast.Compare):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.BoolOp):
        return all(_is_bool(value) for value in node.values)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return name in _TRUE_CALLS
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)
