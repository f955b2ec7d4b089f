"""The project as a whole: its lock files, its two commands, its licences, its wheel, and the guard of the tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEV = ROOT / "packaging" / "dev.py"
KINDS = {"run": "requirements.txt", "dev": "requirements-dev.txt", "build": "requirements-build.txt"}
LOCKS = {kind: ROOT / "packaging" / name for kind, name in KINDS.items()}


def _locked(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"(?m)^([a-z0-9.-]+)==([^ ;\\]+)", LOCKS[kind].read_text(encoding="utf-8")
    ):
        found.setdefault(name, []).append(version)
    return found


def _dev(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    command = [sys.executable, str(DEV), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)


# ---- the locks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LOCKS)
def test_the_lock_satisfies_what_the_project_asks_for(kind: str) -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"].get(kind, [])]
    locked = _locked(kind)
    for requirement in map(Requirement, wanted):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in the lock: run `packaging/dev.py lock`"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("kind", LOCKS)
def test_every_locked_version_has_hashes_and_names_no_place(kind: str) -> None:
    text = LOCKS[kind].read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(entries) == sum(map(len, _locked(kind).values()))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("kind", ["dev", "build"])
def test_every_further_lock_holds_what_the_program_needs(kind: str) -> None:
    run, further = _locked("run"), _locked(kind)
    assert {name: further.get(name) for name in run} == run


def test_every_locked_package_has_its_licence() -> None:
    folder = ROOT / "resources" / "licences"
    records = json.loads((folder / "index.json").read_text(encoding="utf-8"))["packages"]
    assert {record["name"]: record["versions"] for record in records} == _locked("run")
    for record in records:
        assert record["licence"]
        assert record["texts"]
        assert all((folder / name).stat().st_size > 100 for name in record["texts"])


# ---- the two commands --------------------------------------------------------------------------------------------


def test_ci_runs_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert "packaging/dev.py test" in script.read_text(encoding="utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)


def test_an_unknown_verb_is_refused_with_the_usage() -> None:
    answer = _dev("dance")
    assert answer.returncode == 2
    assert "no verb “dance”" in answer.stderr
    assert "run [ARCHIVE" in answer.stderr


def test_the_headless_words_are_those_of_the_command_line() -> None:
    import display
    from fonds.base.verbs import VERBS, takes

    assert all(takes([word]) for word in display.HEADLESS_WORDS)
    assert set(VERBS) <= set(display.HEADLESS_WORDS)
    assert not display.is_headless([])
    assert not display.is_headless(["posts.fonds"])


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: elsewhere there is always a display")
@pytest.mark.parametrize(
    ("number", "sentence"), [("", "There is no display here"), (":987", "The display :987 does not answer")]
)
def test_a_display_that_is_not_there_is_said(
    number: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import display
    from environment import SetupError

    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", number)
    with pytest.raises(SetupError, match=sentence):
        display.require_display()


@pytest.mark.skipif(
    sys.platform != "linux", reason="needs the superuser on Linux: nobody else is refused the sandbox"
)
def test_only_root_goes_without_the_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    import display

    changed = display.window_environment({"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=zh"})
    said = capsys.readouterr().out
    if os.getuid() == 0:
        assert changed == {"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=zh --no-sandbox"}
        assert "without its sandbox" in said
    else:
        assert changed == {"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=zh"}
        assert said == ""


def test_the_missing_packages_make_one_command() -> None:
    import native

    assert native.install_command(["libgl1", "xvfb"]) == "apt-get install --no-install-recommends libgl1 xvfb"
    libraries = {**native.WINDOW_LIBRARIES, **native.WEB_LIBRARIES, **native.WAYLAND_LIBRARIES}
    assert all(re.fullmatch(r"[a-z0-9.+-]+", package) for package in libraries.values())
    assert all(re.search(r"\.so(\.\d+)*$", name) for name in libraries)


def test_an_old_python_gets_a_sentence() -> None:
    """The gate must be readable for an interpreter that is too old for everything else."""
    import ast

    import dev

    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 7))
    assert "Python 3.11, 3.12 or 3.13" in dev._wrong_python()


STAMP_STORY = """
import json, sys, environment
from environment import LOCKS, _read_stamp, _write_stamp

said = [_read_stamp("run")]
_write_stamp({}, "run", 1)
said += [bool(_read_stamp("run")), bool(_read_stamp("dev"))]
_write_stamp({}, "dev", 2)
said += [bool(_read_stamp("run")), bool(_read_stamp("dev"))]
LOCKS["dev"].write_text("changed==1")
said += [bool(_read_stamp("run"))]
print(json.dumps(said))
"""


def test_an_environment_is_filled_again_only_for_another_lock(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")], check=True)
    command = [sys.executable, "-c", STAMP_STORY]
    answer = subprocess.run(command, cwd=tmp_path / "packaging", capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    # nothing yet; for the program only; for the tests and so for the program; for neither any more
    assert json.loads(answer.stdout) == [{}, True, False, True, True, False]


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_qt_opens_a_window_on_a_real_display() -> None:
    """The native libraries of the xcb platform are complete."""
    probe = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([]); label = QLabel('文'); label.show(); app.processEvents(); print(app.platformName())"
    )
    command = ["xvfb-run", "-a", sys.executable, "-c", probe]
    variables = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    answer = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=120)
    assert (answer.stdout.strip(), answer.returncode) == ("xcb", 0), answer.stderr


# ---- the wheel ---------------------------------------------------------------------------------------------------


def test_the_wheel_holds_the_package_and_its_resources(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("desktop", "resources", "packaging"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    (wheel,) = (tmp_path / "out").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"fonds/__main__.py", "fonds/gui/__init__.py", "fonds/resources/licences/LICENSE"} <= names
    assert not [
        name
        for name in names
        if name.split("/")[0] not in ("fonds", wheel.name.split("-py3")[0] + ".dist-info")
    ]


# ---- the guard of the tests --------------------------------------------------------------------------------------

GUARDED = """
import logging, sqlite3, subprocess, sys, threading
import pytest
from PySide6.QtCore import qWarning

kept = []

def test_a_warning():
    logging.getLogger("fonds").warning("surprise")

@pytest.mark.expects_log("^WARNING fonds: sur")
def test_an_expected_warning():
    logging.getLogger("fonds").warning("surprise")

def test_a_thread():
    event = threading.Event()
    kept.append(event)
    threading.Thread(target=event.wait, name="idler").start()

def test_a_child():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_an_archive(tmp_path):
    kept.append(sqlite3.connect(tmp_path / "posts.fonds"))
    kept[-1].execute("CREATE TABLE post (id)")

def test_a_qt_warning():
    qWarning("from Qt")

def test_a_clean_one(tmp_path, fonds_home):
    assert not fonds_home.exists() and not list(tmp_path.iterdir())

def test_the_end():
    kept[0].set(); kept[1].stdin.close(); kept[1].wait(); kept[2].close()
"""


def test_the_guard_finds_what_a_test_leaves_behind(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    conftest = conftest.replace("PATIENCE = 3.0", "PATIENCE = 0.2")
    (tmp_path / "tests" / "conftest.py").write_text(conftest, encoding="utf-8")
    (tmp_path / "tests" / "test_guarded.py").write_text(GUARDED, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-q",
        "--basetemp",
        str(tmp_path / "base"),
    ]
    output = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    failed = set(re.findall(r"(?:ERROR|FAILED) tests/test_guarded.py::(\w+)", output))
    expected = {"test_a_warning", "test_a_thread", "test_a_child", "test_a_qt_warning"}
    assert failed == (expected | {"test_an_archive"} if sys.platform == "linux" else expected), output
    assert "thread: idler" in output
    assert "WARNING fonds: surprise" in output
