"""The hosted workflows: three linters have nothing to say, and what no linter asks for holds as well."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")
BESIDE_RULES = re.compile(r"# zizmor: ignore\[[\w-]+\] \w+")
LINTERS = {
    "check-jsonschema": ["--builtin-schema", "vendor.github-workflows"],
    "actionlint": ["-no-color"],
    "zizmor": ["--offline", "--no-progress", "--quiet", "--color=never", "--persona=pedantic"],
}
PLANTED = {
    "check-jsonschema": ("timeout-minutes: 5", "timeout-minutes: [5]"),
    "actionlint": ("${{ matrix.system }}", "${{ matrix.sistem }}"),
    "zizmor": ("run: ls", 'run: echo "${{ github.event.issue.title }}"'),
}
"""What stands in a small workflow, and by what each linter sees that it is wrong."""
SMALL = """\
name: small
on: issues
permissions: {}
concurrency:
  group: small
  cancel-in-progress: true
jobs:
  small:
    name: Small
    strategy:
      matrix:
        system: [ubuntu-24.04]
    runs-on: ${{ matrix.system }}
    timeout-minutes: 5
    steps:
      - run: ls
"""


def lint(linter: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a linter on a file; the test is skipped where it is not installed."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    program = shutil.which(linter, path=places)
    if program is None:
        pytest.skip(f"needs {linter}")
    command = [program, *LINTERS[linter], str(path)]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GH_")}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=variables
    )


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job.get("steps", [])]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
@pytest.mark.parametrize("linter", LINTERS)
def test_a_linter_has_nothing_to_say(linter: str, path: Path) -> None:
    answer = lint(linter, path)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("linter", LINTERS)
def test_the_linter_sees_what_is_planted_for_it(linter: str, tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "small.yml"
    path.parent.mkdir(parents=True)
    path.write_text(SMALL, encoding="utf-8")
    innocent = lint(linter, path)
    assert innocent.returncode == 0, innocent.stdout + innocent.stderr
    right, wrong = PLANTED[linter]
    assert SMALL.count(right) == 1
    path.write_text(SMALL.replace(right, wrong), encoding="utf-8")
    assert lint(linter, path).returncode != 0


def test_every_action_is_pinned_to_a_commit_and_names_its_version() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses: " not in line or "uses: ./" in line:
                continue
            found = PINNED.search(line)
            assert found is not None, f"{path.name}: {line}"
            pins.setdefault(found["action"], set()).add((found["commit"], found["version"]))
    assert all(len(kinds) == 1 for kinds in pins.values()), pins
    assert all(action.startswith("actions/") for action in pins)


def test_a_rule_is_set_aside_only_with_a_reason() -> None:
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "zizmor:" in line or "actionlint" in line:
                assert BESIDE_RULES.search(line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends_and_says_what_it_may_do(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in jobs(path).items():
        assert "uses" in job or job["timeout-minutes"] <= 90, name
    writers = [name for name, job in jobs(path).items() if "write" in (job.get("permissions") or {}).values()]
    assert writers == (["publish"] if path.name == "release.yml" else [])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_script_is_put_together_from_values_of_others(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", ""), step


def test_who_may_write_runs_no_code_that_was_downloaded() -> None:
    publish = jobs(FOLDER / "release.yml")["publish"]
    scripts = " ".join(step.get("run", "") for step in publish["steps"])
    assert "pip" not in scripts
    assert "build.py checksums" in scripts
    assert "--draft" in scripts
    assert publish["if"] == "github.ref_type == 'tag'"


def test_nothing_is_published_that_was_not_tested_installed_started_and_uninstalled() -> None:
    found = jobs(FOLDER / "release.yml")
    assert set(found["publish"]["needs"]) == {"test", "build", "try"}
    built = {entry["name"] for entry in found["build"]["strategy"]["matrix"]["include"]}
    tried = {entry["package"] for entry in found["try"]["strategy"]["matrix"]["include"]}
    assert built == tried
    assert {name.partition("-")[0] for name in built} == {"linux", "windows", "macos"}
    assert any("packaging/trial.py" in step.get("run", "") for step in found["try"]["steps"])
    for system in ("linux", "windows", "macos"):
        assert any(f"build.py {system}" in step.get("run", "") for step in found["build"]["steps"])


def test_secrets_are_asked_for_only_where_packages_are_made_and_may_be_missing() -> None:
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            text = yaml.safe_dump(job)
            assert "secrets." not in text or (path.name, name) == ("release.yml", "build")
    build = jobs(FOLDER / "release.yml")["build"]
    takers = [step for step in build["steps"] if str(step.get("name", "")).startswith("Take")]
    assert len(takers) == 2
    assert all('-z "$CERTIFICATE"' in step["run"] or '-n "$CERTIFICATE"' in step["run"] for step in takers)
    assert any(step.get("if") == "always()" and "rm -f" in step["run"] for step in build["steps"])


def test_tests_run_on_all_three_systems() -> None:
    systems = {
        entry["system"] for entry in jobs(FOLDER / "test.yml")["test"]["strategy"]["matrix"]["include"]
    }
    assert {name.partition("-")[0] for name in systems} == {"ubuntu", "windows", "macos"}
