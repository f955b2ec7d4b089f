"""The setup for Windows in small: the real script around a tiny program, installed, changed and removed under wine."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import icons
from windows import package, wine_prefix, wine_trial
from windows.wine_prefix import Prefix
from windows.wine_screen import Screen

PROGRAM = """
#include <windows.h>
int wmain(int count, wchar_t **words)
{
    if (count > 1) {
        CloseHandle(CreateFileW(words[1], GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
        Sleep(600000);
    }
    return 0;
}
"""
"""A program that makes a file when it has begun, and runs for as long as one wants it to."""
THEIRS = ("notes.txt", "_internal/theirs.txt")

needs_makensis = pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis (package nsis)")
needs_wine = pytest.mark.skipif(bool(wine_prefix.missing_tools()), reason="needs wine64, mingw-w64 and xvfb")


def _tiny(folder: Path, more: str) -> Path:
    """A frozen folder of a few files; ``more`` is the name of one that only this version has."""
    internal = folder / "_internal" / "deep" / "從卷軸 $HOME"
    internal.mkdir(parents=True)
    (internal / "到蝴蝶裝.md").write_text("文", encoding="utf-8")
    (folder / "_internal" / more).write_text(more, encoding="utf-8")
    (folder / "_internal" / "same.txt").write_text(str(folder.name), encoding="utf-8")
    (folder / "licences").mkdir()
    (folder / "licences" / "L.txt").write_text("L", encoding="utf-8")
    for name in ("fonds.exe", "fonds-cli.exe"):
        (folder / name).write_bytes(b"MZ")
    return folder


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    icons.make_icons(folder)
    return folder


@pytest.fixture(autouse=True)
def quick(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "ICONS", drawn)
    monkeypatch.setenv("FONDS_NSIS_COMPRESSOR", "zlib")


@needs_makensis
def test_the_script_is_taken_without_a_warning(tmp_path: Path) -> None:
    (setup,) = package.package(_tiny(tmp_path / "frozen", "a.txt"), tmp_path / "out", "1.2.3")
    assert setup.name == "fonds-1.2.3-windows-setup.exe"
    assert setup.read_bytes()[:2] == b"MZ"
    assert [path.name for path in setup.parent.iterdir()] == [setup.name]


@needs_makensis
def test_a_script_with_a_fault_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONDS_NSIS_COMPRESSOR", "none-of-these")
    with pytest.raises(package.PackagingError, match="SetCompressor"):
        package.package(_tiny(tmp_path / "frozen", "a.txt"), tmp_path / "out", "1.2.3")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefix]:
    made = Prefix(tmp_path_factory.mktemp("wine"), user="陈档案")
    made.make()
    yield made
    made.end()
    made.wait()


@needs_makensis
@needs_wine
def test_install_upgrade_and_remove(tmp_path: Path, prefix: Prefix) -> None:
    older, newer = _tiny(tmp_path / "older", "gone.txt"), _tiny(tmp_path / "newer", "new.txt")
    (tmp_path / "program.c").write_text(PROGRAM, encoding="ascii")
    for folder in (older, newer):
        command = [wine_prefix.COMPILER, "-municode", "-s", str(tmp_path / "program.c")]
        subprocess.run([*command, "-o", str(folder / "fonds.exe")], check=True)
    (first,) = package.package(older, tmp_path / "out", "0.9")
    (second,) = package.package(newer, tmp_path / "out", "0.10")
    installed = wine_trial.install_folder(prefix)
    wine_trial.plant_foreign(prefix)

    assert wine_trial.run_setup(prefix, first, "/IMPORTVERB=1")[0] == 0
    wine_trial.compare(older, installed)
    wine_trial.check_values(prefix, installed, "0.9", verb=True)
    for name in THEIRS:
        (installed / name).write_text("theirs", encoding="utf-8")

    with Screen() as screen:
        sign = prefix.drive / "begun"
        command = [prefix.windows_path(installed / "fonds.exe"), prefix.windows_path(sign)]
        running = prefix.start(command, screen.display)
        while not sign.exists():
            assert running.poll() is None
            time.sleep(0.1)
        assert wine_trial.run_setup(prefix, second, "/PATIENCE=2")[0] == 3  # it runs
        wine_trial.compare(older, installed, THEIRS)
        assert wine_trial.run_setup(prefix, second, "/PATIENCE=2")[0] == 3
        wine_trial.end_program(prefix, running)

    assert wine_trial.run_setup(prefix, second, "/IMPORTVERB=0")[0] == 0
    kept = (*THEIRS[:1], "_fonds-old/_internal/theirs.txt")
    assert (installed / kept[1]).read_text(encoding="utf-8") == "theirs"
    (installed / kept[1]).rename(installed / THEIRS[1])
    shutil.rmtree(installed / "_fonds-old")
    wine_trial.compare(newer, installed, THEIRS)
    wine_trial.check_values(prefix, installed, "0.10", verb=False)

    settings = prefix.local / "Fonds" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{}", encoding="utf-8")
    wine_trial.uninstall(prefix, installed)
    wine_trial.check_gone(prefix, installed, THEIRS)
    assert settings.exists()


@needs_makensis
@needs_wine
def test_a_folder_that_cannot_be_used_is_refused(tmp_path: Path, prefix: Prefix) -> None:
    (setup,) = package.package(_tiny(tmp_path / "frozen", "a.txt"), tmp_path / "out", "1.0")
    theirs = prefix.drive / "other"
    (theirs / "_internal").mkdir(parents=True)
    assert wine_trial.run_setup(prefix, setup, "/D=C:\\other")[0] == 5
    assert [path.name for path in theirs.rglob("*")] == ["_internal"]
    assert wine_trial.run_setup(prefix, setup, "/D=C:\\" + "\\".join(["x" * 60] * 4))[0] == 5
    assert list(prefix.drive.glob("xxx*")) == []
    chosen = prefix.drive / "选定的文件夹"
    assert wine_trial.run_setup(prefix, setup, "/D=C:\\选定的文件夹")[0] == 0
    wine_trial.compare(tmp_path / "frozen", chosen)
