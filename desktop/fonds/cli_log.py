"""The verb ``log``: what was done to an archive, by whom and when, and whether that record is whole."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fonds.cli_terminal import (
    DONE,
    PROBLEMS,
    Terminal,
    count_argument,
    interruptible,
    path_argument,
    result,
)
from fonds.model.activity import ChainState, LogFilter
from fonds.model.problems import with_signs
from fonds.services import activity, archives

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_log_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "show what was done to the archive, by whom and when"
    parser = verbs.add_parser("log", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--text", default="", metavar="TEXT", help="only entries with TEXT in them")
    parser.add_argument(
        "--limit", type=count_argument, default=50, metavar="N", help="the newest N entries; 0: all (50)"
    )
    parser.add_argument(
        "--verify", action="store_true", help="follow the chain of hashes from the first entry to the last"
    )
    parser.add_argument(
        "--export", type=path_argument, metavar="FILE", help="write all entries to FILE.csv or FILE.json"
    )
    parser.set_defaults(verb=_log)


def _log(options: argparse.Namespace) -> int:
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=True) as archive,
        Terminal() as terminal,
    ):
        if options.verify:
            return _verified(options, activity.verify_log(archive, terminal.show, cancel), archive)
        if options.export is not None:
            count = activity.write_log(archive, options.export, None, terminal.show, cancel)
            return result(options, {"entries": count}, f"Wrote {count} entries to {options.export}.")
        numbers = activity.find_entries(archive, LogFilter(text=options.text), cancel)
        shown = numbers[: options.limit] if options.limit else numbers
        entries = list(activity.iterate(archive, shown))
        head = activity.log_head(archive)
    values = {
        "head": {"number": head.number, "hash": head.hash},
        "total": len(numbers),
        "entries": [activity.entry_as_json(entry) for entry in entries],
    }
    lines = [
        f"{entry.number:>8}  {activity.moment_text(entry.at)}  {with_signs(entry.who)}  "
        f"{with_signs(entry.step().name)}"
        for entry in entries
    ]
    lines.append(f"{head.number} entries; the last has the hash {head.hash}.")
    return result(options, values, "\n".join(lines))


def _verified(options: argparse.Namespace, state: ChainState, archive: archives.Archive) -> int:
    head = activity.log_head(archive)
    values = {
        "whole": not state.broken,
        "entries": state.whole,
        "broken": state.broken or None,
        "fault": state.fault,
        "head": {"number": head.number, "hash": head.hash},
    }
    if state.broken:
        sentence = (
            f"Entry {state.broken} of the activity log {state.fault}; {state.whole} before it are whole."
        )
    else:
        sentence = f"All {state.whole} entries follow each other; the last has the hash {head.hash}."
    result(options, values, sentence)
    return PROBLEMS if state.broken else DONE
