"""Sentences and names of bulk edits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fonds.gui.messages import number_text, plural, status_text
from fonds.model.bulk_edit import BODY, HEADER, BulkOutcome, PlanCounts, PlannedPost, PlanState
from fonds.model.post import Status
from fonds.model.problems import fill_template

_STATUSES = frozenset(status.value for status in Status)
translate = QCoreApplication.translate

PART = " · "
"""Stands between several values of one cell."""


def field_label(name: str) -> str:
    """The name of a field for a person; a further key has its own."""
    names = {
        "title": translate("BulkEdit", "Title"),
        "date": translate("BulkEdit", "Date"),
        "slug": translate("BulkEdit", "Slug"),
        "status": translate("BulkEdit", "Status"),
        "language": translate("BulkEdit", "Language"),
        "categories": translate("BulkEdit", "Categories"),
        "tags": translate("BulkEdit", "Tags"),
        "authors": translate("BulkEdit", "Authors"),
        BODY: translate("BulkEdit", "Text"),
        HEADER: translate("BulkEdit", "Front matter"),
    }
    return names.get(name, name)


def value_text(field: str, value: str) -> str:
    """A value before or after, as the table shows it; a status by its name."""
    return status_text(Status(value)) if field == "status" and value in _STATUSES else value


def state_text(row: PlannedPost) -> str:
    """What stands beside a post in the table."""
    if row.state is PlanState.REFUSED:
        return fill_template(translate("Errors", row.reason), row.details)
    if row.state is PlanState.REWRITE:
        return translate("BulkEdit", "The front matter has to be rewritten")
    places = sum(change.places for change in row.changes if change.field == BODY)
    return plural(translate("BulkEdit", "%Ln place(s)", None, places), places) if places > 1 else ""


def counts_text(counts: PlanCounts, total: int) -> str:
    """How far a plan is and what it found."""
    parts = [
        plural(translate("BulkEdit", "%Ln post(s) would change", None, counts.changes), counts.changes),
        translate("BulkEdit", "%Ln unchanged", None, counts.unchanged),
    ]
    if counts.rewrites:
        parts.append(translate("BulkEdit", "%Ln only by rewriting", None, counts.rewrites))
    if counts.refused:
        parts.append(translate("BulkEdit", "%Ln cannot be changed", None, counts.refused))
    if counts.looked_at < total:
        text = translate("BulkEdit", "{done} of {total} looked at")
        parts.append(
            text.replace("{done}", number_text(counts.looked_at)).replace("{total}", number_text(total))
        )
    return " · ".join(parts)


def outcome_text(outcome: BulkOutcome) -> str:
    """What an applied plan did."""
    text = plural(translate("BulkEdit", "%Ln post(s) edited.", None, outcome.changed), outcome.changed)
    missed = len(outcome.left_out)
    if missed:
        left = translate(
            "BulkEdit", "%Ln post(s) left out, as (it was|they were) changed meanwhile.", None, missed
        )
        text += " " + plural(left, missed)
    return text
