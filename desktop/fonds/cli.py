"""The headless verbs. They stand on the same services as the window, and prove that the core needs none.

Exit status: 0 done; 1 done with problems, which are in the report; 2 wrong usage; 3 the environment failed.
"""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import sys
import traceback
from collections.abc import Callable, Sequence

import fonds
from fonds.cli_accessions import add_accessions_verb, report_line
from fonds.cli_collections import add_collections_verb
from fonds.cli_duplicates import add_duplicates_verb
from fonds.cli_edit import add_edit_verb
from fonds.cli_export import add_export_verb
from fonds.cli_front_matter import add_front_matter_verb
from fonds.cli_log import add_log_verb
from fonds.cli_terminal import (
    DONE,
    FAILED,
    PROBLEMS,
    USAGE,
    Terminal,
    complain,
    count_argument,
    interruptible,
    number_argument,
    path_argument,
    result,
)
from fonds.model.accession import ImportSettings, OnDuplicate
from fonds.model.errors import ArchiveError, Cancelled, EnvironmentProblem, UserError
from fonds.model.printing import StartPrinting
from fonds.model.problems import with_signs
from fonds.model.query import Order, OrderColumn
from fonds.services import archives, browsing, importing, previewing, searching


def run(arguments: Sequence[str], printing: StartPrinting | None = None) -> int:
    """Parse, do, and return the exit status. ``printing`` starts what prints pages."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A path or a title that the terminal's encoding lacks must not end the run.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments, argparse.Namespace(printing=printing))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    verb: Callable[[argparse.Namespace], int] = options.verb
    try:
        return verb(options)
    except UserError as error:
        return complain(error, USAGE)
    except Cancelled:
        return complain(Cancelled(), PROBLEMS)
    except (EnvironmentProblem, ArchiveError) as error:
        return complain(error, FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone (``fonds search … | head``); the interpreter must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return complain(EnvironmentProblem("{reason}.", reason=error.strerror or str(error)), FAILED)
    except KeyboardInterrupt:
        return complain(Cancelled(), PROBLEMS)
    except Exception as error:  # noqa: BLE001 - a bug of ours must not pass for "done with problems"
        traceback.print_exc()
        return complain(EnvironmentProblem("An unexpected fault: {reason}.", reason=repr(error)), FAILED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fonds",
        description="Keeps a large body of posts and articles, offline. Without a verb the window opens.",
        usage="fonds [ARCHIVE]\n       fonds VERB …",
        epilog="Exit status: 0 done; 1 done with problems; 2 wrong usage; 3 the environment failed.",
    )
    parser.add_argument("--version", action="version", version=f"fonds {fonds.__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, prog="fonds")

    def add(name: str, verb: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
        sub.add_argument("--json", action="store_true", help="print the result as JSON")
        sub.set_defaults(verb=verb)
        return sub

    add("new", _new, "make a new, empty archive")
    _add_import_options(add("import", _import, "import posts from folders or files"))
    search = add("search", _search, "find posts")
    search.add_argument("text", metavar="TEXT", help='what to find; "" finds every post')
    search.add_argument("--limit", type=count_argument, default=50, metavar="N", help="at most N posts (50)")
    search.add_argument(
        "--order",
        choices=(OrderColumn.DATE.value, OrderColumn.RELEVANCE.value),
        default=OrderColumn.DATE.value,
        help="the newest first (date), or those that are most about the words of TEXT (relevance)",
    )
    _add_exact_characters(search)
    show = add("show", _show, "print one post")
    show.add_argument("id", metavar="ID", type=number_argument)
    show.add_argument(
        "--as",
        dest="form",
        choices=("source", "html", "json"),
        default="source",
        help="source (default): its bytes",
    )
    check = add("check", _check, "check that everything in the archive is whole")
    check.add_argument("--log", action="store_true", help="enter the check in the activity log")
    add("info", _info, "say what is in the archive")
    add_accessions_verb(verbs)
    add_export_verb(verbs)
    add_edit_verb(verbs)
    add_duplicates_verb(verbs)
    add_collections_verb(verbs)
    add_log_verb(verbs)
    add_front_matter_verb(verbs)
    return parser


def _add_exact_characters(parser: argparse.ArgumentParser) -> None:
    text = "let Traditional and Simplified Chinese characters not match each other in TEXT"
    parser.add_argument("--exact-characters", action="store_true", help=text)


def _add_import_options(parser: argparse.ArgumentParser) -> None:
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


def _new(options: argparse.Namespace) -> int:
    archive = archives.create_archive(options.archive)
    path = str(archive.path)
    archive.close()
    return result(options, {"archive": path}, f"Made {path}.")


def _import(options: argparse.Namespace) -> int:
    both = (options.report, options.archive)
    if (
        options.report is not None
        and all(path.exists() for path in both)
        and options.report.samefile(both[1])
    ):
        raise UserError("The report would take the place of the archive {path}.", path=str(options.archive))
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


def _search(options: argparse.Namespace) -> int:
    searching.require_query(options.text)
    with archives.opened(options.archive, read_only=True) as archive:
        results = searching.search_posts(
            archive,
            options.text,
            options.limit,
            variants=not options.exact_characters,
            order=Order(OrderColumn(options.order)),
        )
    posts = [
        {
            "id": hit.id,
            "title": hit.title,
            "date": hit.date.iso_text(),
            "source_path": hit.source_path,
            "snippet": hit.snippet,
        }
        for hit in results.hits
    ]
    lines = [f"{hit.id:>8}  {hit.date.iso_text()[:10]:10}  {with_signs(hit.title)}" for hit in results.hits]
    lines.append(f"{results.total} posts.")
    return result(options, {"total": results.total, "posts": posts}, "\n".join(lines))


def _show(options: argparse.Namespace) -> int:
    form = "json" if options.json else options.form
    with archives.opened(options.archive, read_only=True) as archive:
        post = browsing.load_post(archive, options.id)
        match form:
            case "source":
                sys.stdout.buffer.write(post.source)
                sys.stdout.buffer.flush()
            case "html":
                print(previewing.render_once(post))
            case _:
                print(json.dumps(browsing.post_as_json(post), ensure_ascii=False, indent=2))
    return DONE


def _check(options: argparse.Namespace) -> int:
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=True) as archive,
        Terminal() as terminal,
    ):
        report = archives.check_archive(archive, terminal.show, cancel)
    if options.log:
        with archives.opened(options.archive) as archive:
            archives.record_check(archive, report)
    lines = [*report.problems, report.sentence()]
    result(options, report.as_json(), "\n".join(lines))
    return PROBLEMS if report.problems else DONE


def _info(options: argparse.Namespace) -> int:
    with archives.opened(options.archive, read_only=True) as archive:
        info = archives.describe_archive(archive).as_json()
    return result(options, info, "\n".join(f"{key:>16}  {value}" for key, value in info.items()))
