"""Which texts the window shows: read from the source code, with the contexts that they are translated in.

Read from Python's own syntax tree: Qt's extraction knows neither the sentences of errors and problems, which the lower
rooms hold as templates, nor the functions of a module that translate in a context of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "desktop" / "fonds"
_NOOP = "QT_TRANSLATE_NOOP"
_ERROR = "ArchiveError"
_TEMPLATES = {
    "TEMPLATES": "Problems",
    "FAULT_TEMPLATES": "Queries",
    **dict.fromkeys(("FINDINGS", "ADVICE", "LOOKS"), "Findings"),
}
"""Module constants whose texts are translated in these contexts when they are shown."""
_WINDOWLESS = (
    *("cli", "cli_accessions", "cli_archive", "cli_edit", "cli_front_matter", "cli_import", "cli_terminal"),
)
"""Modules of the command line, which speaks English."""


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A text to translate. ``plural``: it has a form for each number."""

    context: str
    text: str
    plural: bool = False


class Unreadable(ValueError):
    """A text is translated that cannot be told from the source code."""


@dataclass(frozen=True, slots=True)
class _Module:
    name: str
    tree: ast.Module
    texts: dict[str, list[str]]
    """The texts that a name is given anywhere in the module."""

    def texts_of(self, node: ast.expr) -> list[str]:
        """What an expression may be: the texts within it, and those of the names in it."""
        found = []
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                found.append(part.value)
            elif isinstance(part, ast.Name):
                found += self.texts.get(part.id, [])
        return found


def find_sources(package: Path = PACKAGE) -> list[Source]:
    """All texts of the window, by context and text. Raises Unreadable, naming the place."""
    modules = [_read(path, package) for path in sorted(package.rglob("*.py"))]
    errors = _error_classes(modules)
    found: set[Source] = set()
    for module in modules:
        found.update(_templates(module))
        if module.name not in _WINDOWLESS:
            found.update(_errors(module, errors))
            found.update(_stages(module))
            found.update(_Marked(module).find())
    plural = {(source.context, source.text) for source in found if source.plural}
    return sorted(source for source in found if source.plural or (source.context, source.text) not in plural)


def _read(path: Path, package: Path) -> _Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                continue
        values = value.values if isinstance(value, ast.Dict) else [value]
        texts.setdefault(name, []).extend(
            part.value for part in values if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
    return _Module(".".join(path.relative_to(package).with_suffix("").parts), tree, texts)


def _templates(module: _Module) -> Iterator[Source]:
    for node in module.tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            context = _TEMPLATES.get(node.target.id)
            if context and isinstance(node.value, ast.Dict):
                for text in module.texts[node.target.id]:
                    yield Source(context, text)


def _error_classes(modules: list[_Module]) -> set[str]:
    """The names of the errors that a person can be told, whatever room they are of."""
    bases = {
        node.name: {_last_name(base) for base in node.bases}
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {_ERROR}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return known


def _errors(module: _Module, errors: set[str]) -> Iterator[Source]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and node.name in errors:
            for part in ast.walk(node):
                if isinstance(part, ast.Call) and ast.unparse(part.func) == "super().__init__" and part.args:
                    yield from (Source("Errors", text) for text in module.texts_of(part.args[0]))
        elif isinstance(node, ast.Call) and _last_name(node.func) in errors and node.args:
            yield from (Source("Errors", text) for text in module.texts_of(node.args[0]))


def _stages(module: _Module) -> Iterator[Source]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _last_name(node.func) == "Progress" and len(node.args) > 2:
            yield from (Source("Stages", text) for text in module.texts_of(node.args[2]) if text)


class _Marked(ast.NodeVisitor):
    """The texts of a module that stand in a call which translates, or marks for it."""

    def __init__(self, module: _Module) -> None:
        self._module = module
        self._found: list[Source] = []
        self._class = ""
        self._annotated: dict[str, str] = {}
        self._own: dict[str, tuple[str, int]] = {}
        """The functions of the module that translate what they are given: their context, and where the text stands."""
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef):
                self._own.update(self._translator(node))

    def find(self) -> list[Source]:
        """All of them."""
        self.visit(self._module.tree)
        return self._found

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class is the context of its ``tr``."""
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Another widget's ``tr`` is known by the parameter's type."""
        outer, self._annotated = (
            self._annotated,
            {
                argument.arg: _last_name(argument.annotation)
                for argument in node.args.args
                if argument.annotation
            },
        )
        self.generic_visit(node)
        self._annotated = outer

    def visit_Call(self, node: ast.Call) -> None:
        """Take the texts of a call."""
        name = _last_name(node.func)
        if name == "tr" and isinstance(node.func, ast.Attribute) and node.args:
            whose = ast.unparse(node.func.value)
            context = self._class if whose == "self" else self._annotated.get(whose, "")
            if not context:
                raise Unreadable(f"{self._module.name}:{node.lineno}: whose context is this?")
            self._take(context, node.args[0], len(node.args) > 2)
        elif name in ("translate", _NOOP) and len(node.args) > 1:
            for context in self._module.texts_of(node.args[0])[:1]:
                self._take(context, node.args[1], len(node.args) > 3)
        elif name in self._own:
            context, place = self._own[name]
            if len(node.args) > place:
                self._take(context, node.args[place], False)
        self.generic_visit(node)

    def _take(self, context: str, text: ast.expr, plural: bool) -> None:
        if isinstance(text, ast.JoinedStr):
            raise Unreadable(
                f"{self._module.name}:{text.lineno}: {ast.unparse(text)} is made before it is translated"
            )
        parts = [text.body, text.orelse] if isinstance(text, ast.IfExp) else [text]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                self._found.append(Source(context, part.value, plural))

    def _translator(self, function: ast.FunctionDef) -> Iterator[tuple[str, tuple[str, int]]]:
        names = [argument.arg for argument in function.args.args if argument.arg != "self"]
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _last_name(node.func) == "translate" and len(node.args) == 2:
                context, text = node.args
                known = self._module.texts_of(context)
                if known and isinstance(text, ast.Name) and text.id in names:
                    yield function.name, (known[0], names.index(text.id))


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
