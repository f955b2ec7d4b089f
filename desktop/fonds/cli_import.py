"""The verb ``import``: posts from folders or files into an archive."""

from __future__ import annotations

import argparse
import os
import posixpath
from typing import TYPE_CHECKING

from fonds.base.freed_memory import give_back_large
from fonds.cli_accessions import report_line
from fonds.cli_terminal import DONE, PROBLEMS, Terminal, interruptible, path_argument, result
from fonds.model.accession import ImportSettings, OnDuplicate
from fonds.model.errors import UserError
from fonds.services import archives, importing

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_import_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "import posts from folders or files"
    parser = verbs.add_parser("import", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(verb=_import)
    _add_options(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", metavar="SOURCE", nargs="+", type=path_argument, help="a folder or a file")
    parser.add_argument(
        "--generator",
        choices=("auto", *importing.generator_names()),
        default="auto",
        help="what wrote the source",
    )
    parser.add_argument(
        "--timezone", default="", metavar="NAME", help="for dates without an offset: Asia/Shanghai"
    )
    parser.add_argument("--encoding", default="", metavar="NAME", help="of all files; detected otherwise")
    parser.add_argument(
        "--folder-encoding",
        action="append",
        default=[],
        type=_folder_choice,
        metavar="FOLDER=NAME",
        help="of files below this folder that are not UTF-8: old=gb18030; may be repeated",
    )
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        type=_choice,
        metavar="FIELD=KEY",
        help="the front-matter key that feeds a field: date=showtime, title=extra.headline; may be repeated; "
        f"fields: {', '.join(importing.field_names())}",
    )
    parser.add_argument(
        "--plain-backslashes",
        action="store_true",
        help='take the backslash in "C:\\new" for itself, not for a line break',
    )
    parser.add_argument(
        "--on-duplicate",
        choices=[choice.value for choice in OnDuplicate],
        default=OnDuplicate.UPDATE.value,
        help="for a file that changed since it was imported (update)",
    )
    parser.add_argument(
        "--posts-in",
        action="append",
        default=[],
        metavar="FOLDER",
        help="take this folder of the source for posts, too; may be repeated",
    )
    parser.add_argument("--inline-tags", action="store_true", help="of a vault, take #tags in the text, too")
    parser.add_argument("--who", default="", metavar="NAME", help="who makes the import; kept with it")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is to be said of it; kept with it")
    parser.add_argument("--dry-run", action="store_true", help="read and report; write nothing")
    parser.add_argument(
        "--report", type=path_argument, metavar="FILE.json", help="write the report there as well"
    )


def _choice(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError("must be two names with = between them")
    return name.strip(), value.strip()


def _folder_choice(text: str) -> tuple[str, str]:
    folder, equals, encoding = text.rpartition("=")  # a folder's name may have one
    if not equals or not folder or not encoding.strip():
        raise argparse.ArgumentTypeError("must be a folder and an encoding with = between them")
    inner = posixpath.normpath(folder.replace("\\", "/") if os.sep == "\\" else folder).strip("/")
    return "" if inner == "." else inner, encoding.strip()


def _import(options: argparse.Namespace) -> int:
    both = (options.report, options.archive)
    if (
        options.report is not None
        and all(path.exists() for path in both)
        and options.report.samefile(both[1])
    ):
        raise UserError("The report would take the place of the archive {path}.", path=str(options.archive))
    give_back_large()
    settings = ImportSettings(
        generator=options.generator,
        timezone=options.timezone,
        encoding=options.encoding,
        on_duplicate=OnDuplicate(options.on_duplicate),
        post_folders=tuple(options.posts_in),
        inline_tags=options.inline_tags,
        field_keys=tuple(options.field),
        encodings=tuple(options.folder_encoding),
        plain_backslashes=options.plain_backslashes,
    )
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=options.dry_run) as archive,
        Terminal() as terminal,
    ):
        report = importing.import_source(
            archive,
            options.sources,
            settings,
            terminal.show,
            cancel,
            dry_run=options.dry_run,
            who=options.who,
            note=options.note,
        )
    result(options, importing.report_as_json(report), report_line(report))
    if options.report is not None:
        importing.write_report(report, options.report)
    return PROBLEMS if report.problems or report.cancelled else DONE
