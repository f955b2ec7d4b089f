"""What the search box learns from an archive and keeps for it: the values that completion offers, and the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.base.settings import Settings
from fonds.gui.operations import Operations
from fonds.gui.widgets.search_box import SearchBox
from fonds.model.changes import ChangeSet

if TYPE_CHECKING:
    from fonds.model.query_tree import Field
    from fonds.services.archives import Archive


class SearchMemory(QObject):
    """Serves one search box."""

    def __init__(self, box: SearchBox, operations: Operations, settings: Settings) -> None:
        super().__init__(box)
        self._box = box
        self._operations = operations
        self._settings = settings
        self._archive: Archive | None = None
        self._channels: set[str] = set()
        box.values_wanted.connect(self._on_values_wanted)
        box.searched.connect(self._on_searched)
        operations.changed.connect(self._on_changed)

    def set_archive(self, archive: Archive | None) -> None:
        """Serve another archive, or none."""
        self._archive = archive
        while self._channels:
            self._operations.cancel_channel(self._channels.pop())
        self._box.forget_values()
        self._box.history.set_texts(() if archive is None else self._settings.texts(self._key(archive)))

    def _key(self, archive: Archive) -> str:
        return f"search_history:{archive.path}"

    def _on_values_wanted(self, field: Field | None) -> None:
        from fonds.services import searching

        archive = self._archive
        if archive is None:
            return
        work = (
            partial(searching.load_keys, archive)
            if field is None
            else partial(searching.load_values, archive, field)
        )
        channel = f"search-{'keys' if field is None else field.value}"
        self._channels.add(channel)
        answer = partial(self._box.completion.set_values, field)
        self._operations.run_read(work, answer, channel=channel, on_failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """Nothing is offered then; a message while one types would be worse."""

    def _on_searched(self, text: str) -> None:
        if self._archive is not None and self._box.history.remember(text):
            self._settings.put(self._key(self._archive), list(self._box.history.texts))

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        self._box.forget_values()
