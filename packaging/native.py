"""What the system itself must give: Qt's shared libraries, a Chinese font, the venv module, a virtual display.

Only Linux needs any of it. Debian and its relatives are known by package name; elsewhere the libraries are named.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PURPOSES = ("command line", "window", "tests")

# From the 64-bit time transition on (glibc 2.38: Debian 13, Ubuntu 24.04) these have another name.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libasound2": "libasound2t64"}

WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WEB_LIBRARIES = {
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libbrotlidec.so.1": "libbrotli1",
    "libgbm.so.1": "libgbm1",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxkbfile.so.1": "libxkbfile1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth"}
JUDGES = {
    "java": "default-jre-headless",
    "jekyll": "jekyll",
    "hugo": "hugo",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "soffice": "libreoffice-writer-nogui",
    "zimcheck": "zim-tools",
}
"""Programs that the tests hold the exports against; a test that lacks its own says so and is skipped."""
PACKAGERS = {"makensis": "nsis"}
"""Programs that make packages for other systems. Not wine, which weighs too much: where it is, the tests use it."""
CHINESE_FONT = "fonts-noto-cjk"
FONT_NAMES = ("*CJK*", "*cjk*", "wqy-*", "*Han*", "uming*", "ukai*", "DroidSansFallback*", "*SC-*", "*TC-*")
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


@dataclass(frozen=True)
class Need:
    """One thing that is missing: its own name, Debian's package, why it matters, whether we cannot do without."""

    name: str
    package: str
    reason: str
    fatal: bool


def find_missing(purpose: str, *, thorough: bool) -> list[Need]:
    """What this Linux lacks for the purpose; empty elsewhere. ``thorough`` also looks for what only an
    installation needs and for a font, which takes longer."""
    if sys.platform != "linux":
        return []
    found: list[Need] = []
    if thorough:
        found += _missing_for_installing()
    if purpose == "command line":
        return found
    found += _missing_libraries(purpose)
    if thorough and not _has_chinese_font():
        found.append(Need("a Chinese font", CHINESE_FONT, "Chinese text has no font", False))
    if purpose == "tests":
        for program, package in TEST_PROGRAMS.items():
            if not shutil.which(program):
                found.append(Need(program, package, "some tests open a real window", False))
        for program, package in JUDGES.items():
            if not shutil.which(program):
                found.append(Need(program, package, "some tests judge exports by other programs", False))
        for program, package in PACKAGERS.items():
            if not shutil.which(program):
                found.append(Need(program, package, "some tests make a package", False))
    return found


def has_apt() -> bool:
    """Whether the system's packages have Debian's names."""
    return shutil.which("apt-get") is not None


def may_install() -> bool:
    """Whether we may and can install Debian packages."""
    return has_apt() and os.geteuid() == 0


def install_command(packages: Sequence[str]) -> str:
    """The command for an administrator."""
    return f"apt-get install --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str]) -> str:
    """Install them; the answer is empty, or the end of what the system's installer said."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-y", "-q", "-o", "Dpkg::Use-Pty=0"]
    # A list that could not be fetched anew may still do; if it does not, the installation says so.
    subprocess.run(["apt-get", "update", "-q"], capture_output=True, env=variables, stdin=subprocess.DEVNULL)
    answer = subprocess.run(
        ["apt-get", "install", "--no-install-recommends", *options, *packages],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=variables,
    )
    return "" if answer.returncode == 0 else "\n".join(answer.stdout.splitlines()[-25:])


def find_unresolved(venv: Path, purpose: str) -> list[Need]:
    """What the loader itself does not find for the installed Qt, whatever distribution this is."""
    qt = next(venv.glob("lib/python3*/site-packages/PySide6"), None)
    if sys.platform != "linux" or purpose == "command line" or qt is None or not shutil.which("ldd"):
        return []
    window = [qt / f"Qt/plugins/platforms/{name}.so" for name in ("libqxcb", "libqoffscreen", "libqwayland")]
    window += [qt / "Qt/lib/libQt6Widgets.so.6", *qt.glob("Qt/plugins/xcbglintegrations/*.so")]
    web = [qt / "Qt/lib/libQt6WebEngineCore.so.6"]
    for_window = _unresolved(window)
    if not os.environ.get("WAYLAND_DISPLAY"):
        for_window -= set(WAYLAND_LIBRARIES)
    for_web = _unresolved(web) - for_window
    needs = [Need(name, "", "Qt's window needs it", True) for name in sorted(for_window)]
    return needs + [
        Need(name, "", "the web preview needs it", purpose == "tests") for name in sorted(for_web)
    ]


def _unresolved(files: Sequence[Path]) -> set[str]:
    command = ["ldd", *(str(file) for file in files if file.exists())]
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return {line.split()[0] for line in answer.stdout.splitlines() if "not found" in line}


def _missing_for_installing() -> list[Need]:
    found = []
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        found.append(Need("venv", f"python{version}-venv", "Python cannot make virtual environments", True))
    certificates = [*CERTIFICATES, os.environ.get("SSL_CERT_FILE", "")]
    if not any(path and Path(path).is_file() for path in certificates):
        found.append(Need("certificates", "ca-certificates", "downloads cannot be verified", True))
    return found


def _missing_libraries(purpose: str) -> list[Need]:
    present = _loader_names() if has_apt() else set()
    if not present:
        return []  # the packages' names are not known here; the loader is asked after the installation
    groups = [
        (WINDOW_LIBRARIES, "Qt's window needs them", True),
        (WEB_LIBRARIES, "the web preview needs them", purpose == "tests"),
    ]
    if os.environ.get("WAYLAND_DISPLAY"):
        groups.append((WAYLAND_LIBRARIES, "a Wayland session needs them", not os.environ.get("DISPLAY")))
    return [
        Need(name, _package_name(package), reason, fatal)
        for libraries, reason, fatal in groups
        for name, package in libraries.items()
        if name not in present
    ]


def _loader_names() -> set[str]:
    """The names of all libraries of this machine's own kind that the loader's cache holds."""
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if ldconfig is None:
        return set()
    kind = {"x86_64": "x86-64", "aarch64": "AArch64"}.get(platform.machine(), "")
    answer = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, errors="replace")
    return {line.split()[0] for line in answer.stdout.splitlines() if "=>" in line and kind in line}


def _package_name(package: str) -> str:
    libc, version = platform.libc_ver()
    if libc == "glibc" and tuple(map(int, version.split(".")[:2])) >= (2, 38):
        return RENAMED.get(package, package)
    return package


def _has_chinese_font() -> bool:
    if shutil.which("fc-list"):
        answer = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True)
        return bool(answer.stdout.strip())
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(folder.rglob(name), None) for folder in folders if folder.is_dir() for name in FONT_NAMES)
