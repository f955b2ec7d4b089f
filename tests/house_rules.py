"""The house rules as functions: each takes a tree of files and answers with its breaches, one line each."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

TOP_LEVEL = {"pyproject.toml", "README.md", "desktop", "resources", "tests", "packaging"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60  # the aim is 40; what is longer than this is certainly two functions
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?|legacy)$")
OPEN_ENDS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
# Written in pieces, so that this file does not break its own rule.
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/-])/(?:wo" + r"rk|ro" + r"ot)/|[A-Za-z]:\\+Us" + r"ers\\+\w|(?<!\w)/Us" + r"ers/\w"
)
REGISTRY_HOSTS = re.compile(
    r"py"
    + r"pi\.org|python"
    + r"hosted\.org|deb\."
    + r"debian\.org|registry\."
    + r"npmjs\.org|archive\.ubuntu"
    + r"\.com"
)
COLOUR_INSIDE = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b")
COLOUR_ALONE = re.compile(r"#[0-9a-fA-F]{3,4}")
MARKDOWN_NAMES = {
    "extendMarkdown",
    "getLink",
    "getText",
    "handleMatch",
}  # Python-Markdown names its hooks like this, too
CAMEL_CASE = re.compile(r"_?[a-z][a-z0-9]*[A-Z]\w*")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the tree."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, str(self.path))

    def walk(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """All nodes of these kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def strings(self) -> Iterator[ast.Constant]:
        """The string literals that are not docstrings, those inside f-strings too."""
        documents = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
                yield node


@dataclass(frozen=True)
class Tree:
    """A folder and the files in it that belong to the project."""

    root: Path
    paths: tuple[PurePosixPath, ...]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """All Python files."""
        chosen = (path for path in self.paths if path.suffix == ".py")
        return tuple(Module(path, (self.root / path).read_text(encoding="utf-8")) for path in chosen)

    @property
    def product(self) -> Iterator[Module]:
        """The modules of the program itself."""
        return (module for module in self.modules if module.path.parts[0] == "desktop")

    def texts(self) -> Iterator[tuple[PurePosixPath, str]]:
        """Every file that is UTF-8 text."""
        for path in self.paths:
            try:
                yield path, (self.root / path).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def project_tree(root: Path) -> Tree:
    """What git tracks; where git does not answer, everything that is not hidden or made by a tool."""
    try:
        command = ["git", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode()
        paths = [PurePosixPath(name) for name in listed.split("\0") if name and (root / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        paths = []
    return Tree(root, tuple(paths or _walk(root)))


def _walk(root: Path) -> list[PurePosixPath]:
    visible = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    made = {"__pycache__", "build", "dist", ".venv", ".git"}
    paths = (path for path in visible if not made & set(path.parts) and not path.parts[0].endswith("_cache"))
    return sorted(PurePosixPath(path.as_posix()) for path in paths if path.parts[0] != ".hypothesis")


# ---- the rules -------------------------------------------------------------------------------------------------


def top_level_is_agreed(tree: Tree) -> Iterator[str]:
    """The root holds exactly what the house plan names, and dot-files."""
    found = {path.parts[0] for path in tree.paths if not path.parts[0].startswith(".")}
    yield from (f"{name} does not belong in the root" for name in sorted(found - TOP_LEVEL))
    yield from (f"{name} is missing" for name in sorted(TOP_LEVEL - found))


def no_package_shadows_a_library(tree: Tree) -> Iterator[str]:
    """`packaging` and `desktop` are also names on the package index; as packages they would hide those."""
    for name in ("packaging/__init__.py", "desktop/__init__.py", "tests/__init__.py"):
        if PurePosixPath(name) in tree.paths:
            yield f"{name} makes a package of a folder that must be none"


def modules_are_short(tree: Tree) -> Iterator[str]:
    """No module has more than 400 lines."""
    for module in tree.modules:
        lines = module.text.count("\n")
        if lines > LONGEST_MODULE:
            yield f"{module.path} has {lines} lines"


def functions_are_short(tree: Tree) -> Iterator[str]:
    """No function of the program is longer than one screen and a half."""
    for module in tree.product:
        for node in module.walk(ast.FunctionDef, ast.AsyncFunctionDef):
            assert isinstance(node, Function)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{module.path}:{node.lineno} {node.name} has {lines} lines"


def names_say_something(tree: Tree) -> Iterator[str]:
    """No module or folder of code is called utils, helpers, common, misc or manager."""
    for module in tree.modules:
        for part in (*module.path.parts[:-1], module.path.stem):
            if VAGUE.search(part):
                yield f"{module.path}: “{part}” says nothing"


def modules_have_docstrings(tree: Tree) -> Iterator[str]:
    """Each module opens with its room's rule."""
    yield from (
        f"{module.path} has no docstring" for module in tree.modules if not ast.get_docstring(module.tree)
    )


def public_names_have_docstrings(tree: Tree) -> Iterator[str]:
    """So has every public class and function of the program."""
    for module in tree.product:
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if not node.name.startswith("_") and ast.get_docstring(node) is None:
                yield f"{module.path}:{node.lineno} {node.name} has no docstring"


def translated_texts_are_literal(tree: Tree) -> Iterator[str]:
    """The extraction of texts finds no f-string, and nothing that is formatted before it is translated."""
    for module in tree.product:
        for node in module.walk(ast.Call):
            assert isinstance(node, ast.Call)
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("tr", "translate", "QT_TRANSLATE_NOOP") and any(map(_is_composed, node.args)):
                yield f"{module.path}:{node.lineno} {name}() gets a text that is put together"


def _is_composed(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    is_text = isinstance(node, ast.BinOp) and any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right)
    )
    return is_text or isinstance(node, ast.JoinedStr)


def nothing_is_left_open(tree: Tree) -> Iterator[str]:
    """No note about work to do, and nothing that is not implemented."""
    for module in tree.modules:
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
            is_note = token.type == tokenize.COMMENT and OPEN_ENDS.search(token.string)
            if is_note or (token.type == tokenize.NAME and token.string == "NotImplementedError"):
                yield f"{module.path}:{token.start[0]} {token.string.strip()}"


def imports_are_plain(tree: Tree) -> Iterator[str]:
    """No star, no relative import."""
    for module in tree.modules:
        for node in module.walk(ast.ImportFrom):
            assert isinstance(node, ast.ImportFrom)
            if node.level or any(alias.name == "*" for alias in node.names):
                yield f"{module.path}:{node.lineno} {ast.unparse(node)}"


def nothing_is_mocked(tree: Tree) -> Iterator[str]:
    """Tests use a real archive and real files."""
    for module in tree.modules:
        for node in module.walk(ast.Import, ast.ImportFrom):
            names = [alias.name for alias in node.names]  # type: ignore[attr-defined]
            if "mock" in names or any(
                "mock" in name.split(".") for name in [*names, getattr(node, "module", "") or ""]
            ):
                yield f"{module.path}:{node.lineno} {ast.unparse(node)}"  # type: ignore[attr-defined]


def no_machine_is_named(tree: Tree) -> Iterator[str]:
    """No path of somebody's machine and no host of a package registry stands in a tracked file."""
    for path, text in tree.texts():
        for number, line in enumerate(text.splitlines(), start=1):
            hosts = () if path.parts[:2] == ("resources", "licences") else REGISTRY_HOSTS.findall(line)
            for match in (*MACHINE_PATHS.findall(line), *hosts):
                yield f"{path}:{number} {match}"


def resources_have_one_door(tree: Tree) -> Iterator[str]:
    """Only base/paths.py knows where the resources are."""
    for module in tree.product:
        if module.path.parts[-2:] == ("base", "paths.py"):
            continue
        for node in module.strings():
            if re.search(r"(^|/)resources(/|$)", str(node.value)):
                yield f"{module.path}:{node.lineno} {node.value!r}"


def colours_are_asked_for_by_role(tree: Tree) -> Iterator[str]:
    """Values of colours stand in resources/themes, resources/css and gui/theme.py alone."""
    for module in tree.product:
        if module.path.parts[-2:] == ("gui", "theme.py"):
            continue
        for node in module.strings():
            text = str(node.value)
            if COLOUR_INSIDE.search(text) or COLOUR_ALONE.fullmatch(text):
                yield f"{module.path}:{node.lineno} {text[:60]!r}"
        for call in module.walk(ast.Call):
            assert isinstance(call, ast.Call)
            is_colour = getattr(call.func, "id", "") == "QColor" and call.args
            if is_colour and all(isinstance(argument, ast.Constant) for argument in call.args):
                yield f"{module.path}:{call.lineno} {ast.unparse(call)}"
    for path, text in tree.texts():
        if path.parts[:2] == ("resources", "templates") and COLOUR_INSIDE.search(text):
            yield f"{path} holds a colour"


def only_the_command_line_prints(tree: Tree) -> Iterator[str]:
    """Everything else logs, or returns what happened."""
    for module in tree.product:
        if module.path.name in ("cli.py", "cli_terminal.py", "app.py", "smoke.py", "__main__.py"):
            continue
        for node in module.walk(ast.Call):
            assert isinstance(node, ast.Call)
            if getattr(node.func, "id", "") == "print":
                yield f"{module.path}:{node.lineno} print()"


def camel_case_is_for_qt(tree: Tree) -> Iterator[str]:
    """A function in camelCase is a method that overrides one of Qt's (or of Python-Markdown's)."""
    for module in tree.modules:
        methods = {
            id(item)
            for node in module.walk(ast.ClassDef)
            for item in node.body  # type: ignore[attr-defined]
        }
        for node in module.walk(ast.FunctionDef, ast.AsyncFunctionDef):
            assert isinstance(node, Function)
            if CAMEL_CASE.fullmatch(node.name) and not (
                id(node) in methods and node.name in (qt_names() | MARKDOWN_NAMES)
            ):
                yield f"{module.path}:{node.lineno} {node.name}"


@cache
def qt_names() -> frozenset[str]:
    """The names of all methods in the parts of Qt that the program uses."""
    from PySide6 import QtCore, QtGui, QtNetwork, QtWebEngineCore, QtWebEngineWidgets, QtWidgets

    modules = (QtCore, QtGui, QtNetwork, QtWidgets, QtWebEngineCore, QtWebEngineWidgets)
    values = (
        getattr(module, name) for module in modules for name in dir(module)
    )  # vars() misses the lazy ones
    classes = (value for value in values if isinstance(value, type))
    return frozenset(name for value in classes for name in dir(value))


RULES: tuple[Callable[[Tree], Iterator[str]], ...] = (
    top_level_is_agreed,
    no_package_shadows_a_library,
    modules_are_short,
    functions_are_short,
    names_say_something,
    modules_have_docstrings,
    public_names_have_docstrings,
    translated_texts_are_literal,
    nothing_is_left_open,
    imports_are_plain,
    nothing_is_mocked,
    no_machine_is_named,
    resources_have_one_door,
    colours_are_asked_for_by_role,
    only_the_command_line_prints,
    camel_case_is_for_qt,
)
