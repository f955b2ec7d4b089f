"""The verbs for an archive as it stands: ``new``, ``search``, ``show``, ``check``, ``info``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from fonds.cli_terminal import (
    DONE,
    PROBLEMS,
    Terminal,
    count_argument,
    interruptible,
    number_argument,
    path_argument,
    result,
)
from fonds.model.problems import with_signs
from fonds.model.query import Order, OrderColumn
from fonds.services import archives, browsing, previewing, searching

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_archive_verbs(verbs: Verbs) -> None:
    """Add the verbs with their options."""

    def add(name: str, verb: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
        sub.add_argument("--json", action="store_true", help="print the result as JSON")
        sub.set_defaults(verb=verb)
        return sub

    add("new", _new, "make a new, empty archive")
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


def _add_exact_characters(parser: argparse.ArgumentParser) -> None:
    text = "let Traditional and Simplified Chinese characters not match each other in TEXT"
    parser.add_argument("--exact-characters", action="store_true", help=text)


def _new(options: argparse.Namespace) -> int:
    archive = archives.create_archive(options.archive)
    path = str(archive.path)
    archive.close()
    return result(options, {"archive": path}, f"Made {path}.")


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
                sys.stdout.write(previewing.render_once(post) + "\n")
            case _:
                options.json = True
                result(options, browsing.post_as_json(post), "")
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
