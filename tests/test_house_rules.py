"""The house rules hold for the project, and each of them finds a breach that is planted for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

import house_rules
from house_rules import RULES, Tree, project_tree

ROOT = Path(__file__).resolve().parent.parent
Rule = Callable[[Tree], Iterator[str]]
HEAD = '"""A planted module."""\n'
MODULE = "desktop/fonds/text/planted.py"

# Each is a file that breaks the rule. Words that another rule forbids are put together here.
BREACHES: dict[str, list[tuple[str, str]]] = {
    "top_level_is_agreed": [("setup.cfg", "")],
    "no_package_shadows_a_library": [("packaging/__init__.py", HEAD), ("desktop/__init__.py", HEAD)],
    "modules_are_short": [(MODULE, HEAD + "x = 1\n" * 400)],
    "functions_are_short": [(MODULE, HEAD + "def long():\n" + "    x = 1\n" * 60)],
    "names_say_something": [
        ("desktop/fonds/text/utils.py", HEAD),
        ("desktop/fonds/helpers/post.py", HEAD),
        ("tests/gui_common.py", HEAD),
        ("desktop/fonds/store/archive_manager.py", HEAD),
    ],
    "modules_have_docstrings": [(MODULE, "x = 1\n")],
    "public_names_have_docstrings": [
        (MODULE, HEAD + "def bare(): return 1\n"),
        (MODULE, HEAD + "class Bare: pass\n"),
    ],
    "translated_texts_are_literal": [
        (MODULE, HEAD + 'self.tr(f"{n} posts")\n'),
        (MODULE, HEAD + 'self.tr("{} posts".format(n))\n'),
        (MODULE, HEAD + 'translate("List", "%d posts" % n)\n'),
    ],
    "nothing_is_left_open": [
        (MODULE, HEAD + "x = 1  # TO" + "DO later\n"),
        (MODULE, HEAD + "raise NotImplemented" + "Error\n"),
    ],
    "imports_are_plain": [
        (MODULE, HEAD + "from fonds.model import *\n"),
        (MODULE, HEAD + "from . import dates\n"),
        (MODULE, HEAD + "def f():\n    from ..model import post\n"),
    ],
    "nothing_is_mocked": [
        ("tests/store/test_planted.py", HEAD + "from unittest import mock\n"),
        ("tests/store/test_planted.py", HEAD + "import unittest.mock\n"),
        ("tests/store/test_planted.py", HEAD + "def f():\n    from unittest.mock import patch\n"),
    ],
    "no_machine_is_named": [
        (MODULE, HEAD + 'x = "/ro' + 'ot/archive"\n'),
        ("README.md", "Look into /wo" + "rk/main.\n"),
        ("resources/help/start.md", "C:\\Us" + "ers\\ann\\posts\n"),
        ("packaging/requirements.txt", "--index-url https://py" + "pi.org/simple\n"),
    ],
    "resources_have_one_door": [
        (MODULE, HEAD + 'x = Path(__file__).parent / "resources" / "css"\n'),
        (MODULE, HEAD + 'x = f"{root}/resources/css"\n'),
    ],
    "colours_are_asked_for_by_role": [
        (MODULE, HEAD + 'x = "#1a2b3c"\n'),
        (MODULE, HEAD + 'x = "color: #1A2B3C;"\n'),
        (MODULE, HEAD + 'x = "#fff"\n'),
        (MODULE, HEAD + "x = QColor(1, 2, 3)\n"),
        ("resources/templates/page.html", "<body style='color:#123456'>\n"),
    ],
    "only_the_command_line_prints": [(MODULE, HEAD + "print(1)\n")],
    "camel_case_is_for_qt": [
        (MODULE, HEAD + "def loadPosts(): return 1\n"),
        (MODULE, HEAD + "class Pane:\n    def loadPosts(self): return 1\n"),
        (MODULE, HEAD + "def paintEvent(): return 1\n"),
    ],
}
# What looks like a breach and is none.
INNOCENT = [
    (MODULE, HEAD + 'class Pane:\n    """A pane."""\n    def paintEvent(self, event): return 1\n'),
    (MODULE, HEAD + 'x = self.tr("%n posts", "", n)\ny = tr("Added {0}").format(n)\n'),
    (MODULE, HEAD + 'x = "see #1234567"\ny = "#top"\nz = "https://site.example/wo' + 'rk/#a"\n'),
    ("tests/text/test_planted.py", HEAD + 'text = "- [ ] TO' + 'DO"\n'),
    ("resources/sample/post.md", "<p style='color: #123456'>A post may have any colour.</p>\n"),
    ("tests/data/broken.md", "\udcff"),
]


@pytest.fixture(scope="module")
def project() -> Tree:
    """The project's own files."""
    return project_tree(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Rule, project: Tree) -> None:
    assert list(rule(project)) == []


def test_every_rule_has_a_planted_breach() -> None:
    assert set(BREACHES) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("name", "path", "text"), [(name, *case) for name, cases in BREACHES.items() for case in cases]
)
def test_the_rule_finds_a_planted_breach(name: str, path: str, text: str, tmp_path: Path) -> None:
    rule: Rule = getattr(house_rules, name)
    innocent = _small_tree(tmp_path)
    assert list(rule(innocent)) == []
    assert list(rule(_small_tree(tmp_path, (path, text)))) != []


@pytest.mark.parametrize(("path", "text"), INNOCENT)
def test_what_only_looks_like_a_breach_passes(path: str, text: str, tmp_path: Path) -> None:
    tree = _small_tree(tmp_path, (path, text))
    assert [breach for rule in RULES for breach in rule(tree)] == []


def test_a_missing_top_level_entry_is_found(tmp_path: Path) -> None:
    tree = _small_tree(tmp_path)
    shorter = Tree(tmp_path, tuple(path for path in tree.paths if path.name != "README.md"))
    assert list(house_rules.top_level_is_agreed(shorter)) == ["README.md is missing"]


def test_without_git_the_visible_files_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    _small_tree(tmp_path, (".venv/lib/planted.py", ""), ("desktop/__pycache__/planted.py", ""))
    paths = {str(path) for path in project_tree(tmp_path).paths}
    assert MODULE in paths
    assert not [path for path in paths if "planted" in path and path != MODULE]


def _small_tree(root: Path, *more: tuple[str, str]) -> Tree:
    """A project in which nothing is wrong, and the files that are planted in it."""
    files = {
        "pyproject.toml": "",
        "README.md": "A project.\n",
        "resources/css/preview.css": "p { color: #123456 }\n",
        "desktop/fonds/base/paths.py": HEAD + 'x = "resources"\n',
        "desktop/fonds/gui/theme.py": HEAD + 'x = "#123456"\n',
        "desktop/fonds/cli.py": HEAD + "print(1)\n",
        MODULE: HEAD,
        "tests/test_small.py": HEAD,
        "packaging/build.py": HEAD,
        **dict(more),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return Tree(root, tuple(PurePosixPath(name) for name in files))
