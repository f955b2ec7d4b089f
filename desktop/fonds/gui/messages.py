"""The only place in the window that makes sentences from facts. Everything goes through Qt's translation.

A source text with ``(s)`` after a counted noun is English's own plural: without a catalogue the ending is chosen here;
catalogues of other languages have their plural forms by Qt's rules (``%Ln`` is the number, grouped as the locale does).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from fonds.model.errors import ArchiveError, EnvironmentProblem, UserError
from fonds.model.problems import TEMPLATES, Problem, fill_template
from fonds.model.progress import Progress

if TYPE_CHECKING:
    from fonds.model.accession import Detection, ImportReport, Outcome
    from fonds.model.post import BodyFormat, PostDate, Status

translate = QCoreApplication.translate


def describe_error(error: BaseException) -> str:
    """What went wrong, for a person. A bug gets a general sentence; its traceback is in the log."""
    if isinstance(error, ArchiveError):
        return filled("Errors", error.message, error.details)
    text = translate(
        "Errors", "Something unexpected happened: {kind}. Nothing more was changed. The log has the details."
    )
    return fill_template(text, (("kind", type(error).__name__),))


def error_heading(error: BaseException, title: str = "") -> str:
    """A heading for a message box: what was tried, or what kind of trouble it is."""
    if title:
        return fill_template(translate("Errors", "{title} did not succeed"), (("title", title),))
    if isinstance(error, UserError):
        return translate("Errors", "That cannot be done")
    if isinstance(error, EnvironmentProblem):
        return translate("Errors", "The archive cannot be used just now")
    return translate("Errors", "A fault in Fonds")


def is_bug(error: BaseException) -> bool:
    """Whether the error is one of ours, so that the log should be offered."""
    return not isinstance(error, ArchiveError)


def describe_problem(problem: Problem) -> str:
    """The problem's sentence."""
    return filled("Problems", TEMPLATES[problem.kind], problem.details)


def filled(context: str, template: str, details: tuple[tuple[str, str], ...]) -> str:
    """A template of the lower rooms, translated, with its details: what is English among them is translated too."""
    from fonds.gui.phrases import said_details

    return fill_template(translate(context, template), said_details(details))


def spoken_language() -> str:
    """The language that the window speaks, as the folders of the help have it: ``en``, ``zh_CN``."""
    return translate("Language", "en")  # each catalogue says its own name


def problem_place(problem: Problem) -> str:
    """Where a problem is: the path, and the line if there is one."""
    if problem.line <= 0:
        return problem.path
    text = translate("Problems", "{path}, line {line}")
    return fill_template(text, (("path", problem.path), ("line", str(problem.line))))


def plural(text: str, number: int) -> str:
    """Choose the endings that a source text leaves open: ``(s)`` and ``(one|many)``. Translated texts have none."""
    text = text.replace("(s)", "" if number == 1 else "s")
    return re.sub(r"\(([^()|]*)\|([^()|]*)\)", r"\1" if number == 1 else r"\2", text)


def number_text(number: int) -> str:
    """A number with the locale's grouping: ``102,344``."""
    return QLocale().toString(number)


def posts_text(number: int) -> str:
    """``1,284 posts``."""
    return plural(translate("Counts", "%Ln post(s)", None, number), number)


def posts_of_text(shown: int, total: int) -> str:
    """``1,284 of 102,344``; the plain count of posts where both are the same."""
    return posts_text(shown) if shown >= total else of_text(shown, total)


def selected_text(number: int) -> str:
    """``3 selected``."""
    return plural(translate("Counts", "%Ln selected", None, number), number)


def file_size_text(size: int) -> str:
    """A size in bytes for people: ``3.2 MB``, by powers of 1000."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def date_text(date: PostDate) -> str:
    """A post's day in its own offset, no finer than is known: ``2022-01-11``, ``2022-01``, or "No date"."""
    from fonds.model.post import DatePrecision

    moment = date.moment
    if moment is None:
        return translate("Dates", "No date")
    match date.precision:
        case DatePrecision.YEAR:
            return f"{moment.year:04d}"
        case DatePrecision.MONTH:
            return f"{moment.year:04d}-{moment.month:02d}"
        case _:
            return f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"


def date_time_text(date: PostDate) -> str:
    """A post's date with its time and offset, no finer than is known: ``2022-01-11 19:09 +08:00``."""
    from fonds.model.post import DatePrecision

    moment = date.moment
    if moment is None or date.precision not in (DatePrecision.SECOND, DatePrecision.MINUTE):
        return date_text(date)
    sign = "-" if date.offset < 0 else "+"
    hours, minutes = divmod(abs(date.offset), 60)
    return f"{date_text(date)} {moment.hour:02d}:{moment.minute:02d} {sign}{hours:02d}:{minutes:02d}"


def instant_text(seconds: int) -> str:
    """A moment of the archive's own life (a revision, an import) in the reader's time: ``2026-11-23 14:02``."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")


def duration_text(seconds: float) -> str:
    """How long something took: ``0.4 s``, ``12 s``, ``3 min 5 s``."""
    if seconds < 10:
        text, values = translate("Dates", "{seconds} s"), (("seconds", QLocale().toString(seconds, "f", 1)),)
        return fill_template(text, values)
    minutes, rest = divmod(round(seconds), 60)
    text = translate("Dates", "{minutes} min {seconds} s") if minutes else translate("Dates", "{seconds} s")
    return fill_template(text, (("minutes", str(minutes)), ("seconds", str(rest))))


def status_text(status: Status) -> str:
    """The name of a publication status."""
    from fonds.model.post import Status

    match status:
        case Status.PUBLISHED:
            return translate("Status", "Published")
        case Status.DRAFT:
            return translate("Status", "Draft")
        case Status.UNPUBLISHED:
            return translate("Status", "Unpublished")
        case Status.FUTURE:
            return translate("Status", "Future")
        case Status.EXPIRED:
            return translate("Status", "Expired")


def format_text(body_format: BodyFormat) -> str:
    """The name of a body's format."""
    from fonds.model.post import BodyFormat

    match body_format:
        case BodyFormat.MARKDOWN:
            return translate("Format", "Markdown")
        case BodyFormat.HTML:
            return translate("Format", "HTML")
        case BodyFormat.TEXT:
            return translate("Format", "Plain text")


def outcome_text(outcome: Outcome) -> str:
    """What became of a document."""
    from fonds.model.accession import Outcome

    match outcome:
        case Outcome.ADDED:
            return translate("Outcome", "Added")
        case Outcome.UPDATED:
            return translate("Outcome", "Updated")
        case Outcome.UNCHANGED:
            return translate("Outcome", "Unchanged")
        case Outcome.SKIPPED:
            return translate("Outcome", "Skipped")
        case Outcome.FAILED:
            return translate("Outcome", "Not imported")


def joined(parts: list[str]) -> str:
    """Parts of a quiet line, parted by middle dots; empty ones are left out."""
    return " · ".join(part for part in parts if part)


def detection_text(detection: Detection) -> str:
    """``Jekyll (certain)``, ``Jekyll (likely)``, ``Plain files (a guess)``."""
    if detection.confidence >= 0.9:
        text = translate("Import", "{label} (certain)")
    elif detection.confidence >= 0.5:
        text = translate("Import", "{label} (likely)")
    else:
        text = translate("Import", "{label} (a guess)")
    return fill_template(text, (("label", generator_text(detection.label)),))


def generator_text(label: str) -> str:
    """What people call a generator: mostly the name that it has everywhere."""
    from fonds.gui.phrases import phrase

    return phrase(label)


def import_heading(report: ImportReport) -> str:
    """The outcome of an import in a few words."""
    count = report.found
    if report.dry_run:
        text = translate("Import", "%Ln document(s) would be dealt with", None, count)
    elif report.cancelled:
        text = translate("Import", "The import was stopped after %Ln document(s), which stay", None, count)
    elif report.failed:
        count = report.failed
        text = translate("Import", "Imported, but %Ln document(s) could not be read", None, count)
    else:
        text = translate("Import", "%Ln document(s) (was|were) dealt with", None, count)
    return plural(text, count)


def import_sentences(report: ImportReport) -> tuple[str, ...]:
    """What an import did: a phrase for each count that is not nothing."""
    problems = len(report.problems)
    phrases = (
        (report.added, translate("Import", "%Ln post(s) added", None, report.added)),
        (report.updated, translate("Import", "%Ln post(s) updated", None, report.updated)),
        (report.unchanged, translate("Import", "%Ln post(s) unchanged", None, report.unchanged)),
        (report.skipped, translate("Import", "%Ln document(s) skipped", None, report.skipped)),
        (report.failed, translate("Import", "%Ln document(s) not imported", None, report.failed)),
        (report.repaired, translate("Import", "%Ln front matter block(s) repaired", None, report.repaired)),
        (report.kept_raw, translate("Import", "%Ln post(s) kept raw", None, report.kept_raw)),
        (report.media, translate("Import", "%Ln media file(s) kept", None, report.media)),
        (
            report.other_files,
            translate("Import", "%Ln other file(s) in the source, no documents", None, report.other_files),
        ),
        (problems, translate("Import", "%Ln problem(s) noted", None, problems)),
    )
    return tuple(plural(text, number) for number, text in phrases if number)


def progress_text(progress: Progress) -> str:
    """``Reading: 1,284 of 10,000``; the stage alone while nothing is counted."""
    stage = translate("Stages", progress.stage) if progress.stage else ""
    say = file_size_text if progress.in_bytes else number_text
    count = say(progress.done) if progress.done else ""
    if progress.total is not None:
        count = of_text(progress.done, progress.total, say)
    if not (stage and count):
        return stage or count
    return fill_template(translate("Stages", "{stage}: {count}"), (("stage", stage), ("count", count)))


def of_text(done: int, total: int, say: Callable[[int], str] = number_text) -> str:
    """``1,284 of 10,000``."""
    text = translate("Counts", "{shown} of {total}")
    return fill_template(text, (("shown", say(done)), ("total", say(total))))


def percent_of(progress: Progress) -> int | None:
    """How far a job is in whole per cent, or None while its size is unknown."""
    if not progress.total:
        return None
    return max(0, min(100, progress.done * 100 // progress.total))
