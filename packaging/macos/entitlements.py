"""What Apple's hardened runtime must let the two kinds of program do, each with its reason; nothing else is asked for.

Plain data: a property list with comments is refused by some versions of the system, so the files are written from here.
Library validation stays on in both: every library in the app carries the program's own signature.
"""

from __future__ import annotations

import plistlib
from pathlib import Path

JIT = "com.apple.security.cs.allow-jit"
UNSIGNED_MEMORY = "com.apple.security.cs.allow-unsigned-executable-memory"
UNPROTECTED_PAGES = "com.apple.security.cs.disable-executable-page-protection"

PROGRAM: dict[str, bool] = {
    JIT: True,  # Qt's QML engine, which the web view's widget is made of, sets up its compiler in this process
    UNSIGNED_MEMORY: True,  # libffi's closures on Intel: without it `import ctypes` fails there
}
"""``fonds`` and ``fonds-cli``."""
HELPER: dict[str, bool] = {
    # V8, the web engine's compiler. The page's own scripts are off, but the engine starts it all the same. Qt's own file
    # in the helper (Contents/Resources) names these three; the fourth there, no library validation, is not needed here.
    JIT: True,
    UNSIGNED_MEMORY: True,
    UNPROTECTED_PAGES: True,
}
"""``QtWebEngineProcess``, which draws the pages."""


def write(folder: Path) -> tuple[Path, Path]:
    """Write both as files for codesign; the program's and the helper's."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "program.entitlements", folder / "helper.entitlements"
    for path, rights in zip(paths, (PROGRAM, HELPER), strict=True):
        path.write_bytes(plistlib.dumps(rights))
    return paths
