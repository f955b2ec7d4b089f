"""An export that is kept by name, to be made again."""

from __future__ import annotations

from dataclasses import dataclass, field

from fonds.model.export import ExportOptions, ExportReport


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Which posts: those ``ids`` in this order, else those of the collection of this number and of all below it, else those
    outside the trash that match ``query`` (``variants``: Traditional and Simplified Chinese characters match each
    other)."""

    query: str = ""
    variants: bool = True
    collection: int = 0
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportPreset:
    """A kept export. ``dest`` is where it goes, ``exported_at`` when it was made last (seconds UTC; None: never), and
    ``exported`` how many posts it had given out by then."""

    id: int
    name: str
    format: str
    dest: str
    choice: ExportChoice = field(default_factory=ExportChoice)
    options: ExportOptions = field(default_factory=ExportOptions)
    exported_at: int | None = None
    exported: int = 0


@dataclass(frozen=True, slots=True)
class RemovedPost:
    """A post that the export had given out and that is not among its posts any more; ``path`` is where its source had
    it."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class PresetRun:
    """What a kept export did. ``report`` is None when nothing was new or changed since the last time (``since_last``);
    ``removed`` are the posts that went since."""

    preset: ExportPreset
    report: ExportReport | None
    since_last: bool = False
    removed: tuple[RemovedPost, ...] = ()
