"""Sentences about duplicates."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale

from fonds.gui.messages import joined, number_text, plural, posts_text, translate
from fonds.model.duplicates import DuplicateGroup, DuplicateKind, FoundDuplicates, MergeOutcome
from fonds.model.problems import fill_template


def kind_text(kind: DuplicateKind, number: int) -> str:
    """``Same files (12)``."""
    match kind:
        case DuplicateKind.SAME_BYTES:
            text = translate("Duplicates", "Same files")
        case DuplicateKind.SAME_TEXT:
            text = translate("Duplicates", "Same text")
        case DuplicateKind.NEAR:
            text = translate("Duplicates", "Nearly the same")
    return f"{text} ({number_text(number)})"


def kind_remark(kind: DuplicateKind) -> str:
    """What a kind means."""
    match kind:
        case DuplicateKind.SAME_BYTES:
            return translate("Duplicates", "These files are the same, byte for byte.")
        case DuplicateKind.SAME_TEXT:
            return translate(
                "Duplicates",
                "These texts are the same but for case, width, spaces, punctuation and markup. Front matter may differ.",
            )
        case DuplicateKind.NEAR:
            return translate(
                "Duplicates",
                "Most of these texts is the same. Per cent say how like the first post each one is.",
            )


def percent_text(likeness: float) -> str:
    """``93 %`` as the locale writes it, rounded down: only what is the same is 100."""
    return f"{QLocale().toString(math.floor(likeness * 100))}%"


def group_text(group: DuplicateGroup) -> str:
    """``3 posts · 91%``."""
    near = group.kind is DuplicateKind.NEAR
    return joined([posts_text(len(group.posts)), percent_text(min(group.similarities)) if near else ""])


def found_text(found: FoundDuplicates, groups: int) -> str:
    """What was looked at and found."""
    text = plural(translate("Duplicates", "%Ln group(s)", None, groups), groups)
    looked = translate("Duplicates", "{posts} were compared")
    left = len(found.left_out)
    missed = plural(translate("Duplicates", "%Ln without text", None, left), left) if left else ""
    return joined([text, fill_template(looked, (("posts", posts_text(found.looked_at)),)), missed])


def outcome_text(outcome: MergeOutcome) -> str:
    """What merging did."""
    merged, left = outcome.merged, len(outcome.left_out)
    parts = [
        plural(
            translate("Duplicates", "%Ln post(s) (was|were) merged and (is|are) in the trash.", None, merged),
            merged,
        )
    ]
    if outcome.without_terms:
        number = len(outcome.without_terms)
        text = translate(
            "Duplicates",
            "The front matter of %Ln post(s) could not take categories and tags; they are on the merged ones still.",
            None,
            number,
        )
        parts.append(plural(text, number))
    if left:
        text = translate(
            "Duplicates",
            "%Ln group(s) changed meanwhile and (was|were) left as (it is|they are).",
            None,
            left,
        )
        parts.append(plural(text, left))
    return " ".join(parts)
