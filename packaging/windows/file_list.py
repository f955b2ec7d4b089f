"""From a frozen folder to the lines that an NSIS script needs, and to the list by which the program is removed again."""

from __future__ import annotations

from pathlib import Path

PARTS = ("_internal", "licences", "fonds.exe", "fonds-cli.exe")
"""What lies in the program's folder. Setups of every version know all of these; names may be added, never taken away."""
LIST_NAME = "installed-files.txt"
"""The list, inside ``_internal``."""
RESERVED = set('<>:"|?*')


class LayoutError(Exception):
    """The frozen folder is not as the setup needs it."""


def list_files(frozen: Path) -> list[str]:
    """The files below the folder with slashes, in one order everywhere.

    Raises:
        LayoutError: something lies there that the setup does not know, or that Windows cannot name.
    """
    unknown = sorted(path.name for path in frozen.iterdir() if path.name not in PARTS)
    if unknown:
        raise LayoutError(f"the setup does not know what to do with {', '.join(unknown)}")
    files = []
    for path in sorted(frozen.rglob("*")):
        name = path.relative_to(frozen).as_posix()
        if path.is_symlink():
            raise LayoutError(f"{name} is a link")
        if path.is_file():
            if RESERVED & set(name) or any(part.endswith((" ", ".")) for part in name.split("/")):
                raise LayoutError(f"Windows has no file of the name {name}")
            files.append(name)
    for needed in ("fonds.exe", "fonds-cli.exe"):
        if needed not in files:
            raise LayoutError(f"{needed} is missing")
    folded: dict[str, str] = {}
    for name in files:
        other = folded.setdefault(name.casefold(), name)
        if other != name:
            raise LayoutError(f"{name} and {other} are one file for Windows")
    return files


def folders_of(files: list[str]) -> list[str]:
    """All folders that hold these files, each before the one that it lies in."""
    found = {"/".join(name.split("/")[:count]) for name in files for count in range(1, name.count("/") + 1)}
    return sorted(found, key=lambda name: (-name.count("/"), name))


def installed_list(files: list[str]) -> bytes:
    """The list for the uninstaller, UTF-16 as NSIS reads it: a line per file, then one per folder, which ends with ``\\``."""
    names = [*files, *(f"{folder}/" for folder in folders_of([*files, f"_internal/{LIST_NAME}"]))]
    lines = ["; What the setup of Fonds put here. The uninstaller removes this and nothing else."]
    lines += [name.replace("/", "\\") for name in names]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-16-le")


def unpacking(frozen: Path, files: list[str], list_file: Path) -> str:
    """The script's lines that unpack all files, and the list, below ``$Fresh``."""
    lines: list[str] = []
    folder = None
    for name in files:
        parent = name.rpartition("/")[0]
        if parent != folder:
            folder = parent
            lines.append(f'SetOutPath "{_in_fresh(parent)}"')
        lines.append(f'File "{frozen / name}"')
    lines.append(f'SetOutPath "{_in_fresh("_internal")}"')
    lines.append(f'File "/oname={LIST_NAME}" "{list_file}"')
    return "\n".join(lines) + "\n"


def each_part(present: set[str]) -> str:
    """The macro ``EachPart``: another macro, for each part of the program's folder that this version has."""
    lines = [f'  !insertmacro ${{DO}} "{name}"' for name in PARTS if name in present]
    return "\n".join(["!macro EachPart DO", *lines, "!macroend"]) + "\n"


def longest(files: list[str]) -> int:
    """Characters of the longest name, counted as Windows does (UTF-16)."""
    return max(len(name.encode("utf-16-le")) // 2 for name in files)


def _in_fresh(folder: str) -> str:
    return "\\".join(["$Fresh", *(part for part in folder.replace("$", "$$").split("/") if part)])
