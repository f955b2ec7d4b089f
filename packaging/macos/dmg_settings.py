#!/usr/bin/env python3
"""How the disk image looks, in the words of dmgbuild, and the one call that makes it.

python3 packaging/macos/dmg_settings.py Fonds.app IMAGE.dmg BACKGROUND.png ICON.icns     on macOS, with dmgbuild
"""

from __future__ import annotations

import sys
from pathlib import Path

WINDOW = (640, 400)
"""Width and height of the opened image's window, in points."""
ICON_SIZE = 128
PLACES = {"Fonds.app": (170, 210), "Applications": (470, 210)}
"""The middle of each icon, in points from the upper left corner of the window."""


def settings(app: Path, background: Path, icon: Path) -> dict[str, object]:
    """What dmgbuild is told. The app must be called what `PLACES` calls it."""
    if app.name not in PLACES:
        raise ValueError(f"{app.name} has no place in the window")
    return {
        # Apple's own way to keep names as they are: HFS+ would take Chinese ones apart, and break their seal.
        "filesystem": "APFS",
        "format": "ULMO",  # LZMA, which macOS reads since 10.15
        "files": [str(app)],
        "symlinks": {"Applications": "/Applications"},
        "icon": str(icon),
        "background": str(background),
        "window_rect": ((200, 140), WINDOW),
        "default_view": "icon-view",
        "icon_size": ICON_SIZE,
        "text_size": 13,
        "icon_locations": dict(PLACES),
        "show_status_bar": False,
        "show_tab_view": False,
        "show_toolbar": False,
        "show_pathbar": False,
        "show_sidebar": False,
    }


def main(arguments: list[str]) -> int:
    """Make the image."""
    if len(arguments) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    import dmgbuild

    app, image, background, icon = map(Path, arguments)
    dmgbuild.build_dmg(str(image), app.stem, settings=settings(app, background, icon))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
