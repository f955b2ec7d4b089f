"""What macOS is told of the program: every field is there, and says what the other systems and the program itself say."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from typing import Any

import pytest

import icons
from fonds import __version__
from fonds.services import archives
from macos import bundle, entitlements

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"
FORBIDDEN = "com.apple.security.get-task-allow"


@pytest.fixture
def plist() -> dict[str, Any]:
    """The fields after a round trip through the format."""
    found: dict[str, Any] = plistlib.loads(plistlib.dumps(bundle.info_plist(__version__)))
    return found


def test_nothing_that_an_app_needs_is_missing(plist: dict[str, Any]) -> None:
    assert plist["CFBundlePackageType"] == "APPL"
    assert plist["CFBundleExecutable"] == "fonds"
    assert plist["CFBundleShortVersionString"] == __version__
    assert plist["LSMinimumSystemVersion"] == "14.0"
    assert plist["NSHighResolutionCapable"] is True
    assert plist["NSRequiresAquaSystemAppearance"] is False
    assert re.fullmatch(r"[A-Za-z0-9.-]+", str(plist["CFBundleIdentifier"]))
    assert plist["CFBundleDevelopmentRegion"] == "en"
    assert {"en", "zh_CN"} <= set(plist["CFBundleLocalizations"])
    owner = (ROOT / "resources/licences/LICENSE").read_text(encoding="utf-8").splitlines()[2]
    assert owner.removeprefix("Copyright (c) ") in str(plist["NSHumanReadableCopyright"])


def test_the_program_is_shown_in_the_dock_though_the_folder_has_one_for_the_console(
    plist: dict[str, Any],
) -> None:
    assert plist["LSBackgroundOnly"] is False
    assert "LSUIElement" not in plist


def test_archives_belong_to_the_program(plist: dict[str, Any]) -> None:
    (document,) = plist["CFBundleDocumentTypes"]
    (exported,) = plist["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert (document["CFBundleTypeRole"], document["LSHandlerRank"]) == ("Editor", "Owner")
    tags = exported["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [archives.EXTENSION.removeprefix(".")]
    assert "public.data" in exported["UTTypeConformsTo"]
    for entry in (document["CFBundleTypeIconFile"], exported["UTTypeIconFile"], plist["CFBundleIconFile"]):
        assert entry == "fonds.icns"


def test_linux_calls_the_file_type_the_same() -> None:
    text = (PACKAGING / "linux" / "fonds.xml").read_text(encoding="utf-8")
    assert f'type="{bundle.MIME_TYPE}"' in text
    assert f'pattern="*.{bundle.EXTENSION}"' in text
    assert f"<comment>{bundle.TYPE_NAME}</comment>" in text
    assert bundle.CHINESE[bundle.TYPE_NAME] in text


@pytest.mark.parametrize(
    ("version", "number"),
    [("0.1.0", "0.1.0"), ("1.2", "1.2"), ("1.2.3rc1", "1.2.3"), ("2.0.0.dev4", "2.0.0")],
)
def test_the_number_of_a_build_is_a_number(version: str, number: str) -> None:
    assert bundle.numeric(version) == number
    assert bundle.info_plist(version)["CFBundleShortVersionString"] == version


def test_what_is_no_version_is_refused() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        bundle.info_plist("next")


def test_every_sentence_that_macos_shows_has_chinese_words(tmp_path: Path, plist: dict[str, Any]) -> None:
    english, chinese = (plistlib.loads(path.read_bytes()) for path in bundle.write_strings(tmp_path))
    assert english.keys() == chinese.keys()
    shown = {key for key in plist if key.endswith("UsageDescription")} | {"NSHumanReadableCopyright"}
    assert shown <= english.keys()
    assert all(plist[key] == english[key] for key in shown)
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in chinese.values())
    assert (tmp_path / "zh-Hans.lproj" / "InfoPlist.strings").is_file()


def test_the_icon_is_the_one_that_is_made(tmp_path: Path) -> None:
    made = icons.make_icons(tmp_path)
    assert made[bundle.ICON].read_bytes()[:4] == b"icns"
    assert set(icons.ICNS_KEYS.values()) >= {16, 32, 64, 128, 256, 512, 1024}


def test_the_freezer_takes_the_fields_from_here() -> None:
    text = (PACKAGING / "fonds.spec").read_text(encoding="utf-8")
    assert "bundle.info_plist(freezing.version())" in text
    assert "bundle.IDENTIFIER" in text


def test_nothing_more_is_asked_of_the_hardened_runtime_than_is_needed(tmp_path: Path) -> None:
    program, helper = entitlements.write(tmp_path)
    for path in (program, helper):
        rights = plistlib.loads(path.read_bytes())
        assert all(value is True for value in rights.values())
        assert all(name.startswith("com.apple.security.cs.") for name in rights)
        assert FORBIDDEN not in rights  # Apple notarises nothing that can be debugged
        assert "com.apple.security.cs.disable-library-validation" not in rights
        assert b"<!--" not in path.read_bytes()
    assert entitlements.PROGRAM.items() < entitlements.HELPER.items()
    assert "com.apple.security.cs.allow-jit" in entitlements.HELPER
