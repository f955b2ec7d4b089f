"""The verb ``duplicates``: posts that are there more than once, group by group. Nothing is merged without a window."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

from fonds.cli_terminal import DONE, Terminal, interruptible, path_argument, result
from fonds.model.duplicates import USUAL_THRESHOLD, DuplicateGroup, DuplicateKind
from fonds.model.post import PostSummary
from fonds.model.problems import with_signs
from fonds.model.query import ListRequest
from fonds.services import archives, browsing, duplicates, searching

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_duplicates_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "find posts whose files or texts are the same, or nearly"
    parser = verbs.add_parser("duplicates", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--near",
        type=float,
        default=USUAL_THRESHOLD,
        metavar="SHARE",
        help=f"how like each other texts must be, 0.5 to 1 ({USUAL_THRESHOLD:g})",
    )
    parser.add_argument("--query", default="", metavar="TEXT", help="only among the posts that match TEXT")
    parser.set_defaults(verb=_duplicates)


def _duplicates(options: argparse.Namespace) -> int:
    request = ListRequest(search_text=searching.require_query(options.query).text)
    with interruptible() as cancel, archives.opened(options.archive) as archive, Terminal() as terminal:
        found = duplicates.find_duplicates(
            archive, request, threshold=options.near, progress=terminal.show, cancel=cancel
        )
        wanted = sorted({post for group in found.groups for post in group.posts})
        posts = {post.id: post for post in browsing.load_summaries(archive, wanted)}
    counts = {kind.value: sum(group.kind is kind for group in found.groups) for kind in DuplicateKind}
    values: dict[str, Any] = {
        "looked_at": found.looked_at,
        "read": found.read,
        "left_out": list(found.left_out),
        "counts": counts,
        "groups": [_group(group, posts) for group in found.groups],
    }
    lines = [line for group in found.groups for line in _lines(group, posts)]
    lines.append(
        f"{len(found.groups)} groups among {found.looked_at} posts: {counts['same-bytes']} of the same files, "
        f"{counts['same-text']} of the same text, {counts['near']} of nearly the same."
    )
    result(options, values, "\n".join(lines))
    return DONE


def _group(group: DuplicateGroup, posts: dict[int, PostSummary]) -> dict[str, Any]:
    return {
        "kind": group.kind.value,
        "posts": [
            {
                "id": post,
                "title": posts[post].title,
                "path": with_signs(posts[post].source_path),
                "similarity": round(likeness, 4),
            }
            for post, likeness in zip(group.posts, group.similarities, strict=True)
            if post in posts
        ],
    }


def _lines(group: DuplicateGroup, posts: dict[int, PostSummary]) -> list[str]:
    return [group.kind.value] + [
        f"{post:>8}  {math.floor(likeness * 100):>3}%  {with_signs(posts[post].title)}  "
        f"{with_signs(posts[post].source_path)}"
        for post, likeness in zip(group.posts, group.similarities, strict=True)
        if post in posts
    ]
