"""What is done to an archive, by words that stay in the file: a code, and what fills its sentence.

Rule: codes and sentences are English and are never given another meaning, for archives keep them; the window says them
in its own language (``gui.phrases``). A sentence may be empty: then what fills it is the sentence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fonds.model.problems import fill_template

Details = tuple[tuple[str, str], ...]


class LogKind(StrEnum):
    """What the entries of the log are told apart by."""

    INTAKE = "intake"
    EDITING = "editing"
    ARRANGING = "arranging"
    TRASH = "trash"
    UNDOING = "undoing"
    HANDING_OUT = "handing-out"
    CARE = "care"


SENTENCES: dict[str, tuple[LogKind, str]] = {
    "edit-posts": (LogKind.EDITING, "Edit {number} posts"),
    "edit-post": (LogKind.EDITING, "Edit “{title}”"),
    "create-post": (LogKind.EDITING, "Create “{title}”"),
    "restore-revision": (LogKind.EDITING, "Restore revision {revision} of “{title}”"),
    "restore-part": (LogKind.EDITING, "Restore part of “{title}”"),
    "add-picture": (LogKind.EDITING, "Add picture “{name}”"),
    "trash-posts": (LogKind.TRASH, "Trash {number} posts"),
    "trash-post": (LogKind.TRASH, "Trash “{title}”"),
    "restore-posts": (LogKind.TRASH, "Restore {number} posts"),
    "restore-post": (LogKind.TRASH, "Restore “{title}”"),
    "purge": (LogKind.TRASH, "Delete {number} posts for good"),
    "star-posts": (LogKind.ARRANGING, "Star {number} posts"),
    "star-post": (LogKind.ARRANGING, "Star “{title}”"),
    "unstar-posts": (LogKind.ARRANGING, "Unstar {number} posts"),
    "unstar-post": (LogKind.ARRANGING, "Unstar “{title}”"),
    "merge-post": (LogKind.EDITING, "Merge into “{title}”"),
    "merge-posts": (LogKind.EDITING, "Merge duplicates of {number} posts"),
    "say-distinct": (LogKind.EDITING, "Say what is no duplicate"),
    "import": (LogKind.INTAKE, "Import {number}"),
    "import-posts": (LogKind.INTAKE, "Import {number} posts of an export"),
    "import-begin": (LogKind.INTAKE, "Begin import {number}"),
    "import-broken-off": (LogKind.INTAKE, "Import {number} broken off"),
    "describe-import": (LogKind.INTAKE, "Describe import {number}"),
    "withdraw-import": (LogKind.INTAKE, "Withdraw import {number}"),
    "keep-ours": (LogKind.INTAKE, "Keep the edited text"),
    "take-theirs": (LogKind.INTAKE, "Take the source’s text"),
    "save-search": (LogKind.ARRANGING, "Save search"),
    "rename-search": (LogKind.ARRANGING, "Rename saved search"),
    "change-search": (LogKind.ARRANGING, "Change saved search"),
    "move-search": (LogKind.ARRANGING, "Move saved search"),
    "delete-search": (LogKind.ARRANGING, "Delete saved search"),
    "create-collection": (LogKind.ARRANGING, "Create collection “{name}”"),
    "rename-collection": (LogKind.ARRANGING, "Rename collection “{name}”"),
    "move-collection": (LogKind.ARRANGING, "Move collection “{name}”"),
    "delete-collection": (LogKind.ARRANGING, "Delete collection “{name}”"),
    "duplicate-collection": (LogKind.ARRANGING, "Duplicate collection “{name}”"),
    "merge-collection": (LogKind.ARRANGING, "Merge collection “{name}”"),
    "describe-collection": (LogKind.ARRANGING, "Describe collection “{name}”"),
    "collect-posts": (LogKind.ARRANGING, "Add {number} posts to “{name}”"),
    "collect-post": (LogKind.ARRANGING, "Add “{title}” to “{name}”"),
    "drop-posts": (LogKind.ARRANGING, "Remove {number} posts from “{name}”"),
    "drop-post": (LogKind.ARRANGING, "Remove “{title}” from “{name}”"),
    "place-posts": (LogKind.ARRANGING, "Move {number} posts in “{name}”"),
    "place-post": (LogKind.ARRANGING, "Move “{title}” in “{name}”"),
    "rate-posts": (LogKind.ARRANGING, "Rate {number} posts"),
    "rate-post": (LogKind.ARRANGING, "Rate “{title}”"),
    "read-posts": (LogKind.ARRANGING, "Mark {number} posts as read"),
    "read-post": (LogKind.ARRANGING, "Mark “{title}” as read"),
    "unread-posts": (LogKind.ARRANGING, "Mark {number} posts as unread"),
    "unread-post": (LogKind.ARRANGING, "Mark “{title}” as unread"),
    "note-posts": (LogKind.ARRANGING, "Note on {number} posts"),
    "note-post": (LogKind.ARRANGING, "Note on “{title}”"),
    "ignore-finding": (LogKind.CARE, "Ignore a finding"),
    "ignore-findings": (LogKind.CARE, "Ignore {number} findings"),
    "mind-finding": (LogKind.CARE, "Mind a finding again"),
    "mind-findings": (LogKind.CARE, "Mind {number} findings again"),
    "undo": (LogKind.UNDOING, "Undo: {step}"),
    "redo": (LogKind.UNDOING, "Redo: {step}"),
    "export": (LogKind.HANDING_OUT, "Export {number} posts"),
    "save-export": (LogKind.ARRANGING, "Save export “{name}”"),
    "rename-export": (LogKind.ARRANGING, "Rename saved export “{name}”"),
    "remove-export": (LogKind.ARRANGING, "Delete saved export “{name}”"),
    "export-revision": (LogKind.HANDING_OUT, "Export revision {revision} of “{title}”"),
    "check": (LogKind.CARE, "Check the archive"),
    "new-archive": (LogKind.CARE, "Make the archive"),
    "": (LogKind.EDITING, "{name}"),
}
"""Of each code what kind it is, and its sentence. Steps without a code are called by what fills them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: its code and what fills its sentence."""

    code: str
    details: Details = ()

    @property
    def template(self) -> str:
        """The English sentence with its places to fill."""
        return SENTENCES.get(self.code, (None, self.code))[1]

    @property
    def name(self) -> str:
        """The English sentence."""
        return fill_template(self.template, self.details)

    @property
    def details_text(self) -> str:
        """The details as JSON, as the archive keeps them."""
        return json.dumps(dict(self.details), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def step_named(name: str) -> Step:
    """The step that is called so in English; one without a code of its own is called by its name."""
    for code, pattern in _patterns():
        found = pattern.fullmatch(name)
        if found is not None:
            return Step(code, tuple(found.groupdict().items()))
    return Step("", (("name", name),))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences as expressions that find what fills them; a number is digits."""
    known = ((code, re.escape(sentence)) for code, (_, sentence) in SENTENCES.items() if code)
    numbered = ((code, text.replace(r"\{number\}", r"(?P<number>\d+)")) for code, text in known)
    return tuple(
        (code, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", text), re.DOTALL))
        for code, text in numbered
    )


def step_from(code: str, details: str) -> Step:
    """The step that an archive keeps."""
    return Step(code, tuple((name, str(value)) for name, value in json.loads(details).items()))


def kind_of(code: str) -> LogKind:
    """What kind of operation a code stands for; one that a newer Fonds wrote counts as care."""
    return SENTENCES.get(code, (LogKind.CARE, ""))[0]


def step_of_posts(verb: str, number: int, title: str = "") -> Step:
    """``trash-post`` with a title, or ``trash-posts`` with how many they are."""
    if number == 1 and title:
        return Step(f"{verb}-post", (("title", title),))
    return Step(f"{verb}-posts", (("number", str(number)),))


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step that can be undone, or (``undone``) redone. ``made_at`` is in seconds UTC."""

    id: int
    step: Step
    made_at: int
    who: str
    undone: bool
