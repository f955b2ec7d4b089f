"""The Debian package in small: its fields, its desktop entry, its file type, its manual, and a package of a toy program."""

from __future__ import annotations

import configparser
import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import freezing
import icons
import native
from environment import SetupError
from fonds.base.verbs import VERBS
from linux import dependencies, package
from linux.dependencies import Relations, relate

LINUX = Path(package.__file__).parent
DEBIAN = (
    sys.platform == "linux" and shutil.which("dpkg-deb") is not None and shutil.which("readelf") is not None
)
needs_debian = pytest.mark.skipif(not DEBIAN, reason="needs dpkg-deb and readelf")
MIME = "application/x-fonds"


def test_the_desktop_entry_names_the_program_and_its_file_type() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / "fonds.desktop", encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert (fields["Type"], fields["Exec"], fields["Icon"]) == ("Application", "fonds %f", "fonds")
    assert fields["MimeType"] == f"{MIME};"
    assert fields["Comment[zh_CN]"]
    assert all(
        fields[name].endswith(";") for name in ("Categories", "Keywords", "Keywords[zh_CN]", "MimeType")
    )


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-validate")
def test_the_desktop_entry_is_valid() -> None:
    command = ["desktop-file-validate", str(LINUX / "fonds.desktop")]
    assert subprocess.run(command, capture_output=True, text=True).stdout == ""


def test_the_file_type_is_known_by_its_ending() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ET.parse(LINUX / "fonds.xml").getroot().find(f"{space}mime-type")
    assert kind is not None
    assert kind.get("type") == MIME
    pattern = kind.find(f"{space}glob")
    assert pattern is not None
    assert pattern.get("pattern") == "*.fonds"


def test_the_manual_tells_every_verb() -> None:
    text = (LINUX / "fonds-cli.1").read_text(encoding="utf-8").replace("\\-", "-")
    told = re.findall(r"(?m)^\.TP\n\.B (\S+)$", text)
    assert sorted(told) == sorted(VERBS)


def test_needs_become_relations() -> None:
    needs = {
        "libc.so.6": {"fonds"},
        "libEGL.so.1": {"a/libqxcb.so"},
        "libglib-2.0.so.0": {"a/libQt6Core.so.6", "a/libqgtk3.so"},
        "libgtk-3.so.0": {"a/platformthemes/libqgtk3.so"},
        "libwayland-client.so.0": {"platforms/libqwayland.so", "wayland-shell-integration/libxdg-shell.so"},
    }
    found = relate(needs, "2.35")
    assert found.depends == ("libc6 (>= 2.35)", "libegl1", "libglib2.0-0 | libglib2.0-0t64")
    assert found.recommends == ("fonts-noto-cjk", "libwayland-client0")
    assert found.suggests == ("libgtk-3-0 | libgtk-3-0t64",)


def test_a_need_without_a_name_ends_the_build() -> None:
    with pytest.raises(SetupError, match=r"libnew\.so\.1, which a/libQt6New"):
        relate({"libnew.so.1": {"a/libQt6New.so.6"}}, "2.35")


def test_all_that_a_checkout_needs_has_a_name_in_the_package() -> None:
    known = {**native.WINDOW_LIBRARIES, **native.WEB_LIBRARIES, **native.WAYLAND_LIBRARIES}
    assert known.items() <= dependencies.NAMES.items()


def test_the_control_file_has_its_fields() -> None:
    text = package.control_text(
        "1.2.3", "amd64", 1_000_001, Relations(("libc6 (>= 2.35)",), (), ("libcups2",))
    )
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "fonds"
    assert fields["Installed-Size"] == "977"
    assert fields["Depends"] == "libc6 (>= 2.35)"
    assert "Recommends" not in fields
    assert fields["Suggests"] == "libcups2"
    assert all(line == " ." or len(line) < 80 for line in package.DESCRIPTION.splitlines())
    assert text.endswith(".\n")


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen folder of one real program, laid out like the great one."""
    build, frozen = tmp_path / "build", tmp_path / "frozen" / "fonds"
    monkeypatch.setattr(freezing, "BUILD", build)
    monkeypatch.setattr(freezing, "ICONS", build / "icons")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    icons.make_icons(build / "icons")
    (frozen / "_internal").mkdir(parents=True)
    shutil.copyfile("/bin/true", frozen / "fonds")
    (frozen / "fonds").chmod(0o700)
    (frozen / "fonds-cli").symlink_to("fonds")
    (frozen / "_internal" / "data.txt").write_text("数据", encoding="utf-8")
    (frozen / "_internal" / "data.txt").chmod(0o777)
    return frozen


@needs_debian
def test_a_package_is_made_the_same_twice(toy: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made += package.package(toy, tmp_path / name, "1.2.3")
    assert [path.name.split("_")[:2] for path in made] == [["fonds", "1.2.3"]] * 2
    assert made[0].read_bytes() == made[1].read_bytes()


@needs_debian
def test_what_is_in_the_package(toy: Path, tmp_path: Path) -> None:
    (made,) = package.package(toy, tmp_path, "1.2.3")
    listed = subprocess.run(["dpkg-deb", "--contents", str(made)], capture_output=True, text=True, check=True)
    entries = {line.split(None, 5)[5]: line.split()[:2] for line in listed.stdout.splitlines()}
    assert {owner for _, owner in entries.values()} == {"root/root"}
    assert entries["./usr/lib/fonds/fonds"][0] == "-rwxr-xr-x"
    assert entries["./usr/lib/fonds/_internal/data.txt"][0] == "-rw-r--r--"
    assert "./usr/bin/fonds -> ../lib/fonds/fonds" in entries
    assert "./usr/lib/fonds/fonds-cli -> fonds" in entries
    out = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", str(made), str(out)], check=True)
    manual = gzip.decompress((out / "usr/share/man/man1/fonds.1.gz").read_bytes()).decode()
    assert '"2023-11-14" "Fonds 1.2.3"' in manual
    for line in (out / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.md5((out / name).read_bytes(), usedforsecurity=False).hexdigest() == digest
    control = (out / "DEBIAN/control").read_text(encoding="utf-8")
    assert "Depends: libc6 (>= 2." in control
    assert not re.search(r"@[A-Z]+@", manual)


@needs_debian
@pytest.mark.parametrize("name", ["postinst", "prerm"])
def test_the_scripts_are_whole(name: str) -> None:
    assert subprocess.run(["sh", "-n", str(LINUX / name)], capture_output=True).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: the layout is that of an AppImage")
def test_the_folder_of_an_appimage_starts_either_program(toy: Path, tmp_path: Path) -> None:
    from linux import appimage

    folder = tmp_path / "Fonds.AppDir"
    appimage.lay_out(toy, folder)
    assert (folder / ".DirIcon").resolve() == folder / "fonds.png"
    assert (folder / "fonds.desktop").is_file()
    for name in ("", "fonds-cli"):
        answer = subprocess.run([str(folder / "AppRun")], env={"ARGV0": name, "PATH": "/usr/bin:/bin"})
        assert answer.returncode == 0
