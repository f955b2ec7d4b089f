"""What revisions and entries of the log are called, for a person."""

from __future__ import annotations

from collections.abc import Callable

from fonds.gui.messages import file_size_text, joined, number_text, plural, translate
from fonds.gui.phrases import step_sentence
from fonds.model.activity import LogEntry
from fonds.model.revision import Part, PurgeSizes, Revision
from fonds.model.steps import SENTENCES, LogKind, Step


def revision_name(revision: Revision, head: int) -> str:
    """``Original``, ``Revision 3``, ``Revision 4 (current)``."""
    if revision.number == 0:
        name = translate("History", "Original")
    else:
        name = translate("History", "Revision {number}").replace("{number}", number_text(revision.number))
    return translate("History", "{name} (current)").replace("{name}", name) if revision.id == head else name


def alone_text(revision: Revision, *, only: bool) -> str:
    """Why there is nothing to compare the oldest revision with; ``only``: there is no other one."""
    if not only:
        return translate(
            "History", "This is the oldest revision: there is none before it to compare it with."
        )
    if revision.reason == "import":
        return translate("History", "Not changed since it was imported.")
    return translate("History", "Not changed since it was written here.")


def reason_text(revision: Revision) -> str:
    """By which operation a revision was made."""
    if revision.number == 0 and revision.reason == "import":
        return translate("History", "Imported")
    texts = {
        "import": translate("History", "Imported again"),
        "create": translate("History", "Written here"),
        "edit": translate("History", "Edited"),
        "bulk edit": translate("History", "Edited with others"),
        "merge": translate("History", "Duplicates merged"),
        "restore": translate("History", "Taken back"),
        "withdraw": translate("History", "Import withdrawn"),
        "conflict": translate("History", "The source’s text, in conflict"),
    }
    return texts.get(revision.reason, revision.reason)


def parts_text(changed: Part) -> str:
    """The parts that a revision changed."""
    texts = {
        Part.TITLE: translate("History", "title"),
        Part.DATE: translate("History", "date"),
        Part.SLUG: translate("History", "slug"),
        Part.STATUS: translate("History", "status"),
        Part.LANGUAGE: translate("History", "language"),
        Part.CATEGORIES: translate("History", "categories"),
        Part.TAGS: translate("History", "tags"),
        Part.AUTHORS: translate("History", "authors"),
        Part.FIELDS: translate("History", "other keys"),
        Part.BODY: translate("History", "text"),
        Part.FORM: translate("History", "only the form of the file"),
    }
    return translate("History", ", ").join(text for part, text in texts.items() if part in changed)


def what_text(revision: Revision) -> str:
    """What made a revision, and what of the post it changed."""
    parts = parts_text(revision.changed)
    if not parts:
        return reason_text(revision)
    text = translate("History", "{operation}: {parts}")
    return text.replace("{operation}", reason_text(revision)).replace("{parts}", parts)


def size_text(revision: Revision, before: Revision | None) -> str:
    """``3.2 kB``, and by how much that is more or less than before."""
    size = file_size_text(revision.size)
    if before is None or before.size == revision.size:
        return size
    difference = revision.size - before.size
    sign = "+" if difference > 0 else "\N{MINUS SIGN}"
    return joined([size, f"{sign}{file_size_text(abs(difference))}"])


def entry_text(entry: LogEntry) -> str:
    """What an entry of the log says, in the window's language."""
    facts = entry.facts()
    text = step_sentence(entry.step())
    posts = facts.get("posts")
    counts = []
    if isinstance(posts, int) and posts > 1:
        counts.append(plural(translate("History", "%Ln post(s) touched", None, posts), posts))
    if entry.verb == "import":
        for name, template in _IMPORTED.items():
            number = facts.get(name)
            if isinstance(number, int) and number:
                counts.append(template().replace("{number}", number_text(number)))
    problems = facts.get("problems")
    if entry.verb == "check" and isinstance(problems, int):
        counts.append(plural(translate("History", "%Ln problem(s) found", None, problems), problems))
    if isinstance(facts.get("dest"), str):
        counts.append(facts["dest"])
    return joined([text, *counts])


_IMPORTED: dict[str, Callable[[], str]] = {
    "added": lambda: translate("History", "{number} added"),
    "updated": lambda: translate("History", "{number} updated"),
    "failed": lambda: translate("History", "{number} not imported"),
}


def kind_text(kind: LogKind | None) -> str:
    """What a kind of entries is called; None is all."""
    match kind:
        case None:
            return translate("History", "Everything")
        case LogKind.INTAKE:
            return translate("History", "Imports")
        case LogKind.EDITING:
            return translate("History", "Edits")
        case LogKind.ARRANGING:
            return translate("History", "Stars, searches, collections")
        case LogKind.TRASH:
            return translate("History", "Trash")
        case LogKind.UNDOING:
            return translate("History", "Undo and redo")
        case LogKind.HANDING_OUT:
            return translate("History", "Exports")
        case LogKind.CARE:
            return translate("History", "Checks and care")


def verbs_of_text(text: str) -> tuple[str, ...]:
    """The verbs whose sentence, in the window's language, has this text."""
    wanted = text.casefold()
    return tuple(
        verb or "other" for verb in SENTENCES if verb and wanted in step_sentence(Step(verb)).casefold()
    )


def fault_text(fault: str) -> str:
    """What is wrong with an entry of the log, by the store's words."""
    texts = {
        "is missing": translate("History", "is missing"),
        "was changed": translate("History", "was changed"),
        "does not follow the one before": translate("History", "does not follow the one before"),
    }
    return texts.get(fault, fault)


def purge_text(sizes: PurgeSizes) -> str:
    """What deleting for good would take away."""
    revisions = plural(translate("History", "%Ln revision(s)", None, sizes.revisions), sizes.revisions)
    parts = [f"{revisions} ({file_size_text(sizes.bytes)})"]
    if sizes.media:
        media = plural(translate("History", "%Ln media file(s)", None, sizes.media), sizes.media)
        parts.append(f"{media} ({file_size_text(sizes.media_bytes)})")
    return translate("History", " and ").join(parts)
