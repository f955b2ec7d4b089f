"""A wine prefix of our own in which Qt and NumPy for Windows run: what wine 8 lacks is put into it, and never shipped.

Needs wine64 (8.0) and mingw-w64. ``wine/*.c`` stand in for libraries of Windows that wine does not have. NumPy asks wine's
C library for parts of complex numbers, which it names but does not have: five functions are written into the copy of it
that lies in the prefix.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

STUBS = Path(__file__).resolve().parent / "wine"
COMPILER = "x86_64-w64-mingw32-gcc"
BUILTIN = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
"""Where Debian keeps wine's own libraries."""
MARK = slice(0x40, 0x50)
"""By these bytes wine knows a library for its own and takes the one outside the prefix instead."""
MISSING = {
    b"crealf": "660f6ec1c3",  # movd xmm0, ecx; ret
    b"cimagf": "48c1e920660f6ec1c3",  # shr rcx, 32; movd xmm0, ecx; ret
    b"cimag": "f20f104108c3",  # movsd xmm0, [rcx+8]; ret
    b"creall": "f20f1001c3",  # movsd xmm0, [rcx]; ret
    b"cimagl": "f20f104108c3",
}
"""Functions of the C library, as machine code for Windows' calling convention."""


class WineError(Exception):
    """Wine, or what it needs, is missing or failed."""


def missing_tools() -> list[str]:
    """What a prefix needs and this system does not have."""
    return [tool for tool in ("wine", "wineserver", "xvfb-run", COMPILER) if shutil.which(tool) is None]


class Prefix:
    """One wine prefix. ``user`` is the name of the Windows user, so of the profile's folder."""

    def __init__(self, folder: Path, user: str = "tester") -> None:
        self.folder = folder
        self.user = user
        self.drive = folder / "drive_c"

    @property
    def profile(self) -> Path:
        """The user's own folder."""
        return self.drive / "users" / self.user

    @property
    def local(self) -> Path:
        """Where the user's programs and their data go (%LOCALAPPDATA%)."""
        return self.profile / "AppData" / "Local"

    def make(self) -> None:
        """Make it when it is not there, as Windows 10, with what wine lacks.

        Raises:
            WineError: wine or the compiler is missing or failed.
        """
        missing = missing_tools()
        if missing:
            raise WineError(f"{missing[0]} is missing (wine64, mingw-w64, xvfb)")
        if (self.folder / "made").exists():
            return
        (self.folder / "home" / "Documents").mkdir(parents=True, exist_ok=True)
        self.run(["wineboot", "-i"])
        self.run(["winecfg", "/v", "win10"])
        self.wait()
        system = self.drive / "windows" / "system32"
        for source in sorted(STUBS.glob("*.c")):
            target = system / f"{source.stem}.dll"
            _compile(source, target)
        (system / "ucrtbase.dll").write_bytes(completed((BUILTIN / "ucrtbase.dll").read_bytes()))
        (self.folder / "made").write_text("", encoding="ascii")

    def variables(self, language: str = "C.UTF-8") -> dict[str, str]:
        """The environment of everything that runs in it."""
        return {
            **os.environ,
            "WINEPREFIX": str(self.folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "ucrtbase=n,b;mscoree,mshtml=;winemenubuilder.exe=d",
            "HOME": str(self.folder / "home"),  # wine links the profile's folders to those of the home
            "USER": self.user,
            "LOGNAME": self.user,
            "LC_ALL": language,
        }

    def run(
        self,
        command: Sequence[str],
        *,
        timeout: float = 300,
        language: str = "C.UTF-8",
        more: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of Windows to its end on a screen that nobody sees.

        Standard input and output must be pipes: given a file, Python in wine finds no valid handle.
        """
        variables = {**self.variables(language), **(more or {})}
        screen = [] if "DISPLAY" in (more or {}) else ["xvfb-run", "-a", "-s", "-screen 0 1100x800x24"]
        answer = subprocess.run(
            [*screen, "wine", *command],
            input=b"",
            capture_output=True,
            env=variables,
            timeout=timeout,
            cwd=folder,
            check=False,
        )
        return subprocess.CompletedProcess(
            command, answer.returncode, _text(answer.stdout), _text(answer.stderr)
        )

    def start(
        self, command: Sequence[str], display: str, language: str = "C.UTF-8"
    ) -> subprocess.Popen[bytes]:
        """Start a program on a screen and let it run; whoever starts it ends it."""
        pipe = subprocess.PIPE
        variables = {**self.variables(language), "DISPLAY": display}
        return subprocess.Popen(["wine", *command], stdin=pipe, stdout=pipe, stderr=pipe, env=variables)

    def registry(self) -> dict[str, dict[str, str]]:
        """What is written for the user (HKEY_CURRENT_USER): key -> value -> data as wine writes it, the key's own value by
        the name ``@``. Waits until everything has ended, which is when wine writes it down."""
        self.wait()
        return parse_registry((self.folder / "user.reg").read_text(encoding="utf-8", errors="replace"))

    def wait(self) -> None:
        """Until everything in this prefix has ended."""
        subprocess.run(["wineserver", "-w"], env=self.variables(), timeout=300, check=False)

    def end(self) -> None:
        """End everything in this prefix, and nothing else."""
        subprocess.run(["wineserver", "-k"], env=self.variables(), capture_output=True, check=False)

    def windows_path(self, path: Path) -> str:
        """The name that a file has for a program of Windows in this prefix."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path.resolve()).replace("/", "\\")


def parse_registry(text: str) -> dict[str, dict[str, str]]:
    """Wine's own file of a registry. Text is without quotes and escapes, other kinds are as they stand there."""
    found: dict[str, dict[str, str]] = {}
    key: dict[str, str] = {}
    for line in text.splitlines():
        head = re.match(r"\[(.+)\] \d+", line)
        value = re.match(r'(@|"(?:[^"\\]|\\.)*")=(.*)', line)
        if head:
            key = found.setdefault(_unescaped(head.group(1)), {})
        elif value:
            key[_data(value.group(1))] = _data(value.group(2))
    return found


def _data(text: str) -> str:
    return _unescaped(text[1:-1]) if text.startswith('"') and text.endswith('"') else text


def _unescaped(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        return chr(int(found.group(1), 16)) if found.group(1) else found.group(2)

    return re.sub(r"\\(?:x([0-9a-f]{1,4})|(.))", plain, text)


def completed(library: bytes) -> bytes:
    """Wine's C library with the functions of `MISSING`, and no longer marked as wine's own.

    Raises:
        WineError: it does not name one of them.
    """
    changed = bytearray(library)
    changed[MARK] = bytes(MARK.stop - MARK.start)
    for name, code in MISSING.items():
        place = _find_export(library, name)
        changed[place : place + len(code) // 2] = bytes.fromhex(code)
    return bytes(changed)


def _find_export(data: bytes, name: bytes) -> int:
    """Where in the file an exported function begins (PE/COFF, 64 bits)."""
    header = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = (
        struct.unpack_from("<H", data, header + 6)[0],
        struct.unpack_from("<H", data, header + 20)[0],
    )
    sections = [
        struct.unpack_from("<4I", data, header + 24 + optional + 40 * i + 8) for i in range(count)
    ]  # size in memory, address, size in the file, place in the file

    def place(address: int) -> int:
        for memory, start, size, raw in sections:
            if start <= address < start + max(memory, size):
                return int(address - start + raw)
        raise WineError("wine's C library is not laid out as expected")

    table = place(struct.unpack_from("<I", data, header + 24 + 112)[0])
    _functions, names, functions_at, names_at, order_at = struct.unpack_from("<5I", data, table + 20)
    for i in range(names):
        start = place(struct.unpack_from("<I", data, place(names_at) + 4 * i)[0])
        if data[start : data.index(b"\0", start)] == name:
            number = struct.unpack_from("<H", data, place(order_at) + 2 * i)[0]
            return place(struct.unpack_from("<I", data, place(functions_at) + 4 * number)[0])
    raise WineError(f"wine's C library has no {name.decode()}")


def _compile(source: Path, target: Path) -> None:
    command = [COMPILER, "-O2", "-Wall", "-shared", "-s", "-o", str(target), str(source), "-ladvapi32"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise WineError(f"{source.name} could not be compiled:\n{answer.stderr}")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
