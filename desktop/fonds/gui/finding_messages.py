"""Sentences about what a check of front matter found."""

from __future__ import annotations

from fonds.gui.messages import filled, joined, plural, posts_text, translate
from fonds.model.findings import (
    ADVICE,
    FINDINGS,
    LOOKS,
    CheckedFrontMatter,
    Finding,
    FindingKind,
    LookOfValue,
    Severity,
)


def sentence_of(finding: Finding) -> str:
    """What was found."""
    details = finding.details
    if finding.kind is FindingKind.KEY_TYPE:
        details = tuple(
            (name, value if name == "key" else translate("Findings", LOOKS[LookOfValue(value)]))
            for name, value in details
        )
    return filled("Findings", FINDINGS[finding.kind], details)


def advice_of(finding: Finding) -> str:
    """What is to be done about it."""
    return translate("Findings", ADVICE[finding.kind])


def tell(finding: Finding) -> tuple[str, str]:
    """Both, for a report."""
    return sentence_of(finding), advice_of(finding)


def severity_text(severity: Severity) -> str:
    """How much it matters, in a word."""
    match severity:
        case Severity.ERROR:
            return translate("Findings", "Error")
        case Severity.WARNING:
            return translate("Findings", "Probably wrong")
        case Severity.HINT:
            return translate("Findings", "Uneven")


def severity_icon(severity: Severity) -> str:
    """The icon that says the same."""
    return {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "info"}[severity]


def count_text(finding: Finding, *, ignored: bool) -> str:
    """``Probably wrong · 12 posts``."""
    silent = translate("Findings", "Ignored") if ignored else ""
    return joined([severity_text(finding.severity), posts_text(len(finding.posts)), silent])


def checked_text(checked: CheckedFrontMatter) -> str:
    """``5 findings · 1,234 posts were looked at``."""
    number = len(checked.findings)
    found = plural(translate("Findings", "%Ln finding(s)", None, number), number)
    looked = translate("Findings", "{posts} were looked at").replace("{posts}", posts_text(checked.looked_at))
    return joined([found, looked])
