#!/usr/bin/env python3
"""An AppImage of the frozen program, where ``appimagetool`` can be had:

    python3 packaging/linux/appimage.py [--only-folder]

Lays out ``build/Fonds.AppDir`` from ``build/frozen/fonds`` and hands it to ``appimagetool`` if that is in the PATH. An
AppImage names no dependencies: the system must have what the Debian package would ask for (X11 or Wayland, Mesa, NSS,
ALSA, fontconfig), which desktop systems have.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import freezing
from environment import ROOT, SetupError

HERE = Path(__file__).resolve().parent
RUN = """\
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
case "${ARGV0##*/}" in
  fonds-cli*) exec "$here/usr/lib/fonds/fonds-cli" "$@" ;;
  *) exec "$here/usr/lib/fonds/fonds" "$@" ;;
esac
"""


def lay_out(frozen: Path, folder: Path) -> None:
    """Fill the folder that becomes the file system of the AppImage."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder / "usr/lib/fonds", symlinks=True)
    shutil.copyfile(HERE / "fonds.desktop", folder / "fonds.desktop")
    shutil.copyfile(freezing.ICONS / "fonds-256.png", folder / "fonds.png")
    (folder / ".DirIcon").symlink_to("fonds.png")
    (folder / "AppRun").write_text(RUN, encoding="utf-8", newline="\n")
    (folder / "AppRun").chmod(0o755)
    freezing.set_times(folder, freezing.moment())


def main(arguments: list[str]) -> int:
    """Lay out the folder, and pack it where that can be done."""
    folder = freezing.BUILD / "Fonds.AppDir"
    try:
        lay_out(freezing.FROZEN / "fonds", folder)
        print(folder)
        if "--only-folder" in arguments:
            return 0
        if shutil.which("appimagetool") is None:
            raise SetupError("appimagetool is not in the PATH; the folder above is what it packs.")
        machine = platform.machine()
        made = ROOT / "dist" / f"Fonds-{freezing.version()}-{machine}.AppImage"
        made.parent.mkdir(exist_ok=True)
        epoch = {
            "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(freezing.moment())),
            "ARCH": machine,
        }
        freezing.run(["appimagetool", "--no-appstream", str(folder), str(made)], epoch)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 3
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
