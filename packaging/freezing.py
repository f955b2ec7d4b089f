"""From a checkout to one trimmed folder that runs without Python: environment, icons, PyInstaller, trimming, smoke test.

The environment of the build (``build/venv``) holds what the lock of the ``build`` extra names and nothing else, so no
tool of the tests can slip into a package.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from environment import LOCKS, ROOT, SetupError

BUILD = ROOT / "build"
VENV = BUILD / "venv"
ICONS = BUILD / "icons"
FROZEN = BUILD / "frozen"
SPEC = ROOT / "packaging" / "fonds.spec"


def version() -> str:
    """The program's version, as ``fonds.__version__`` has it."""
    text = (ROOT / "desktop" / "fonds" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise SetupError("desktop/fonds/__init__.py names no version")
    return found.group(1)


def build_python() -> Path:
    """The interpreter of the build's environment, made when it is missing or was made from another lock."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / "lock.sha256"
    wanted = hashlib.sha256(LOCKS["build"].read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    run([str(python), *install, "--only-binary", ":all:", "--requirement", str(LOCKS["build"])])
    stamp.write_text(wanted, encoding="ascii")
    return python


def moment() -> int:
    """Seconds since 1970 that stand in everything built: those of the last commit, or SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    answer = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(answer.stdout) if answer.returncode == 0 else 1_700_000_000


def freeze(system: str, *, keep_environment: bool = False) -> Path:
    """The trimmed and tried folder of the program (on macOS: ``Fonds.app``) for this system."""
    raise SetupError("not yet")


def write_beside(frozen: Path, out: Path, system: str, version: str, installers: list[Path]) -> list[Path]:
    """Checksums, the list of components (CycloneDX) and the licences, beside the installers."""
    raise SetupError("not yet")


def run(command: list[str], **variables: str) -> None:
    """Run one step; a step that fails ends the build.

    Raises:
        SetupError: with the command's name; its own words are on the terminal.
    """
    print(f"+ {' '.join(command)}", flush=True)
    status = subprocess.call(command, cwd=ROOT, env={**os.environ, **variables}, stdin=subprocess.DEVNULL)
    if status:
        raise SetupError(f"{Path(command[0]).name} ended with status {status}")
