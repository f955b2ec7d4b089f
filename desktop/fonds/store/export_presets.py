"""The exports of an archive that are kept by name, and which posts each gave out, in which state.

Rule: no two have names that differ by case or form alone (``text/folding``). What was given out is written down only once it
lies at its destination.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from fonds.model.errors import UserError
from fonds.model.export import ExportOptions, Layout, PageSize
from fonds.model.export_preset import ExportChoice, ExportPreset, RemovedPost
from fonds.store.fields import dump_json
from fonds.store.packing import storable, stored_path
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.text.folding import fold_name

_ALL = (
    "SELECT p.id, p.name, p.format, p.dest, p.choice, p.options, p.exported_at, "
    "(SELECT count(*) FROM exported_posts e WHERE e.preset_id = p.id) FROM export_presets p"
)
States = Mapping[int, tuple[str | bytes, bytes]]
"""Of each post its path as it is stored and a digest of its state."""


def list_presets(view: View) -> tuple[ExportPreset, ...]:
    """All of them, by name."""
    found = (_preset_of(row) for row in view.rows(_ALL))
    return tuple(sorted(found, key=lambda preset: (fold_name(preset.name), preset.id)))


def find_preset(view: View, name: str) -> ExportPreset | None:
    """The one of this name, or None."""
    wanted = fold_name(name)
    return next((preset for preset in list_presets(view) if fold_name(preset.name) == wanted), None)


def get_preset(view: View, number: int) -> ExportPreset:
    """The one of this number. Raises UserError when there is none."""
    row = view.row(f"{_ALL} WHERE p.id = ?", (number,))
    if row is None:
        raise UserError("This saved export is gone.", field="id", id=str(number))
    return _preset_of(row)


def save_preset(writer: Writer, preset: ExportPreset) -> int:
    """Keep it: as a new one where its number is 0, else in place of what was kept by this number; returns the number.
    Where other posts or another format are asked for now, what was given out is forgotten."""
    values = (
        *(storable(preset.name), preset.format, storable(preset.dest)),
        *(dump_json(asdict(preset.choice)), dump_json(asdict(preset.options))),
    )
    if not preset.id:
        number = writer.raw.execute(
            "INSERT INTO export_presets (name, format, dest, choice, options) VALUES (?, ?, ?, ?, ?)", values
        ).lastrowid
        assert number is not None
        return number
    before = get_preset(writer, preset.id)
    writer.execute(
        "UPDATE export_presets SET name = ?, format = ?, dest = ?, choice = ?, options = ? WHERE id = ?",
        (*values, preset.id),
    )
    if (before.format, before.choice, before.options) != (preset.format, preset.choice, preset.options):
        _forget(writer, preset.id)
    return preset.id


def _forget(writer: Writer, number: int) -> None:
    writer.execute("DELETE FROM exported_posts WHERE preset_id = ?", (number,))
    writer.execute("UPDATE export_presets SET exported_at = NULL WHERE id = ?", (number,))


def rename_preset(writer: Writer, number: int, name: str) -> None:
    """Give it another name."""
    writer.execute("UPDATE export_presets SET name = ? WHERE id = ?", (storable(name), number))


def remove_preset(writer: Writer, number: int) -> None:
    """Forget it, with what it gave out."""
    writer.execute("DELETE FROM exported_posts WHERE preset_id = ?", (number,))
    writer.execute("DELETE FROM export_presets WHERE id = ?", (number,))


def load_states(view: View, post_ids: Sequence[int]) -> dict[int, tuple[str | bytes, bytes]]:
    """Of posts as they stand: paths, and digests of their path, their bytes and all files that they refer to."""
    found: dict[int, tuple[str | bytes, bytes]] = {}
    for chunk in in_chunks(post_ids):
        listed = marks(len(chunk))
        sums = {
            post: (path, hashlib.sha256(repr((path, digest, original)).encode()))
            for post, path, digest, original in view.cursor(
                "SELECT p.id, p.source_path, r.digest, p.original_digest FROM posts p "
                f"JOIN revisions r ON r.id = p.head_revision WHERE p.id IN ({listed})",
                chunk,
            )
        }
        for post, *use in view.cursor(
            "SELECT u.post_id, u.reference, u.path, m.digest FROM post_media u JOIN media m ON m.id = u.media_id "
            f"WHERE u.post_id IN ({listed}) ORDER BY u.post_id, u.reference",
            chunk,
        ):
            sums[post][1].update(repr(use).encode())
        found.update((post, (path, state.digest())) for post, (path, state) in sums.items())
    return found


def load_given(view: View, number: int) -> dict[int, tuple[str | bytes, bytes]]:
    """The posts that a kept export gave out last, in the same form."""
    rows = view.cursor("SELECT post_id, path, state FROM exported_posts WHERE preset_id = ?", (number,))
    return {post: (path, state) for post, path, state in rows}


def note_given(writer: Writer, number: int, states: States, when: int) -> None:
    """These posts, and no others, are what a kept export has given out by now (``when``, seconds UTC)."""
    get_preset(writer, number)
    writer.execute("DELETE FROM exported_posts WHERE preset_id = ?", (number,))
    writer.execute_many(
        "INSERT INTO exported_posts (preset_id, post_id, path, state) VALUES (?, ?, ?, ?)",
        ((number, post, *state) for post, state in states.items()),
    )
    writer.execute("UPDATE export_presets SET exported_at = ? WHERE id = ?", (when, number))


def removed_posts(given: States, now: States) -> Iterator[RemovedPost]:
    """What was given out and is not there any more, by number."""
    for post in sorted(given.keys() - now.keys()):
        yield RemovedPost(post, stored_path(given[post][0]))


def _preset_of(row: Sequence[Any]) -> ExportPreset:
    number, name, form, dest, choice, options, exported_at, exported = row
    return ExportPreset(
        number, name, form, dest, _choice_of(choice), _options_of(options), exported_at, exported
    )


def _choice_of(text: str) -> ExportChoice:
    known = _known(text, ExportChoice)
    return ExportChoice(**{**known, "ids": tuple(known.get("ids", ()))})


def _options_of(text: str) -> ExportOptions:
    known = _known(text, ExportOptions)
    # What a newer Fonds knows and this one does not is as if it had not been chosen.
    for name, kind in (("layout", Layout), ("page_size", PageSize)):
        if known.get(name) in list(kind):
            known[name] = kind(known[name])
        else:
            known.pop(name, None)
    return ExportOptions(**known)


def _known(text: str, kind: type[Any]) -> dict[str, Any]:
    names = {item.name for item in fields(kind)}
    return {name: value for name, value in json.loads(text).items() if name in names}
