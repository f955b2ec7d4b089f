"""Which files of the libraries a package holds, for all three systems: pure functions over relative paths.

A path is relative to the folder of the libraries (``site-packages``, ``_internal`` of a frozen program, ``Contents/
Frameworks``), with slashes. What is not known here stays, so that a library's new part is never lost in silence; of Qt
only what is named stays, because Qt is nine tenths of what is there.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

SYSTEMS = ("linux", "windows", "macos")

QT_MODULES = frozenset(
    (
        *("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "PrintSupport", "Pdf", "PdfWidgets"),
        *("WebEngineCore", "WebEngineWidgets", "WebChannel", "Positioning"),
        # The web engine and its widget are linked with these; there is no page without them.
        *("Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick", "QuickWidgets", "OpenGL"),
        # What the plugins below are linked with.
        *("XcbQpa", "WaylandClient", "WlShellIntegration"),
    )
)
"""Qt's own libraries, without their prefix."""
PYTHON_MODULES = frozenset(
    (
        *("Core", "Gui", "Widgets", "Network", "PrintSupport", "Pdf", "PdfWidgets"),
        *("WebEngineCore", "WebEngineWidgets", "WebChannel"),
    )
)
"""The modules of Qt for Python."""
PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qicns", "qico", "qjpeg", "qsvg", "qtiff", "qwebp", "qmacheif", "qmacjp2"},
    "networkinformation": {"qglib", "qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"},
    "platformthemes": {"qgtk3", "qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "tls": {"qopensslbackend", "qcertonlybackend", "qschannelbackend", "qsecuretransportbackend"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl", "dmabuf-server"},
    "wayland-shell-integration": {"xdg-shell", "wl-shell-plugin"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
"""Qt's plugins by kind, without the system's prefix and suffix. Input methods for Chinese are among them."""
TRANSLATIONS = re.compile(r"(?:qt|qtbase|qtwebengine)_(?:en|zh_CN)\.qm")
WEB_LOCALES = frozenset(("en-US.pak", "zh-CN.pak"))
"""The languages of Chromium's own messages; it falls back on the first."""
WEB_RESOURCES = frozenset(
    (
        *("icudtl.dat", "qtwebengine_resources.pak"),
        *("qtwebengine_resources_100p.pak", "qtwebengine_resources_200p.pak"),
    )
)
SNAPSHOT = re.compile(r"(?!.*\.debug\.)(?:v8_context_)?snapshot(?:_blob)?[\w.-]*\.bin")
QT_OTHERS = re.compile(
    r"libpyside6\.abi3\..*|pyside6\.abi3\.dll|libicu(?:data|i18n|uc)\.so[.\d]*|qt\.conf|"
    r"(?:msvcp|vcruntime|concrt|vcomp)140[\w]*\.dll|d3dcompiler_47\.dll|dxcompiler\.dll|dxil\.dll|"
    r"libGLESv2\.dll|libEGL\.dll|vk_swiftshader.*|vulkan-1\.dll|QtWebEngineProcess(?:\.exe)?",
)
"""Files beside the modules that Qt loads by itself. Not opengl32sw.dll: on Windows widgets and web pages are drawn through
Direct3D, which has a renderer of its own (WARP) where there is no graphics card."""
_QT_LIBRARY = re.compile(r"(?:lib)?Qt6(\w+?)(?:\.so[.\d]*|\.dll|\.dylib|\.\d\.dylib)")
_QT_FRAMEWORK = re.compile(r"Qt(\w+)\.framework")
_PYTHON_MODULE = re.compile(r"Qt(\w+)(?:\.abi3\.so|\.pyd|\.cpython-[\w-]+\.so)")
_PLUGIN = re.compile(r"(?:lib)?([\w-]+?)\.(?:so|dll|dylib)")

NUMPY_LEAVES = (
    *("f2py", "distutils", "testing", "typing/tests", "tests", "_pyinstaller", "doc", "polynomial"),
    *(
        "matrixlib/tests",
        "core/include",
        "_core/include",
        "_core/lib",
        "_core/tests",
        "lib/tests",
        "ma/tests",
    ),
    *("linalg/tests", "fft/tests", "random/tests", "random/_examples", "random/lib", "conftest"),
)
"""Parts of NumPy that are for its builders and testers, or that nothing here uses and that it loads on demand."""
NUMPY_TEST_BINARIES = re.compile(
    r"_(?:simd|multiarray_tests|operand_flag_tests|rational_tests|struct_ufunc_tests|umath_tests)\."
)
SPELLING = ("en",)
"""The dictionaries that stay. Those for Russian and Swedish are never read, and are under other licences."""
ICON_FONT = re.compile(r"phosphor-.*")
"""The one icon font of qtawesome's that is used."""
FOR_DEVELOPERS = re.compile(
    r".*\.(?:pyi|pyx|pxd|pxi|pyx\.in|h|hpp|c|cc|cpp|lib|a|pdb|prl|cmake|debug)|py\.typed"
)
INFORMATION = re.compile(
    r"METADATA|entry_points\.txt|LICEN[CS]E.*|COPYING.*|NOTICE.*|AUTHORS.*", re.IGNORECASE
)
"""What stays of the records about an installed library: its version is shown, Markdown finds its extensions through its
entry points, and licences go with the work."""
SYSTEM_LIBRARIES = re.compile(
    r"lib(?:python3[.\d]*|ssl|crypto|ffi|sqlite3|bz2|lzma|openblas[\w.-]*|scipy_openblas[\w.-]*|gfortran[\w.-]*|"
    r"quadmath[\w.-]*|shiboken6|pyside6|icu(?:data|i18n|uc)|Qt6\w+)(?:\.abi3)?\.so.*"
)
"""On Linux, the shared libraries that go along. All others are the system's: a package names them as dependencies,
because Mesa, X11, fontconfig and NSS only work with what else is installed there."""


def keep(path: str, system: str) -> bool:
    """Whether the file at this path is part of a package for the system (one of `SYSTEMS`)."""
    if system not in SYSTEMS:
        raise ValueError(f"unknown system: {system}")
    parts = PurePosixPath(path).parts
    top, rest = parts[0], parts[1:]
    if top.endswith((".dist-info", ".egg-info")):
        return any(part in ("licenses", "license_files") for part in rest) or bool(
            INFORMATION.fullmatch(parts[-1])
        )
    if top == "resources" or parts[:2] == ("fonds", "resources"):
        return True  # ours, whatever their names
    if FOR_DEVELOPERS.fullmatch(parts[-1]) or "__pycache__" in parts:
        return False
    if top == "PySide6":
        return not rest or _keep_qt(rest)
    if top == "numpy":
        return _keep_numpy("/".join(rest))
    if parts[:3] == ("spylls", "hunspell", "data"):
        return len(parts) < 5 or parts[3] in SPELLING
    if top == "qtawesome":
        return "tests" not in rest and (parts[1:2] != ("fonts",) or bool(ICON_FONT.fullmatch(parts[-1])))
    if top in ("sqlalchemy", "setuptools", "pkg_resources") and "testing" in rest:
        return False
    return len(parts) > 1 or system != "linux" or _keep_library(top)


def _keep_library(name: str) -> bool:
    """Whether a shared library that lies beside everything else goes along on Linux."""
    if name.endswith(".chk"):
        return False  # checksums of NSS, which is the system's
    if ".so" not in name or ".cpython-" in name:
        return True
    library = _QT_LIBRARY.fullmatch(name)
    if library:
        return library.group(1) in QT_MODULES
    return bool(SYSTEM_LIBRARIES.fullmatch(name))


def _keep_qt(parts: tuple[str, ...]) -> bool:
    """A file below PySide6; on Linux and macOS Qt's own are one folder deeper, in ``Qt``."""
    if parts[0] == "Qt":
        parts = parts[1:]
    if not parts:
        return True
    folder, name = parts[0], parts[-1]
    if folder == "plugins":
        plugin = _PLUGIN.fullmatch(name)
        return len(parts) == 3 and plugin is not None and plugin.group(1) in PLUGINS.get(parts[1], set())
    if "qtwebengine_locales" in parts:
        return name in WEB_LOCALES or name in {f"{locale}.info" for locale in WEB_LOCALES}
    if folder == "translations":
        return bool(TRANSLATIONS.fullmatch(name))
    if folder == "resources":
        return _is_web_resource(name)
    if folder == "libexec":
        return name in ("QtWebEngineProcess", "qt.conf")
    if folder == "lib":
        return _keep_qt_library(parts[1:])
    if folder in ("support", "QtAsyncio") or len(parts) == 1:
        return _keep_beside(name) if len(parts) == 1 else False
    return False  # qml, metatypes, typesystems, glue, include, scripts, the designer's programs


def _keep_qt_library(parts: tuple[str, ...]) -> bool:
    framework = _QT_FRAMEWORK.fullmatch(parts[0]) if parts else None
    if framework is None:
        return len(parts) == 1 and _keep_beside(parts[0])
    if framework.group(1) not in QT_MODULES:
        return False
    if "Headers" in parts:
        return False
    name = parts[-1]
    return _is_web_resource(name) if name.endswith((".pak", ".dat", ".bin")) else True


def _is_web_resource(name: str) -> bool:
    return name in WEB_RESOURCES or bool(SNAPSHOT.fullmatch(name))


def _keep_beside(name: str) -> bool:
    """A file that lies directly in PySide6 (or in Qt's ``lib``)."""
    for pattern, known in ((_PYTHON_MODULE, PYTHON_MODULES), (_QT_LIBRARY, QT_MODULES)):
        found = pattern.fullmatch(name)
        if found:
            return found.group(1) in known
    return name.endswith((".py", ".pyc")) or bool(QT_OTHERS.fullmatch(name))


def _keep_numpy(path: str) -> bool:
    leaves = any(path == leaf or path.startswith((f"{leaf}/", f"{leaf}.")) for leaf in NUMPY_LEAVES)
    return not leaves and not NUMPY_TEST_BINARIES.match(PurePosixPath(path).name)
