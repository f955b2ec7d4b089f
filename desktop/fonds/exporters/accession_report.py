"""What every report of an accession says, whatever its format: its facts, its counts, its settings in words.

A format writes text piece by piece and holds no more of the items than one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fonds.model.accession import Accession, AccessionItem, AccessionState, ImportSettings, OnDuplicate
from fonds.model.problems import Problem
from fonds.text.encodings import encoding_name

Write = Callable[[str], object]
Items = Callable[[], Iterable[AccessionItem]]
"""Gives the items of the accession from the first on, each time it is called."""
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """How a report speaks. ``translate`` takes a context and an English text; ``moment`` tells seconds UTC;
    ``generators`` says what people call a generator, where that is not its name."""

    translate: Callable[[str, str], str]
    problem: Callable[[Problem], str]
    number: Callable[[int], str]
    moment: Callable[[int], str]
    language: str = "en"
    generators: Mapping[str, str] = field(default_factory=dict)

    def generator(self, names: str) -> str:
        """What generators are called; ``names`` are parted by commas."""
        return ", ".join(self.generators.get(name, name) for name in names.split(", "))


def _plain_moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


PLAIN_WORDS = ReportWords(
    lambda _context, text: text, lambda problem: problem.sentence, lambda number: f"{number:,}", _plain_moment
)
"""English, with times in UTC, as the command line writes them."""


def state_text(state: AccessionState, words: ReportWords) -> str:
    """How far an accession came."""
    translate = words.translate
    match state:
        case AccessionState.COMPLETE:
            return translate("AccessionReport", "Complete")
        case AccessionState.STOPPED:
            return translate("AccessionReport", "Stopped before its end")
        case AccessionState.INTERRUPTED:
            return translate("AccessionReport", "Interrupted")
        case AccessionState.WITHDRAWN:
            return translate("AccessionReport", "Withdrawn")


def accession_facts(accession: Accession, words: ReportWords, *, described: bool = True) -> Facts:
    """Number, times, source, settings, and (``described``) who and note: a label and a text for each that there is."""
    translate = words.translate
    finished, withdrawn = accession.finished_at, accession.withdrawn_at
    facts = [
        (translate("AccessionReport", "Number"), str(accession.id)),
        (translate("AccessionReport", "State"), state_text(accession.state, words)),
        (translate("AccessionReport", "Begun"), words.moment(accession.started_at)),
        (translate("AccessionReport", "Ended"), "" if finished is None else words.moment(finished)),
        (translate("AccessionReport", "Withdrawn"), "" if withdrawn is None else words.moment(withdrawn)),
        (translate("AccessionReport", "Source"), "\n".join(accession.sources)),
        (translate("AccessionReport", "Generator"), words.generator(accession.generator)),
        *settings_facts(accession.settings, words),
        (translate("AccessionReport", "Imported by"), accession.who if described else ""),
        (translate("AccessionReport", "Note"), accession.note if described else ""),
    ]
    return tuple((label, text) for label, text in facts if text)


def settings_facts(settings: ImportSettings, words: ReportWords) -> Facts:
    """The settings of an import that a person chose otherwise than they come."""
    translate = words.translate
    changed = {
        OnDuplicate.UPDATE: translate("AccessionReport", "are updated"),
        OnDuplicate.SKIP: translate("AccessionReport", "are skipped"),
        OnDuplicate.KEEP_BOTH: translate("AccessionReport", "are added beside the old ones"),
    }
    yes = translate("AccessionReport", "yes")
    found = translate("AccessionReport", "found by itself")
    generator = found if settings.generator == "auto" else words.generator(settings.generator)
    keys = ", ".join(f"{field} = {key}" for field, key in settings.field_keys)
    chosen = encoding_name(settings.encoding) if settings.encoding else ""
    folders = ((folder or "/", encoding_name(name) if name else found) for folder, name in settings.encodings)
    encodings = ", ".join(f"{folder}: {name}" for folder, name in folders)
    return (
        (translate("AccessionReport", "Generator chosen"), generator),
        (translate("AccessionReport", "Time zone chosen"), settings.timezone),
        (translate("AccessionReport", "Encoding chosen"), chosen),
        (translate("AccessionReport", "Encodings of folders"), encodings),
        (translate("AccessionReport", "Changed files"), changed[settings.on_duplicate]),
        (translate("AccessionReport", "Folders taken for posts"), ", ".join(settings.post_folders)),
        (translate("AccessionReport", "Keys of fields"), keys),
        (translate("AccessionReport", "Tags in the text"), yes if settings.inline_tags else ""),
        (translate("AccessionReport", "Backslashes kept plain"), yes if settings.plain_backslashes else ""),
    )


def accession_counts(accession: Accession, words: ReportWords) -> tuple[tuple[str, int], ...]:
    """What the accession did, in numbers. The first five sum up to the documents that were found."""
    report, translate = accession.report, words.translate
    return (
        (translate("AccessionReport", "Added"), report.added),
        (translate("AccessionReport", "Updated"), report.updated),
        (translate("AccessionReport", "Unchanged"), report.unchanged),
        (translate("AccessionReport", "Skipped"), report.skipped),
        (translate("AccessionReport", "Not imported"), report.failed),
        (translate("AccessionReport", "Conflicts found"), report.conflicts),
        (translate("AccessionReport", "Repaired"), report.repaired),
        (translate("AccessionReport", "Kept raw"), report.kept_raw),
        (translate("AccessionReport", "Media files"), report.media),
        (translate("AccessionReport", "Other files in the source"), report.other_files),
    )


def round_trip_text(checked: int, identical: int, words: ReportWords) -> str:
    """``10,000 of 10,000 byte-identical``; nothing when nothing was checked."""
    if not checked:
        return ""
    text = words.translate("AccessionReport", "{identical} of {checked} byte-identical")
    return text.replace("{identical}", words.number(identical)).replace("{checked}", words.number(checked))


def outcome_text(item: AccessionItem, words: ReportWords) -> str:
    """What became of a document; of what is no document, that it is told only."""
    name = item.outcome.value if item.outcome is not None else ""
    translate = words.translate
    texts = {
        "added": translate("AccessionReport", "Added"),
        "updated": translate("AccessionReport", "Updated"),
        "unchanged": translate("AccessionReport", "Unchanged"),
        "skipped": translate("AccessionReport", "Skipped"),
        "failed": translate("AccessionReport", "Not imported"),
    }
    return texts.get(name, "")
