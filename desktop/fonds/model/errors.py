"""What may go wrong in a way that a person can be told. Anything else that is raised is a bug.

``message`` is an English template and ``details`` fill it, so that the window can translate the sentence.
"""

from __future__ import annotations

from fonds.model.problems import fill_template


class ArchiveError(Exception):
    """The root of all expected failures."""

    def __init__(self, message: str, **details: str) -> None:
        self.message = message
        self.details = tuple(details.items())
        super().__init__(fill_template(message, self.details))


class UserError(ArchiveError):
    """Something in what the person gave us. ``field`` names it, where there is one."""

    def __init__(self, message: str, *, field: str = "", **details: str) -> None:
        self.field = field
        super().__init__(message, **details)


class EditConflict(UserError):
    """The post was changed elsewhere since the edit began; nothing was written."""


class HeaderNotPatchable(UserError):
    """The front matter must be written anew for this edit; nothing was written, and the person has to agree first."""


class EnvironmentProblem(ArchiveError):
    """The machine, the disk or the file: full, locked, read-only, corrupt, of a newer version, not an archive."""


class Cancelled(ArchiveError):
    """The person asked for it to stop. What was finished before stays."""

    def __init__(self) -> None:
        super().__init__("Cancelled.")
