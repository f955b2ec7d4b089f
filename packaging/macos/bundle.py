"""What macOS is told of the program: the fields of Info.plist, and their Chinese words. `fonds.spec` puts them into the app.

Data only, so that Linux can check it. Names and meanings are those of Apple's "Information Property List".
"""

from __future__ import annotations

import plistlib
import re
from pathlib import Path

IDENTIFIER = "fonds.desktop.Fonds"
"""By this macOS knows the program. Whoever publishes it under a domain may change it before the first release, never after."""
DOCUMENT_TYPE = "fonds.desktop.archive"
EXTENSION = "fonds"
MIME_TYPE = "application/x-fonds"
ICON = "fonds.icns"
PROGRAM = "fonds"
CONSOLE_PROGRAM = "fonds-cli"
OLDEST_SYSTEM = "14.0"
"""NumPy's wheel for macOS 14, which stands on Apple's Accelerate, is the one that goes along; Qt 6.11 asks for 13."""
COPYRIGHT = "Copyright © 2026 The Fonds contributors. MIT licence."
TYPE_NAME = "Fonds archive"
WHY_FOLDERS = (
    "Fonds reads the folders and archives that you choose, and writes to the places that you choose."
)
FOLDER_QUESTIONS = (
    "NSDesktopFolderUsageDescription",
    "NSDocumentsFolderUsageDescription",
    "NSDownloadsFolderUsageDescription",
    "NSNetworkVolumesUsageDescription",
    "NSRemovableVolumesUsageDescription",
)
"""macOS asks once before a program may read there, and shows our reason."""
CHINESE = {
    TYPE_NAME: "Fonds 档案",
    WHY_FOLDERS: "Fonds 会读取您选择的文件夹和档案，并写入您选择的位置。",
    COPYRIGHT: "版权所有 © 2026 The Fonds contributors。MIT 许可证。",
}


def info_plist(version: str) -> dict[str, object]:
    """The fields of Info.plist for this version, beside those that PyInstaller fills in itself."""
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": "Fonds",
        "CFBundleDisplayName": "Fonds",
        "CFBundleExecutable": PROGRAM,
        "CFBundleIconFile": ICON,
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": numeric(version),
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN", "zh-Hans"],
        "CFBundleAllowMixedLocalizations": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": TYPE_NAME,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": ICON,
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [DOCUMENT_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": DOCUMENT_TYPE,
                "UTTypeDescription": TYPE_NAME,
                "UTTypeConformsTo": ["public.data", "public.database"],
                "UTTypeIconFile": ICON,
                "UTTypeTagSpecification": {
                    "public.filename-extension": [EXTENSION],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "LSApplicationCategoryType": "public.app-category.productivity",
        # PyInstaller would hide the program from the Dock, because the folder also holds one for the console.
        "LSBackgroundOnly": False,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSPrincipalClass": "NSApplication",
        "NSHumanReadableCopyright": COPYRIGHT,
        **dict.fromkeys(FOLDER_QUESTIONS, WHY_FOLDERS),
    }


def numeric(version: str) -> str:
    """A version as ``CFBundleVersion`` must be: at most three numbers, without what marks a trial."""
    found = re.match(r"\d+(?:\.\d+){0,2}", version)
    if found is None:
        raise ValueError(f"{version!r} does not begin with a number")
    return found.group()


def strings() -> dict[str, dict[str, str]]:
    """What stands in ``InfoPlist.strings`` of each language's folder. That the folders are there tells macOS which
    languages the program speaks."""
    texts = {TYPE_NAME: TYPE_NAME, "NSHumanReadableCopyright": COPYRIGHT}
    texts |= dict.fromkeys(FOLDER_QUESTIONS, WHY_FOLDERS)
    chinese = {key: CHINESE[text] for key, text in texts.items()}
    return {"en.lproj": texts, "zh-Hans.lproj": chinese}


def write_strings(resources: Path) -> list[Path]:
    """Write them below the app's ``Contents/Resources``."""
    written = []
    for folder, texts in strings().items():
        path = resources / folder / "InfoPlist.strings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(plistlib.dumps(texts))
        written.append(path)
    return written
