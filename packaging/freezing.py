"""From a checkout to one trimmed folder that runs without Python: environment, icons, PyInstaller, trimming, smoke test.

The environment of the build (``build/venv``) holds what the lock of the ``build`` extra names and nothing else, so no
tool of the tests can slip into a package.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import component_list
import display
import trim
from environment import LOCKS, ROOT, SetupError

BUILD = ROOT / "build"
VENV = BUILD / "venv"
ICONS = BUILD / "icons"
FROZEN = BUILD / "frozen"
SPEC = ROOT / "packaging" / "fonds.spec"
UNSTRIPPED = ("PySide6", "shiboken6", "numpy", "numpy.libs")


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


def freeze(system: str) -> Path:
    """The trimmed and tried folder of the program (on macOS: ``Fonds.app``) for this system.

    Raises:
        SetupError: a step failed, or the frozen program did not pass its own smoke test.
    """
    python = str(build_python())
    variables = {"SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "1"}
    run([python, str(ROOT / "packaging" / "icons.py"), str(ICONS)])
    shutil.rmtree(FROZEN, ignore_errors=True)
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    run(
        [*command, "--distpath", str(FROZEN), "--workpath", str(BUILD / "pyinstaller"), str(SPEC)],
        variables,
    )
    frozen = FROZEN / ("Fonds.app" if system == "macos" else "fonds")
    if system != "macos":  # an app is signed as PyInstaller made it; the spec has left out the same files
        libraries = frozen / "_internal"
        print(trim.trim(libraries, system))
        if system == "linux":
            (frozen / "fonds-cli").symlink_to("fonds")
            strip_debugging(libraries)
        component_list.copy_licences(Path(python), libraries, frozen / "licences")
        set_times(frozen, moment())
    print(f"{frozen.relative_to(ROOT)}: {trim.size_of(frozen) / 1e6:.1f} MB")
    for screen in screens(system):
        print(f"{screen or 'as it is'}: {json.dumps(smoke(program(frozen), screen=screen))}")
    return frozen


def program(frozen: Path) -> Path:
    """The windowed program in a frozen folder."""
    if frozen.suffix == ".app":
        return frozen / "Contents" / "MacOS" / "fonds"
    return next(path for name in ("fonds.exe", "fonds") if (path := frozen / name).exists())


def screens(system: str) -> list[str]:
    """On which screens the frozen program is tried: Linux has two that nobody must see."""
    if system != "linux":
        return [""]
    return ["offscreen", "xvfb"] if shutil.which("xvfb-run") else ["offscreen"]


def smoke(
    executable: Path, *, screen: str = "", engine: str = "web", picture: Path | None = None
) -> dict[str, object]:
    """Run ``fonds --smoke`` and return what it said.

    Raises:
        SetupError: it failed; the message names the step.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [str(executable), f"--smoke={result}", f"--engine={engine}"]
        command += [f"--picture={picture}"] if picture is not None else []
        variables = display.window_environment(os.environ)
        variables["FONDS_SMOKE_BEGAN"] = str(time.time())
        if screen == "offscreen":
            variables["QT_QPA_PLATFORM"] = "offscreen"
        elif screen == "xvfb":
            variables["QT_QPA_PLATFORM"] = "xcb"
            command = ["xvfb-run", "-a", *command]
        answer = subprocess.run(
            command, capture_output=True, env=variables, stdin=subprocess.DEVNULL, timeout=300, check=False
        )
        if not result.exists():
            said = answer.stderr.decode("utf-8", "replace").splitlines()[-10:]
            raise SetupError(
                f"{executable.name} said nothing and ended with {answer.returncode}\n" + "\n".join(said)
            )
        found: dict[str, object] = json.loads(result.read_text(encoding="utf-8"))
    if not found["ok"]:
        raise SetupError(f"{executable.name} failed at “{found['failed']}”: {found['detail']}")
    return found


def strip_debugging(libraries: Path) -> None:
    """Take the symbols for debuggers out of Python and of the compiled modules.

    Qt's libraries have none. NumPy's were changed after linking (their search paths), and are left alone: stripping such
    a file can break it.
    """
    if shutil.which("strip") is None:
        raise SetupError("strip (binutils) is missing")
    files = [
        path
        for path in sorted(libraries.rglob("*.so*"))
        if path.is_file() and not path.is_symlink() and path.relative_to(libraries).parts[0] not in UNSTRIPPED
    ]
    run(["strip", "--strip-unneeded", "--enable-deterministic-archives", *map(str, files)], quiet=True)


def set_times(folder: Path, seconds: int) -> None:
    """Give everything one date, so that the same sources make the same package."""
    for path in sorted(folder.rglob("*"), reverse=True):
        os.utime(path, (seconds, seconds), follow_symlinks=False)
    os.utime(folder, (seconds, seconds))


def write_beside(out: Path, system: str, version: str) -> list[Path]:
    """The list of components (CycloneDX) and the checksums of all that lies in ``out``."""
    bill = out / f"fonds-{version}-{system}.cdx.json"
    component_list.write_bill(bill, build_python(), FROZEN, version, moment())
    return [bill, write_checksums(out)]


def write_checksums(out: Path) -> Path:
    """``SHA256SUMS`` over all files in the folder, as ``sha256sum --check`` reads it."""
    sums = out / "SHA256SUMS"
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(out.iterdir())
        if path.is_file() and path != sums
    ]
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


def run(command: list[str], variables: dict[str, str] | None = None, *, quiet: bool = False) -> None:
    """Run one step; a step that fails ends the build.

    Raises:
        SetupError: with the command's name; its own words are on the terminal.
    """
    shown = command[:3] if quiet else command
    print(f"+ {' '.join(shown)}{' …' if quiet else ''}", flush=True)
    status = subprocess.call(
        command, cwd=ROOT, env={**os.environ, **(variables or {})}, stdin=subprocess.DEVNULL
    )
    if status:
        raise SetupError(f"{Path(command[0]).name} ended with status {status}")
