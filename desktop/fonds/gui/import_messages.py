"""What the window says of imports: part of ``messages.py``, and under its rule.

The formats of reports are loaded when one is asked for: the navigator needs this module when the window opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.gui.messages import (
    describe_problem,
    generator_text,
    instant_text,
    joined,
    number_text,
    plural,
    spoken_language,
    translate,
)
from fonds.model.problems import fill_template

if TYPE_CHECKING:
    from fonds.model.accession import Accession, AccessionEntry, ImportReport, Withdrawal
    from fonds.services.accession_reports import ReportWords


def report_words() -> ReportWords:
    """The window's language, for reports and for what they have in common with the window. The first call loads every
    importer, for what the generators are called: to be made in the background."""
    from fonds.services import importing

    return replace(
        _words(), generators={name: generator_text(label) for name, label in importing.generator_labels()}
    )


def _words() -> ReportWords:
    from fonds.services.accession_reports import ReportWords

    language = spoken_language().replace("_", "-")
    return ReportWords(translate, describe_problem, number_text, instant_text, language)


def state_text(accession: Accession) -> str:
    """How far an import came."""
    from fonds.services import accession_reports

    return accession_reports.state_text(accession.state, _words())


def import_title(number: int) -> str:
    """``Import 3``."""
    return fill_template(translate("Imports", "Import {number}"), (("number", str(number)),))


def entry_text(entry: AccessionEntry) -> str:
    """An import as one row: ``3 · my-site · 2026-11-23``."""
    day = instant_text(entry.started_at)[:10]
    withdrawn = translate("Imports", "withdrawn") if entry.withdrawn else ""
    return joined([str(entry.id), sources_text(entry.name, len(entry.sources)), withdrawn, day])


def origin_texts(entries: Sequence[AccessionEntry]) -> dict[int, str]:
    """Where posts came from, by the number of their import: ``3 · my-site``. Empty where all came by the same one."""
    if len(entries) < 2:
        return {}
    return {one.id: joined([str(one.id), sources_text(one.name, len(one.sources))]) for one in entries}


def sources_text(name: str, count: int) -> str:
    """The name of a source, and how many others there are."""
    if count < 2:
        return name
    text = plural(translate("Imports", "{name} and %Ln more", None, count - 1), count - 1)
    return fill_template(text, (("name", name),))


def round_trip_text(report: ImportReport) -> str:
    """``10,000 of 10,000 byte-identical``, or that nothing was compared."""
    from fonds.services import accession_reports

    found = accession_reports.round_trip_text(report.checked, report.identical, _words())
    return found or translate("Imports", "Nothing was taken in that could be compared")


def withdrawal_sentences(plan: Withdrawal) -> tuple[str, ...]:
    """What withdrawing an import would do, a sentence for each thing."""
    trashed = plural(
        translate("Imports", "%Ln post(s) (goes|go) to the trash.", None, plan.trashed), plan.trashed
    )
    edited = plural(
        translate("Imports", "%Ln of them (was|were) edited since.", None, plan.edited), plan.edited
    )
    reverted = plural(
        translate("Imports", "%Ln post(s) (goes|go) back to (its|their) earlier text.", None, plan.reverted),
        plan.reverted,
    )
    kept = translate(
        "Imports",
        "%Ln post(s) (stays|stay) as (it is|they are): edited since, or brought again by a later import.",
        None,
        plan.kept,
    )
    parts = [
        (plan.trashed, f"{trashed} {edited}" if plan.edited else trashed),
        (plan.reverted, reverted),
        (plan.kept, plural(kept, plan.kept)),
    ]
    sentences = tuple(text for count, text in parts if count)
    return sentences or (translate("Imports", "No post changes: nothing of this import is left."),)


def withdrawn_text(done: Withdrawal) -> str:
    """What withdrawing an import did."""
    text = plural(
        translate(
            "Imports", "{title} was withdrawn; %Ln post(s) changed.", None, done.trashed + done.reverted
        ),
        done.trashed + done.reverted,
    )
    return fill_template(text, (("title", import_title(done.accession)),))


def interrupted_text(accession: Accession) -> str:
    """That an import was broken off, of which source, and how far it came."""
    from fonds.model.accession import AccessionEntry

    entry = AccessionEntry(accession.id, accession.started_at, accession.sources)
    count = accession.report.found
    text = translate("Imports", "An import was interrupted ({source}, %Ln document(s) so far).", None, count)
    source = sources_text(entry.name, len(entry.sources))
    return fill_template(plural(text, count), (("source", source),))


def conflicts_text(number: int) -> str:
    """``3 conflicts``."""
    return plural(translate("Imports", "%Ln conflict(s)", None, number), number)
