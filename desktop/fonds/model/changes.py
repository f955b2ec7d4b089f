"""What a write changed: published once, on the main thread, and every pane looks for itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from fonds.model.steps import Step


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The outcome of one operation on the archive.

    The id sets may be empty; ``many`` says that more changed than is worth naming (an import, say), so that
    lists reload. ``taxonomy`` says that categories, tags, authors or counts changed. With ``changed`` alone, what is
    shown of those posts is another (unsaved text was kept, say), but no list, no order and no count.
    """

    added: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    taxonomy: bool = False
    many: bool = False
    step: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.changed or self.removed or self.taxonomy or self.many)

    @property
    def moves_lists(self) -> bool:
        """Whether lists and counts may be others now, and must be asked for again."""
        return bool(self.added or self.removed or self.taxonomy or self.many)


NOTHING_CHANGED = ChangeSet()


@dataclass(frozen=True, slots=True)
class UndoState:
    """The names of what undo and redo would do; empty when there is nothing. The steps say the same for a window that
    speaks another language."""

    undo: str = ""
    redo: str = ""
    undo_step: Step | None = field(default=None, compare=False)
    redo_step: Step | None = field(default=None, compare=False)
