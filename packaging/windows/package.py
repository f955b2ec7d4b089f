"""Makes the setup for Windows out of a frozen folder, with NSIS (makensis). Works on Linux as well as on Windows.

In the environment: ``FONDS_NSIS_COMPRESSOR`` for another compressor (``zlib``, for a trial in a hurry), and what `signing`
reads, if programs, setup and uninstaller are to be signed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from windows import file_list, resources, signing

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ICONS = ROOT / "build" / "icons"
LICENCE = ROOT / "resources" / "licences" / "LICENSE"
COMPRESSOR = "/SOLID lzma"
"""Five minutes for 114 MB; zlib takes half a minute for 172 MB."""
DICTIONARY = "64"
"""Megabytes that LZMA looks back: the two programs, 15 MB each, are nearly the same."""
TARGETS = ("amd64-unicode", "x86-unicode")
"""Kinds of setup, the better one first. NSIS for Windows knows the second alone, which runs on 64 bits as well."""
WINDOWS_PLACES = ("ProgramFiles(x86)", "ProgramFiles")


class PackagingError(Exception):
    """The setup could not be made; the message says what a person must do."""


def package(frozen: Path, out: Path, version: str, compressor: str = "") -> list[Path]:
    """Write ``fonds-VERSION-windows-setup.exe`` into ``out`` and return it. ``compressor`` as NSIS names it.

    Raises:
        PackagingError: NSIS is missing or refused the script.
        LayoutError: the frozen folder is not what the script knows.
        SigningError: there is a certificate, and signing failed.
    """
    makensis = find_makensis()
    signing.sign([frozen / f"{name}.exe" for name in resources.PROGRAMS])
    setup = out.resolve() / f"fonds-{version}-windows-setup.exe"
    work = out.resolve() / "windows-setup"
    out.mkdir(parents=True, exist_ok=True)
    work.mkdir(exist_ok=True)
    try:
        defines = _write_sources(frozen.resolve(), work) | _facts(version) | {"OUTPUT": str(setup)}
        defines["TARGET"] = find_target(makensis)
        defines["COMPRESSOR"] = compressor or os.environ.get("FONDS_NSIS_COMPRESSOR", COMPRESSOR)
        if "lzma" in defines["COMPRESSOR"]:
            defines["DICTIONARY"] = DICTIONARY
        if signing.is_wanted():
            defines["SIGN"] = f'"{sys.executable}" "{HERE / "signing.py"}"'
        command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
        command += [f"-D{name}={value}" for name, value in defines.items()]
        _run([*command, str(HERE / "installer.nsi")])
    finally:
        shutil.rmtree(work)
    return [setup]


def find_makensis() -> str:
    """The compiler of NSIS, on the path or where its own setup puts it.

    Raises:
        PackagingError: it is nowhere.
    """
    found = shutil.which("makensis")
    places = [
        Path(os.environ[name]) / "NSIS" / "makensis.exe" for name in WINDOWS_PLACES if name in os.environ
    ]
    found = found or next((str(path) for path in places if path.exists()), None)
    if found is None:
        raise PackagingError("makensis is missing: install NSIS 3.08 or newer (Debian: apt-get install nsis)")
    return found


def find_target(makensis: str) -> str:
    """The first of `TARGETS` that this NSIS can make."""
    answer = subprocess.run(
        [makensis, "-HDRINFO"], capture_output=True, text=True, errors="replace", check=False
    )
    folder = next(
        (
            line.split("=", 1)[1]
            for line in answer.stdout.replace(",", "\n").splitlines()
            if "NSISDIR=" in line
        ),
        "",
    )
    places = [Path(folder.strip()) / "Stubs"] if folder else []
    places += [Path(makensis).parent / "Stubs", Path("/usr/share/nsis/Stubs")]
    for target in TARGETS:
        if any((place / f"zlib-{target}").exists() for place in places):
            return target
    return TARGETS[-1]


def _write_sources(frozen: Path, work: Path) -> dict[str, str]:
    """What the script includes, made from the frozen folder; returns the names by which it finds them."""
    files = file_list.list_files(frozen)
    size = sum((frozen / name).stat().st_size for name in files)
    list_file = work / file_list.LIST_NAME
    list_file.write_bytes(file_list.installed_list(files))
    (work / "files.nsh").write_text(file_list.unpacking(frozen, files, list_file), encoding="utf-8")
    parts = file_list.each_part({name.split("/")[0] for name in files})
    (work / "parts.nsh").write_text(parts, encoding="utf-8")
    licence = work / "licence.txt"
    licence.write_text(LICENCE.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    return {
        "FILES": str(work / "files.nsh"),
        "PARTS": str(work / "parts.nsh"),
        "LICENCE": str(licence),
        "KILOBYTES": str(size // 1024),
        "LONGEST": str(max(file_list.longest(files), len(f"_internal/{file_list.LIST_NAME}"))),
    }


def _facts(version: str) -> dict[str, str]:
    if not (ICONS / "setup-banner.bmp").exists():
        raise PackagingError("there are no icons yet: python3 packaging/icons.py")
    return {
        "VERSION": version,
        "FOUR_NUMBERS": ".".join(map(str, resources.four_numbers(version))),
        "COPYRIGHT": resources.COPYRIGHT,
        "ICON": str(ICONS / "fonds.ico"),
        "BANNER": str(ICONS / "setup-banner.bmp"),
        "SOURCES": str(HERE),
    }


def _run(command: list[str]) -> None:
    """NSIS for Linux takes names of files from the locale, which must be one of UTF-8."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8"} if os.name == "posix" else dict(os.environ)
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=variables,
        check=False,
    )
    if answer.returncode:
        raise PackagingError(f"makensis refused the script:\n{answer.stdout[-4000:]}{answer.stderr[-4000:]}")
