"""The verb ``accessions``: imports listed, shown, described, reported, resumed and withdrawn without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fonds.cli_terminal import (
    DONE,
    PROBLEMS,
    Terminal,
    interruptible,
    number_argument,
    path_argument,
    problem_line,
    result,
)
from fonds.model.accession import Accession, ImportReport
from fonds.services import accession_reports, accessions, archives, importing

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_accessions_verb(verbs: Verbs) -> None:
    """Add the verb with its own verbs."""
    text = "list, show, report, describe, resume or withdraw imports"
    parser = verbs.add_parser("accessions", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(verb=_list)
    parts = parser.add_subparsers(metavar="WHAT", title="what (list, when nothing is said)")

    def add(name: str, verb: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        part = parts.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        part.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        part.set_defaults(verb=verb)
        if name != "list":
            part.add_argument("number", metavar="N", type=number_argument, help="the import's number")
        return part

    add("list", _list, "all imports, newest first")
    add("show", _show, "what one import was, and what it did")
    report = add("report", _report, "everything that one import did with each document")
    report.add_argument("--format", choices=accession_reports.FORMATS, help="html, or as FILE ends")
    report.add_argument("-o", dest="output", metavar="FILE", type=path_argument, help="write to FILE")
    describe = add("describe", _describe, "write down who made an import and what is to be said of it")
    describe.add_argument("--who", metavar="NAME")
    describe.add_argument("--note", metavar="TEXT")
    add("resume", _resume, "go on with an import that did not come to its end")
    withdraw = add("withdraw", _withdraw, "take back what an import brought; undo brings it again")
    withdraw.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")


def report_line(report: ImportReport) -> str:
    """The result of an import for a person: its problems, one a line, and the counts."""
    verb = "Would import" if report.dry_run else "Imported"
    lines = [problem_line(problem) for problem in report.problems]
    lines.append(
        f"{verb} {report.found} documents ({report.generator}): {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.skipped} skipped, {report.failed} failed; "
        f"{report.repaired} repaired, {report.kept_raw} kept raw; {report.media} media files; "
        f"{len(report.problems)} problems; {report.seconds:.1f} s."
    )
    if report.other_files:
        lines.append(
            f"{report.other_files} other files in the source are no documents; those that posts refer to were kept with them."
        )
    if report.checked:
        lines.append(f"{report.identical} of {report.checked} byte-identical.")
    if report.conflicts:
        lines.append(f"{report.conflicts} conflicts wait for a decision, in the window.")
    if report.cancelled:
        again = (
            f" Resume it with: fonds accessions ARCHIVE resume {report.accession}" if report.accession else ""
        )
        lines.append(f"It was cancelled before the end; what is counted here stays.{again}")
    return "\n".join(lines)


def _list(options: argparse.Namespace) -> int:
    with archives.opened(options.archive, read_only=True) as archive:
        found = accessions.list_accessions(archive)
    lines = [_line(accession) for accession in found]
    lines.append(f"{len(found)} imports.")
    values: dict[str, Any] = {"accessions": [accession_reports.accession_as_json(item) for item in found]}
    return result(options, values, "\n".join(lines))


def _line(accession: Accession) -> str:
    report = accession.report
    counts = f"{report.added} added, {report.updated} updated"
    began = accession_reports.PLAIN_WORDS.moment(accession.started_at)
    return f"{accession.id:>5}  {began[:16]}  {accession.state.value:<11}  {counts}  {', '.join(accession.sources)}"


def _show(options: argparse.Namespace) -> int:
    with archives.opened(options.archive, read_only=True) as archive:
        accession = accessions.load_accession(archive, options.number)
    words = accession_reports.PLAIN_WORDS
    report = accession.report
    facts = accession_reports.accession_facts(accession, words)
    lines = [f"{label:>24}  {text}" for label, text in facts]
    lines += [
        f"{label:>24}  {number}" for label, number in accession_reports.accession_counts(accession, words)
    ]
    round_trip = accession_reports.round_trip_text(report.checked, report.identical, words)
    lines += [f"{'Round trip':>24}  {round_trip}"] if round_trip else []
    return result(options, accession_reports.accession_as_json(accession), "\n".join(lines))


def _report(options: argparse.Namespace) -> int:
    output, ending = options.output, options.output.suffix[1:].lower() if options.output else ""
    chosen = options.format or (ending if ending in accession_reports.FORMATS else "html")
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=True) as archive,
        Terminal() as terminal,
    ):
        if output is None:
            accession_reports.stream_report(
                archive, options.number, sys.stdout.buffer, chosen, terminal.show, cancel
            )
            sys.stdout.buffer.flush()
            return DONE
        accession_reports.export_report(archive, options.number, output, chosen, terminal.show, cancel)
    values = {"accession": options.number, "format": chosen, "file": str(output)}
    return result(options, values, f"Wrote {output}.")


def _describe(options: argparse.Namespace) -> int:
    with archives.opened(options.archive) as archive:
        before = accessions.load_accession(archive, options.number)
        who = before.who if options.who is None else options.who
        note = before.note if options.note is None else options.note
        accessions.describe_accession(archive, options.number, who=who, note=note)
    values = {"accession": options.number, "who": who, "note": note}
    return result(options, values, f"Import {options.number}: by {who or 'nobody named'}. {note}".rstrip())


def _resume(options: argparse.Namespace) -> int:
    with interruptible() as cancel, archives.opened(options.archive) as archive, Terminal() as terminal:
        report = importing.resume_import(archive, options.number, terminal.show, cancel)
    result(options, importing.report_as_json(report), report_line(report))
    return PROBLEMS if report.problems or report.cancelled else DONE


def _withdraw(options: argparse.Namespace) -> int:
    with interruptible() as cancel, archives.opened(options.archive) as archive, Terminal() as terminal:
        if options.dry_run:
            done = accessions.foresee_withdrawal(archive, options.number)
        else:
            done, _changes = accessions.withdraw_accession(archive, options.number, terminal.show, cancel)
    values = {
        "accession": done.accession,
        "dry_run": options.dry_run,
        "trashed": done.trashed,
        "edited": done.edited,
        "reverted": done.reverted,
        "kept": done.kept,
    }
    verb = "Would withdraw" if options.dry_run else "Withdrew"
    sentence = (
        f"{verb} import {done.accession}: {done.trashed} posts go to the trash ({done.edited} of them edited since), "
        f"{done.reverted} go back to their earlier text, {done.kept} stay as they are."
    )
    return result(options, values, sentence)
