"""The Debian package: the frozen folder below /usr/lib/fonds, and what the desktop wants to know about it.

Menus, icons and file types need no script: the packages that keep those lists watch the folders. The one script is for
AppArmor, where the system has it in the version that keeps Chromium from building its sandbox.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

import freezing
import trim
from environment import ROOT
from linux.dependencies import Relations, measure, relate

HERE = Path(__file__).resolve().parent
PLACE = Path("usr/lib/fonds")
MAINTAINER = "The Fonds contributors <contributors@fonds.invalid>"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
DESCRIPTION = """\
archive manager for large bodies of posts and articles
 Fonds takes folders of front-matter files (the sources of a Jekyll, Hugo,
 Hexo or other site, a vault of notes, any folder of Markdown, HTML and text
 files) into one archive file, shows, searches and edits them, in Chinese as
 well as in English, and gives every one of them back byte for byte.
 .
 It works offline. This package brings its own Python, Qt and Chromium."""


def package(frozen: Path, out: Path, version: str) -> list[Path]:
    """Make ``fonds_VERSION_ARCHITECTURE.deb`` in ``out``; the same frozen folder gives the same bytes."""
    architecture = _ask("dpkg", "--print-architecture")
    stage = freezing.BUILD / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    fill(stage, frozen, version)
    control = stage / "DEBIAN"
    control.mkdir()
    relations = relate(*measure(frozen))
    size = trim.size_of(stage)
    text = control_text(version, architecture, size, relations)
    (control / "control").write_text(text, encoding="utf-8")
    (control / "md5sums").write_text(checksums(stage), encoding="utf-8")
    for script in ("postinst", "prerm"):
        shutil.copyfile(HERE / script, control / script)
    set_modes(stage)
    freezing.set_times(stage, freezing.moment())
    made = out / f"fonds_{version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(stage), str(made)]
    freezing.run(command, {"SOURCE_DATE_EPOCH": str(freezing.moment())})
    shutil.rmtree(stage)
    print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB, installed {size / 1e6:.1f} MB")
    return [made]


def fill(stage: Path, frozen: Path, version: str) -> None:
    """Lay everything that is installed where it goes."""
    shutil.copytree(frozen, stage / PLACE, symlinks=True)
    # Chromium makes this folder when root starts it; what is in the package goes with the package.
    (stage / PLACE / "_internal/PySide6/Qt/resources/locales").mkdir(parents=True, exist_ok=True)
    programs = stage / "usr/bin"
    programs.mkdir(parents=True)
    for name in ("fonds", "fonds-cli"):
        (programs / name).symlink_to(f"../lib/fonds/{name}")
    share = stage / "usr/share"
    put(HERE / "fonds.desktop", share / "applications/fonds.desktop")
    put(HERE / "fonds.xml", share / "mime/packages/fonds.xml")
    put(HERE / "copyright", share / "doc/fonds/copyright")
    put(HERE / "fonds.apparmor", share / "fonds/apparmor")
    put(ROOT / "resources/icons/fonds.svg", share / "icons/hicolor/scalable/apps/fonds.svg")
    for size in ICON_SIZES:
        put(freezing.ICONS / f"fonds-{size}.png", share / f"icons/hicolor/{size}x{size}/apps/fonds.png")
    day = time.strftime("%Y-%m-%d", time.gmtime(freezing.moment()))
    manual = share / "man/man1"
    manual.mkdir(parents=True)
    for name in ("fonds.1", "fonds-cli.1"):
        text = (HERE / name).read_text(encoding="utf-8").replace("@DATE@", day).replace("@VERSION@", version)
        (manual / f"{name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def put(source: Path, target: Path) -> None:
    """Copy a file, making the folders on the way."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def control_text(version: str, architecture: str, size: int, relations: Relations) -> str:
    """The control file; ``size`` in bytes."""
    fields = {
        "Package": "fonds",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(relations.depends),
        "Recommends": ", ".join(relations.recommends),
        "Suggests": ", ".join(relations.suggests),
        "Section": "text",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def checksums(stage: Path) -> str:
    """``md5sums``, by which dpkg tells later whether files were changed (no protection against anybody)."""
    lines = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(stage).as_posix()}\n"
        for path in sorted(stage.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.relative_to(stage).parts
    ]
    return "".join(lines)


def set_modes(stage: Path) -> None:
    """Programs can be run, nothing else can; nobody but root may write."""
    for path in [stage, *stage.rglob("*")]:
        if path.is_symlink():
            continue
        runs = path.name in ("fonds", "QtWebEngineProcess", "postinst", "prerm") and _is_program(path)
        path.chmod(0o755 if path.is_dir() or runs else 0o644)


def _is_program(path: Path) -> bool:
    return path.is_file() and path.read_bytes()[:4] in (b"\x7fELF", b"#!/b")


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout.strip()
