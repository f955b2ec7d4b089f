"""The verb ``edit``: many posts edited at once without a window, or only shown what would become of them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from functools import partial
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
    LISTS,
    AddNames,
    AttachZone,
    BulkOperation,
    BulkOutcome,
    ChangeType,
    JoinNames,
    MapValues,
    MendHeader,
    MoveCategory,
    PlannedPost,
    PlanState,
    RemoveField,
    RemoveNames,
    RenameKey,
    ReplaceText,
    SetValue,
    ShiftDate,
    SplitNames,
    TitleFromText,
    UniformDates,
    ValueType,
)
from fonds.model.problems import fill_template, with_signs
from fonds.model.query import ListRequest
from fonds.services import archives, browsing, bulk_edit, searching
from fonds.services.bulk_values import category_path

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

_EQUALS = re.compile(r"(?<!\\)=")
_SPAN = re.compile(r"([+-]?\d+)([smhd])", re.ASCII)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def add_edit_verb(verbs: Verbs) -> None:
    """Add the verb with its options; operations are done in the order in which they are given."""
    text = "edit many posts at once, as one step that can be undone"
    parser = verbs.add_parser("edit", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument("archive", metavar="ARCHIVE", type=path_argument, help="an archive file (.fonds)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--query", required=True, metavar="TEXT", help='the posts that match; "" is every post'
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change; change nothing")
    parser.add_argument("--regex", action="store_true", help="what --replace finds are expressions")
    parser.add_argument(
        "--ignore-case", action="store_true", help="--replace finds upper and lower case alike"
    )
    parser.add_argument(
        "--rewrite-front-matter",
        action="store_true",
        help="where a key cannot be changed alone, write all anew",
    )
    parser.add_argument(
        "--limit", type=count_argument, default=100, metavar="N", help="show N posts at most (100)"
    )
    parser.add_argument("--exact-characters", action="store_true", help="as for search")
    parser.set_defaults(verb=_edit, operations=[])
    _add_operations(parser)


def _add_operations(parser: argparse.ArgumentParser) -> None:
    def add(name: str, metavar: str, make: Callable[[str], BulkOperation], text: str) -> None:
        parser.add_argument(name, dest="operations", action="append", type=make, metavar=metavar, help=text)

    add("--set", "FIELD=VALUE", _set, "give a field a value; several tags, categories or authors with commas")
    add("--remove-field", "FIELD", RemoveField, "empty a field or take a key out")
    for field, noun in (("tags", "tag"), ("categories", "category"), ("authors", "author")):
        add(f"--add-{noun}", "NAME", partial(_add, field), f"add a {noun}")
        add(f"--remove-{noun}", "NAME", partial(_remove, field), f"take a {noun} out")
    add("--replace", "FIELD=OLD=NEW", _replace, 'find and replace in a field or "body"; \\= is a plain =')
    add("--map", "FIELD=OLD=NEW", _map, "put one whole value in the place of another")
    add("--move-category", "OLD=NEW", _move, "move or rename a category and all below it: a/b=c")
    add("--split-tags", "CHARACTERS", lambda text: SplitNames("tags", text), "cut tags at these characters")
    add(
        "--join-tags",
        "TEXT",
        lambda text: JoinNames("tags", text),
        "make one tag of all, with TEXT between them",
    )
    add("--shift-date", "SPAN", _shift, "move dates: +8h, -30m, 1d")
    add("--time-zone", "ZONE", AttachZone, "dates without an offset are of this zone: +08:00, Asia/Shanghai")
    add("--rename-key", "OLD=NEW", _rename, "call a key of the front matter otherwise, where it stands")
    add("--change-type", "KEY=TYPE", _retype, "make what a key says a text, a list or a truth")
    add("--uniform-dates", "FORM", _uniform, "write dates with a blank or a T (joined) before the clock")
    for name, one, text in (
        ("--title-from-text", TitleFromText(), "posts that say no title get the first heading of their text"),
        ("--mend-front-matter", MendHeader(), "write front matter that was read repaired as it was read"),
    ):
        parser.add_argument(name, dest="operations", action="append_const", const=one, help=text)


def _cut(text: str, count: int) -> list[str]:
    """The pieces between the first equals signs; the last piece holds the rest."""
    pieces = _EQUALS.split(text, count - 1)
    if len(pieces) != count or not pieces[0]:
        raise argparse.ArgumentTypeError(f"must be {count} texts with = between them")
    return [piece.replace("\\=", "=") for piece in pieces]


def _set(text: str) -> BulkOperation:
    field, value = _cut(text, 2)
    if field in LISTS:
        return SetValue(field, tuple(name.strip() for name in value.split(",") if name.strip()))
    return SetValue(field, (value,))


def _add(field: str, name: str) -> BulkOperation:
    return AddNames(field, (name,))


def _remove(field: str, name: str) -> BulkOperation:
    return RemoveNames(field, (name,))


def _replace(text: str) -> BulkOperation:
    field, old, new = _cut(text, 3)
    return ReplaceText(field, old, new)


def _map(text: str) -> BulkOperation:
    field, old, new = _cut(text, 3)
    return MapValues(field, ((old, new),))


def _move(text: str) -> BulkOperation:
    old, new = _cut(text, 2)
    return MoveCategory(category_path(old), category_path(new))


def _rename(text: str) -> BulkOperation:
    return RenameKey(*_cut(text, 2))


def _retype(text: str) -> BulkOperation:
    key, kind = _cut(text, 2)
    if kind not in list(ValueType):
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(ValueType)}")
    return ChangeType(key, ValueType(kind))


def _uniform(text: str) -> BulkOperation:
    if text not in ("blank", "joined"):
        raise argparse.ArgumentTypeError("must be blank or joined")
    return UniformDates(joined=text == "joined")


def _shift(text: str) -> BulkOperation:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise argparse.ArgumentTypeError("must be a number and s, m, h or d: +8h")
    return ShiftDate(int(match.group(1)) * _UNITS[match.group(2)])


def _chosen(options: argparse.Namespace) -> list[BulkOperation]:
    """The operations, with what was said of all searches."""
    return [
        ReplaceText(one.field, one.find, one.replacement, options.regex, not options.ignore_case)
        if isinstance(one, ReplaceText)
        else one
        for one in options.operations
    ]


def _edit(options: argparse.Namespace) -> int:
    query = searching.require_query(options.query).text
    request = ListRequest(search_text=query, variants=not options.exact_characters)
    with (
        interruptible() as cancel,
        archives.opened(options.archive, read_only=options.dry_run) as archive,
        Terminal() as terminal,
    ):
        ids = browsing.list_posts(archive, request, cancel).ids
        with bulk_edit.plan(archive, ids, _chosen(options), terminal.show, cancel) as made:
            rewriting = options.rewrite_front_matter
            outcome = BulkOutcome(0)
            if not options.dry_run:
                outcome, _ = bulk_edit.apply(archive, made, terminal.show, cancel, rewriting=rewriting)
            counts = made.counts
            rows = made.rows(0, options.limit)
    left = counts.refused + len(outcome.left_out) + (0 if rewriting else counts.rewrites)
    would = counts.changes + (counts.rewrites if rewriting else 0)
    values: dict[str, Any] = {
        "dry_run": options.dry_run,
        "looked_at": counts.looked_at,
        "would_change" if options.dry_run else "changed": would if options.dry_run else outcome.changed,
        "unchanged": counts.unchanged,
        "need_rewriting": counts.rewrites,
        "refused": counts.refused,
        "left_out": list(outcome.left_out),
        "posts": [_row(row) for row in rows],
    }
    verb, number = ("Would edit", would) if options.dry_run else ("Edited", outcome.changed)
    lines = [line for row in rows for line in _lines(row)]
    lines.append(f"{verb} {number} of {counts.looked_at} posts; {left} cannot be.")
    result(options, values, "\n".join(lines))
    return PROBLEMS if left else DONE


def _row(row: PlannedPost) -> dict[str, Any]:
    return {
        "id": row.post_id,
        "title": row.title,
        "state": row.state.value,
        "reason": fill_template(row.reason, row.details),
        "changes": [
            {"field": change.field, "before": change.before, "after": change.after, "places": change.places}
            for change in row.changes
        ],
    }


def _lines(row: PlannedPost) -> Sequence[str]:
    lines = [f"{row.post_id:>8}  {with_signs(row.title)}"]
    lines += [
        f"          {change.field}: {with_signs(change.before)} → {with_signs(change.after)}"
        for change in row.changes
    ]
    if row.state is PlanState.REFUSED:
        lines.append(f"          ! {with_signs(fill_template(row.reason, row.details))}")
    elif row.state is PlanState.REWRITE:
        lines.append("          ! the front matter has to be rewritten")
    return lines
