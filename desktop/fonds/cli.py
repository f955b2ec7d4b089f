"""The headless verbs. They stand on the same services as the window, and prove that the core needs none.

Exit status: 0 done; 1 done with problems, which are in the report; 2 wrong usage; 3 the environment failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import fonds
from fonds.base.verbs import VERBS
from fonds.cli_terminal import DONE, FAILED, PROBLEMS, USAGE, complain
from fonds.model.errors import ArchiveError, Cancelled, EnvironmentProblem, UserError
from fonds.model.printing import StartPrinting

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def run(arguments: Sequence[str], printing: StartPrinting | None = None) -> int:
    """Parse, do, and return the exit status. ``printing`` starts what prints pages."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A path or a title that the terminal's encoding lacks must not end the run.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser(arguments).parse_args(arguments, argparse.Namespace(printing=printing))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    verb: Callable[[argparse.Namespace], int] = options.verb
    try:
        return verb(options)
    except UserError as error:
        return complain(error, USAGE)
    except Cancelled:
        return complain(Cancelled(), PROBLEMS)
    except (EnvironmentProblem, ArchiveError) as error:
        return complain(error, FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone (``fonds search … | head``); the interpreter must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return complain(EnvironmentProblem("{reason}.", reason=error.strerror or str(error)), FAILED)
    except KeyboardInterrupt:
        return complain(Cancelled(), PROBLEMS)
    except Exception as error:  # noqa: BLE001 - a bug of ours must not pass for "done with problems"
        traceback.print_exc()
        return complain(EnvironmentProblem("An unexpected fault: {reason}.", reason=repr(error)), FAILED)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """What understands these arguments. Only the verb that they begin with is loaded; without one, all are."""
    parser = argparse.ArgumentParser(
        prog="fonds",
        description="Keeps a large body of posts and articles, offline. Without a verb the window opens.",
        usage="fonds [ARCHIVE]\n       fonds VERB …",
        epilog="Exit status: 0 done; 1 done with problems; 2 wrong usage; 3 the environment failed.",
    )
    parser.add_argument("--version", action="version", version=f"fonds {fonds.__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, prog="fonds")
    wanted = arguments[0] if arguments and arguments[0] in VERBS else ""
    for adder, names in _ADDERS:
        if not wanted or wanted in names:
            adder(verbs)
    return parser


def _add_archive(verbs: Verbs) -> None:
    from fonds.cli_archive import add_archive_verbs

    add_archive_verbs(verbs)


def _add_import(verbs: Verbs) -> None:
    from fonds.cli_import import add_import_verb

    add_import_verb(verbs)


def _add_accessions(verbs: Verbs) -> None:
    from fonds.cli_accessions import add_accessions_verb

    add_accessions_verb(verbs)


def _add_export(verbs: Verbs) -> None:
    from fonds.cli_export import add_export_verb

    add_export_verb(verbs)


def _add_edit(verbs: Verbs) -> None:
    from fonds.cli_edit import add_edit_verb

    add_edit_verb(verbs)


def _add_duplicates(verbs: Verbs) -> None:
    from fonds.cli_duplicates import add_duplicates_verb

    add_duplicates_verb(verbs)


def _add_collections(verbs: Verbs) -> None:
    from fonds.cli_collections import add_collections_verb

    add_collections_verb(verbs)


def _add_log(verbs: Verbs) -> None:
    from fonds.cli_log import add_log_verb

    add_log_verb(verbs)


def _add_front_matter(verbs: Verbs) -> None:
    from fonds.cli_front_matter import add_front_matter_verb

    add_front_matter_verb(verbs)


_ADDERS: tuple[tuple[Callable[[Verbs], None], tuple[str, ...]], ...] = (
    (_add_archive, ("new", "search", "show", "check", "info")),
    (_add_import, ("import",)),
    (_add_accessions, ("accessions",)),
    (_add_export, ("export",)),
    (_add_edit, ("edit",)),
    (_add_duplicates, ("duplicates",)),
    (_add_collections, ("collections",)),
    (_add_log, ("log",)),
    (_add_front_matter, ("front-matter",)),
)
