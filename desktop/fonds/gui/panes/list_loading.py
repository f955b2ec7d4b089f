"""The list pane's work in the read pool: the new ids, and where the old selection lies among them. No widget here."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.gui.models.post_groups import PostGroups
from fonds.gui.models.post_list import PAGE

if TYPE_CHECKING:
    from fonds.model.post import PostSummary
    from fonds.model.progress import CancelToken
    from fonds.model.query import ListRequest, PostGroup, PostList
    from fonds.services.archives import Archive

MOST_TITLES = 1000
Range = tuple[int, int]
"""First and last row, both included."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How the list stood when it was asked for again. ``written``: somebody writes in the current post."""

    request: ListRequest | None
    ids: array[int]
    groups: tuple[PostGroup, ...]
    ranges: tuple[Range, ...]
    current_id: int
    current_at: int
    top_id: int
    top_offset: int
    rows_in_sight: int
    written: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A new list, the summaries of what will be in sight from ``first_row`` on, and what was kept, by its new rows.

    ``refreshed``: it answers the same request as before. ``same_ids``: and nothing moved. ``gone``: the current post was
    in the list and no longer is; one that somebody writes in does not count as gone while it is there at all.
    """

    posts: PostList
    refreshed: bool
    same_ids: bool
    current_id: int
    gone: bool = False
    current_row: int = -1
    ranges: tuple[Range, ...] = ()
    top_row: int = 0
    top_offset: int = 0
    first_row: int = 0
    summaries: tuple[PostSummary, ...] = ()
    groups: PostGroups | None = None


def load_list(archive: Archive, request: ListRequest, kept: Kept, cancel: CancelToken) -> Loaded:
    """Ask for the list; find the kept posts in it; load the summaries that will be seen first."""
    from fonds.services import browsing

    posts = browsing.list_posts(archive, request, cancel)
    refreshed = kept.request == request
    if refreshed and posts.ids == kept.ids and posts.groups == kept.groups:
        return Loaded(posts, refreshed=True, same_ids=True, current_id=kept.current_id)
    cancel.raise_if_cancelled()
    current_row = row_of(posts.ids, kept.current_id)
    ranges = new_ranges(posts.ids, kept)
    gone = current_row < 0 and refreshed and _is_gone(archive, kept)
    if gone and len(posts.ids):
        # The current post went away: its neighbour takes its place, as in a mail program.
        current_row = min(kept.current_at, len(posts.ids) - 1)
        ranges = ranges or ((current_row, current_row),)
    elif current_row >= 0 and not _holds(ranges, current_row) and len(ranges) <= 1:
        ranges = ((current_row, current_row),)
    top_row, top_offset = _new_top(posts.ids, kept, refreshed, current_row)
    cancel.raise_if_cancelled()
    first = top_row // PAGE * PAGE
    last = (top_row + kept.rows_in_sight) // PAGE * PAGE + PAGE
    return Loaded(
        posts=posts,
        refreshed=refreshed,
        same_ids=False,
        current_id=kept.current_id,
        gone=gone,
        current_row=current_row,
        ranges=ranges,
        top_row=top_row,
        top_offset=top_offset,
        first_row=first,
        groups=PostGroups(posts.groups, len(posts.ids), request.headings),
        summaries=tuple(browsing.load_summaries(archive, posts.ids[first:last])),
    )


def _is_gone(archive: Archive, kept: Kept) -> bool:
    if row_of(kept.ids, kept.current_id) < 0:
        return False  # it was shown all the same: a search went on while it was read
    return not kept.written or all(post.trashed for post in load_summaries(archive, [kept.current_id]))


def load_titles(archive: Archive, ids: Sequence[int], cancel: CancelToken) -> str:
    """The titles of posts, a line each, of the first MOST_TITLES."""
    from fonds.services import browsing

    cancel.raise_if_cancelled()
    return "\n".join(summary.title for summary in browsing.load_summaries(archive, ids[:MOST_TITLES]))


def load_summaries(archive: Archive, ids: Sequence[int]) -> Sequence[PostSummary]:
    """The summaries of posts, in their order; those that are gone are left out."""
    from fonds.services import browsing

    return browsing.load_summaries(archive, ids)


def find_beginning(
    archive: Archive, ids: array[int], letters: str, current_row: int, cancel: CancelToken
) -> int:
    """The next row whose title begins with what was typed; a single letter leads on from the current one. -1 for none."""
    from fonds.services import browsing

    start = max(0, current_row) + (1 if len(letters) == 1 else 0)
    return browsing.find_beginning(archive, ids, letters, start, cancel)


def row_of(ids: array[int], post_id: int) -> int:
    """The row of a post, or -1."""
    try:
        return ids.index(post_id)
    except ValueError:
        return -1


def new_ranges(ids: array[int], kept: Kept) -> tuple[Range, ...]:
    """Where the selected posts lie among the new ids, as ranges of rows. All selected stays all selected."""
    count = sum(last - first + 1 for first, last in kept.ranges)
    if not count or not len(ids):
        return ()
    if count == len(kept.ids) and count > 1:
        return ((0, len(ids) - 1),)
    wanted = {post_id for first, last in kept.ranges for post_id in kept.ids[first : last + 1]}
    if len(wanted) <= 4:
        rows = sorted(row for row in (row_of(ids, post_id) for post_id in wanted) if row >= 0)
    else:
        rows = [row for row, post_id in enumerate(ids) if post_id in wanted]
    return as_ranges(rows)


def as_ranges(rows: Sequence[int]) -> tuple[Range, ...]:
    """Sorted rows as ranges."""
    ranges: list[Range] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return tuple(ranges)


def _holds(ranges: tuple[Range, ...], row: int) -> bool:
    return any(first <= row <= last for first, last in ranges)


def _new_top(ids: array[int], kept: Kept, refreshed: bool, current_row: int) -> tuple[int, int]:
    """The row to begin with, and how many pixels of it are scrolled past."""
    if refreshed:
        top = row_of(ids, kept.top_id)
        return (top, kept.top_offset) if top >= 0 else (min(kept.current_at, max(0, len(ids) - 1)), 0)
    if current_row < kept.rows_in_sight // 2:
        return 0, 0
    return current_row - kept.rows_in_sight // 3, 0
