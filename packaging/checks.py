"""The one check of the project: format, lint, types, import contracts, tests; one result for all of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT

MOST_WORKERS = 4
CONTRACTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def check_everything(python: Path, pytest_arguments: Sequence[str]) -> int:
    """All checks, then all tests; the tests also run when a check failed. Returns 0 when everything passed."""
    results = _run_static_checks(python)
    arguments = list(pytest_arguments) or _spread_over_workers()
    started = time.monotonic()
    command = [str(python), "-m", "pytest", *arguments]
    status = subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    results.append(("tests", status, time.monotonic() - started))
    return _summarise(results)


def check_statically(python: Path) -> int:
    """All checks without the tests."""
    return _summarise(_run_static_checks(python))


def run_benchmarks(python: Path, arguments: Sequence[str]) -> int:
    """All benchmarks, one after another, or the named one with its arguments; each prints its table."""
    folder = ROOT / "tests" / "benchmarks"
    known = {path.stem.removeprefix("bench_"): path for path in sorted(folder.glob("bench_*.py"))}
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name and name not in known:
        print(f"There is no benchmark “{name}”; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = []
    for path in [known[name]] if name else known.values():
        print(f"---- {path.stem} ----", flush=True)
        if subprocess.call([str(python), str(path), *rest], cwd=ROOT, stdin=subprocess.DEVNULL):
            failed.append(path.stem)
    print(f"FAILED: {', '.join(failed)}" if failed else "All benchmarks ran.")
    return 1 if failed else 0


def _spread_over_workers() -> list[str]:
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "loadgroup"] if workers > 1 else []


def _run_static_checks(python: Path) -> list[tuple[str, int, float]]:
    """All of them at the same time; the output of those that failed is printed."""
    module = [str(python), "-m"]
    commands = {
        "format": [*module, "ruff", "format", "--check", "."],
        "lint": [*module, "ruff", "check", "--quiet", "."],
        "types": [*module, "mypy", "--no-error-summary"],
        "contracts": [str(python), "-c", CONTRACTS, "--no-cache"],
    }
    started = time.monotonic()
    running = {
        name: subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        for name, command in commands.items()
    }
    results = []
    for name, process in running.items():
        output, _ = process.communicate()
        results.append((name, process.returncode, time.monotonic() - started))
        if process.returncode:
            print(f"---- {name} failed ----\n{output.decode('utf-8', 'replace').rstrip()}\n", flush=True)
    return results


def _summarise(results: Sequence[tuple[str, int, float]]) -> int:
    failed = [name for name, status, _ in results if status]
    parts = [f"{name} {'FAILED' if status else 'ok'} ({seconds:.0f} s)" for name, status, seconds in results]
    print(f"\n{', '.join(parts)}\n{'FAILED: ' + ', '.join(failed) if failed else 'Everything passed.'}")
    sys.stdout.flush()
    return 1 if failed else 0
