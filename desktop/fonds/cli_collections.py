"""The verb ``collections``: list them, make one, put posts in and take them out. Each change can be undone in the window."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fonds.cli_terminal import Terminal, interruptible, number_argument, path_argument, result
from fonds.model.collection import Collection
from fonds.model.errors import UserError
from fonds.model.problems import with_signs
from fonds.model.query import ListRequest, Order, OrderColumn, Scope, ScopeKind
from fonds.services import archives, browsing, collections, searching

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

_VERBS = ("list", "show", "create", "add", "remove", "delete")


def add_collections_verb(verbs: Verbs) -> None:
    """Add the verb with its options."""
    text = "list collections, make them, put posts in and take them out"
    parser = verbs.add_parser("collections", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("what", nargs="?", choices=_VERBS, default="list", help="list (default): all of them")
    parser.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="a collection by its name, path (a/b) or number"
    )
    parser.add_argument("ids", nargs="*", type=number_argument, metavar="ID", help="posts to add or remove")
    parser.add_argument(
        "--query", metavar="TEXT", help="add or remove the posts that match TEXT, the newest first"
    )
    parser.add_argument("--in", dest="parent", default="", metavar="NAME", help="make it below this one")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(verb=_collections)


def _collections(options: argparse.Namespace) -> int:
    if options.what != "list" and not options.name:
        raise UserError("Say which collection.", field="name")
    reads = options.what in ("list", "show")
    with archives.opened(options.archive, read_only=reads) as archive:
        match options.what:
            case "list":
                return _list(options, archive)
            case "show":
                return _show(options, archive)
            case "create":
                return _create(options, archive)
            case "delete":
                one = collections.find_collection(archive, options.name)
                collections.delete_collection(archive, one.id)
                return result(options, {"deleted": as_json(one)}, f"Deleted {_path(one)}; the posts stay.")
            case _:
                return _change(options, archive)


def _list(options: argparse.Namespace, archive: archives.Archive) -> int:
    found = collections.list_collections(archive)
    lines = [
        f"{one.id:>6}  {one.total:>8}  {'  ' * (len(one.path) - 1)}{with_signs(one.name)}" for one in found
    ]
    lines.append(f"{len(found)} collections.")
    return result(options, {"collections": [as_json(one) for one in found]}, "\n".join(lines))


def _show(options: argparse.Namespace, archive: archives.Archive) -> int:
    one = collections.find_collection(archive, options.name)
    record = collections.load_record(archive, one.id)
    order = Order(OrderColumn.HAND, descending=False)
    posts = list(
        browsing.list_posts(archive, ListRequest(Scope(ScopeKind.COLLECTION, one.id), "", order)).ids
    )
    values = as_json(one) | {"description": record.description.values(), "note": record.note, "posts": posts}
    lines = [_path(one)]
    for name, value in record.description.values().items():
        lines.append(f"{name:>18}  {with_signs(', '.join(value) if isinstance(value, list) else value)}")
    lines += [f"{post.id:>8}  {with_signs(post.title)}" for post in browsing.load_summaries(archive, posts)]
    return result(options, values, "\n".join(lines))


def _create(options: argparse.Namespace, archive: archives.Archive) -> int:
    parent = collections.find_collection(archive, options.parent).id if options.parent else 0
    with interruptible() as cancel, Terminal() as terminal:
        posts = _posts(options, archive)
        made, _ = collections.create_collection(archive, options.name, parent, posts, terminal.show, cancel)
    return result(options, {"created": as_json(made)}, f"Made {_path(made)} with {made.count} posts.")


def _change(options: argparse.Namespace, archive: archives.Archive) -> int:
    one = collections.find_collection(archive, options.name)
    with interruptible() as cancel, Terminal() as terminal:
        posts = _posts(options, archive)
        if not posts and options.query is None:
            raise UserError("Say which posts, by their numbers or with --query.", field="ids")
        if options.what == "add":
            number, _ = collections.add_posts(archive, one.id, posts, terminal.show, cancel)
            sentence = f"Added {number} posts to {_path(one)}."
        else:
            number, _ = collections.remove_posts(archive, one.id, posts, cancel)
            sentence = f"Removed {number} posts from {_path(one)}."
    after = collections.find_collection(archive, str(one.id) if options.name.isdecimal() else options.name)
    return result(options, {options.what: number, "collection": as_json(after)}, sentence)


def _posts(options: argparse.Namespace, archive: archives.Archive) -> list[int]:
    posts: list[int] = list(options.ids)
    if options.query is not None:
        request = ListRequest(search_text=searching.require_query(options.query).text)
        posts += browsing.list_posts(archive, request).ids
    return posts


def as_json(one: Collection) -> dict[str, Any]:
    """A collection as plain values."""
    return {
        "id": one.id,
        "name": one.name,
        "path": list(one.path),
        "parent": one.parent_id or None,
        "posts": one.count,
        "posts_with_those_below": one.total,
        "described": one.described,
    }


def _path(one: Collection) -> str:
    return f"“{with_signs(' / '.join(one.path))}”"
