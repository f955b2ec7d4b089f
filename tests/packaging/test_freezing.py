"""What a build says of itself before it freezes anything: the spec, the lists it reads, components, checksums."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import component_list
import freezing
import frozen_parts
from fonds.gui.dialogs import about

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_spec_makes_what_the_project_names() -> None:
    text = freezing.SPEC.read_text(encoding="utf-8")
    ast.parse(text)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {*project["scripts"], *project["gui-scripts"]}
    assert set(re.findall(r'program\("([\w-]+)", console=(?:True|False)\)', text)) == names
    assert 'program("fonds", console=False)' in text
    assert 'program("fonds-cli", console=True)' in text


def test_every_module_is_named_and_can_be_found() -> None:
    names = frozen_parts.own_modules()
    assert {"fonds", "fonds.app", "fonds.cli", "fonds.smoke", "fonds.gui.preview.web"} <= set(names)
    assert len(names) == len(set(names)) > 300
    assert not [name for name in names if "__" in name]


def test_the_resources_go_where_the_program_looks() -> None:
    folders = {Path(source).name: folder for source, folder in frozen_parts.own_resources()}
    assert folders["fonds.svg"] == "fonds/resources/icons"
    assert folders["fonds_zh_CN.qm"] == "fonds/resources/i18n"
    assert "fonds_zh_CN.ts" not in folders


def test_the_shown_versions_are_those_of_the_about_window() -> None:
    assert frozen_parts.SHOWN_VERSIONS == about._LIBRARIES


def test_what_is_under_the_gpl_is_left_out() -> None:
    assert "libzim" in frozen_parts.LEFT_OUT
    assert "libzim" not in component_list.locked_hashes({"libzim": "3.13.1"})


def test_the_list_of_components_is_valid_cyclonedx() -> None:
    found = component_list._ask(Path(sys.executable))
    libraries = {"libcrypto.so.3": ("libssl3", "3.0.16-1"), "libother.so.1": ("", "")}
    bill = component_list.make_bill(found, libraries, "1.2.3", 1_700_000_000)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    assert fault is None
    names = {component["name"] for component in bill["components"]}
    assert {"pyside6", "numpy", "CPython", "Qt", "Chromium", "libcrypto.so.3"} <= names
    assert names.isdisjoint({"pytest", "pyinstaller", "libzim"})
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    again = component_list.make_bill(found, libraries, "1.2.3", 1_700_000_000)
    assert again == bill


def test_licences_go_along(tmp_path: Path) -> None:
    (tmp_path / "fonds" / "_internal").mkdir(parents=True)
    target = tmp_path / "fonds" / "licences"
    component_list.copy_licences(Path(sys.executable), tmp_path / "fonds" / "_internal", target)
    assert (target / "LICENSE").is_file()
    assert (target / "index.json").is_file()


def test_checksums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.exe").write_bytes(b"a")
    freezing.write_checksums(tmp_path)
    text = freezing.write_checksums(tmp_path).read_text(encoding="utf-8")  # its own name is not in it
    assert text.splitlines() == [
        f"{hashlib.sha256(b'a').hexdigest()}  a.exe",
        f"{hashlib.sha256(b'b').hexdigest()}  b.deb",
    ]


def test_the_moment_is_the_commits_or_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert freezing.moment() == 12345
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert freezing.moment() > 1_600_000_000


def test_a_program_that_says_nothing_fails_by_name(tmp_path: Path) -> None:
    from environment import SetupError

    silent = tmp_path / "fonds"
    silent.write_text("#!/bin/sh\necho dying >&2\nexit 7\n", encoding="utf-8")
    silent.chmod(0o755)
    if sys.platform == "win32":
        pytest.skip("needs a shell")
    with pytest.raises(SetupError, match=r"fonds said nothing and ended with 7\ndying"):
        freezing.smoke(silent)


def test_the_command_knows_its_systems() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "build.py"), "amiga"]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 2
    assert "amiga" in answer.stderr
