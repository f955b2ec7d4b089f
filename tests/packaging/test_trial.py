"""The trial of a package: it finds the one package, uses what was installed, and sees when something is not as it must be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import trial
from environment import SetupError

WINDOW = """\
#!/bin/sh
for word; do case "$word" in --smoke=*) echo '{"ok": true, "hits": 2}' > "${word#--smoke=}";; esac; done
"""
BROKEN = """\
#!/bin/sh
for word; do case "$word" in --smoke=*) echo '{"ok": false, "failed": "window", "detail": "no screen"}' > "${word#--smoke=}";; esac; done
exit 1
"""


@pytest.mark.parametrize(
    ("system", "name"),
    [
        ("linux", "fonds_0.1.0_amd64.deb"),
        ("win32", "fonds-0.1.0-windows-setup.exe"),
    ],
)
def test_the_package_of_each_system_is_found_among_the_others(system: str, name: str, tmp_path: Path) -> None:
    others = (
        "SHA256SUMS",
        "fonds-0.1.0-linux.cdx.json",
        "fonds_0.1.0_amd64.deb",
        "fonds-0.1.0-windows-setup.exe",
    )
    for other in others:
        (tmp_path / other).touch()
    assert trial.find_package(tmp_path, system) == (tmp_path / name).resolve()


def test_none_or_two_packages_are_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="found: none"):
        trial.find_package(tmp_path, "linux")
    for name in ("fonds_0.1.0_amd64.deb", "fonds_0.2.0_amd64.deb"):
        (tmp_path / name).touch()
    with pytest.raises(SetupError, match=r"0\.1\.0.*0\.2\.0"):
        trial.find_package(tmp_path, "linux")


def put_program(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def install_script(folder: Path, *, window: str = WINDOW, forgets: bool = False) -> trial.Installed:
    """Programs that behave as installed ones: a window that only answers, and the real command line."""
    folder.mkdir(exist_ok=True)
    paths = os.pathsep.join(sys.path)
    console = f'#!/bin/sh\nPYTHONPATH="{paths}" exec "{sys.executable}" -m fonds "$@"\n'
    programs = put_program(folder / "fonds", window), put_program(folder / "fonds-cli", console)

    def uninstall() -> None:
        for program in programs[1:] if forgets else programs:
            program.unlink()

    return trial.Installed(programs[0], programs[1], uninstall)


needs_shell = pytest.mark.skipif(os.name == "nt", reason="needs a shell")


@needs_shell
def test_what_was_installed_is_started_used_and_removed(tmp_path: Path) -> None:
    folder, work = tmp_path / "程序", tmp_path / "work"
    work.mkdir()
    facts = trial.try_out(Path("some.deb"), lambda _package: install_script(folder), work)
    assert facts["package"] == "some.deb"
    assert facts["runs"]
    assert not (folder / "fonds").exists()
    assert (work / "我的档案.fonds").is_file()


@needs_shell
def test_a_program_that_does_not_start_fails_the_trial_and_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    with pytest.raises(SetupError, match="failed at “window”: no screen"):
        trial.try_out(Path("some.deb"), lambda _package: install_script(folder, window=BROKEN), tmp_path)
    assert not (folder / "fonds").exists()


@needs_shell
def test_a_program_that_stays_fails_the_trial(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="the program is gone"):
        trial.try_out(
            Path("some.deb"), lambda _package: install_script(tmp_path / "programs", forgets=True), tmp_path
        )


@needs_shell
def test_a_step_that_fails_is_named() -> None:
    with pytest.raises(SetupError, match="status 3"):
        trial.run([sys.executable, "-c", "raise SystemExit(3)"])
