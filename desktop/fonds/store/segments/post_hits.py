"""Places of a phrase -> the posts that hold it, and how often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fonds.model.query_tree import Field
from fonds.store.segments.building import Stream
from fonds.store.segments.reading import Bits, Segment
from fonds.text.tokens import Numbers, Places

_FEW = 4
"""Fewer places than posts, by this factor, are looked up among the posts; else the posts' beginnings among the places."""


@dataclass(frozen=True, slots=True, eq=False)
class PostHits:
    """Posts by their numbers within a segment or stream, ascending; how often each is hit; whether in its title."""

    posts: Places
    counts: Places
    in_title: Bits


def posts_at(stream: Stream | Segment, places: Numbers, field: Field | None) -> Places:
    """The numbers of the posts that hold places (in order), ascending: in the title, in the body, or in either."""
    return _counted(stream, places)[0] if field is None else hits_at(stream, places, field).posts


def hits_at(stream: Stream | Segment, places: Numbers, field: Field | None) -> PostHits:
    """The posts that hold places (in order), and how often."""
    posts, counts = _counted(stream, places)
    if field is not None:
        of_each = np.repeat(posts, counts)
        in_title = places < stream.bodies[of_each]
        posts, counts = np.unique(
            of_each[in_title if field is Field.TITLE else ~in_title], return_counts=True
        )
        return PostHits(posts, counts, np.full(len(posts), field is Field.TITLE))
    firsts = places[np.cumsum(counts) - counts]
    return PostHits(posts, counts, firsts < stream.bodies[posts])


def _counted(stream: Stream | Segment, places: Numbers) -> tuple[Places, Places]:
    """The posts of places, and how many each has."""
    if len(places) * _FEW < len(stream.ids):
        posts, counts = np.unique(np.searchsorted(stream.starts, places, "right") - 1, return_counts=True)
        return posts, counts
    counts = np.diff(np.searchsorted(places, stream.starts))
    posts = np.flatnonzero(counts)
    return posts, counts[posts]
