"""The import contracts of pyproject.toml hold, and each of them finds a breach that is planted for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}

# contract, module that breaks it, what it imports
BREACHES = [
    ("layers", "text/planted.py", "fonds.store"),
    ("layers", "model/planted.py", "fonds.text"),
    ("layers", "services/planted.py", "fonds.gui"),
    ("layers", "importers/planted.py", "fonds.store"),
    ("layers", "render/planted.py", "fonds.exporters"),
    ("layers", "base/planted.py", "fonds.model"),
    ("layers", "planted.py", "fonds.model"),
    ("qt", "services/planted.py", "PySide6.QtCore"),
    ("qt", "render/planted.py", "qtawesome"),
    ("qt", "cli.py", "PySide6.QtWidgets"),
    ("qt", "store/planted.py", "shiboken6"),
    ("sql", "services/planted.py", "sqlite3"),
    ("sql", "gui/planted.py", "sqlalchemy.orm"),
    ("sql", "cli.py", "sqlite3"),
    ("sql", "app.py", "sqlite3"),
    ("door", "gui/planted.py", "fonds.store"),
    ("door", "gui/panes/planted.py", "fonds.importers"),
    ("door", "gui/planted.py", "fonds.exporters"),
    ("door", "gui/planted.py", "fonds.render"),
    ("cli", "cli.py", "fonds.gui.panes"),
]

IMPORT_WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "qtawesome", "qtpy"):
            raise ImportError(name + " must not be needed here")

sys.meta_path.insert(0, NoQt())
import fonds
names = [info.name for info in pkgutil.walk_packages(fonds.__path__, "fonds.", onerror=lambda name: None)]
names = [name for name in names if not name.startswith("fonds.gui") and name != "fonds.app"]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package's code and of the contracts."""
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(
        ROOT / "desktop" / "fonds", folder / "fonds", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _lint(folder: Path) -> tuple[int, str]:
    """The exit status and the output of the linter on the copy (the current folder comes first for it)."""
    command = [sys.executable, "-c", LINT, "--no-cache"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return answer.returncode, answer.stdout + answer.stderr


def test_the_package_keeps_every_contract(package: Path) -> None:
    status, output = _lint(package)
    assert [f"{name} KEPT" for name in CONTRACTS.values() if f"{name} KEPT" not in output] == [], output
    assert status == 0


def test_every_contract_has_a_planted_breach() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "module", "imported"), BREACHES)
def test_a_planted_breach_is_found(package: Path, contract: str, module: str, imported: str) -> None:
    status, output = _lint_with(package, module, f"\nimport {imported}\n")
    assert f"{CONTRACTS[contract]} BROKEN" in output
    assert status != 0


@pytest.mark.parametrize(
    ("contract", "module", "imported"), {breach[0]: breach for breach in BREACHES}.values()
)
def test_a_breach_inside_a_function_is_found(
    package: Path, contract: str, module: str, imported: str
) -> None:
    status, output = _lint_with(package, module, f"\n\ndef planted():\n    import {imported}\n")
    assert f"{CONTRACTS[contract]} BROKEN" in output
    assert status != 0


def _lint_with(package: Path, module: str, planted: str) -> tuple[int, str]:
    """Lint the copy with these lines at the end of a module of it, and take them away again."""
    path = package / "fonds" / module
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text((before or "") + planted, encoding="utf-8")
    try:
        return _lint(package)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")


def test_everything_but_the_window_works_where_qt_cannot_be_imported(tmp_path: Path) -> None:
    command = [sys.executable, "-c", IMPORT_WITHOUT_QT]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) > 40
