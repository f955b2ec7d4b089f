"""Duplicates as values: posts that are there more than once, in which way, and what merging is to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_ALIKE = 0.5
"""Below this, "nearly the same" means nothing, and not all such pairs would be found."""
USUAL_THRESHOLD = 0.8


class DuplicateKind(StrEnum):
    """SAME_BYTES: the files are equal. SAME_TEXT: the texts are, but for case, width, space, punctuation and markup;
    front matter may differ. NEAR: the texts have most of their runs of four characters or words in common."""

    SAME_BYTES = "same-bytes"
    SAME_TEXT = "same-text"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Posts that are duplicates of the first one. ``similarities`` says how alike each is to the first, 0 to 1."""

    kind: DuplicateKind
    posts: tuple[int, ...]
    similarities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FoundDuplicates:
    """The groups, those of more posts first within each kind; how many posts were looked at, how many of them had to be
    read anew, and the posts whose texts were compared with nothing: they say nothing, or their bytes are damaged."""

    groups: tuple[DuplicateGroup, ...] = ()
    looked_at: int = 0
    read: int = 0
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """``others`` go to the trash; what they have is kept on ``stays``."""

    stays: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What merging did: how many posts stay and how many went to the trash; the posts whose front matter could not take
    the categories and tags of the others (they stand on those still); the merges that were left out because a post had
    gone or changed meanwhile."""

    stayed: int = 0
    merged: int = 0
    without_terms: tuple[int, ...] = ()
    left_out: tuple[Merge, ...] = ()
