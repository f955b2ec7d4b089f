"""Installs the Debian package on a Debian 12 that has nothing else, starts it there, and removes it again.

    python3 packaging/build.py chroot --deb FILE        (as root; needs debootstrap and a mirror)

The bare system is kept as ``build/chroot-base.tar``. Every step says what it found; the first that is not as it should
be ends the test.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import freezing
from environment import SetupError
from linux.dependencies import SUGGESTED

HERE = Path(__file__).resolve().parent
SUITE = "bookworm"
BASE = freezing.BUILD / "chroot-base.tar"
ROOM = freezing.BUILD / "chroot"
USER = "archivist"
DISPLAY_PACKAGES = ("xvfb", "xauth")
DESKTOP_PACKAGES = ("desktop-file-utils", "shared-mime-info", "man-db", "fonts-noto-cjk")
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q", "-o", "Dpkg::Use-Pty=0")
INSTALLED = (
    *("usr/bin/fonds", "usr/bin/fonds-cli", "usr/share/applications/fonds.desktop"),
    *("usr/share/icons/hicolor/scalable/apps/fonds.svg", "usr/share/man/man1/fonds-cli.1.gz"),
)
UNLINKED = "find /usr/lib/fonds -type f -name '*.so*' | xargs ldd 2>/dev/null"


def try_package(deb: Path, pictures: Path) -> None:
    """Go through the whole life of the package.

    Raises:
        SetupError: a step failed, or something was not as it should be.
    """
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise SetupError("This needs root and debootstrap.")
    make_room()
    shutil.copyfile(deb, ROOM / "srv/fonds.deb")
    inside("useradd", "--create-home", USER)
    inside(*APT, "update")
    before = files()
    began = time.monotonic()
    inside(*APT, "install", "--no-install-recommends", "/srv/fonds.deb")
    print(f"installed with what it depends on, and nothing else: {time.monotonic() - began:.0f} s")
    require(all((ROOM / name).exists() for name in INSTALLED), "files are missing after the installation")
    unlinked = [
        line for line in inside("sh", "-c", UNLINKED).splitlines() if not line.split()[0].endswith(SUGGESTED)
    ]
    unlinked = sorted(unresolved(inside("sh", "-c", UNLINKED)))
    require(not unlinked, f"libraries are missing: {unlinked}")
    smoke("offscreen, ordinary user", USER, "QT_QPA_PLATFORM=offscreen")
    smoke("offscreen, root", "root", "QT_QPA_PLATFORM=offscreen", "QTWEBENGINE_CHROMIUM_FLAGS=--no-sandbox")
    try_command_line()
    inside(*APT, "install", "--no-install-recommends", *DISPLAY_PACKAGES, *DESKTOP_PACKAGES)
    smoke("Xvfb, ordinary user", USER, "QT_QPA_PLATFORM=xcb", screen=True, picture="xvfb.png")
    shutil.copyfile(ROOM / "home" / USER / "xvfb.png", pictures / "fonds-deb-xvfb.png")
    check_desktop(there=True)
    inside(*APT, "purge", "fonds")
    check_desktop(there=False)
    left = sorted(
        name
        for name in files() - before
        if "fonds" in name and not name.startswith(("home/", "srv/", "var/tmp/"))
    )
    require(not left, f"left behind: {left}")
    print("removed; nothing of it is left")
    shutil.rmtree(ROOM)


def make_room() -> None:
    """A bare Debian in ``build/chroot``."""
    shutil.rmtree(ROOM, ignore_errors=True)
    if not BASE.exists():
        freezing.run(["debootstrap", "--variant=minbase", SUITE, str(ROOM)])
        freezing.run(["tar", "-C", str(ROOM), "-cf", str(BASE), "."])
    else:
        ROOM.mkdir(parents=True)
        freezing.run(["tar", "-C", str(ROOM), "-xf", str(BASE)])
    shutil.copyfile("/etc/resolv.conf", ROOM / "etc/resolv.conf")


def inside(*command: str, user: str = "root") -> str:
    """Run a command in the room and return what it printed."""
    words = ["unshare", "--mount", "--pid", "--fork", "sh", str(HERE / "inside.sh"), str(ROOM)]
    if user != "root":
        words += ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--reset-env"]
    answer = subprocess.run(
        [*words, *command],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if answer.returncode:
        said = "\n".join((answer.stdout + answer.stderr).splitlines()[-20:])
        raise SetupError(f"{' '.join(command)[:200]} ended with {answer.returncode}:\n{said}")
    return answer.stdout


def unresolved(said: str) -> set[str]:
    """What ``ldd`` does not find, but for plugins that Qt does without."""
    found, file = set(), ""
    for line in said.splitlines():
        if line.startswith("/"):
            file = line.rstrip(":")
        elif "not found" in line and "wayland" not in file and not file.endswith(SUGGESTED):
            found.add(f"{line.split()[0]} for {file}")
    return found


def smoke(what: str, user: str, *variables: str, screen: bool = False, picture: str = "") -> None:
    """The installed program's own smoke test, with the web engine."""
    home = "/var/tmp" if user == "root" else f"/home/{user}"
    command = ["env", f"HOME={home}", *variables, *(("xvfb-run", "-a") if screen else ()), "fonds", "--smoke"]
    command += ["--engine=web", *([f"--picture={home}/{picture}"] if picture else [])]
    said = json.loads(inside(*command, user=user).splitlines()[-1])
    require(said["ok"] and said["frozen"], f"{what}: {said}")
    print(f"{what}: {json.dumps(said['seconds'])}")


def try_command_line() -> None:
    """Make an archive, import, search, export, as an ordinary user with Chinese names."""
    text = "---\\ntitle: 示范区\\ndate: 2022-01-11\\n---\\n编目\\n"
    script = (
        f"set -e; cd; mkdir 文章; printf '%b' '{text}' > 文章/一.md; fonds-cli new 档案.fonds; "
        "fonds-cli import 档案.fonds 文章; fonds-cli search 档案.fonds 编目 | grep 示范区; "
        "fonds-cli export 档案.fonds 出 --format bagit; test -s 出/manifest-sha256.txt"
    )
    inside("env", f"HOME=/home/{USER}", "LC_ALL=C.UTF-8", "sh", "-c", script, user=USER)
    print("fonds-cli: new, import, search, export")


def check_desktop(*, there: bool) -> None:
    """Menus, file type and manual know of the program, or have forgotten it."""
    known = {
        "menu": "application/x-fonds" in read("usr/share/applications/mimeinfo.cache"),
        "file type": "*.fonds" in read("usr/share/mime/globs2"),
        "program": (ROOM / "usr/bin/fonds").exists(),
    }
    require(all(known.values()) if there else not any(known.values()), f"the desktop knows: {known}")
    if there:
        inside("desktop-file-validate", "/usr/share/applications/fonds.desktop")
        for name in ("fonds", "fonds-cli"):
            warned = inside(
                "sh",
                "-c",
                f"zcat /usr/share/man/man1/{name}.1.gz | man --warnings -E UTF-8 -l - 2>&1 >/dev/null",
            )
            require(not warned, f"the manual page {name} is not clean: {warned}")
    print(f"the desktop {'knows it: menu, file type, manual' if there else 'has forgotten it'}")


def read(name: str) -> str:
    """A text file of the room; empty when it is not there."""
    path = ROOM / name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def files() -> set[str]:
    """The paths of everything in the room."""
    return {path.relative_to(ROOM).as_posix() for path in ROOM.rglob("*")}


def require(condition: bool, complaint: str) -> None:
    """Raises SetupError with the complaint unless the condition holds."""
    if not condition:
        raise SetupError(complaint)
