"""Functions, classes and modules of Python as JavaScript."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from types import GenericAlias, UnionType

from rulebook.script.expressions import Expressions
from rulebook.script.names import Known, Module, fields, js_name, variable
from rulebook.script.tables import dump

_FACTORIES = {"list": "[]", "dict": "$dict()", "set": "$set()"}


class Statements(Expressions):
    """Writes one module."""

    def module_script(self) -> str:
        """The module as one expression that gives its names."""
        out = [f"const {variable(self.module.name)} = (function () {{\n"]
        for module, names in self._needed().items():
            out.append(f"const {{ {', '.join(names)} }} = {variable(module)};\n")
        given: list[str] = []
        for node in self.module.body():
            written = self._top(node)
            if written:
                out.append(written)
                given.extend(_names(node))
        out.append(f"return {{ {', '.join(dict.fromkeys(js_name(name) for name in given))} }};\n}})();\n")
        return "".join(out)

    def _needed(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for name, (module, original) in self.module.imports.items():
            other = self.known.modules.get(module)
            if other and name in self.module.used and other.wants(original) and _is_value(getattr(other.python, original)):
                out.setdefault(module, []).append(original if name == original else f"{original}: {name}")
        return out

    def _top(self, node: ast.stmt) -> str:
        """A statement of the module itself."""
        if missing := self._left_out(node):
            raise self.unknown(missing)
        if isinstance(node, ast.FunctionDef):
            return self._function(node)
        if isinstance(node, ast.ClassDef):
            return self._class(node)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            return self._table(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return ""
        if isinstance(node, ast.Import | ast.ImportFrom | ast.If | ast.AugAssign):  # a table is written as it is in the end
            return ""
        raise self.unknown(node)

    def _left_out(self, top: ast.stmt) -> ast.Name | None:
        """A name of the module that ``top`` uses and that is not written, although the module has it."""
        if not self.module.part.only:
            return None
        for function in [node for node in ast.walk(top) if isinstance(node, ast.FunctionDef)]:
            local = _assigned(function.body) | {arg.arg for arg in ast.walk(function) if isinstance(arg, ast.arg)}
            for name in [node for body in function.body for node in ast.walk(body) if isinstance(node, ast.Name)]:
                here = name.id in vars(self.module.python) and name.id not in self.module.imports
                if here and name.id not in local and not self.module.wants(name.id):
                    return name
        return None

    def _table(self, node: ast.Assign | ast.AnnAssign) -> str:
        """A constant: its value where it is a table or a pattern, else its expression."""
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name):
            value = getattr(self.module.python, target.id)
            if not _is_value(value):
                return ""
            if (words := dump(value, self.module.name)) is not None:
                return f"const {js_name(target.id)} = {words};\n"
        elif isinstance(target, ast.Tuple):
            pieces = [
                (name.id, dump(getattr(self.module.python, name.id), self.module.name))
                for name in target.elts
                if isinstance(name, ast.Name)
            ]
            if all(words is not None for _, words in pieces):
                return "".join(f"const {js_name(name)} = {words};\n" for name, words in pieces)
        if node.value is None:
            return ""
        return f"const {self.target(target)} = {self.write(node.value)};\n"

    def _function(self, node: ast.FunctionDef, kind: str = "function") -> str:
        args = node.args
        method = kind != "function"
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        defaults: list[ast.expr | None] = [None] * (len(args.posonlyargs) + len(args.args) - len(args.defaults))
        defaults += [*args.defaults, *args.kw_defaults]
        if args.kwarg:
            raise self.unknown(node)
        pairs = list(zip(every, defaults, strict=True))[1 if method else 0 :]
        parameters = [js_name(arg.arg) + (f" = {self.write(value)}" if value else "") for arg, value in pairs]
        if args.vararg:
            parameters.append(f"...{js_name(args.vararg.arg)}")
        star = "*" if any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node)) else ""
        name = "constructor" if node.name == "__init__" else js_name(node.name)
        head = f"{star}{name}" if kind == "method" else f"get {name}" if kind == "get" else f"function{star} {name}"
        self_ = f"const {every[0].arg} = this;\n" if method else ""
        taken = {arg.arg for arg in every} | ({args.vararg.arg} if args.vararg else set())
        local = [js_name(found) for found in sorted(_assigned(node.body) - taken)]
        declared = f"let {', '.join(local)};\n" if local else ""
        return f"{head}({', '.join(parameters)}) {{\n{self_}{declared}{self.block(node.body)}}}\n"

    def _class(self, node: ast.ClassDef) -> str:
        bases = {ast.unparse(base) for base in node.bases}
        if bases & {"StrEnum", "Enum"}:
            members = [(n.targets[0], n.value) for n in node.body if isinstance(n, ast.Assign)]
            listed = ", ".join(
                f"[{target.id!r}, {self.write(value)}]" for target, value in members if isinstance(target, ast.Name)
            )
            return f'const {node.name} = $enum("{node.name}", [{listed}]);\n'
        if bases - {"NamedTuple"}:
            raise self.unknown(node)
        out = []
        known = fields(node)
        own = [inner for inner in node.body if isinstance(inner, ast.FunctionDef) and inner.name != "__hash__"]  # Python's own
        if not any(inner.name == "__init__" for inner in own):
            parameters = ", ".join(js_name(name) + self._default(value) for name, value in known)
            sets = "".join(f"this.{name} = {js_name(name)};\n" for name, _ in known)
            out.append(f"constructor({parameters}) {{\nsuper();\n{sets}}}\n")
        for inner in own:
            decorated = {ast.unparse(one) for one in inner.decorator_list}
            if decorated - {"property"}:
                raise self.unknown(inner)
            written = self._function(inner, "get" if decorated else "method")
            if inner.name == "__init__":
                written = written.replace("{\n", "{\nsuper();\n", 1)
            out.append(written)
        names = ", ".join(f'"{name}"' for name, _ in known)
        return f"class {node.name} extends $Value {{\n{''.join(out)}}}\n{node.name}.fields = [{names}];\n"

    def _default(self, value: ast.expr | None) -> str:
        if value is None:
            return ""
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "field":
            for keyword in value.keywords:
                if keyword.arg == "default":
                    return f" = {self.write(keyword.value)}"
                if keyword.arg == "default_factory":
                    return f" = {_FACTORIES[ast.unparse(keyword.value)]}"
            raise self.unknown(value)
        return f" = {self.write(value)}"

    def block(self, body: Iterable[ast.stmt]) -> str:
        """Statements one after another."""
        return "".join(self._statement(node) for node in body)

    def _statement(self, node: ast.stmt) -> str:  # one line for each kind of statement
        if isinstance(node, ast.Expr):
            return "" if isinstance(node.value, ast.Constant) else f"{self.write(node.value)};\n"
        if isinstance(node, ast.Return):
            return f"return {self.write(node.value) if node.value else 'null'};\n"
        if isinstance(node, ast.If):
            other = f" else {{\n{self.block(node.orelse)}}}" if node.orelse else ""
            return f"if ({self.test(node.test)}) {{\n{self.block(node.body)}}}{other}\n"
        if isinstance(node, ast.While) and not node.orelse:
            return f"while ({self.test(node.test)}) {{\n{self.block(node.body)}}}\n"
        if isinstance(node, ast.For) and not node.orelse:
            name = self.fresh()
            return f"for (const {name} of {self.write(node.iter)}) {{\n{self.target(node.target)} = {name};\n{self.block(node.body)}}}\n"
        if isinstance(node, ast.Assign):
            return self._assign(node.targets, self.write(node.value))
        if isinstance(node, ast.AnnAssign):
            return self._assign([node.target], self.write(node.value)) if node.value else ""
        if isinstance(node, ast.AugAssign):
            sign = {ast.Add: "$grow", ast.Sub: "$sub", ast.BitOr: "$union"}.get(type(node.op))
            if sign is None:
                raise self.unknown(node)
            return self._assign([node.target], f"{sign}({self.write(node.target)}, {self.write(node.value)})")
        if isinstance(node, ast.Delete):
            return "".join(self._delete(target) for target in node.targets)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            return f"throw new Error({self.many(node.exc.args)});\n"
        simple = {ast.Continue: "continue;\n", ast.Break: "break;\n", ast.Pass: ""}
        if type(node) in simple:
            return simple[type(node)]
        raise self.unknown(node)

    def _assign(self, targets: Sequence[ast.expr], value: str) -> str:
        if len(targets) > 1:
            name = self.fresh()
            return f"const {name} = {value};\n" + "".join(self._assign([target], name) for target in targets)
        target = targets[0]
        if isinstance(target, ast.Subscript):
            whole = self.write(target.value)
            if isinstance(target.slice, ast.Slice):
                return f"$setslice({whole}, {self.bounds(target.slice)}, {value});\n"
            return f"$put({whole}, {self.write(target.slice)}, {value});\n"
        return f"{self.target(target)} = {value};\n"

    def _delete(self, target: ast.expr) -> str:
        if not isinstance(target, ast.Subscript):
            raise self.unknown(target)
        whole = self.write(target.value)
        if isinstance(target.slice, ast.Slice):
            return f"$setslice({whole}, {self.bounds(target.slice)}, []);\n"
        return f"$remove({whole}, {self.write(target.slice)});\n"


def _names(node: ast.stmt) -> Iterator[str]:
    """Names that a statement of the module gives to others."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    for target in node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []:
        yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


def _assigned(body: Sequence[ast.stmt]) -> set[str]:
    """Names that a function assigns, those of its comprehensions left out."""
    out: set[str] = set()
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            out.add(node.id)
        if isinstance(node, ast.comprehension):
            waiting.extend([node.iter, *node.ifs])
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            raise TypeError(f"{node.name} stands inside a function")
        waiting.extend(ast.iter_child_nodes(node))
    return out


def _is_value(value: object) -> bool:
    """Whether a name means something when the script runs; types of the type checker do not."""
    kind = type(value)
    return not isinstance(value, GenericAlias | UnionType) and kind.__module__ not in {"typing", "collections.abc"}


def modules_script(known: Known) -> str:
    """All modules, each after those it imports."""
    out: dict[str, str] = {}

    def add(module: Module) -> None:
        if module.name in out:
            return
        out[module.name] = ""
        for name, (there, _) in module.imports.items():
            if there in known.modules and name in module.used:
                add(known.modules[there])
        written = Statements(known, module).module_script()
        del out[module.name]
        out[module.name] = written

    for module in known.modules.values():
        add(module)
    return "".join(out.values())
