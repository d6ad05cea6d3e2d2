"""What the names of a module mean in the script: functions and classes with their parameters, tables with their values."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType

_RESERVED = frozenset(
    [
        "abstract",
        "arguments",
        "boolean",
        "byte",
        "case",
        "catch",
        "char",
        "const",
        "debugger",
        "default",
        "delete",
        "do",
        "double",
        "enum",
        "eval",
        "export",
        "extends",
        "final",
        "function",
        "goto",
        "implements",
        "instanceof",
        "interface",
        "let",
        "native",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "static",
        "super",
        "switch",
        "synchronized",
        "this",
        "throw",
        "throws",
        "transient",
        "typeof",
        "undefined",
        "var",
        "void",
        "volatile",
    ]
)


class UnknownError(ValueError):
    """A construction of Python that the script has no words for; the message says where it stands."""

    def __init__(self, node: ast.AST, place: str = "") -> None:
        words = ast.unparse(node).split("\n", 1)[0][:80] if not isinstance(node, ast.Module) else ""
        super().__init__(f"{place}:{getattr(node, 'lineno', 0)}: 浏览器里用不了的写法“{words}”（{type(node).__name__}）")


def js_name(name: str) -> str:
    """The name in the script."""
    return f"{name}$" if name in _RESERVED else name


def variable(module: str) -> str:
    """The variable that holds what a module gives."""
    return f"$m_{module.removeprefix('rulebook.').replace('.', '_')}"


@dataclass(frozen=True, slots=True)
class Part:
    """A module of the engine as far as the script needs it. only: the names wanted, () for all."""

    name: str
    only: tuple[str, ...] = ()


@dataclass(slots=True)
class Module:
    """A module with what its names are.

    python: the module itself, whose tables are written out as they are. functions, classes: parameters in order.
    imports: name here → (module, name there). methods: class → method → parameters without ``self``.
    used: every name that stands in its statements.
    """

    part: Part
    python: ModuleType
    tree: ast.Module
    functions: dict[str, list[str]] = field(default_factory=dict)
    classes: dict[str, list[str]] = field(default_factory=dict)
    methods: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Its name in Python."""
        return self.part.name

    def wants(self, name: str) -> bool:
        """Whether the script needs a name that the module defines."""
        return not self.part.only or name in self.part.only

    def body(self) -> Iterator[ast.stmt]:
        """The statements that matter."""
        for node in self.tree.body:
            names = _defined(node)
            if names is None or any(self.wants(name) for name in names):
                yield node


def _defined(node: ast.stmt) -> list[str] | None:
    """Names that a statement of a module defines; None where it is none that defines one."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return None


def read_module(part: Part) -> Module:
    """Import and read one module."""
    python = importlib.import_module(part.name)
    module = Module(part, python, ast.parse(inspect.getsource(python)))
    for node in module.body():
        if isinstance(node, ast.FunctionDef):
            module.functions[node.name] = _parameters(node)
        elif isinstance(node, ast.ClassDef):
            methods = {inner.name: _parameters(inner)[1:] for inner in node.body if isinstance(inner, ast.FunctionDef)}
            module.methods[node.name] = methods
            module.classes[node.name] = methods.get("__init__", [name for name, _ in fields(node)])
        elif isinstance(node, ast.ImportFrom) and node.module:
            module.imports |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            module.imports |= {alias.asname or alias.name: (alias.name, "") for alias in node.names}
        module.used |= {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return module


def _parameters(node: ast.FunctionDef) -> list[str]:
    return [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]


def fields(node: ast.ClassDef) -> list[tuple[str, ast.expr | None]]:
    """Fields of a dataclass or NamedTuple in order, with their default."""
    return [(n.target.id, n.value) for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)]


class Known:
    """All modules of the script."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.modules: Mapping[str, Module] = {part.name: read_module(part) for part in parts}
        self.methods: dict[str, list[list[str]]] = {}  # by name alone, whoever has it
        for module in self.modules.values():
            for methods in module.methods.values():
                for name, parameters in methods.items():
                    self.methods.setdefault(name, []).append(parameters)

    def parameters(self, module: Module, name: str) -> tuple[str, list[str]] | None:
        """``class`` or ``function`` and its parameters, None for other names."""
        if name in module.imports:
            there, original = module.imports[name]
            other = self.modules.get(there)
            return self.parameters(other, original) if other else None
        if name in module.classes:
            return "class", module.classes[name]
        return ("function", module.functions[name]) if name in module.functions else None
