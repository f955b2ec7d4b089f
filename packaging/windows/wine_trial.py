"""What a setup must do and leave alone, tried under wine: used by the small test on a tiny program and by the full one."""

from __future__ import annotations

import filecmp
import subprocess
import time
from pathlib import Path

from windows import file_list
from windows.wine_prefix import Prefix, WineError

CLASSES = "Software\\Classes"
OURS = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Fonds"
VERB = f"{CLASSES}\\Directory\\shell\\Fonds.Import"
FOREIGN = {
    (f"{CLASSES}\\.fonds\\OpenWithProgids", "Other.Program"): "",
    (f"{CLASSES}\\.fonds", "PerceivedType"): "document",
    (f"{CLASSES}\\Fonds.Archive", "OthersNote"): "stays",
    (f"{CLASSES}\\Fonds.Archive\\shell\\print\\command", "@"): "other.exe %1",
    (f"{CLASSES}\\Directory\\shell\\Other", "@"): "Other verb",
    ("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Other", "DisplayName"): "Other",
}
"""Values of other programs right beside ours."""
LEFTOVERS = "_fonds-*"


def check(condition: bool, what: str) -> None:
    """End the trial where something is not as it should be.

    Raises:
        WineError: the condition does not hold.
    """
    if not condition:
        raise WineError(f"not so: {what}")


def run_setup(prefix: Prefix, setup: Path, *options: str) -> tuple[int, float]:
    """Run a setup without its pages; its exit status, and the seconds that it took."""
    began = time.monotonic()
    answer = prefix.run([prefix.windows_path(setup), "/S", *options], timeout=600)
    return answer.returncode, time.monotonic() - began


def install_folder(prefix: Prefix) -> Path:
    """Where the program goes when nobody says otherwise."""
    return prefix.local / "Programs" / "Fonds"


def compare(frozen: Path, installed: Path, theirs: tuple[str, ...] = ()) -> int:
    """Every file must be there, byte for byte, and none beside them but the uninstaller, its list, and ``theirs``.
    Returns their number."""
    files = file_list.list_files(frozen)
    own = {"uninstall.exe", f"_internal/{file_list.LIST_NAME}", *theirs}
    there = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    check(
        there - own == set(files),
        f"the same files; too many or too few: {sorted((there - own) ^ set(files))[:9]}",
    )
    check(own <= there, f"{sorted(own - there)} are there")
    different = [name for name in files if not filecmp.cmp(frozen / name, installed / name, shallow=False)]
    check(not different, f"the same bytes in {different[:9]}")
    check(not list(installed.glob(LEFTOVERS)), "nothing is left of the change of versions")
    return len(files)


def check_values(prefix: Prefix, installed: Path, version: str, *, verb: bool) -> None:
    """The registry and the shortcut after an installation into the folder."""
    registry = prefix.registry()
    folder = prefix.windows_path(installed)
    program = f'"{folder}\\fonds.exe"'
    ours = registry.get(OURS, {})
    check(ours.get("DisplayVersion") == version, f"DisplayVersion is {version}")
    for name, value in {
        "InstallLocation": folder,
        "UninstallString": f'"{folder}\\uninstall.exe"',
        "QuietUninstallString": f'"{folder}\\uninstall.exe" /S',
    }.items():
        check(_same(ours.get(name, ""), value), f"{name} is {value}, not {ours.get(name)}")
    size = int(ours["EstimatedSize"].removeprefix("dword:"), 16)
    real = sum(path.stat().st_size for path in installed.rglob("*") if path.is_file()) / 1024
    check(abs(size - real) < 1024, f"EstimatedSize {size} is near {real:.0f} KB")
    check(registry[f"{CLASSES}\\.fonds"]["@"] == "Fonds.Archive", ".fonds is ours")
    check(
        "Fonds.Archive" in registry[f"{CLASSES}\\.fonds\\OpenWithProgids"], ".fonds can be opened with Fonds"
    )
    command = registry[f"{CLASSES}\\Fonds.Archive\\shell\\open\\command"]["@"]
    check(_same(command, f'{program} "%1"'), f"the file type's command: {command}")
    check(
        _same(registry[f"{CLASSES}\\Fonds.Archive\\DefaultIcon"]["@"], f"{program},0"), "the file type's icon"
    )
    check((VERB in registry) == verb, f"the folders' verb is {'there' if verb else 'not there'}")
    if verb:
        check(_same(registry[f"{VERB}\\command"]["@"], f'{program} "--import=%1"'), "the folders' command")
    shortcut = start_menu(prefix)
    check(shortcut.is_file(), "the shortcut in the Start menu")
    check("fonds.exe".encode("utf-16-le") in shortcut.read_bytes(), "the shortcut leads to fonds.exe")


def start_menu(prefix: Prefix) -> Path:
    """The shortcut in the user's Start menu."""
    return prefix.profile / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Fonds.lnk"


def plant_foreign(prefix: Prefix) -> None:
    """Write what other programs might have written beside ours."""
    for (key, value), data in FOREIGN.items():
        name = ["/ve"] if value == "@" else ["/v", value]
        prefix.run(["reg", "add", f"HKCU\\{key}", *name, "/d", data, "/f"])


def check_gone(prefix: Prefix, installed: Path, theirs: tuple[str, ...] = ()) -> None:
    """After the removal: none of our values and files, and all of the others'."""
    registry = prefix.registry()
    for (key, value), data in FOREIGN.items():
        check(registry.get(key, {}).get(value) == data, f"the foreign value {key} {value} stayed")
    check(OURS not in registry, "no key in the list of programs")
    check(VERB not in registry, "no verb of folders")
    for key in (f"{CLASSES}\\Fonds.Archive\\shell\\open", f"{CLASSES}\\Fonds.Archive\\DefaultIcon"):
        check(key not in registry, f"no {key}")
    check("@" not in registry[f"{CLASSES}\\Fonds.Archive"], "the file type has no name")
    check("@" not in registry[f"{CLASSES}\\.fonds"], ".fonds is nobody's")
    check(
        "Fonds.Archive" not in registry[f"{CLASSES}\\.fonds\\OpenWithProgids"],
        ".fonds cannot be opened with Fonds",
    )
    check(not start_menu(prefix).exists(), "no shortcut")
    there = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    check(there == set(theirs), f"only the files of others stayed, not {sorted(there)[:9]}")
    if not theirs:
        check(not installed.exists(), "no folder")


def uninstall(prefix: Prefix, installed: Path, *, wait: bool = True) -> tuple[int, float]:
    """Remove the program as Windows' list of programs does: the uninstaller copies itself away, and its first process ends
    at once. Returns its exit status, and the seconds until the uninstaller itself was gone."""
    began = time.monotonic()
    answer = prefix.run([prefix.windows_path(installed / "uninstall.exe"), "/S"])
    if wait:
        while (installed / "uninstall.exe").exists() and time.monotonic() - began < 120:
            time.sleep(0.2)
        prefix.wait()
        check(not (installed / "uninstall.exe").exists(), "the uninstaller has removed itself")
    return answer.returncode, time.monotonic() - began


def close_program(prefix: Prefix, process: subprocess.Popen[bytes], display: str) -> bool:
    """Ask the program's windows to close, as Windows does when it shuts down; whether it ended by that. A program that was
    ended by force leaves a lock, and wine gives the next one the same number, so that the lock seems to be held."""
    prefix.run(["taskkill", "/IM", "fonds.exe"], more={"DISPLAY": display})
    try:
        process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        end_program(prefix, process)
        return False
    prefix.wait()
    return True


def end_program(prefix: Prefix, process: subprocess.Popen[bytes]) -> None:
    """End everything that runs in the prefix, and wait for the process that was started."""
    prefix.end()
    process.communicate(timeout=60)
    prefix.wait()


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()  # wine writes "users" where Windows writes "Users"
