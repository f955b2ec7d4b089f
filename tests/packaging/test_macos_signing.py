"""Signing: the order, what stands in each command, and that Apple is asked only when there is somebody to ask."""

from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path

import pytest

from macos import package, sign

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an app is full of symbolic links")
CODE = bytes.fromhex("cffaedfe") + b"code"
BOTH = bytes.fromhex("cafebabe") + b"code"
QT = "Contents/Frameworks/PySide6/Qt/lib"
KEY = {
    "FONDS_SIGN_IDENTITY": "Developer ID Application: Nobody (0000000000)",
    "FONDS_NOTARY_KEY": "key.p8",
    "FONDS_NOTARY_KEY_ID": "0123456789",
    "FONDS_NOTARY_ISSUER": "00000000-0000-0000-0000-000000000000",
}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A tree like the one that PyInstaller makes of the program."""
    root = tmp_path / "程序" / "Fonds.app"
    put(root / "Contents/MacOS/fonds")
    put(root / "Contents/MacOS/fonds-cli")
    put_plist(root / "Contents/Info.plist", "fonds")
    put(root / "Contents/Frameworks/nh3/nh3.abi3.so", BOTH)
    put(root / "Contents/Frameworks/libssl.3.dylib")
    put(root / "Contents/Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib")
    for name in ("QtCore", "QtWebEngineCore"):
        put_framework(root / QT / f"{name}.framework", name)
    helper = root / QT / "QtWebEngineCore.framework/Versions/A/Helpers" / sign.HELPER
    put(helper / "Contents/MacOS/QtWebEngineProcess")
    put_plist(helper / "Contents/Info.plist", "QtWebEngineProcess")
    put_framework(root / "Contents/Frameworks/Python.framework", "Python", "3.13")
    put(root / "Contents/Resources/fonds/resources/icons/fonds.svg", b"<svg/>")
    put(root / "Contents/Resources/short", b"\xcf")
    (root / "Contents/Resources/libssl.3.dylib").symlink_to("../Frameworks/libssl.3.dylib")
    (root / "Contents/Frameworks/QtCore").symlink_to("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore")
    return root


def put(path: Path, data: bytes = CODE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def put_plist(path: Path, program: str) -> None:
    put(path, plistlib.dumps({"CFBundleExecutable": program}))


def put_framework(path: Path, name: str, version: str = "A") -> None:
    put(path / "Versions" / version / name)
    put(path / "Versions" / version / "Resources/Info.plist", plistlib.dumps({}))
    (path / "Versions/Current").symlink_to(version)
    (path / name).symlink_to(f"Versions/Current/{name}")
    (path / "Resources").symlink_to("Versions/Current/Resources")


def test_code_is_found_from_the_inside_out(app: Path) -> None:
    found = [path.relative_to(app).as_posix() for path in sign.find_code(app)]
    assert found[-1] == "."
    assert set(found) == {
        ".",
        "Contents/MacOS/fonds-cli",
        "Contents/Frameworks/libssl.3.dylib",
        "Contents/Frameworks/nh3/nh3.abi3.so",
        "Contents/Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "Contents/Frameworks/Python.framework/Versions/3.13",
        f"{QT}/QtCore.framework/Versions/A",
        f"{QT}/QtWebEngineCore.framework/Versions/A",
        f"{QT}/QtWebEngineCore.framework/Versions/A/Helpers/{sign.HELPER}",
    }
    for path in found[:-1]:
        outside = [other for other in found if other not in (".", path) and path.startswith(f"{other}/")]
        assert all(found.index(path) < found.index(other) for other in outside)
    helper = found.index(f"{QT}/QtWebEngineCore.framework/Versions/A/Helpers/{sign.HELPER}")
    assert helper < found.index(f"{QT}/QtWebEngineCore.framework/Versions/A") < found.index(".")


def test_without_an_identity_the_signature_is_an_ad_hoc_one(app: Path, tmp_path: Path) -> None:
    commands = sign.signing_commands(app, "", tmp_path / "program", tmp_path / "helper")
    *signing, verifying = commands
    assert [command[-1] for command in signing] == [str(path) for path in sign.find_code(app)]
    assert all(command[:4] == ["codesign", "--force", "--sign", "-"] for command in signing)
    assert not any("runtime" in command or "--timestamp" in command for command in signing)
    assert verifying[:2] == ["codesign", "--verify"]
    assert sign.notarising_commands(app, {}, tmp_path) == []
    assert sign.image_commands(tmp_path / "fonds.dmg", "") == []


def test_with_an_identity_each_kind_of_program_gets_its_rights(app: Path, tmp_path: Path) -> None:
    program, helper = tmp_path / "program", tmp_path / "helper"
    *signing, _ = sign.signing_commands(app, KEY["FONDS_SIGN_IDENTITY"], program, helper)
    given = {}
    for command in signing:
        assert command[3] == KEY["FONDS_SIGN_IDENTITY"]
        assert command[4:7] == ["--options", "runtime", "--timestamp"]
        assert "--deep" not in command  # which would give the helper the rights of the program
        if "--entitlements" in command:
            given[Path(command[-1]).name] = command[command.index("--entitlements") + 1]
    assert given == {"Fonds.app": str(program), "fonds-cli": str(program), sign.HELPER: str(helper)}


def test_an_app_is_notarised_as_a_zip_and_an_image_as_it_is(app: Path, tmp_path: Path) -> None:
    packing, sending, stapling, *looking = sign.notarising_commands(app, KEY, tmp_path)
    assert packing == ["ditto", "-c", "-k", "--keepParent", str(app), str(tmp_path / "Fonds.zip")]
    assert sending[:4] == ["xcrun", "notarytool", "submit", str(tmp_path / "Fonds.zip")]
    assert "--wait" in sending
    assert sending[sending.index("--key") + 1] == "key.p8"
    assert stapling == ["xcrun", "stapler", "staple", str(app)]
    assert [command[0] for command in looking] == ["xcrun", "spctl"]
    image = tmp_path / "fonds.dmg"
    sending, stapling, *_ = sign.notarising_commands(image, KEY, tmp_path)
    assert sending[3] == str(image)
    assert stapling[-1] == str(image)
    (signing,) = sign.image_commands(image, KEY["FONDS_SIGN_IDENTITY"])
    assert signing[-1] == str(image)


@pytest.mark.parametrize("missing", sorted(KEY))
def test_a_key_that_is_given_in_part_is_told(missing: str) -> None:
    variables = {name: value for name, value in KEY.items() if name != missing}
    with pytest.raises(sign.SigningError, match=missing):
        sign.is_notarised(variables)


def test_an_identity_alone_signs_and_notarises_nothing() -> None:
    assert not sign.is_notarised({"FONDS_SIGN_IDENTITY": "somebody"})
    assert not sign.is_notarised({"FONDS_SIGN_IDENTITY": "", "FONDS_NOTARY_KEY": ""})
    assert sign.is_notarised(KEY)


def test_a_step_that_fails_ends_the_run_with_its_words(tmp_path: Path) -> None:
    done = tmp_path / "done"
    script = "import sys; sys.exit('no such certificate')"
    with pytest.raises(sign.SigningError, match="no such certificate"):
        sign.run([[sys.executable, "-c", script], [sys.executable, "-c", f"open({str(done)!r}, 'w')"]])
    assert not done.exists()
    with pytest.raises(sign.SigningError, match="fonds-no-such-tool"):
        sign.run([["fonds-no-such-tool", "sign"]])


@pytest.mark.parametrize(("status", "accepted"), [("Accepted", True), ("Invalid", False)])
def test_apples_no_counts_though_the_tool_ends_well(status: str, accepted: bool) -> None:
    command = [sys.executable, "-c", f'print(\'{{"id": 1, "status": "{status}"}}\')', "notarytool"]
    if accepted:
        sign.run([command])
    else:
        with pytest.raises(sign.SigningError, match="Invalid"):
            sign.run([command])


def test_links_that_lead_nowhere_are_found(app: Path) -> None:
    assert package.dangling_links(app) == []
    lost = app / "Contents/Frameworks/QtQuick3D"
    lost.symlink_to("PySide6/Qt/lib/QtQuick3D.framework/Versions/A/QtQuick3D")
    assert package.dangling_links(app) == [lost]


def test_an_image_says_for_which_processor_it_is() -> None:
    assert package.image_name("0.1.0", "arm64") == "fonds-0.1.0-macos-arm64.dmg"
    assert package.image_name("0.1.0", "x86_64") == "fonds-0.1.0-macos-x86_64.dmg"
