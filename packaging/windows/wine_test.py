#!/usr/bin/env python3
"""Installs, starts, upgrades and removes a real setup of Fonds under wine, and says what it saw.

    python3 packaging/windows/wine_test.py SETUP.exe [--frozen FOLDER] [--prefix FOLDER] [--posts FOLDER] [--words WORDS]
                                            [--pictures FOLDER]

FOLDER is the frozen folder that the setup was made from (`wine_freeze.py`); an older version is made from it by the way.
Needs wine64, mingw-w64, xvfb, x11-utils, nsis; about ten minutes on two cores. The exit status is 0 when all of it held.
README.md beside this file says what wine cannot show.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from environment import ROOT
from windows import package, wine_trial
from windows.wine_prefix import Prefix, WineError
from windows.wine_screen import Screen
from windows.wine_trial import check

WORK = ROOT / "build" / "windows"
USER = "陈档案"
OLDER = "0.0.9"
OLD_PART = "_internal/fonds/resources/only-in-the-older.txt"
THEIRS = ("我的笔记.txt",)
INSTALL_LIMIT = 60.0
"""Seconds that an installation may take."""
NAME = "卷" * 20


class Trial:
    """One setup in one prefix, step by step; each says what it saw."""

    def __init__(
        self, setup: Path, frozen: Path, prefix: Prefix, source: Path, words: str, pictures: Path | None
    ) -> None:
        self.setup = setup
        self.frozen = frozen
        self.prefix = prefix
        self.source = source
        self.words = words
        self.pictures = pictures
        self.version = re.sub(r"fonds-(.+)-windows-setup\.exe", r"\1", setup.name)
        self.installed = wine_trial.install_folder(prefix)
        self.posts = prefix.profile / "Documents" / "文章"

    def run(self) -> None:
        """All steps; the first that fails ends it.

        Raises:
            WineError: something is not as it should be.
        """
        steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("prefix", self.make_prefix),
            ("older version", self.install_older),
            ("upgrade while it runs", self.refuse_while_running),
            ("upgrade", self.upgrade),
            ("command line", self.use_command_line),
            ("long paths", self.use_long_paths),
            ("window", self.open_window),
            ("smoke", self.smoke),
            ("import verb", self.open_import),
            ("removal", self.remove),
            ("clean installation", self.install_clean),
        )
        for name, step in steps:
            began = time.monotonic()
            said = step()
            print(f"{name:24} {time.monotonic() - began:6.1f} s  {said}", flush=True)

    def make_prefix(self) -> str:
        """A Windows 10 for a user with a Chinese name, with values of other programs beside ours."""
        self.prefix.make()
        wine_trial.plant_foreign(self.prefix)
        return f"user {self.prefix.profile.name}"

    def install_older(self) -> str:
        """An older version, with a file that the newer one does not have."""
        older = WORK / "older"
        shutil.rmtree(older, ignore_errors=True)
        shutil.copytree(
            self.frozen, older, copy_function=lambda source, target: Path(target).hardlink_to(source)
        )
        (older / OLD_PART).write_text("old", encoding="utf-8")
        (setup,) = package.package(older, WORK / "older-setup", OLDER, "zlib")
        status, seconds = wine_trial.run_setup(self.prefix, setup, "/IMPORTVERB=1", "/DESKTOP=1")
        check(status == 0, f"the status is 0, not {status}")
        count = wine_trial.compare(older, self.installed)
        wine_trial.check_values(self.prefix, self.installed, OLDER, verb=True)
        check((self.prefix.profile / "Desktop" / "Fonds.lnk").exists(), "the shortcut on the desktop")
        for name in THEIRS:
            (self.installed / name).write_text("theirs", encoding="utf-8")
        shutil.rmtree(WORK / "older-setup")
        return f"{count} files are the same, installed silently in {seconds:.1f} s"

    def refuse_while_running(self) -> str:
        """The older program runs: a silent upgrade says so and changes nothing."""
        with Screen() as screen:
            process = self._start_window(screen)
            status, seconds = wine_trial.run_setup(self.prefix, self.setup, "/PATIENCE=3")
            check(status == 3, f"the status is 3, not {status}")
            check(process.poll() is None, "the program still runs")
            wine_trial.compare(WORK / "older", self.installed, THEIRS)
            check(
                wine_trial.close_program(self.prefix, process, screen.display),
                "the program closes when asked",
            )
        return f"refused with status 3 after {seconds:.1f} s, nothing changed"

    def upgrade(self) -> str:
        """The new version in place of the older one; what was chosen then is chosen still."""
        status, seconds = wine_trial.run_setup(self.prefix, self.setup)
        check(status == 0, f"the status is 0, not {status}")
        count = wine_trial.compare(self.frozen, self.installed, THEIRS)
        wine_trial.check_values(self.prefix, self.installed, self.version, verb=True)
        return f"{count} files are the same, the older one's own is gone, in {seconds:.1f} s"

    def use_command_line(self) -> str:
        """A new archive, an import, a search for two Chinese characters, two exports and a check."""
        shutil.copytree(self.source, self.posts)
        archive = self.prefix.windows_path(self.posts.parent / "档案馆.fonds")
        self.cli("new", archive)
        report = json.loads(self.cli("import", archive, self.prefix.windows_path(self.posts), "--json"))
        found = json.loads(self.cli("search", archive, self.words, "--json"))
        hits = len(found["posts"] if isinstance(found, dict) else found)
        check(hits > 0, f"the search for {self.words} finds something")
        exports = self.posts.parent / "导出"
        for form in ("front-matter", "bagit"):
            target = exports / form
            self.cli("export", archive, self.prefix.windows_path(target), "--format", form)
            check(any(target.rglob("*.md")), f"{form} has posts")
        check(any((exports / "bagit").glob("manifest-*.txt")), "the bag has a manifest")
        self.cli("check", archive)
        files = sum(path.is_file() for path in exports.rglob("*"))
        return f"import {_counts(report)}; {hits} hits of {self.words}; {files} files exported; checked"

    def use_long_paths(self) -> str:
        """An archive and exports in a folder whose path is longer than 260 characters."""
        deep = self.prefix.profile / "Documents" / "/".join([NAME] * 13)
        deep.mkdir(parents=True)
        archive = self.prefix.windows_path(deep / "深.fonds")
        self.cli("new", archive)
        # Not from a longer path than 260: wine 8 finds no final name for one (GetFinalPathNameByHandle).
        self.cli("import", archive, self.prefix.windows_path(self.posts))
        check(bool(self.cli("search", archive, self.words).strip()), "the search finds posts")
        for form in ("front-matter", "bagit"):
            self.cli("export", archive, self.prefix.windows_path(deep / form), "--format", form)
            check(any((deep / form).rglob("*.md")), f"{form} has posts")
        self.cli("check", archive)
        return f"an archive and two exports at {len(archive)} characters"

    def open_window(self) -> str:
        """The windowed program shows its window."""
        began = time.monotonic()
        with Screen() as screen:
            process = self._start_window(screen)
            seconds = time.monotonic() - began
            time.sleep(15)
            if self.pictures is not None:
                screen.picture(self.pictures / "window.png")
            check(
                wine_trial.close_program(self.prefix, process, screen.display),
                "the program closes when asked",
            )
        return f"after {seconds:.1f} s"

    def smoke(self) -> str:
        """`fonds --smoke` with the light engine; Chromium shows no page under wine."""
        result = self.prefix.profile / "smoke.json"
        command = [
            self._program("fonds.exe"),
            f"--smoke={self.prefix.windows_path(result)}",
            "--engine=light",
        ]
        self.prefix.run(command, timeout=280)
        found = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {}
        check(bool(found.get("ok")), f"the smoke test passes: {found}")
        return json.dumps(found)

    def open_import(self) -> str:
        """What the folders' verb calls: the window with the dialog of an import of this folder."""
        with Screen() as screen:
            command = [self._program("fonds.exe"), f"--import={self.prefix.windows_path(self.posts)}"]
            process = self.prefix.start(command, screen.display)
            screen.wait_for("Import", 90)
            time.sleep(3)
            if self.pictures is not None:
                screen.picture(self.pictures / "import.png")
            check(
                wine_trial.close_program(self.prefix, process, screen.display),
                "the program closes when asked",
            )
        return "the dialog came up"

    def remove(self) -> str:
        """As from Windows' list of programs: only what is ours goes."""
        archives = sorted(self.prefix.profile.glob("Documents/**/*.fonds"))
        settings = self.prefix.local / "Fonds"
        before = sorted(path.name for path in settings.iterdir())
        _status, seconds = wine_trial.uninstall(self.prefix, self.installed)
        wine_trial.check_gone(self.prefix, self.installed, THEIRS)
        check(not (self.prefix.profile / "Desktop" / "Fonds.lnk").exists(), "the desktop is as it was")
        check(len(archives) >= 2 and all(path.exists() for path in archives), "the archives are there")
        check(
            sorted(path.name for path in settings.iterdir()) == before,
            "settings and the sample archive are there",
        )
        return f"in {seconds:.1f} s; archives, settings and {', '.join(THEIRS)} stayed"

    def install_clean(self) -> str:
        """The new version where there is none, timed, and removed again without a trace."""
        for name in THEIRS:
            (self.installed / name).unlink()
        status, seconds = wine_trial.run_setup(self.prefix, self.setup)
        check(status == 0, f"the status is 0, not {status}")
        check(seconds <= INSTALL_LIMIT, f"{seconds:.1f} s are at most {INSTALL_LIMIT}")
        wine_trial.compare(self.frozen, self.installed)
        wine_trial.uninstall(self.prefix, self.installed)
        wine_trial.check_gone(self.prefix, self.installed)
        return f"installed silently in {seconds:.1f} s; removed without a trace"

    def cli(self, *words: str) -> str:
        """Run fonds-cli and return what it said.

        Raises:
            WineError: its status is not 0.
        """
        answer = self.prefix.run([self._program("fonds-cli.exe"), *words], more={"PYTHONUTF8": "1"})
        check(answer.returncode in (0, 1), f"fonds-cli {words[0]} works: {answer.stdout}{answer.stderr}")
        return answer.stdout

    def _program(self, name: str) -> str:
        return self.prefix.windows_path(self.installed / name)

    def _start_window(self, screen: Screen) -> subprocess.Popen[bytes]:
        process = self.prefix.start([self._program("fonds.exe")], screen.display)
        screen.wait_for("Fonds", 90)
        return process


def _counts(report: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in report.items() if isinstance(value, int))[:200]


def main(arguments: list[str]) -> int:
    """Go through all steps in a prefix that is new."""
    parser = argparse.ArgumentParser(description="Try a setup of Fonds under wine.")
    parser.add_argument("setup", type=Path, metavar="SETUP.exe")
    parser.add_argument("--frozen", type=Path, default=WORK / "frozen", metavar="FOLDER")
    parser.add_argument("--prefix", type=Path, default=WORK / "trial", metavar="FOLDER", help="made anew")
    sample = ROOT / "resources" / "sample"
    parser.add_argument("--posts", type=Path, default=sample, metavar="FOLDER", help="what is imported")
    parser.add_argument("--words", default="编目", help="what is searched for in it")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="where pictures of the windows go")
    chosen = parser.parse_args(arguments)
    prefix = Prefix(chosen.prefix.resolve(), USER)
    shutil.rmtree(prefix.folder, ignore_errors=True)
    try:
        setup, frozen = chosen.setup.resolve(), chosen.frozen.resolve()
        Trial(setup, frozen, prefix, chosen.posts, chosen.words, chosen.pictures).run()
    except WineError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if prefix.folder.exists():
            prefix.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
