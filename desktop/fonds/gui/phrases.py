"""English that the lower rooms make themselves — the names of steps, why a kind of site was recognised, what stands in
the details of a problem — found again here and said in the person's language. What is not known stays as it is.

Steps are stored in the archive in English, so that an archive is the same whatever language its window spoke.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from fonds.gui.action_specs import QT_TRANSLATE_NOOP
from fonds.model.problems import fill_template
from fonds.model.steps import Step

_STEPS = (
    QT_TRANSLATE_NOOP("Steps", "Edit {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Edit “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Create “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Trash {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Trash “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Restore {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Restore “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Star {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Star “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Unstar {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Unstar “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Merge into “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Merge duplicates of {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Say what is no duplicate"),
    QT_TRANSLATE_NOOP("Steps", "Add picture “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Import {number} posts of an export"),
    QT_TRANSLATE_NOOP("Steps", "Save export “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Rename saved export “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Delete saved export “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Describe import {number}"),
    QT_TRANSLATE_NOOP("Steps", "Withdraw import {number}"),
    QT_TRANSLATE_NOOP("Steps", "Keep the edited text"),
    QT_TRANSLATE_NOOP("Steps", "Take the source’s text"),
    QT_TRANSLATE_NOOP("Steps", "Save search"),
    QT_TRANSLATE_NOOP("Steps", "Rename saved search"),
    QT_TRANSLATE_NOOP("Steps", "Change saved search"),
    QT_TRANSLATE_NOOP("Steps", "Move saved search"),
    QT_TRANSLATE_NOOP("Steps", "Delete saved search"),
    QT_TRANSLATE_NOOP("Steps", "Restore revision {revision} of “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Restore part of “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Delete {number} posts for good"),
    QT_TRANSLATE_NOOP("Steps", "Import {number}"),
    QT_TRANSLATE_NOOP("Steps", "Begin import {number}"),
    QT_TRANSLATE_NOOP("Steps", "Import {number} broken off"),
    QT_TRANSLATE_NOOP("Steps", "Create collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Rename collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Move collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Delete collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Duplicate collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Merge collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Describe collection “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Add {number} posts to “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Add “{title}” to “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Remove {number} posts from “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Remove “{title}” from “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Move {number} posts in “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Move “{title}” in “{name}”"),
    QT_TRANSLATE_NOOP("Steps", "Rate {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Rate “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Mark {number} posts as read"),
    QT_TRANSLATE_NOOP("Steps", "Mark “{title}” as read"),
    QT_TRANSLATE_NOOP("Steps", "Mark {number} posts as unread"),
    QT_TRANSLATE_NOOP("Steps", "Mark “{title}” as unread"),
    QT_TRANSLATE_NOOP("Steps", "Note on {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Note on “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Undo: {step}"),
    QT_TRANSLATE_NOOP("Steps", "Redo: {step}"),
    QT_TRANSLATE_NOOP("Steps", "Export {number} posts"),
    QT_TRANSLATE_NOOP("Steps", "Export revision {revision} of “{title}”"),
    QT_TRANSLATE_NOOP("Steps", "Check the archive"),
    QT_TRANSLATE_NOOP("Steps", "Make the archive"),
    QT_TRANSLATE_NOOP("Steps", "Ignore a finding"),
    QT_TRANSLATE_NOOP("Steps", "Ignore {number} findings"),
    QT_TRANSLATE_NOOP("Steps", "Mind a finding again"),
    QT_TRANSLATE_NOOP("Steps", "Mind {number} findings again"),
)
_SIGNS_OF_A_SITE = (
    QT_TRANSLATE_NOOP("Phrases", "There are metadata and a bibliography for Pandoc."),
    QT_TRANSLATE_NOOP("Phrases", "There is a folder {name}."),
    QT_TRANSLATE_NOOP("Phrases", "There is a {name} with a base_url."),
    QT_TRANSLATE_NOOP("Phrases", "There is a {name}."),
    QT_TRANSLATE_NOOP("Phrases", "The folder lies in a site with a {name}."),
    QT_TRANSLATE_NOOP("Phrases", "The folder lies in _posts or _drafts."),
    QT_TRANSLATE_NOOP("Phrases", "The folder lies in {name}."),
    QT_TRANSLATE_NOOP("Phrases", "Most names are YYYY-MM-DD-title."),
    QT_TRANSLATE_NOOP("Phrases", "But it looks like a Hexo site."),
    QT_TRANSLATE_NOOP("Phrases", "Its package.json names Eleventy."),
    QT_TRANSLATE_NOOP("Phrases", "{name} holds options of Pandoc."),
    QT_TRANSLATE_NOOP("Phrases", "{name} calls pandoc."),
    QT_TRANSLATE_NOOP("Phrases", "Texts begin with a title block (%)."),
    QT_TRANSLATE_NOOP("Phrases", "Any folder of text files can be read this way."),
    QT_TRANSLATE_NOOP("Phrases", "Plain folder"),
)
_DETAILS = (
    QT_TRANSLATE_NOOP("Phrases", "the line is too long"),
    QT_TRANSLATE_NOOP("Phrases", "it is no JSON"),
    QT_TRANSLATE_NOOP("Phrases", "a value is not what it should be"),
    QT_TRANSLATE_NOOP("Phrases", "the revisions are not in order"),
    QT_TRANSLATE_NOOP("Phrases", "the bytes are not those of “sha256”"),
    QT_TRANSLATE_NOOP("Phrases", "the encoding is not known"),
    QT_TRANSLATE_NOOP("Phrases", "its number stands there twice"),
    QT_TRANSLATE_NOOP("Phrases", "it is not in the export"),
    QT_TRANSLATE_NOOP("Phrases", "its size is not what the export says"),
    QT_TRANSLATE_NOOP("Phrases", "its bytes are not what the export says"),
    QT_TRANSLATE_NOOP("Phrases", "without a date"),
    QT_TRANSLATE_NOOP("Phrases", "with the date of its file name"),
    QT_TRANSLATE_NOOP("Phrases", "with the date of its front matter"),
    QT_TRANSLATE_NOOP("Phrases", "a pipe"),
    QT_TRANSLATE_NOOP("Phrases", "a socket"),
    QT_TRANSLATE_NOOP("Phrases", "a device"),
    QT_TRANSLATE_NOOP("Phrases", "a device or a pipe"),
    QT_TRANSLATE_NOOP("Phrases", "a folder"),
    QT_TRANSLATE_NOOP("Phrases", "something else"),
    QT_TRANSLATE_NOOP("Phrases", "reading it ended the process"),
    QT_TRANSLATE_NOOP("Phrases", "the folders are nested too deep"),
)
_HEADER_FAULTS = (
    QT_TRANSLATE_NOOP("Phrases", "it is not valid YAML"),
    QT_TRANSLATE_NOOP("Phrases", "it is not valid TOML"),
    QT_TRANSLATE_NOOP("Phrases", "it is too complicated"),
    QT_TRANSLATE_NOOP("Phrases", "it is too large or too complicated"),
    QT_TRANSLATE_NOOP("Phrases", "it holds characters that YAML does not allow"),
    QT_TRANSLATE_NOOP("Phrases", "a quotation mark is not closed"),
    QT_TRANSLATE_NOOP("Phrases", "a colon stands where none may stand"),
    QT_TRANSLATE_NOOP("Phrases", "a line is neither a key with a value nor part of one"),
    QT_TRANSLATE_NOOP("Phrases", "a line has no colon"),
    QT_TRANSLATE_NOOP("Phrases", "a value begins with a character that must be quoted"),
    QT_TRANSLATE_NOOP("Phrases", "a list in brackets is not closed"),
    QT_TRANSLATE_NOOP("Phrases", "a table in braces is not closed"),
    QT_TRANSLATE_NOOP("Phrases", "an alias (*) has no anchor (&)"),
    QT_TRANSLATE_NOOP("Phrases", "a key stands twice"),
    QT_TRANSLATE_NOOP("Phrases", "a table stands twice"),
    QT_TRANSLATE_NOOP("Phrases", "a value must be quoted"),
    QT_TRANSLATE_NOOP("Phrases", "something follows a value"),
    QT_TRANSLATE_NOOP("Phrases", "a text holds a backslash that must be doubled"),
    QT_TRANSLATE_NOOP("Phrases", "a key is not a text"),
    QT_TRANSLATE_NOOP("Phrases", "a merge key (<<) needs a mapping"),
    QT_TRANSLATE_NOOP("Phrases", "something follows the closing brace"),
    QT_TRANSLATE_NOOP("Phrases", "a value is missing, or must be quoted"),
    QT_TRANSLATE_NOOP("Phrases", "a key in quotation marks is missing"),
    QT_TRANSLATE_NOOP("Phrases", "a key has no colon"),
    QT_TRANSLATE_NOOP("Phrases", "a comma or a closing brace is missing"),
    QT_TRANSLATE_NOOP("Phrases", "a text is not valid JSON"),
)
_FILE_FAULTS = (
    QT_TRANSLATE_NOOP("Phrases", "it is encrypted"),
    QT_TRANSLATE_NOOP("Phrases", "it is damaged"),
    QT_TRANSLATE_NOOP("Phrases", "it is packed in a way that is not known here"),
    QT_TRANSLATE_NOOP("Phrases", "it is too long for a link"),
    QT_TRANSLATE_NOOP("Phrases", "it has more than {number} bytes"),
    QT_TRANSLATE_NOOP("Phrases", "its size is not known"),
    QT_TRANSLATE_NOOP("Phrases", "the head of a file in it is too large"),
    QT_TRANSLATE_NOOP("Phrases", "the head of a file in it makes no sense"),
    QT_TRANSLATE_NOOP("Phrases", "the packed file ends in the midst of it"),
    QT_TRANSLATE_NOOP("Phrases", "the name of another file differs only in capital letters or accents"),
    QT_TRANSLATE_NOOP("Phrases", "there was never a format {number}"),
    QT_TRANSLATE_NOOP("Phrases", "missing: {names}"),
    QT_TRANSLATE_NOOP("Phrases", "No such file or directory"),
    QT_TRANSLATE_NOOP("Phrases", "Permission denied"),
    QT_TRANSLATE_NOOP("Phrases", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Phrases", "No space left on device"),
    QT_TRANSLATE_NOOP("Phrases", "Read-only file system"),
    QT_TRANSLATE_NOOP("Phrases", "Input/output error"),
    QT_TRANSLATE_NOOP("Phrases", "Is a directory"),
    QT_TRANSLATE_NOOP("Phrases", "Not a directory"),
    QT_TRANSLATE_NOOP("Phrases", "File exists"),
    QT_TRANSLATE_NOOP("Phrases", "File name too long"),
    QT_TRANSLATE_NOOP("Phrases", "Directory not empty"),
    QT_TRANSLATE_NOOP("Phrases", "Too many levels of symbolic links"),
    QT_TRANSLATE_NOOP("Phrases", "Too many open files"),
    QT_TRANSLATE_NOOP("Phrases", "This is not a regular file"),
    QT_TRANSLATE_NOOP("Phrases", "database or disk is full"),
    QT_TRANSLATE_NOOP("Phrases", "disk I/O error"),
    QT_TRANSLATE_NOOP("Phrases", "attempt to write a readonly database"),
    QT_TRANSLATE_NOOP("Phrases", "unable to open database file"),
    QT_TRANSLATE_NOOP("Phrases", "database disk image is malformed"),
    QT_TRANSLATE_NOOP("Phrases", "file is not a database"),
)
_FOUND_BY_A_CHECK = (
    QT_TRANSLATE_NOOP("Phrases", "The file is damaged: {reason}."),
    QT_TRANSLATE_NOOP("Phrases", "Row {row} of {table} refers to something in {parent} that is missing."),
    QT_TRANSLATE_NOOP("Phrases", "Entry {number} of the activity log {what}."),
    QT_TRANSLATE_NOOP("Phrases", "is missing"),
    QT_TRANSLATE_NOOP("Phrases", "was changed"),
    QT_TRANSLATE_NOOP("Phrases", "does not follow the one before"),
    QT_TRANSLATE_NOOP("Phrases", "What protects the activity log in the file is missing."),
    QT_TRANSLATE_NOOP("Phrases", "Post {number} has lost its original, revision 0."),
    QT_TRANSLATE_NOOP("Phrases", "The navigator counts {said} posts ({place}) where there are {right}."),
    QT_TRANSLATE_NOOP("Phrases", "What lists are made from is wrong for post {post}."),
    QT_TRANSLATE_NOOP(
        "Phrases", "The bytes of post {post}, revision {state} (number {number}) are not what was stored."
    ),
    QT_TRANSLATE_NOOP(
        "Phrases", "The bytes of the media file {name} (number {number}) are not what was stored."
    ),
    QT_TRANSLATE_NOOP("Phrases", "Segment {number} of the search index is damaged."),
    QT_TRANSLATE_NOOP("Phrases", "Segment {number} of the search index counts a character wrongly."),
    QT_TRANSLATE_NOOP("Phrases", "The search index holds post {post}, which does not exist."),
    QT_TRANSLATE_NOOP("Phrases", "Post {post} is missing from the search index."),
    QT_TRANSLATE_NOOP("Phrases", "{number} parts of the search index belong to no segment."),
    QT_TRANSLATE_NOOP("Phrases", "The search index does not fit the text of post {post}."),
    QT_TRANSLATE_NOOP("Phrases", "The plain text of post {post} is damaged."),
)
_PHRASES = (*_SIGNS_OF_A_SITE, *_DETAILS, *_HEADER_FAULTS, *_FILE_FAULTS, *_FOUND_BY_A_CHECK)
_PLACE = re.compile(r"\\\{(\w+)\\\}")
Details = tuple[tuple[str, str], ...]


def step_text(step: str) -> str:
    """The name of a step that can be undone."""
    return _said("Steps", _STEPS, step)


def step_sentence(step: Step) -> str:
    """What a step did, by its code; one without a code, or of a newer version, by its English name."""
    if not step.code:
        return step_text(step.name)
    details = dict(step.details)
    if "of" in details:  # an undo or a redo names its step by its code
        undone = Step(
            details["of"], tuple((name, text) for name, text in step.details if name not in ("step", "of"))
        )
        details["step"] = step_sentence(undone) if details["of"] else step_text(details.get("step", ""))
    return fill_template(QCoreApplication.translate("Steps", step.template), tuple(details.items()))


def phrase(text: str) -> str:
    """A phrase or sentence of the lower rooms."""
    return _said("Phrases", _PHRASES, text)


def said_details(details: Details) -> Details:
    """The details of a sentence: those that are words of ours, and not names or texts of the person."""
    return tuple(
        (name, phrase(value) if name in ("reason", "what", "instead") else value) for name, value in details
    )


def _said(context: str, templates: tuple[str, ...], text: str) -> str:
    if text in templates:
        return QCoreApplication.translate(context, text)
    for template, pattern in _patterns(templates):
        found = pattern.fullmatch(text)
        if found is not None:
            details = tuple(found.groupdict().items())
            # What fills the sentence may be a phrase too: why a file is damaged.
            return fill_template(QCoreApplication.translate(context, template), said_details(details))
    return text


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates that have places to fill, each as an expression that finds what fills them."""
    return tuple(
        (template, re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(template)), re.DOTALL))
        for template in templates
        if "{" in template
    )
