"""What is in a package: the list of components (CycloneDX 1.6) and the licence texts, of Python libraries, of Python
itself, and of the system's shared libraries that were taken along.

The Python libraries are those of the locked requirements that the build's environment really holds.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from environment import LOCKS, ROOT

LICENCES = ROOT / "resources" / "licences"
NAMESPACE = uuid.UUID("5b0f4f5e-6a5b-4d52-9b7f-0f6c1d1f6a11")
"""From which the numbers of lists are made: the same package has the same number."""
PROBE = (
    "import json, sys, sysconfig; from importlib import metadata\n"
    "from pathlib import Path\n"
    "print(json.dumps({'version': sys.version.split()[0], 'stdlib': sysconfig.get_path('stdlib'),"
    " 'dists': {d.metadata['Name'].lower().replace('_', '-').replace('.', '-'): d.version for d in metadata.distributions()}}))"
)
TEXTS = {"MIT-0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0", "LGPL-3.0-only"}
"""Licences that go by their SPDX name alone; anything else is written as an expression or by its own name."""
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
QT_COMPONENTS = (
    (
        "Qt",
        "LGPL-3.0-only",
        "The Qt libraries in the wheels of PySide6, as shared libraries that can be replaced.",
    ),
    ("Chromium", "BSD-3-Clause", "Inside Qt WebEngine; its parts have licences of their own."),
)
PYTHON_LICENCE = "PSF-2.0"


def write_bill(path: Path, python: Path, frozen: Path, version: str, seconds: int) -> None:
    """Write the list of what the frozen program holds. The same package gives the same bytes."""
    bill = make_bill(_ask(python), bundled_libraries(frozen), version, seconds)
    path.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def make_bill(
    found: dict[str, Any], libraries: dict[str, tuple[str, str]], version: str, seconds: int
) -> dict[str, Any]:
    """The list as plain values. ``found`` is what the environment says, ``libraries`` are the system's by file name, each
    with its package and version (empty where unknown)."""
    licences = {
        record["name"]: record["licence"]
        for record in json.loads((LICENCES / "index.json").read_text(encoding="utf-8"))["packages"]
    }
    installed: dict[str, str] = found["dists"]
    components = [
        _component(
            "library", name, installed[name], f"pkg:pypi/{name}@{installed[name]}", licence=licences[name]
        )
        | {"hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)]}
        for name, hashes in sorted(locked_hashes(installed).items())
    ]
    python = found["version"]
    components.append(
        _component("platform", "CPython", python, f"pkg:generic/cpython@{python}", licence=PYTHON_LICENCE)
    )
    for name, licence, description in QT_COMPONENTS:
        part = _component("library", name, installed.get("pyside6", ""), "", licence=licence)
        components.append(part | {"description": description})
    for file, (package, its_version) in sorted(libraries.items()):
        url = f"pkg:deb/debian/{package}@{its_version}" if package else ""
        components.append(_component("library", file, its_version, url))
    number = uuid.uuid5(NAMESPACE, json.dumps([version, components], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(
                "application", "Fonds", version, f"pkg:generic/fonds@{version}", licence="MIT"
            ),
        },
        "components": components,
    }


def locked_hashes(installed: dict[str, str]) -> dict[str, set[str]]:
    """The SHA-256 of the files that the lock allows for each library of the program that is installed."""
    text = LOCKS["run"].read_text(encoding="utf-8")
    found = {}
    for entry in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]:
        name, _, version = entry.split()[0].partition("==")
        if installed.get(name) == version:
            found[name] = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
    return found


def bundled_libraries(frozen: Path) -> dict[str, tuple[str, str]]:
    """Shared libraries of the system that lie in the frozen folder: file name -> Debian package and version."""
    folder = frozen / "fonds" / "_internal"
    if not sys.platform.startswith("linux") or not folder.is_dir():
        return {}
    names = [
        path.name
        for path in sorted(folder.glob("lib*.so*"))
        if not path.is_symlink() and not path.name.startswith("libpython")
    ]
    return {name: _debian_package(name) for name in names}


def copy_licences(python: Path, libraries: Path, folder: Path) -> None:
    """The texts of everything that is shipped, into one folder beside the program."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LICENCES, folder)
    found = _ask(python)
    text = Path(found["stdlib"]) / "LICENSE.txt"
    if text.is_file():
        (folder / "python").mkdir()
        shutil.copyfile(text, folder / "python" / "LICENSE.txt")
    for name, (package, _) in bundled_libraries(libraries.parent.parent).items():
        source = Path("/usr/share/doc") / package / "copyright"
        if package and source.is_file():
            target = folder / "system" / f"{name.partition('.so')[0]}.txt"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)


def _ask(python: Path) -> dict[str, Any]:
    answer = subprocess.run([str(python), "-c", PROBE], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def _debian_package(name: str) -> tuple[str, str]:
    """Which package of Debian's the machine has this library from; empty where that cannot be told."""
    if shutil.which("dpkg-query") is None:
        return "", ""
    answer = subprocess.run(
        ["dpkg-query", "--search", f"*/{name}"], capture_output=True, text=True, check=False
    )
    package = answer.stdout.partition(":")[0].partition(",")[0].strip()
    if not package:
        return "", ""
    command = ["dpkg-query", "--show", "--showformat", "${Version}", package]
    return package, subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _component(kind: str, name: str, version: str, url: str, *, licence: str = "") -> dict[str, Any]:
    component: dict[str, Any] = {"type": kind, "name": name}
    if version:
        component["version"] = version
    if url:
        component |= {"bom-ref": url, "purl": url}
    if licence:
        component["licenses"] = [_licence(licence)]
    return component


def _licence(said: str) -> dict[str, Any]:
    if said in TEXTS:
        return {"license": {"id": said}}
    if " " in said and SPDX.fullmatch(said) and re.search(r" (AND|OR|WITH) ", said):
        return {"expression": said}
    return {"license": {"name": said}}
