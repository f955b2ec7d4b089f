"""The checkout's own virtual environment, filled with exactly what the lock files name.

A stamp inside it says for which lock it was filled, so that the second start costs next to nothing.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import native

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {
    "run": ROOT / "packaging" / "requirements.txt",
    "dev": ROOT / "packaging" / "requirements-dev.txt",
    "build": ROOT / "packaging" / "requirements-build.txt",
}
SCHEMAS = ROOT / "packaging" / "requirements-schemas.txt"
STAMP_FORMAT = "1"  # another number lets every environment be filled anew
LOCK_HEADER = "# Made by `packaging/dev.py lock` from pyproject.toml; not edited by hand.\n"


class SetupError(Exception):
    """Something that a person must do first; the message says what."""


def prepare(purpose: str) -> Path:
    """Make ready for the ``purpose`` (see `native.PURPOSES`) and return the environment's interpreter."""
    kind = "dev" if purpose == "tests" else "run"
    stamp = _read_stamp(kind)
    level = native.PURPOSES.index(purpose)
    checked = int(stamp.get("checked", "-1")) >= level
    prepare_system(purpose, thorough=not checked)
    python = venv_python()
    if not stamp:
        _make_venv(python)
        _install(python, LOCKS[kind])
        if kind == "dev":
            _install(python, SCHEMAS, "--no-deps")
        _link_package(python)
    if not checked:
        _require_libraries(purpose)
    if not stamp or not checked:
        _write_stamp(stamp, kind, level)
    return python


def prepare_system(purpose: str, *, thorough: bool) -> None:
    """Install what the system lacks, or name it; ``thorough`` as in `native.find_missing`.

    Raises:
        SetupError: something is missing that we cannot do without, and we may not install it.
    """
    missing = native.find_missing(purpose, thorough=thorough)
    if not thorough:
        missing = [need for need in missing if need.fatal]  # what we can do without was said the first time
    if not missing:
        return
    packages = sorted({need.package for need in missing})
    if native.may_install():
        print(f"Installing {len(packages)} packages of the system: {' '.join(packages)}", flush=True)
        complaint = native.install(packages)
        needed = sorted({need.package for need in missing if need.fatal})
        if complaint and len(needed) < len(
            packages
        ):  # one that this system does not have keeps out all others
            print("Not all of them could be installed; going on with those that are needed.", flush=True)
            complaint = native.install(needed) if needed else ""
        if complaint:
            raise SetupError(f"The packages could not be installed.\n{complaint}")
        return
    fatal = [need for need in missing if need.fatal]
    reasons = sorted({need.reason for need in missing})
    text = f"Packages of the system are missing ({'; '.join(reasons)})."
    if native.has_apt():
        text += f" An administrator must run once:\n\n    {native.install_command(packages)}\n"
    else:
        text += f" Not found: {', '.join(sorted(need.name for need in missing))}.\n"
    if fatal:
        raise SetupError(text + "\nThen run this command again.")
    print(text + "\nGoing on without them.", file=sys.stderr, flush=True)


def venv_python() -> Path:
    """Where the environment's interpreter is, or will be."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def replace_process(command: Sequence[str], variables: dict[str, str]) -> int:
    """Become the command where that is possible, so that signals and the exit status are its own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), variables)
    try:
        return subprocess.call(command, env=variables)
    except KeyboardInterrupt:
        return 130


def write_locks(*, upgrade: bool) -> int:
    """Resolve pyproject.toml for every system and Python that we support, with the hashes of all files."""
    with tempfile.TemporaryDirectory() as folder:
        tool = shutil.which("uv") or _fetch_uv(Path(folder))
        options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
        options += [
            "--python-version",
            "3.11",
            "--no-build",
            "--upgrade" if upgrade else "--no-strip-markers",
        ]
        held = ["--constraint", str(_relative("run"))]
        kinds = {"run": [], "dev": ["--extra", "dev", *held], "build": ["--extra", "build", *held]}
        kinds["build"] += ["--constraint", str(_relative("dev"))]
        for kind, extra in kinds.items():
            lock = LOCKS[kind]
            command = [tool, "pip", "compile", "pyproject.toml", *options, *extra, "-o", str(_relative(kind))]
            if subprocess.call(command, cwd=ROOT):
                return 1
            lock.write_text(LOCK_HEADER + lock.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
            print(f"written: {_relative(kind)}")
    return 0


def _relative(kind: str) -> Path:
    return LOCKS[kind].relative_to(ROOT)


def _fetch_uv(folder: Path) -> str:
    _call([sys.executable, "-m", "venv", str(folder / "venv")], "A helper environment could not be made.")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    _call([str(scripts / "python"), "-m", "pip", "install", "--quiet", "uv"], "uv could not be installed.")
    return str(scripts / "uv")


def _make_venv(python: Path) -> None:
    if python.exists() and _answers(python):
        return
    if VENV.exists():
        print(f"{VENV.name} does not work any more (another Python?): making it anew.", flush=True)
        shutil.rmtree(VENV)
    else:
        print(f"Making {VENV.name} with Python {platform.python_version()} …", flush=True)
    _call([sys.executable, "-m", "venv", str(VENV)], "A virtual environment could not be made.")


def _answers(python: Path) -> bool:
    """Whether the interpreter starts, is new enough, and has its own pip."""
    probe = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))"
    try:
        return subprocess.run([str(python), "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def _install(python: Path, lock: Path, *options: str) -> None:
    print("Installing the libraries of the lock file; the first time this takes some minutes …", flush=True)
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    command += [*options, "--only-binary", ":all:", "--requirement", str(lock)]
    # A `user = true` in somebody's pip configuration makes no sense inside a virtual environment.
    if subprocess.call(command, env={**os.environ, "PIP_USER": "0"}):
        raise SetupError("The libraries could not be installed." + _why_no_wheels())


def _why_no_wheels() -> str:
    libc, version = platform.libc_ver()
    if sys.maxsize < 2**32:
        return " Qt has no build for 32-bit Python: install a 64-bit one."
    if libc == "glibc" and tuple(map(int, version.split(".")[:2])) < (2, 34):
        return f" Qt needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04); this system has {version}."
    if sys.platform == "linux" and libc != "glibc":
        return " Qt's ready-made files need a Linux with glibc, which this one seems not to be."
    if sys.version_info[:2] > (3, 13):
        return (
            f" Fonds is tested with Python 3.11 to 3.13; this is {platform.python_version()}, for which files "
            "may be missing. Install one of those beside it and run the command again."
        )
    return (
        f" This is Python {platform.python_version()} on {platform.system()} {platform.machine()}. pip's lines above "
        "say whether the network failed (then run the command again) or there is no file for this system."
    )


def _require_libraries(purpose: str) -> None:
    """The loader has the last word about Qt's libraries, on every distribution."""
    missing = native.find_unresolved(VENV, purpose)
    fatal = any(need.fatal for need in missing)
    if not missing or (native.has_apt() and not fatal):
        return  # where the packages have known names, they were named already
    names = "".join(f"\n    {need.name}" for need in missing)
    text = (
        f"Shared libraries are not on this system ({'; '.join(sorted({need.reason for need in missing}))}). "
        f"Install the packages of your distribution that hold them:\n{names}\n"
    )
    if fatal:
        raise SetupError(text + "\nThen run this command again.")
    print(text + "\nGoing on without them: the preview will be a plainer one.", file=sys.stderr, flush=True)


def _link_package(python: Path) -> None:
    """Let the environment import ``fonds`` from the checkout. A relative line needs no encoding of the path."""
    probe = "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"
    answer = subprocess.run([str(python), "-c", probe], capture_output=True, text=True, check=True)
    folder = Path(ast.literal_eval(answer.stdout))
    (folder / "fonds-checkout.pth").write_text(
        os.path.relpath(ROOT / "desktop", folder) + "\n", encoding="utf-8"
    )


def _call(command: Sequence[str], complaint: str) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if answer.returncode:
        raise SetupError(f"{complaint}\n{answer.stdout}{answer.stderr}".rstrip())


def _fingerprint(kind: str) -> str:
    return hashlib.sha256(STAMP_FORMAT.encode() + LOCKS[kind].read_bytes()).hexdigest()


def _stamp_path() -> Path:
    return VENV / "fonds-stamp.json"


def _read_stamp(kind: str) -> dict[str, str]:
    """The stamp of an environment that was filled from this lock by an interpreter that is still the same; or empty."""
    try:
        stamp = json.loads(_stamp_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    python = venv_python()
    if (
        not python.exists()
        or stamp.get("python") != os.path.realpath(python)
        or stamp.get("root") != str(ROOT)
    ):
        return {}
    # What the tests need holds what the program needs.
    fits = stamp.get(kind) == _fingerprint(kind) or stamp.get("dev") == _fingerprint("dev")
    return stamp if fits else {}


def _write_stamp(old: dict[str, str], kind: str, level: int) -> None:
    stamp = {"python": os.path.realpath(venv_python()), "root": str(ROOT), kind: _fingerprint(kind)}
    # A start for a greater purpose looked at more of the system; its answer covers the smaller ones.
    text = json.dumps({**old, **stamp, "checked": str(level)}, indent=1)
    _stamp_path().write_text(text, encoding="utf-8")
