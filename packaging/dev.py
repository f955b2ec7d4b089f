#!/usr/bin/env python3
"""One door for everything that is done with a checkout: run, test, setup, check, lock, licences, translations.

``python3 packaging/dev.py run`` opens Fonds; ``python3 packaging/dev.py test`` passes all tests. Both prepare
what they need. Standard library only. This file must stay readable for Python 3.7, so that an old interpreter
gets a sentence instead of a syntax error; its neighbours are imported after that gate.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_TESTED = (3, 13)
TOO_NEW = (3, 15)  # PySide6 6.11 has no wheels from here on
FAILED = 3

USAGE = """\
usage: python3 packaging/dev.py VERB [arguments…]

  run [ARCHIVE | VERB …]   prepare everything that is missing, then start Fonds
  test [pytest arguments]  prepare everything, then format check, lint, types, import contracts and all tests
  check                    the same without the tests
  bench [NAME [argument…]] all benchmarks, or the named one; each prints its table
  setup                    only prepare (with what the tests need)
  system                   only the packages of the system; for an administrator, on Debian and its relatives
  lock [--upgrade]         write packaging/requirements*.txt anew from pyproject.toml
  licences                 write resources/licences anew from what is installed
  translations             bring resources/i18n up to date and tell which texts are not translated
"""


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end the run
    verb = arguments[0] if arguments else "--help"
    rest = arguments[1:]
    if verb in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0 if arguments else 2
    verbs = {
        "run": _run,
        "test": _test,
        "check": _check,
        "bench": _bench,
        "setup": _setup,
        "system": _system,
        "lock": _lock,
        "licences": _licences,
        "translations": _translations,
    }
    if verb not in verbs:
        print(f"There is no verb “{verb}”.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST_TESTED:
        other = _better_python()
        if other:
            return subprocess.call([*other, os.path.abspath(__file__), *arguments])  # noqa: PTH100
        if not OLDEST <= sys.version_info[:2] < TOO_NEW:
            print(_wrong_python(), file=sys.stderr)
            return FAILED
    # Only here: the neighbours may use the syntax of today.
    from environment import SetupError

    try:
        return verbs[verb](rest)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(
            f"\nThis failed: {error}\nIf .venv belongs to another user, remove it; then run this again.",
            file=sys.stderr,
        )
        return FAILED
    except KeyboardInterrupt:
        return 130


def _run(rest: list[str]) -> int:
    import display
    import environment

    headless = display.is_headless(rest)
    python = environment.prepare("window" if not headless else "command line")
    variables = dict(os.environ)
    if not headless:
        display.require_display()
        variables = display.window_environment(variables)
    return environment.replace_process([str(python), "-m", "fonds", *rest], variables)


def _test(rest: list[str]) -> int:
    import checks
    import environment

    return checks.check_everything(environment.prepare("tests"), rest)


def _check(rest: list[str]) -> int:
    import checks
    import environment

    return checks.check_statically(environment.prepare("tests"))


def _bench(rest: list[str]) -> int:
    import checks
    import environment

    return checks.run_benchmarks(environment.prepare("tests"), rest)


def _setup(rest: list[str]) -> int:
    import environment

    print(f"Ready: {environment.prepare('tests')}")
    return 0


def _system(rest: list[str]) -> int:
    import environment

    environment.prepare_system("tests", thorough=True)
    print("The system has what Fonds needs.")
    return 0


def _lock(rest: list[str]) -> int:
    import environment

    return environment.write_locks(upgrade="--upgrade" in rest)


def _licences(rest: list[str]) -> int:
    import environment

    python = environment.prepare("tests")
    return subprocess.call([str(python), str(environment.ROOT / "packaging" / "licences.py")])


def _translations(rest: list[str]) -> int:
    import environment

    python = environment.prepare("tests")
    return subprocess.call([str(python), str(environment.ROOT / "packaging" / "translations.py")])


def _better_python() -> list[str]:
    """The command of an interpreter on this machine that Fonds is tested with; empty when there is none."""
    versions = [f"{OLDEST[0]}.{minor}" for minor in range(NEWEST_TESTED[1], OLDEST[1] - 1, -1)]
    for version in versions:
        command = ["py", "-" + version] if os.name == "nt" else ["python" + version]
        if not shutil.which(command[0]):
            continue
        probe = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        answer = subprocess.run(probe, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if answer.returncode == 0 and answer.stdout.decode().strip() == version:
            return command
    return []


def _wrong_python() -> str:
    here = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    return (
        f"This is Python {here}; Fonds needs Python 3.11, 3.12 or 3.13, and none of them was found here.\n"
        "Install one of them (its own name, for example python3.12, is enough) and run the command again."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
