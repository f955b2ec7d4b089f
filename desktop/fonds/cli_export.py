"""The verb ``export``: posts to a folder or a file, chosen by a query, a collection or numbers, or as they were saved."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.cli_terminal import (
    DONE,
    PROBLEMS,
    Terminal,
    interruptible,
    path_argument,
    problem_line,
    result,
)
from fonds.model.errors import UserError
from fonds.model.export import ExportOptions, ExportReport, Layout, PageSize
from fonds.model.export_preset import ExportChoice, ExportPreset, PresetRun
from fonds.model.problems import with_signs
from fonds.services import archives, collections, export_presets, exporting, searching

if TYPE_CHECKING:
    from fonds.services.archives import Archive

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_NUMBERS = 10_000_000
"""That many posts can be named by their numbers."""


def add_export_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "export posts to a folder or a file"
    parser = verbs.add_parser("export", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument(
        "dest", metavar="DEST", nargs="?", type=path_argument, help="a new or empty folder, or a new file"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--format", choices=exporting.FORMATS, help=f"what to make ({exporting.FORMATS[0]})")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--query", metavar="TEXT", help="only posts that match TEXT")
    which.add_argument(
        "--collection", metavar="NAME", help="only posts of a collection, by its name, path (a/b) or number"
    )
    which.add_argument("--ids", type=_numbers, metavar="1,2,5-9", help="only posts of these numbers")
    exact = "let Traditional and Simplified Chinese characters not match each other in TEXT"
    parser.add_argument("--exact-characters", action="store_true", help=exact)
    parser.add_argument(
        "--title", default="", metavar="TEXT", help="what the whole is called (the archive's name)"
    )
    layouts = [layout.value for layout in Layout]
    parser.add_argument("--layout", choices=layouts, help=f"of front-matter files ({layouts[0]})")
    sizes = [size.value for size in PageSize]
    parser.add_argument("--page-size", choices=sizes, help=f"of pages to print ({sizes[0]})")
    parser.add_argument("--history", action="store_true", help="with all earlier states of the posts")
    saved = parser.add_argument_group("saved exports")
    saved.add_argument(
        "--save-preset", metavar="NAME", help="save this export by name in the archive, and make it"
    )
    saved.add_argument("--preset", metavar="NAME", help="make a saved export, to DEST or to where it goes")
    saved.add_argument(
        "--since-last",
        action="store_true",
        help="with --preset: only what is new or changed since it was made last",
    )
    saved.add_argument("--list-presets", action="store_true", help="list the saved exports")
    saved.add_argument("--remove-preset", metavar="NAME", help="forget a saved export")
    parser.set_defaults(verb=_export)


def _numbers(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or max(len(first), len(last)) > 18:
            raise argparse.ArgumentTypeError("must be numbers and ranges: 1,2,5-9")
        start, end = int(first), int(last or first)
        if end < start or end - start + len(found) >= MOST_NUMBERS:
            raise argparse.ArgumentTypeError("must be numbers and ranges, from the lower to the higher one")
        found += range(start, end + 1)
    return tuple(dict.fromkeys(found))


def _export(options: argparse.Namespace) -> int:
    if options.list_presets:
        return _list(options)
    if options.remove_preset is not None:
        with archives.opened(options.archive) as archive:
            gone = export_presets.find_preset(archive, options.remove_preset)
            export_presets.remove_preset(archive, gone.id)
        return result(options, {"removed": gone.name}, f"Forgot “{with_signs(gone.name)}”.")
    if options.since_last and options.preset is None:
        raise UserError("Say which saved export, with --preset.", field="preset")
    if options.preset is not None:
        return _repeat(options)
    if options.dest is None:
        raise UserError("Say where the export goes.", field="dest")
    with archives.opened(options.archive) as archive:  # for the log: what goes out is entered there
        preset = _wanted(options, archive)
        if options.save_preset is not None:
            number = 0
            with suppress(UserError):
                number = export_presets.find_preset(archive, options.save_preset).id
            preset = replace(preset, id=number, name=options.save_preset)
            return _run(options, archive, export_presets.save_preset(archive, preset))
        return _once(options, archive, preset)


def _wanted(options: argparse.Namespace, archive: Archive) -> ExportPreset:
    """The export that the options ask for."""
    number = 0
    if options.collection is not None:
        number = collections.find_collection(archive, options.collection).id
    query = searching.require_query(options.query or "").text
    choice = ExportChoice(query, not options.exact_characters, number, options.ids or ())
    wanted = ExportOptions(
        title=options.title,
        collection=number,
        layout=Layout(options.layout or Layout.ORIGINAL),
        page_size=PageSize(options.page_size or PageSize.A4),
        history=options.history,
    )
    form = options.format or exporting.FORMATS[0]
    return ExportPreset(0, "", form, str(options.dest), choice, wanted)


def _once(options: argparse.Namespace, archive: Archive, preset: ExportPreset) -> int:
    choice = preset.choice
    ids = None
    if choice.ids or choice.collection:
        ids = export_presets.find_posts(archive, choice)
        if choice.ids and not ids:
            raise UserError("There is no post {id} in this archive.", id=str(choice.ids[0]))
    with interruptible() as cancel, Terminal() as terminal:
        report = exporting.export_posts(
            archive,
            Path(preset.dest),
            ids=ids,
            query=choice.query,
            progress=terminal.show,
            cancel=cancel,
            format=preset.format,
            variants=choice.variants,
            options=preset.options,
            printing=options.printing,
        )
    lines = _told(report)
    left_out = len(choice.ids) - len(ids or ()) if choice.ids else 0
    if left_out:
        lines.append(f"{left_out} of the numbers are of no post outside the trash.")
    result(options, exporting.report_as_json(report), "\n".join(lines))
    return PROBLEMS if report.problems else DONE


def _repeat(options: argparse.Namespace) -> int:
    others = (
        "format",
        "query",
        "collection",
        "ids",
        "title",
        "layout",
        "page_size",
        "history",
        "save_preset",
    )
    if any(getattr(options, name) not in (None, "", False) for name in others):
        raise UserError(
            "A saved export is made as it was saved: only DEST can be another one.", field="preset"
        )
    with archives.opened(options.archive) as archive:
        return _run(options, archive, export_presets.find_preset(archive, options.preset))


def _run(options: argparse.Namespace, archive: Archive, preset: ExportPreset) -> int:
    with interruptible() as cancel, Terminal() as terminal:
        done = export_presets.run_preset(
            archive,
            preset.id,
            terminal.show,
            cancel,
            dest=options.dest,
            since_last=options.since_last,
            printing=options.printing,
        )
    lines = [f"Gone since: {post.id}  {with_signs(post.path)}" for post in done.removed]
    if done.report is None:
        lines.append("Nothing is new or changed since the last time.")
    else:
        lines += _told(done.report)
    result(options, _as_json(done), "\n".join(lines))
    return PROBLEMS if done.report is not None and done.report.problems else DONE


def _told(report: ExportReport) -> list[str]:
    lines = [problem_line(problem) for problem in report.problems]
    return [*lines, f"Exported {report.posts} posts and {report.media} media files to {report.dest}."]


def _as_json(done: PresetRun) -> dict[str, object]:
    report = None if done.report is None else exporting.report_as_json(done.report)
    removed = [{"id": post.id, "path": post.path} for post in done.removed]
    return {"preset": done.preset.name, "since_last": done.since_last, "removed": removed, "report": report}


def _list(options: argparse.Namespace) -> int:
    with archives.opened(options.archive, read_only=True) as archive:
        found = export_presets.list_presets(archive)
    values = [
        {
            "name": one.name,
            "format": one.format,
            "dest": one.dest,
            "query": one.choice.query,
            "collection": one.choice.collection or None,
            "ids": list(one.choice.ids),
            "exported_at": one.exported_at,
            "posts": one.exported,
        }
        for one in found
    ]
    lines = [f"{one.format:12}  {with_signs(one.name)}  {with_signs(one.dest)}" for one in found]
    lines.append(f"{len(found)} saved exports.")
    return result(options, {"presets": values}, "\n".join(lines))
