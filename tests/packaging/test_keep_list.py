"""What a package holds: judged on the libraries that are installed here, and on the names of the other systems."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import keep_list
import trim

LIBRARIES = Path(str(find_spec("PySide6").origin)).parent.parent  # type: ignore[union-attr]
PACKAGE = Path(__file__).resolve().parent.parent.parent / "desktop" / "fonds"


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/Qt/resources/v8_context_snapshot.bin",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/translations/qtwebengine_locales/zh-CN.pak",
        "PySide6/QtWebEngineWidgets.abi3.so",
        "PySide6/libpyside6.abi3.so.6.11",
        "libQt6Core.so.6",
        "libcrypto.so.3",
        "libpython3.11.so.1.0",
        "lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "nh3/nh3.abi3.so",
        "numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
        "numpy/random/mtrand.cpython-311-x86_64-linux-gnu.so",
        "numpy.libs/libscipy_openblas64_-ff651d7f.so",
        "PyYAML-6.0.3.dist-info/METADATA",
        "PyYAML-6.0.3.dist-info/licenses/LICENSE",
        "spylls/hunspell/data/en/en_US.dic",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "fonds/resources/licences/index.json",
        "fonds/resources/site/search.h",
        "certain/new/part.bin",
    ],
)
def test_what_the_program_needs_stays(path: str) -> None:
    assert keep_list.keep(path, "linux")


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Designer.so.6",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/qmltooling/libqmldbg_debugger.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/resources/qtwebengine_resources.debug.pak",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/QtBluetooth.abi3.so",
        "PySide6/QtCore.pyi",
        "PySide6/designer",
        "libQt6Designer.so.6",
        "libX11.so.6",
        "libfontconfig.so.1",
        "libstdc++.so.6",
        "numpy/_core/tests/test_abc.py",
        "numpy/f2py/__init__.py",
        "numpy/_core/include/numpy/ndarraytypes.h",
        "PyYAML-6.0.3.dist-info/RECORD",
        "spylls/hunspell/data/ru/ru.dic",
        "spylls/hunspell/data/sv/sv_SE.aff",
        "qtawesome/fonts/codicon-0.0.36.ttf",
    ],
)
def test_what_nobody_needs_goes(path: str) -> None:
    assert not keep_list.keep(path, "linux")


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("PySide6/Qt6WebEngineCore.dll", True),
        ("PySide6/QtWebEngineProcess.exe", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/resources/icudtl.dat", True),
        ("PySide6/translations/qtwebengine_locales/zh-CN.pak", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/pyside6.abi3.dll", True),
        ("PySide6/msvcp140_1.dll", True),
        ("shiboken6/msvcp140.dll", True),
        ("python311.dll", True),
        ("PySide6/Qt6Designer.dll", False),
        ("PySide6/designer.exe", False),
        ("PySide6/avcodec-61.dll", False),
        ("PySide6/plugins/sqldrivers/qsqlite.dll", False),
        ("PySide6/qml/QtQuick/qmldir", False),
        ("PySide6/lib/Qt6Core.lib", False),
        ("PySide6/translations/qtwebengine_locales/de.pak", False),
    ],
)
def test_windows_has_its_own_names(path: str, stays: bool) -> None:
    assert keep_list.keep(path, "windows") is stays


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", True),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist", True),
        ("PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/icudtl.dat", True),
        ("PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/v8_context_snapshot.arm64.bin", True),
        (
            "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_locales/zh-CN.pak",
            True,
        ),
        (
            "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Helpers/QtWebEngineProcess.app/Contents/Info.plist",
            True,
        ),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", True),
        ("PySide6/Qt/lib/QtDesigner.framework/Versions/A/QtDesigner", False),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/Headers/qobject.h", False),
        ("PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_locales/de.pak", False),
        (
            "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Resources/qtwebengine_devtools_resources.pak",
            False,
        ),
        ("PySide6/Assistant.app/Contents/Info.plist", False),
    ],
)
def test_macos_has_frameworks(path: str, stays: bool) -> None:
    assert keep_list.keep(path, "macos") is stays


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(ValueError, match="amiga"):
        keep_list.keep("PySide6/QtCore.abi3.so", "amiga")


def test_every_module_of_qt_that_the_program_imports_stays() -> None:
    used = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"PySide6\.Qt(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= keep_list.PYTHON_MODULES
    assert used <= keep_list.QT_MODULES


def test_what_is_named_exists() -> None:
    """A name that a newer Qt spells otherwise must not fall out in silence."""
    kept = {
        path.relative_to(LIBRARIES).as_posix()
        for path in (LIBRARIES / "PySide6").rglob("*")
        if path.is_file() and keep_list.keep(path.relative_to(LIBRARIES).as_posix(), "linux")
    }
    names = " ".join(kept)
    for module in keep_list.QT_MODULES:
        assert f"Qt6{module}." in names or f"Qt6{module}.dll" in names, module
    for module in keep_list.PYTHON_MODULES:
        assert f"PySide6/Qt{module}.abi3" in names, module
    assert {path.split("/")[-1] for path in kept} >= keep_list.WEB_LOCALES
    assert {path.split("/")[-1] for path in kept} >= keep_list.WEB_RESOURCES


def test_trimming_leaves_no_dead_link_and_no_empty_folder(tmp_path: Path) -> None:
    for name in (
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "numpy/f2py/deep/file.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"12345678")
    (tmp_path / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    (tmp_path / "other.dat").symlink_to("PySide6/Qt/qml/QtQuick/qmldir")
    result = trim.trim(tmp_path, "linux")
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if not path.is_dir())
    assert left == ["PySide6/Qt/lib/libQt6Core.so.6", "libQt6Core.so.6"]
    assert (result.files, result.kept_files) == (5, 2)
    assert result.gone["PySide6"] == 8
    assert trim.size_of(tmp_path) == 8
    assert not (tmp_path / "numpy").exists()
    assert "MB" in str(result)
