"""What Windows reads in our two programs before they run: who they are, and how they want to be run. For the spec."""

from __future__ import annotations

import re
from pathlib import Path

PROGRAMS = {"fonds": "Fonds", "fonds-cli": "Fonds (command line)"}
"""Our executables, and what Windows calls them."""
COPYRIGHT = "Copyright (c) 2026 The Fonds contributors. MIT License."
WINDOWS_10 = "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"
"""The mark of Windows 10 and 11; without it Windows plays an older one to the program."""

MANIFEST = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{WINDOWS_10}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2, PerMonitor</dpiAwareness>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
  <dependency>
    <dependentAssembly>
      <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
        processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
    </dependentAssembly>
  </dependency>
</assembly>
"""
"""Sharp on every screen, paths beyond 260 characters where the system allows them, and UTF-8 for what asks for "ANSI"
(no part of Fonds takes a post's encoding from the system)."""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts them: ``1.2.3rc1`` is ``(1, 2, 3, 0)``.

    Raises:
        ValueError: it does not begin with a number, or a number is over 65535.
    """
    found = re.match(r"\d+(?:\.\d+){0,3}", version)
    if found is None:
        raise ValueError(f"no version: {version!r}")
    numbers = [int(number) for number in found.group().split(".")]
    if max(numbers) > 0xFFFF:
        raise ValueError(f"a number of {version} is too large for Windows")
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_text(program: str, version: str) -> str:
    """The version information of ``program`` (a key of `PROGRAMS`), in the form that PyInstaller reads."""
    numbers = four_numbers(version)
    strings = {
        "CompanyName": "The Fonds contributors",
        "FileDescription": PROGRAMS[program],
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Fonds",
        "ProductVersion": version,
    }
    lines = ",\n      ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return f"""\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      {lines}])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ])
"""


def options(program: str, version: str, folder: Path) -> dict[str, str]:
    """What the spec says of ``program`` to PyInstaller; the version information is written into the folder for it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{program}-version.txt"
    path.write_text(version_text(program, version), encoding="utf-8")
    return {"version": str(path), "manifest": MANIFEST}
