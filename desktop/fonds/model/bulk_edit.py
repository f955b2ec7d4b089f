"""Bulk edits as values: what is to be done to many posts, and what it would do to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fonds.model.post import CategoryPath

BODY = "body"
"""Stands for the text of a post where a field's name is asked for."""
HEADER = "front-matter"
"""Stands for lines of the front matter in what is shown of a change."""
LISTS = ("categories", "tags", "authors")
"""The fields that hold several names."""
FIELDS = ("title", "date", "slug", "status", "language", *LISTS)
"""The fields that every post has; any other name is a further key of the front matter."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a field a value: several only where it holds several names, none to empty it. A category is a path with
    `` / `` (or ``/``) between its names."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddNames:
    """Add names to a field that holds several, behind those that it has."""

    field: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveNames:
    """Take names out of a field that holds several."""

    field: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveField:
    """Empty a field, or take a further key out."""

    field: str


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Find and replace in a field or in the body; in a field of names, in each name. With ``regex`` both are Python's,
    and ``^`` and ``$`` stand at the ends of lines."""

    field: str
    find: str
    replacement: str
    regex: bool = False
    match_case: bool = True


@dataclass(frozen=True, slots=True)
class MapValues:
    """Put other values in the place of whole ones; an empty one takes the value out."""

    field: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SplitNames:
    """Cut names at any of these characters: ``a、b`` into two."""

    field: str
    separators: str


@dataclass(frozen=True, slots=True)
class JoinNames:
    """Make one name of all."""

    field: str
    separator: str


@dataclass(frozen=True, slots=True)
class MoveCategory:
    """Move a category and all below it; ``target`` () takes it out of the posts. Where the target is there already, the
    two become one."""

    source: CategoryPath
    target: CategoryPath


@dataclass(frozen=True, slots=True)
class ShiftDate:
    """Move the clock of dates by so many seconds; what is written beside the clock stays."""

    seconds: int


@dataclass(frozen=True, slots=True)
class AttachZone:
    """Write an offset beside dates that have none: their clock is that of ``zone`` (``+08:00``, ``Asia/Shanghai``)."""

    zone: str


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Call a key of the front matter otherwise, where it stands."""

    field: str
    name: str


class ValueType(StrEnum):
    """What a further key's value can be made. TRUTH is true or false."""

    TEXT = "text"
    LIST = "list"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class ChangeType:
    """Say the value of a further key as another type: a text as a list of one, and back; ``yes`` as true."""

    field: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class UniformDates:
    """Write dates of the front matter as ``2022-01-11 19:09:47 +0800``, or with a ``T`` as ISO has it; no moment, no
    offset and no precision changes."""

    joined: bool = False


@dataclass(frozen=True, slots=True)
class TitleFromText:
    """Give posts without a title of their own the first heading of their text, or else the title that is shown."""


@dataclass(frozen=True, slots=True)
class MendHeader:
    """Write front matter that was read repaired (quotation marks within quotation marks, say) as it was read."""


BulkOperation = (
    SetValue
    | AddNames
    | RemoveNames
    | RemoveField
    | ReplaceText
    | MapValues
    | SplitNames
    | JoinNames
    | MoveCategory
    | ShiftDate
    | AttachZone
    | RenameKey
    | ChangeType
    | UniformDates
    | TitleFromText
    | MendHeader
)


class PlanState(StrEnum):
    """What can be done for a post. REWRITE: only if its front matter may be written anew."""

    CHANGE = "change"
    REWRITE = "rewrite"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One field before and after, as text; of a body some characters around the first place, and how many replacements
    there are."""

    field: str
    before: str
    after: str
    places: int = 1


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """What is to become of one post. ``reason`` says, as a template and its details, why something cannot be done."""

    post_id: int
    title: str
    state: PlanState
    changes: tuple[ValueChange, ...] = ()
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many posts a plan looked at, would change (``rewrites`` more if front matter may be rewritten), leaves
    because there is nothing to do, and cannot change."""

    looked_at: int = 0
    changes: int = 0
    rewrites: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What an applied plan did: the posts that were changed, and those left out because they had changed since."""

    changed: int
    left_out: tuple[int, ...] = ()
