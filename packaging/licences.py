"""Gathers the licence texts of everything that Fonds needs at run time into resources/licences.

Runs inside the environment (`dev.py licences`): the texts are those that the installed distributions carry. For Qt,
whose wheels carry none, the index refers to the texts of the GNU licences that are kept beside it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "licences"
INDEX = FOLDER / "index.json"
LOCK = ROOT / "packaging" / "requirements.txt"
OURS = (
    "LICENSE",
    "LGPL-3.0.txt",
    "GPL-3.0.txt",
    "OpenCC-Apache-2.0.txt",
    "Unicode-3.0.txt",
    "pypinyin-MIT.txt",
)
TEXT_NAMES = re.compile(r"^(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
OSI = "License :: OSI Approved :: "
QT = ("pyside6", "pyside6-addons", "pyside6-essentials", "shiboken6")
NOTES = {
    **dict.fromkeys(
        QT, "Qt for Python and Qt, used as replaceable shared libraries under the LGPL, version 3."
    ),
    "pyside6-addons": "Qt WebEngine, used under the LGPL, version 3; it holds Chromium (BSD-3-Clause and others).",
    "spylls": "Used unchanged, as a library of its own. Of the dictionaries that it carries Fonds reads the English one "
    "alone, which is SCOWL's (free for any use, with its notice).",
    "qtawesome": "Holds icon fonts with licences of their own: Font Awesome and Elusive Icons (OFL-1.1), Material "
    "Design Icons and Remix Icon (Apache-2.0), Phosphor (MIT), Codicons (CC-BY-4.0).",
}

SAID_WRONGLY = {"spylls": "MPL-2.0"}
"""Packages whose own text is of another licence than their metadata say; the text counts."""


def main() -> int:
    """Write the texts and the index anew."""
    for entry in FOLDER.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
    packages = [_gather(name, versions) for name, versions in sorted(locked_versions().items())]
    text = json.dumps({"packages": packages}, indent=1, ensure_ascii=False) + "\n"
    INDEX.write_text(text, encoding="utf-8", newline="\n")
    print(f"written: {INDEX.relative_to(ROOT)}, {len(packages)} packages")
    return 0


def locked_versions() -> dict[str, list[str]]:
    """The packages of the run-time lock and their versions (more than one where Pythons differ)."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([a-z0-9-]+)==([^ ;\\]+)", LOCK.read_text(encoding="utf-8")):
        found.setdefault(name, []).append(version)
    return found


def _gather(name: str, versions: list[str]) -> dict[str, object]:
    installed = distribution(name)
    texts = ["LGPL-3.0.txt", "GPL-3.0.txt"] if name in QT else _copy_texts(name, installed)
    if not texts:
        sys.exit(f"{name} carries no licence text; add it by hand and name it here.")
    record: dict[str, object] = {
        "name": name,
        "versions": versions,
        "licence": _licence(installed),
        "texts": texts,
    }
    return {**record, "note": NOTES[name]} if name in NOTES else record


def _copy_texts(name: str, installed: Distribution) -> list[str]:
    texts = []
    for file in installed.files or []:
        inside = file.parts[0].endswith(".dist-info") and TEXT_NAMES.match(file.name)
        if inside and not file.name.endswith((".py", ".pyc")):
            # Parts that were taken over from others carry texts of the same name, each in a folder of its own.
            inner = [part for part in file.parts[1:] if part != "licenses"]
            target = FOLDER / name / "-".join(inner)
            target.parent.mkdir(exist_ok=True)
            lines = file.read_text(encoding="utf-8").splitlines()
            clean = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
            target.write_text(clean, encoding="utf-8", newline="\n")
            texts.append(f"{name}/{target.name}")
    return sorted(texts)


def _licence(installed: Distribution) -> str:
    if installed.name in SAID_WRONGLY:
        return SAID_WRONGLY[installed.name]
    for field in ("license_expression", "license"):
        lines = str(installed.metadata.json.get(field, "")).splitlines()
        if len(lines) == 1:
            return lines[0]
    named = [text for text in installed.metadata.json.get("classifier", []) if text.startswith(OSI)]
    if len(named) == 1:  # older packages say it here alone
        return named[0].removeprefix(OSI).removesuffix(" License")
    sys.exit(f"{installed.name} does not name its licence in one line.")


if __name__ == "__main__":
    sys.exit(main())
