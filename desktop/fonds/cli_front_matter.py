"""The verb ``front-matter``: what is uneven, missing or broken in the front matter of posts. Nothing is changed."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING, Any

from fonds.cli_terminal import (
    DONE,
    PROBLEMS,
    Terminal,
    count_argument,
    interruptible,
    path_argument,
    result,
)
from fonds.model.bulk_edit import (
    AttachZone,
    BulkOperation,
    ChangeType,
    MapValues,
    MendHeader,
    MoveCategory,
    RenameKey,
    TitleFromText,
    UniformDates,
)
from fonds.model.findings import CheckedFrontMatter, Finding
from fonds.model.problems import with_signs
from fonds.model.query import ListRequest
from fonds.services import archives, finding_reports, front_matter_check, searching
from fonds.services.archives import Archive

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_front_matter_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "check front matter: keys, types, dates, titles, tags, links, missing files"
    parser = verbs.add_parser("front-matter", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--query", default="", metavar="TEXT", help="only the posts that match TEXT")
    parser.add_argument("--no-links", action="store_true", help="do not read the texts for broken links")
    parser.add_argument("--ignored", action="store_true", help="also what was said to be ignored")
    parser.add_argument(
        "--limit", type=count_argument, default=10, metavar="N", help="name N posts of each finding (10)"
    )
    parser.add_argument(
        "--report", type=path_argument, metavar="FILE", help="write all of it to FILE (.csv or .json)"
    )
    parser.set_defaults(verb=_front_matter)


def _front_matter(options: argparse.Namespace) -> int:
    request = ListRequest(search_text=searching.require_query(options.query).text)
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=True) as archive,
        Terminal() as terminal,
    ):
        checked = front_matter_check.check_front_matter(
            archive, request, terminal.show, cancel, links=not options.no_links
        )
        if options.ignored:
            checked = CheckedFrontMatter((*checked.findings, *checked.ignored), checked.looked_at)
        if options.report is not None:
            finding_reports.export_findings(archive, checked, options.report, terminal.show, cancel)
        told = [_facts(archive, finding, options.limit) for finding in checked.findings]
    values: dict[str, Any] = {
        "looked_at": checked.looked_at,
        "ignored": len(checked.ignored),
        "findings": told,
    }
    lines = [
        line for finding, facts in zip(checked.findings, told, strict=True) for line in _lines(finding, facts)
    ]
    lines.append(
        f"{len(checked.findings)} findings among {checked.looked_at} posts; {len(checked.ignored)} are ignored."
    )
    result(options, values, "\n".join(lines))
    return PROBLEMS if checked.findings else DONE


def _facts(archive: Archive, finding: Finding, limit: int) -> dict[str, Any]:
    few = Finding(finding.kind, finding.severity, finding.posts[:limit], notes=finding.notes)
    posts = [
        {
            "id": post.id,
            "title": post.title,
            "path": with_signs(post.path),
            "what": finding.notes.get(post.id, ""),
        }
        for post in finding_reports.posts_of(archive, few)
    ]
    facts = finding_reports.facts_of(finding, finding_reports.tell_plainly)
    return {**facts, "fix": [_option(operation) for operation in finding.operations], "posts": posts}


def _lines(finding: Finding, facts: dict[str, Any]) -> list[str]:
    lines = [f"{facts['severity']}: {finding.sentence} ({facts['count']})", f"    {finding.advice}"]
    fix = " ".join(option for option in facts["fix"] if option)
    if fix:
        lines.append(f"    fonds-cli edit … {fix}")
    for post in facts["posts"]:
        what = f"  {with_signs(post['what'])}" if post["what"] else ""
        lines.append(f"{post['id']:>8}  {with_signs(post['title'])}  {post['path']}{what}")
    if facts["count"] > len(facts["posts"]):
        lines.append(f"          and {facts['count'] - len(facts['posts'])} more")
    return lines


def _option(operation: BulkOperation) -> str:
    """How the verb ``edit`` is asked for the same; "" where it has no words for it."""
    match operation:
        case RenameKey(old, new):
            return shlex.join(["--rename-key", f"{_escaped(old)}={_escaped(new)}"])
        case ChangeType(name, kind):
            return shlex.join(["--change-type", f"{name}={kind.value}"])
        case UniformDates(joined):
            return "--uniform-dates " + ("joined" if joined else "blank")
        case TitleFromText():
            return "--title-from-text"
        case MendHeader():
            return "--mend-front-matter"
        case AttachZone(zone):
            return shlex.join(["--time-zone", zone])
        case MapValues(name, ((old, new),)):
            return shlex.join(["--map", f"{name}={_escaped(old)}={_escaped(new)}"])
        case MoveCategory(source, target):
            return shlex.join(
                ["--move-category", f"{_escaped('/'.join(source))}={_escaped('/'.join(target))}"]
            )
    return ""


def _escaped(text: str) -> str:
    return text.replace("=", "\\=")
