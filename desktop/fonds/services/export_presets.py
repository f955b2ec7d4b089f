"""Exports that are kept by name: listed, saved, renamed, removed, and made again; of some only what is new since the last
time.

Rule: what was given out is written down once it lies at its destination, whole; so an export that failed is made again in
full. None of this can be undone: what went out lies outside the archive.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from fonds.exporters import formats
from fonds.exporters.formats import FileFormat
from fonds.model.errors import UserError
from fonds.model.export_preset import ExportChoice, ExportPreset, PresetRun
from fonds.model.printing import StartPrinting
from fonds.model.progress import CancelToken, ProgressSink
from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.model.steps import Step
from fonds.services import exporting
from fonds.services.editing import now
from fonds.store import export_presets as stored
from fonds.store import lists
from fonds.store.archive import Archive
from fonds.store.collected_posts import posts_of_tree
from fonds.store.collections import get_collection
from fonds.store.merging import outside_trash
from fonds.store.session import View

LONGEST_NAME = 200
SINCE_LAST = ("front-matter", "bagit")
"""The formats of which only what is new or changed can be exported."""
_READING_ORDER = Order(OrderColumn.DATE, descending=False)


def list_presets(archive: Archive) -> tuple[ExportPreset, ...]:
    """All of them, by name."""
    with archive.reading() as view:
        return stored.list_presets(view)


def find_preset(archive: Archive, name: str) -> ExportPreset:
    """The one of this name. Raises UserError when there is none."""
    with archive.reading() as view:
        found = stored.find_preset(view, name)
    if found is None:
        raise UserError("There is no saved export “{name}”.", field="name", name=name)
    return found


def save_preset(archive: Archive, preset: ExportPreset) -> ExportPreset:
    """Keep an export by name: a new one where its number is 0, else in place of the one of that number. Raises UserError
    for a name that is empty, too long or taken, an unknown format, and a destination that is empty."""
    formats.get_format(preset.format)
    if not preset.dest.strip():
        raise UserError("Say where the export goes.", field="dest")
    dest = os.path.abspath(preset.dest)  # noqa: PTH100 - resolve() would follow links
    with archive.writing(entry=_step("save", preset.name)) as writer:
        name = _checked(writer, preset.name, besides=preset.id)
        number = stored.save_preset(writer, replace(preset, name=name, dest=dest))
        return stored.get_preset(writer, number)


def rename_preset(archive: Archive, number: int, name: str) -> ExportPreset:
    """Give it another name. Raises UserError as ``save_preset`` does."""
    with archive.writing(entry=_step("rename", name)) as writer:
        stored.get_preset(writer, number)
        stored.rename_preset(writer, number, _checked(writer, name, besides=number))
        return stored.get_preset(writer, number)


def remove_preset(archive: Archive, number: int) -> ExportPreset:
    """Forget it; what it gave out stays where it is."""
    with archive.reading() as view:
        found = stored.get_preset(view, number)
    with archive.writing(entry=_step("remove", found.name)) as writer:
        stored.get_preset(writer, number)
        stored.remove_preset(writer, number)
    return found


def run_preset(
    archive: Archive,
    number: int,
    progress: ProgressSink,
    cancel: CancelToken,
    *,
    dest: Path | None = None,
    since_last: bool = False,
    printing: StartPrinting | None = None,
) -> PresetRun:
    """Make a kept export again, to ``dest`` or to where it goes; where something is there, beside it by the next free name.
    ``since_last``: only the posts that are new or changed since it was made last, and which went since is told; when
    there is nothing new, nothing is written.

    All or nothing, as ``exporting.export_posts``, whose errors it raises. ``printing`` as there.
    """
    with archive.reading(cancel) as view:
        preset = stored.get_preset(view, number)
        if since_last and preset.format not in SINCE_LAST:
            raise UserError(
                "Only what is new can be exported in these formats: {known}.",
                field="since_last",
                known=", ".join(SINCE_LAST),
            )
        ids = chosen_posts(view, preset.choice)
        states = stored.load_states(view, ids)
        given = stored.load_given(view, number)
    fresh = [post for post in ids if post in states and states[post] != given.get(post)]
    removed = tuple(stored.removed_posts(given, states)) if since_last else ()
    wanted = fresh if since_last else ids
    report = None
    if wanted or not since_last:
        place = free_destination(dest or Path(preset.dest), preset.format, replaces=preset.options.replace)
        report = exporting.export_posts(
            archive,
            place,
            wanted,
            "",
            progress,
            cancel,
            preset.format,
            options=preset.options,
            printing=printing,
        )
    kept = {post: state for post, state in states.items() if since_last and state == given.get(post)}
    kept.update((post, states[post]) for post in (report.ids if report else ()) if post in states)
    if not archive.read_only:
        with archive.writing() as writer:
            stored.note_given(writer, number, kept, now())
    return PresetRun(preset, report, since_last, removed)


def find_posts(archive: Archive, choice: ExportChoice) -> list[int]:
    """The posts that are chosen now, as ``chosen_posts`` says."""
    with archive.reading() as view:
        return chosen_posts(view, choice)


def chosen_posts(view: View, choice: ExportChoice) -> list[int]:
    """The posts that are chosen now, in the order in which they are exported; those in the trash are left out. Raises
    UserError when the collection is gone."""
    if choice.ids or choice.collection:
        wanted = list(dict.fromkeys(choice.ids))
        if not choice.ids:
            get_collection(view, choice.collection)
            wanted = posts_of_tree(view, choice.collection)
        there = outside_trash(view, wanted)
        return [post for post in wanted if post in there]
    request = ListRequest(search_text=choice.query, variants=choice.variants, order=_READING_ORDER)
    return list(lists.find_ids(view, request))


def free_destination(dest: Path, name: str, *, replaces: bool) -> Path:
    """Where an export of this format can go: ``dest``, or beside it with a number where something is there already."""
    form = formats.get_format(name)
    is_file = isinstance(form, FileFormat)
    for place in _neighbours(dest, suffix=is_file):
        if not os.path.lexists(place):
            return place
        if is_file and replaces and place.is_file():
            return place
        if not is_file and place.is_dir() and not place.is_symlink() and not any(place.iterdir()):
            return place
    raise AssertionError("numbers have no end")


def _neighbours(dest: Path, *, suffix: bool) -> Iterator[Path]:
    yield dest
    for number in count(2):
        name = f"{dest.stem}-{number}{dest.suffix}" if suffix else f"{dest.name}-{number}"
        yield dest.with_name(name)


def _step(verb: str, name: str) -> Step:
    return Step(f"{verb}-export", (("name", " ".join(name.split())),))


def _checked(view: View, name: str, besides: int) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("A saved export needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise UserError("The name is longer than {limit} characters.", field="name", limit=str(LONGEST_NAME))
    found = stored.find_preset(view, name)
    if found is not None and found.id != besides:
        raise UserError("A saved export is called “{name}” already.", field="name", name=found.name)
    return name
